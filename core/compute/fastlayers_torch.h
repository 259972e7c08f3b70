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
    /// Maps come from @p arena; @p workspace computes. Both outlive the layers.
    FastLayers(MapArena &arena, Workspace &workspace, PoolingStep pooling)
        : m_arena(arena), m_workspace(workspace), m_pooling(pooling)
    {
    }

    void append(const at::Tensor &weight, const at::Tensor &bias, Border border) override;
    at::Tensor forward(std::size_t layer, const at::Tensor &x, bool whole,
                       FeatureTape &tape) override;
    at::Tensor backward(std::size_t layer, const at::Tensor &gradient,
                        const FeatureTape &tape) override;
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
    float averageFactor() const { return float(m_pooling.factor); }

    MapArena &m_arena;
    Workspace &m_workspace;
    PoolingStep m_pooling;
    std::optional<InputConvolution> m_first;
    std::vector<Step> m_steps; ///< from conv1_2 on
    int m_firstOutputs = 0;
};

} // namespace gramarye
