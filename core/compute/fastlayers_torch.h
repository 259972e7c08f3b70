#pragma once

#include "core/compute/inputconvolution.h"
#include "core/compute/maparena_torch.h"
#include "core/compute/networklayers_torch.h"
#include "core/compute/winograd.h"

#include <optional>
#include <vector>

namespace gramarye {

/// By our own convolutions on the processor, in single precision: bias, ReLU, its bits and the
/// pooling are done while a tile is in the cache, and maps share one piece of memory.
class FastLayers final : public NetworkLayers
{
public:
    FastLayers(PoolingStep pooling, int threads) : m_pooling(pooling), m_workspace(threads) {}

    void append(const at::Tensor &weight, const at::Tensor &bias, Border border) override;
    at::Tensor forward(std::size_t layer, const at::Tensor &x, bool whole,
                       FeatureTape &tape) override;
    at::Tensor backward(std::size_t layer, const at::Tensor &gradient,
                        const FeatureTape &tape) override;
    at::Tensor planesLike(const at::Tensor &image, int64_t channels) override;
    at::Tensor gram(const at::Tensor &features) override;
    at::Tensor addProduct(at::Tensor gradient, const at::Tensor &matrix,
                          const at::Tensor &features) override;
    ThreadPool *pool() override { return &m_workspace.pool(); }
    std::size_t weightBytes() const override;

private:
    struct Step
    {
        at::Tensor weight; ///< until both directions are prepared
        std::optional<WinogradConvolution> forward;
        std::optional<WinogradConvolution> backward;
        std::vector<float> bias; ///< paddedChannels()
        Border border;
        int inputs;
        int outputs;
    };

    void prepare(Step &step, Direction direction);
    at::Tensor toMap(const at::Tensor &features);
    at::Tensor zeroMap(at::IntArrayRef sizes);
    float averageFactor() const { return float(m_pooling.factor); }

    PoolingStep m_pooling;
    std::optional<InputConvolution> m_first;
    std::vector<Step> m_steps; ///< from conv1_2 on
    int m_firstOutputs = 0;
    MapArena m_arena;
    Workspace m_workspace;
};

} // namespace gramarye
