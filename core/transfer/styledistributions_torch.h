#pragma once

#include "core/network/vggnetwork_torch.h"
#include "core/transfer/distributionloss_torch.h"

#include <array>

namespace gramarye {

/// What the style pictures are like at each layer, along some sets of directions that take turns.
class StyleDistributions
{
public:
    /// @p network outlives this object. @p seed: of the directions.
    StyleDistributions(const VggNetwork &network, int seed) : m_network(network), m_seed(seed) {}

    /// Looks at @p styles, the same every time, at those of @p layers that it does not know yet.
    void prepare(const std::vector<at::Tensor> &styles, const LayerSet &layers,
                 const Cancellation &cancellation);

    /// Those that iteration @p iteration (or any number) is to look along.
    const StyleProjections &at(Layer layer, int iteration) const;

private:
    /// @p covariance: of the styles' patches.
    Directions directionsAt(Layer layer, const at::Tensor &features, std::size_t set,
                            const std::vector<double> &covariance) const;

    const VggNetwork &m_network;
    int m_seed;
    LayerSet m_layers; ///< those that are known
    std::array<std::vector<StyleProjections>, layerCount> m_sets;
};

/// The layers whose distributions are those of the picture's own colours, not of features.
constexpr Layer ofPicture[] = {Layer::Pixels, Layer::Patches};

} // namespace gramarye
