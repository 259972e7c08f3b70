#include "core/compute/pch_torch.h"

#include "core/transfer/styledistributions_torch.h"

#include "core/transfer/directionbank.h"

#include <functional>

namespace gramarye {

namespace {

void addPatchCovariance(const at::Tensor &picture, std::vector<double> &covariance)
{
    const at::Tensor planes = picture.to(at::kCPU, at::kFloat).contiguous();
    addWindowCovariance(
        {planes.data_ptr<float>(), int(planes.size(1)), int(planes.size(2)), int(planes.size(3))},
        patchSide, covariance);
}

QSize sizeOf(const SizedStyle &style)
{
    return {int(style.pixels.size(3)), int(style.pixels.size(2))};
}

/// The same of a style; where only a border's width is of it, as if all of it were.
const PixelWeights *styleWeights(const SizedStyle &style, Layer layer)
{
    const PixelWeights *weights = weightsAt(style.area, layer, sizeOf(style));
    return weights && weights->sum() > 0 ? weights : nullptr;
}

} // namespace

const PixelWeights *weightsAt(const StyleArea &area, Layer layer, QSize size)
{
    if (layer == Layer::Patches)
        return area.windowWeights(patchSide);
    const QSize features = featureSize(size, layer);
    return area.weightsAt(features.height(), features.width());
}

int StyleDistributions::turnOf(int iteration)
{
    return int(std::size_t(iteration) % directionSets);
}

const StyleProjections &StyleDistributions::at(Layer layer, int iteration) const
{
    return m_sets[layerIndex(layer)][std::size_t(turnOf(iteration))];
}

Directions StyleDistributions::directionsAt(Layer layer, const at::Tensor &features,
                                            std::size_t set,
                                            const std::vector<double> &covariance) const
{
    const std::uint64_t seed =
        (std::uint64_t(m_seed) * layerCount + layerIndex(layer)) * directionSets + set;
    if (layer == Layer::Pixels)
        return windowDirections(1, seed);
    if (layer == Layer::Patches)
        return windowDirections(patchSide, seed, covariance);
    return featureDirections(int(features.size(1)), seed);
}

void StyleDistributions::prepare(const std::vector<SizedStyle> &styles, const LayerSet &layers,
                                 int tileSide, const Cancellation &cancellation)
{
    const LayerSet missing = layers & ~m_layers;
    if (missing.none() || styles.empty())
        return;
    LayerSet ofNetwork = missing;
    for (const Layer layer : ofPicture)
        ofNetwork.reset(layerIndex(layer));
    std::vector<double> covariance; // of all styles' patches, as if they were one picture's
    if (missing.test(layerIndex(Layer::Patches))) {
        for (const SizedStyle &style : styles)
            addPatchCovariance(style.pixels, covariance);
    }
    // Twice: bins are the same for all styles, and so all their ranges are to be known before.
    using Visitor = std::function<void(std::size_t style, Layer, const at::Tensor &features,
                                       const PixelWeights *weights)>;
    const auto visitAll = [&](const Visitor &visitor) {
        for (std::size_t s = 0; s < styles.size(); ++s) {
            const auto tilesFor = [&](Layer deepest) {
                return tilesOf(sizeOf(styles[s]), tileSide, haloOf(deepest));
            };
            const auto visitPart = [&](const Tile &tile, Layer layer, const at::Tensor &features) {
                const TileWeights weights(tile, layer, styleWeights(styles[s], layer));
                if (!weights.areNone())
                    visitor(s, layer, features, weights.get());
            };
            for (const Layer layer : ofPicture) {
                if (!missing.test(layerIndex(layer)))
                    continue;
                for (const Tile &tile : tilesFor(layer))
                    visitPart(tile, layer, seenPart(styles[s].pixels, tile));
            }
            visitTiles(m_network, styles[s].pixels, tilesFor(deepestOf(ofNetwork)), ofNetwork,
                       visitPart, cancellation);
        }
    };
    Backend &backend = m_network.backend();
    std::array<std::vector<StyleProjections>, layerCount> sets;
    std::array<std::vector<ProjectionRange>, layerCount> ranges; // of all styles, for each set
    visitAll([&](std::size_t, Layer layer, const at::Tensor &features,
                 const PixelWeights *weights) {
        auto &own = sets[layerIndex(layer)];
        auto &ownRanges = ranges[layerIndex(layer)];
        ownRanges.resize(directionSets);
        for (std::size_t set = 0; set < directionSets; ++set) {
            cancellation.check();
            if (own.size() == set)
                own.push_back({directionsAt(layer, features, set, covariance), {}, {}});
            add(ownRanges[set], backend.project(features, own[set].directions, weights)->range());
        }
    });
    for (std::size_t layer = 0; layer < layerCount; ++layer) {
        for (std::size_t set = 0; set < sets[layer].size(); ++set)
            sets[layer][set].bins = StyleProjections::binsFor({ranges[layer][set]});
    }
    visitAll([&](std::size_t style, Layer layer, const at::Tensor &features,
                 const PixelWeights *weights) {
        for (StyleProjections &set : sets[layerIndex(layer)]) {
            cancellation.check();
            set.pictures.resize(styles.size());
            add(set.pictures[style],
                backend.project(features, set.directions, weights)->histogram(set.bins));
        }
    });
    for (std::size_t layer = 0; layer < layerCount; ++layer) {
        if (missing.test(layer))
            m_sets[layer] = std::move(sets[layer]);
    }
    m_layers |= missing;
}

} // namespace gramarye
