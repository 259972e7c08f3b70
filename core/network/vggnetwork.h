#pragma once

#include "core/convolution/convolution.h"
#include "core/engine/cancellation.h"
#include "core/model/styleparameters.h"
#include "core/network/networkcatalog.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <bitset>
#include <functional>
#include <optional>
#include <vector>

namespace gramarye {

using LayerSet = std::bitset<layerCount>;

/// What a forward pass leaves for the losses and for the way back.
struct FeatureTape
{
    /// Of the layers asked for: 1 × C × H × W after the ReLU; `pixels` is R, G, B and a constant 1.
    std::array<at::Tensor, layerCount> features;

    /// Where the ReLU of the other layers let through; convolutions with frozen weights need
    /// nothing else to go back.
    std::array<at::Tensor, layerCount> active;

    std::array<at::Tensor, layerCount> poolInput;   ///< sizes only, of average pooling
    std::array<at::Tensor, layerCount> poolIndices; ///< of max pooling
    Layer deepest = Layer::Pixels;
};

/// A frozen VGG-19 of any width: features of a picture, and the gradient of a function of those
/// features with respect to the picture. Worker thread.
class VggNetwork
{
public:
    /// Reads the weights as @p type (float, or double for tests) and pools as @p pooling says; a
    /// zero-padded network's first convolution pads with @p firstBorder.
    /// Throws TransferError: WeightsNotVgg and those of WeightsFile::open.
    VggNetwork(const NetworkSource &source, Pooling pooling, Border firstBorder,
               at::ScalarType type = at::kFloat);

    /// The layers the weight file has, `pixels` first.
    const LayerSet &layers() const { return m_layers; }

    /// Features of @p image (1 × 3 × H × W, RGB in 0..1), computed no deeper than asked for.
    FeatureTape forward(const at::Tensor &image, const LayerSet &wanted,
                        const Cancellation &cancellation) const;

    using FeatureVisitor = std::function<void(Layer, const at::Tensor &features)>;

    /// Shows @p visitor the features of each layer of @p wanted, the shallowest first, and keeps
    /// none: for targets, which need no way back.
    void visit(const at::Tensor &image, const LayerSet &wanted, const FeatureVisitor &visitor,
               const Cancellation &cancellation) const;

    /// Gives the gradient with respect to the features of one layer; undefined where there is none.
    using FeatureGradient = std::function<at::Tensor(Layer, const at::Tensor &features)>;

    /// The gradient with respect to the image. Asks @p gradientAt for each layer of the tape, the
    /// deepest first, and lets go of its features afterwards.
    at::Tensor backward(FeatureTape tape, const FeatureGradient &gradientAt,
                        const Cancellation &cancellation) const;

private:
    at::Tensor firstInput(const at::Tensor &image) const;
    at::Tensor next(std::size_t layer, const at::Tensor &x, FeatureTape &tape) const;
    at::Tensor pool(const at::Tensor &x, Layer next, FeatureTape &tape) const;
    at::Tensor unpool(const at::Tensor &gradient, Layer next, const FeatureTape &tape) const;

    std::vector<Convolution> m_convolutions; ///< from conv1_1 on
    std::optional<Convolution> m_colorTransform;
    at::Tensor m_mean; ///< 1 × 3 × 1 × 1
    at::Tensor m_std;
    PoolingKind m_pooling;
    double m_averageFactor; ///< average pooling's output is multiplied by this
    LayerSet m_layers;
};

} // namespace gramarye
