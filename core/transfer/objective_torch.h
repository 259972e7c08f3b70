#pragma once

#include "core/model/styleparameters.h"
#include "core/network/vggnetwork_torch.h"
#include "core/transfer/layergrams.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <vector>

namespace gramarye {

/// The loss of one iterate and its gradient with respect to the image (1 × 3 × H × W).
struct Evaluation
{
    double contentLoss = 0; ///< without α
    double styleLoss = 0;   ///< without β
    double totalLoss = 0;   ///< α · content + β · style + smoothness · total variation
    at::Tensor gradient;
};

/// α and β as the user's ratio α/β sets them: the method fixes one of the two at 1.
struct Balance
{
    double alpha;
    double beta;

    static Balance of(Method method, double ratio);
};

/// G = F Fᵀ of features 1 × C × H × W flattened to C × N: C × C. Painterly divides it by N.
at::Tensor gramMatrix(const VggNetwork &network, const at::Tensor &features, Method method);

/// What the image is to become at one size: content features and style Gram matrices, and the
/// losses against them (ALGORITHM; Gatys et al., CVPR 2016, equations 1 to 7). Worker thread.
class Objective
{
public:
    /// Targets of the layers in use; a layer that a slider brings in later gets its own then.
    /// @p content, @p styles: 1 × 3 × H × W each, RGB in 0..1. No styles: the style loss is 0.
    Objective(const VggNetwork &network, const at::Tensor &content,
              const std::vector<at::Tensor> &styles, const StyleParameters &parameters,
              const Cancellation &cancellation);

    /// Losses and gradient at @p image, of the content's size. Throws ThrownError:
    /// LayerNotOffered.
    Evaluation evaluate(const at::Tensor &image, const StyleParameters &parameters,
                        const Cancellation &cancellation);

    /// The Gram matrices of @p image and of the blended styles at the style layers in use, the
    /// shallowest first. Throws as evaluate().
    std::vector<LayerGrams> grams(const at::Tensor &image, const StyleParameters &parameters,
                                  const Cancellation &cancellation);

private:
    void prepareStyleGrams(const LayerSet &layers, const Cancellation &cancellation);
    void setContentLayer(Layer layer, const Cancellation &cancellation);
    LayerSet styleLayers(const StyleParameters &parameters) const;
    double blendSum(const std::vector<double> &blend) const;
    at::Tensor blendedGram(std::size_t layer, const std::vector<double> &blend) const;

    const VggNetwork &m_network;
    Method m_method; ///< the same for all evaluations
    at::Tensor m_content;
    Layer m_contentLayer = Layer::Pixels;
    at::Tensor m_contentFeatures; ///< of m_contentLayer
    double m_contentFactor = 0;   ///< what ‖F − P‖² is multiplied by
    std::vector<at::Tensor> m_styles;
    LayerSet m_styleLayers;                                       ///< those with Gram matrices
    std::vector<std::array<at::Tensor, layerCount>> m_styleGrams; ///< for each style picture
};

} // namespace gramarye
