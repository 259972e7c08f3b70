#pragma once

#include "core/model/styleparameters.h"
#include "core/network/vggnetwork_torch.h"
#include "core/transfer/contentloss_torch.h"
#include "core/transfer/gramloss_torch.h"
#include "core/transfer/layerstatistics.h"
#include "core/transfer/styledistributions_torch.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace gramarye {

/// Roughly between which values an iterate's features lay along the directions that the next one is
/// seen along: by layer, set of directions, and place of the area among all. They save a look.
using SeenRanges = std::map<std::array<int, 3>, ProjectionRange>;

/// The loss of one iterate and its gradient with respect to the image (1 × 3 × H × W).
struct Evaluation
{
    double contentLoss = 0; ///< without α
    double styleLoss = 0;   ///< without β
    double totalLoss = 0;   ///< α · content + β · style + smoothness · total variation
    at::Tensor gradient;
    SeenRanges ranges;
};

/// What the image is to become at one size: content features, style Gram matrices or distributions,
/// and the losses against them (ALGORITHM; Gatys et al., CVPR 2016, equations 1 to 7). Worker
/// thread.
class Objective
{
public:
    /// Targets of the layers in use; a layer that a slider brings in later gets its own then.
    /// @p content: 1 × 3 × H × W, RGB in 0..1. No styles: the style loss is 0. What the parameters
    /// say of seamlessness stays as it is. @p tileSide: of the tiles that pictures are looked at
    /// by, in px (see tilesOf()), which takes the less memory the smaller they are, and changes
    /// nothing but the last bits; 0: pictures are looked at as a whole.
    Objective(const VggNetwork &network, const at::Tensor &content, std::vector<SizedStyle> styles,
              const StyleParameters &parameters, const Cancellation &cancellation,
              const Regions &regions = {}, int tileSide = 0);

    /// Of a texture of @p size: the styles alone count.
    Objective(const VggNetwork &network, QSize size, std::vector<SizedStyle> styles,
              const StyleParameters &parameters, const Cancellation &cancellation,
              const Regions &regions = {}, int tileSide = 0);

    /// From the next evaluation on.
    void setRegions(const Regions &regions);

    /// Losses and gradient at @p image, of the content's size, in iteration @p iteration (from 0):
    /// distributions are looked at along other directions every time. @p seen: of the evaluation
    /// before, if there was one. Throws ThrownError: LayerNotOffered.
    Evaluation evaluate(const at::Tensor &image, const StyleParameters &parameters, int iteration,
                        const Cancellation &cancellation, const SeenRanges &seen = {});

    /// What @p image and the blended styles are like at the style layers in use, the shallowest
    /// first: Gram matrices, but for patches, and, where distributions are compared, their curves.
    /// Of a picture in tiles the one in its middle is looked at. Throws as evaluate().
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

    /// The loss of an area at a layer.
    struct AreaLoss
    {
        Layer layer;
        const PixelWeights *weights; ///< of all that is seen of the picture there; null: all alike
        std::array<int, 3> next;     ///< its key in SeenRanges
        std::unique_ptr<LayerLoss> loss;
        bool wantsSample = false;
        bool isCompared = false;
    };
    using AreaLosses = std::array<std::vector<AreaLoss>, layerCount>;

    AreaLosses styleLosses(const LayerSet &some, const LayerSet &layers,
                           const StyleParameters &parameters, int iteration, Wrap wrap,
                           bool isInParts, const SeenRanges &seen) const;
    double evaluateNetwork(const at::Tensor &image, const LayerSet &wanted,
                           const std::vector<Tile> &tiles, AreaLosses &styles, double alpha,
                           double beta, at::Tensor &gradient,
                           const Cancellation &cancellation) const;
    void evaluatePicture(const at::Tensor &image, Layer layer, const std::vector<Tile> &tiles,
                         std::vector<AreaLoss> &styles, double beta, at::Tensor &gradient,
                         const Cancellation &cancellation) const;
    void look(std::vector<AreaLoss> &styles, const Tile &tile, Layer layer,
              const at::Tensor &features, const Cancellation &cancellation) const;
    static bool compare(std::vector<AreaLoss> &styles);
    static at::Tensor addGradients(std::vector<AreaLoss> &styles, const Tile &tile, Layer layer,
                                   at::Tensor gradient, const at::Tensor &features, double weight);
    std::vector<Tile> tilesFor(Layer deepest) const;

    const VggNetwork &m_network;
    const MethodRules &m_rules; ///< the same for all evaluations
    Wrap m_wrap;                ///< of the image and the content
    QSize m_size;
    int m_tileSide;
    at::Tensor m_content;                     ///< undefined: a texture has none
    std::optional<ContentLoss> m_contentLoss; ///< of the layer in use, where there is a content
    std::vector<SizedStyle> m_styles;
    std::vector<StyleArea> m_areas;
    LayerSet m_styleLayers;                                       ///< those with Gram matrices
    std::vector<std::array<at::Tensor, layerCount>> m_styleGrams; ///< for each style picture
    StyleDistributions m_distributions;
};

} // namespace gramarye
