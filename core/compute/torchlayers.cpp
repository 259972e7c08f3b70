#include "core/compute/pch_torch.h"

#include "core/compute/convolution_torch.h"
#include "core/compute/networklayers_torch.h"

#include <vector>

namespace gramarye {

namespace {

/// Through LibTorch's operators: any element type, any device, and what the fast path is measured
/// and tested against.
class TorchLayers final : public NetworkLayers
{
public:
    explicit TorchLayers(PoolingStep pooling) : m_pooling(pooling) {}

    void append(const at::Tensor &weight, const at::Tensor &bias, Border border) override
    {
        // The tensor cores of graphics cards want the channels of a pixel side by side.
        const auto format =
            weight.is_cpu() ? at::MemoryFormat::Contiguous : at::MemoryFormat::ChannelsLast;
        m_convolutions.emplace_back(weight.contiguous(format), bias, border);
        m_weightBytes += 2 * weight.nbytes() + bias.nbytes(); // turned round for the way back
    }

    at::Tensor forward(std::size_t layer, const at::Tensor &x, bool whole,
                       FeatureTape &tape) override
    {
        const at::Tensor input = followsPooling(layerAt(layer)) ? pool(x, tape[layer]) : x;
        const at::Tensor result = m_convolutions[layer - 1].forward(input, tape.wrap).relu_();
        tape[layer].height = result.size(2);
        tape[layer].width = result.size(3);
        if (!whole)
            tape[layer].reluMask = result > 0;
        return result;
    }

    at::Tensor backward(std::size_t layer, const at::Tensor &gradient,
                        const FeatureTape &tape) override
    {
        const LayerTape &own = tape[layer];
        const at::Tensor masked =
            gradient.mul(own.features.defined() ? own.features > 0 : own.reluMask);
        const at::Tensor result = m_convolutions[layer - 1].backward(masked, tape.wrap);
        if (!followsPooling(layerAt(layer)))
            return result;
        // Only the shape of the pooling's input is looked at.
        const LayerTape &before = tape[layer - 1];
        const at::Tensor input = at::zeros({1}, result.options())
                                     .expand({1, result.size(1), before.height, before.width});
        return unpool(result, input, own);
    }

    std::size_t weightBytes() const override { return m_weightBytes; }

private:
    at::Tensor pool(const at::Tensor &x, LayerTape &tape) const
    {
        if (m_pooling.kind == PoolingKind::Average)
            return at::avg_pool2d(x, 2).mul_(m_pooling.factor);
        auto [pooled, indices] = at::max_pool2d_with_indices(x, 2);
        tape.poolMask = indices;
        return pooled;
    }

    at::Tensor unpool(const at::Tensor &gradient, const at::Tensor &input,
                      const LayerTape &tape) const
    {
        if (m_pooling.kind == PoolingKind::Average)
            return at::avg_pool2d_backward(gradient, input, 2, 2, 0, false, true, c10::nullopt)
                .mul_(m_pooling.factor);
        return at::max_pool2d_with_indices_backward(gradient, input, 2, 2, 0, 1, false,
                                                    tape.poolMask);
    }

    PoolingStep m_pooling;
    std::vector<Convolution> m_convolutions;
    std::size_t m_weightBytes = 0;
};

} // namespace

std::unique_ptr<NetworkLayers> makeTorchLayers(PoolingStep pooling)
{
    return std::make_unique<TorchLayers>(pooling);
}

} // namespace gramarye
