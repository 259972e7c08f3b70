#pragma once

#include "core/network/vggnetwork_torch.h"
#include "core/transfer/distributionloss_torch.h"
#include "core/transfer/styleareas.h"
#include "core/transfer/tilepictures_torch.h"

#include <array>

namespace gramarye {

/// A style at one size.
struct SizedStyle
{
    SizedStyle(const at::Tensor &pixels, StyleArea area = {{true}, nullptr})
        : pixels(pixels), area(std::move(area))
    {
    }

    at::Tensor pixels; ///< 1 × 3 × H × W, RGB in 0..1
    StyleArea area;    ///< of it that is the style
};

/// What the style pictures are like at each layer, along some sets of directions that take turns.
class StyleDistributions
{
public:
    /// @p network outlives this object. @p seed: of the directions.
    StyleDistributions(const VggNetwork &network, int seed) : m_network(network), m_seed(seed) {}

    /// Looks at @p styles, the same every time, at those of @p layers that it does not know yet;
    /// at tiles of @p tileSide px (see tilesOf()).
    void prepare(const std::vector<SizedStyle> &styles, const LayerSet &layers, int tileSide,
                 const Cancellation &cancellation);

    /// Those that iteration @p iteration (or any number) is to look along.
    const StyleProjections &at(Layer layer, int iteration) const;

    /// Which set of directions that is.
    static int turnOf(int iteration);

private:
    /// @p covariance: of the styles' patches.
    Directions directionsAt(Layer layer, const at::Tensor &features, std::size_t set,
                            const std::vector<double> &covariance) const;

    const VggNetwork &m_network;
    int m_seed;
    LayerSet m_layers; ///< those that are known
    std::array<std::vector<StyleProjections>, layerCount> m_sets;
};

/// Of what is seen of a picture of @p size at @p layer, of which @p area counts; null: all alike.
const PixelWeights *weightsAt(const StyleArea &area, Layer layer, QSize size);

/// The layers whose distributions are those of the picture's own colours, not of features.
constexpr Layer ofPicture[] = {Layer::Pixels, Layer::Patches};

} // namespace gramarye
