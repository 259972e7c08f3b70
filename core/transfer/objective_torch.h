#pragma once

#include "core/model/styleparameters.h"
#include "core/network/vggnetwork_torch.h"
#include "core/transfer/contentloss_torch.h"
#include "core/transfer/gramloss_torch.h"
#include "core/transfer/layerstatistics.h"
#include "core/transfer/styledistributions_torch.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <optional>
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

/// What the image is to become at one size: content features, style Gram matrices or distributions,
/// and the losses against them (ALGORITHM; Gatys et al., CVPR 2016, equations 1 to 7). Worker
/// thread.
class Objective
{
public:
    /// Targets of the layers in use; a layer that a slider brings in later gets its own then.
    /// @p content: 1 × 3 × H × W, RGB in 0..1. No styles: the style loss is 0. What the parameters
    /// say of seamlessness stays as it is.
    Objective(const VggNetwork &network, const at::Tensor &content,
              std::vector<StylePicture> styles, const StyleParameters &parameters,
              const Cancellation &cancellation, const Regions &regions = {});

    /// Of a texture of @p size: the styles alone count.
    Objective(const VggNetwork &network, QSize size, std::vector<StylePicture> styles,
              const StyleParameters &parameters, const Cancellation &cancellation,
              const Regions &regions = {});

    /// From the next evaluation on.
    void setRegions(const Regions &regions);

    /// Losses and gradient at @p image, of the content's size, in iteration @p iteration (from 0):
    /// distributions are looked at along other directions every time. Throws ThrownError:
    /// LayerNotOffered.
    Evaluation evaluate(const at::Tensor &image, const StyleParameters &parameters, int iteration,
                        const Cancellation &cancellation);

    /// What @p image and the blended styles are like at the style layers in use, the shallowest
    /// first: Gram matrices, but for patches, and, where distributions are compared, their curves.
    /// Throws as evaluate().
    std::vector<LayerStatistics> statistics(const at::Tensor &image,
                                            const StyleParameters &parameters,
                                            const Cancellation &cancellation);

private:
    void prepareStyles(const StyleParameters &parameters, const LayerSet &layers,
                       const Cancellation &cancellation);
    void prepareStyleGrams(const LayerSet &layers, const Cancellation &cancellation);
    void setContentLayer(Layer layer, const Cancellation &cancellation);
    LayerSet styleLayers(const StyleParameters &parameters) const;
    double areaWeight(const StyleArea &area, const StyleParameters &parameters) const;
    double layerFactor(const StyleArea &area, Layer layer, const StyleParameters &parameters) const;
    std::vector<double> blendAt(const StyleArea &area, Layer layer,
                                const StyleParameters &parameters) const;
    at::Tensor blendedGram(std::size_t layer, const std::vector<double> &blend) const;
    std::unique_ptr<LayerLoss> styleLoss(const StyleArea &area, Layer layer,
                                         const at::Tensor &features,
                                         const StyleParameters &parameters, double weight,
                                         int iteration) const;

    const VggNetwork &m_network;
    const MethodRules &m_rules; ///< the same for all evaluations
    Wrap m_wrap;                ///< of the image and the content
    QSize m_size;
    at::Tensor m_content;                     ///< undefined: a texture has none
    std::optional<ContentLoss> m_contentLoss; ///< of the layer in use, where there is a content
    std::vector<StylePicture> m_styles;
    std::vector<StyleArea> m_areas;
    LayerSet m_styleLayers;                                       ///< those with Gram matrices
    std::vector<std::array<at::Tensor, layerCount>> m_styleGrams; ///< for each style picture
    StyleDistributions m_distributions;
};

} // namespace gramarye
