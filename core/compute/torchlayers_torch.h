#pragma once

#include "core/compute/convolution_torch.h"
#include "core/compute/networklayers_torch.h"

#include <vector>

namespace gramarye {

/// Through LibTorch's operators: any element type, any device, and what the fast path is measured
/// and tested against.
class TorchLayers final : public NetworkLayers
{
public:
    explicit TorchLayers(PoolingStep pooling) : m_pooling(pooling) {}

    void append(const at::Tensor &weight, const at::Tensor &bias, Border border) override;
    at::Tensor forward(std::size_t layer, const at::Tensor &x, bool whole,
                       FeatureTape &tape) override;
    at::Tensor backward(std::size_t layer, const at::Tensor &gradient,
                        const FeatureTape &tape) override;
    std::size_t weightBytes() const override { return m_weightBytes; }

private:
    at::Tensor pool(const at::Tensor &x, LayerTape &tape) const;
    at::Tensor unpool(const at::Tensor &gradient, const at::Tensor &input,
                      const LayerTape &tape) const;

    PoolingStep m_pooling;
    std::vector<Convolution> m_convolutions;
    std::size_t m_weightBytes = 0;
};

} // namespace gramarye
