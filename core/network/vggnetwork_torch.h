#pragma once

#include "core/base/cancellation.h"
#include "core/compute/backend_torch.h"
#include "core/compute/convolution_torch.h"
#include "core/model/styleparameters.h"
#include "core/network/networkcatalog.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

/// A frozen VGG-19 of any width: features of a picture, and the gradient of a function of those
/// features with respect to the picture. Worker thread.
class VggNetwork
{
public:
    /// Reads the weights; a zero-padded network's first convolution pads with @p firstBorder.
    /// Throws ThrownError: WeightsNotVgg and those of WeightsFile::open.
    VggNetwork(const NetworkSource &source, Pooling pooling, Border firstBorder,
               std::shared_ptr<Backend> backend);

    /// What computes it.
    Backend &backend() const { return *m_backend; }

    /// The layers the weight file has, `pixels` first.
    const LayerSet &layers() const { return m_layers; }

    /// Features of @p image (1 × 3 × H × W, RGB in 0..1), computed no deeper than asked for. Where
    /// it wraps no layer has a border; its extent is then a multiple of 16.
    FeatureTape forward(const at::Tensor &image, const LayerSet &wanted,
                        const Cancellation &cancellation, Wrap wrap = {}) const;

    using FeatureVisitor = std::function<void(Layer, const at::Tensor &features)>;

    /// Shows @p visitor the features of each layer of @p wanted, the shallowest first, and keeps
    /// none: for targets, which need no way back.
    void visit(const at::Tensor &image, const LayerSet &wanted, const FeatureVisitor &visitor,
               const Cancellation &cancellation, Wrap wrap = {}) const;

    /// Adds the gradient of the loss at one layer's own features to @p deeper, what comes from the
    /// layers after it; either may be undefined. May change @p deeper.
    using FeatureGradient =
        std::function<at::Tensor(Layer, const at::Tensor &features, at::Tensor deeper)>;

    /// The gradient with respect to the image. Asks @p gradientAt for each layer of the tape, the
    /// deepest first, and lets go of its features afterwards.
    at::Tensor backward(FeatureTape tape, const FeatureGradient &gradientAt,
                        const Cancellation &cancellation) const;

    /// Memory that the prepared weights take.
    std::size_t weightBytes() const { return m_convolutions->weightBytes(); }

private:
    at::Tensor pixelFeatures(const at::Tensor &image) const;
    at::Tensor firstInput(const at::Tensor &image) const;

    std::shared_ptr<Backend> m_backend;
    std::unique_ptr<NetworkLayers> m_convolutions;
    std::optional<Convolution> m_colorTransform;
    at::Tensor m_mean; ///< 1 × 3 × 1 × 1
    at::Tensor m_std;
    LayerSet m_layers;
};

} // namespace gramarye
