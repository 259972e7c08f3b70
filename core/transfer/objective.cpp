#include "core/compute/pch_torch.h"

#include "core/transfer/objective_torch.h"

#include "core/base/thrownerror.h"
#include "core/transfer/distributioncurves_torch.h"
#include "core/transfer/regularizers_torch.h"
#include "core/transfer/squarednorm_torch.h"
#include "core/transfer/tensorimage_torch.h"
#include "core/transfer/tilepictures_torch.h"

#include <algorithm>
#include <numeric>

namespace gramarye {

namespace {

/// What the layers' weights are divided by.
double weightSum(const MethodRules &rules, const LayerSet &layers, const LayerWeights &weights)
{
    if (rules.layerBalance == LayerBalance::Sum)
        return 1.0;
    double sum = 0;
    for (std::size_t i = 0; i < layerCount; ++i)
        sum += layers.test(i) ? weights[i] : 0;
    return sum;
}

/// @p gram averaged down to @p side × @p side, as plain numbers.
std::vector<float> shownMatrix(const at::Tensor &gram, int side)
{
    const at::Tensor shown = at::adaptive_avg_pool2d(gram.unsqueeze(0), {side, side})
                                 .to(at::kCPU, at::kFloat)
                                 .contiguous();
    const auto *first = shown.data_ptr<float>();
    return {first, first + shown.numel()};
}

} // namespace

Objective::Objective(const VggNetwork &network, const at::Tensor &content,
                     std::vector<SizedStyle> styles, const StyleParameters &parameters,
                     const Cancellation &cancellation, const Regions &regions, int tileSide)
    : Objective(network, QSize(int(content.size(3)), int(content.size(2))), std::move(styles),
                parameters, cancellation, regions, tileSide)
{
    m_content = content;
    setContentLayer(parameters.contentLayer, cancellation);
}

Objective::Objective(const VggNetwork &network, QSize size, std::vector<SizedStyle> styles,
                     const StyleParameters &parameters, const Cancellation &cancellation,
                     const Regions &regions, int tileSide)
    : m_network(network),
      m_rules(MethodRules::of(parameters.method)),
      m_wrap(wrapOf(parameters.seamless)),
      m_size(size),
      m_tileSide(tileSide),
      m_styles(std::move(styles)),
      m_styleGrams(m_styles.size()),
      m_distributions(network, parameters.seed)
{
    setRegions(regions);
    prepareStyles(parameters, styleLayers(parameters), cancellation);
}

void Objective::setRegions(const Regions &regions)
{
    m_areas = styleAreas(regions, m_styles.size(), m_size, m_wrap);
}

void Objective::prepareStyles(const StyleParameters &parameters, const LayerSet &layers,
                              const Cancellation &cancellation)
{
    if (comparesDistributions(parameters))
        m_distributions.prepare(m_styles, layers, m_tileSide, cancellation);
    else
        prepareStyleGrams(layers, cancellation);
}

void Objective::prepareStyleGrams(const LayerSet &layers, const Cancellation &cancellation)
{
    const LayerSet missing = layers & ~m_styleLayers;
    if (missing.none())
        return;
    Backend &backend = m_network.backend();
    for (std::size_t s = 0; s < m_styles.size(); ++s) {
        const SizedStyle &style = m_styles[s];
        const QSize size = sizeOf(style.pixels);
        std::map<Layer, GramSum> sums;
        const auto look = [&](const Tile &tile, Layer layer, const at::Tensor &features) {
            const TileWeights weights(tile, layer, weightsAt(style.area, layer, size));
            if (!weights.areNone())
                sums.emplace(layer, backend).first->second.add(features, weights.get());
        };
        visitTiles(m_network, style.pixels, tilesOf(size, m_tileSide, haloOf(deepestOf(missing))),
                   missing, look, cancellation);
        for (const auto &[layer, sum] : sums)
            m_styleGrams[s][layerIndex(layer)] = sum.dividedBy(
                gramDivisor(featureSize(size, layer), m_rules, weightsAt(style.area, layer, size)));
    }
    m_styleLayers |= missing;
}

void Objective::setContentLayer(Layer layer, const Cancellation &cancellation)
{
    if (!m_content.defined() || (m_contentLoss && m_contentLoss->layer() == layer))
        return;
    if (!m_network.layers().test(layerIndex(layer)))
        throw ThrownError({ErrorCode::LayerNotOffered, layerName(layer), {}});
    LayerSet wanted;
    wanted.set(layerIndex(layer));
    std::vector<at::Tensor> targets;
    const auto keep = [&](const Tile &tile, Layer, const at::Tensor &features) {
        // What was shown is memory of the backend's.
        targets.push_back(ownedPart(features, tile, layer).clone());
    };
    visitTiles(m_network, m_content, tilesFor(layer), wanted, keep, cancellation);
    m_contentLoss.emplace(ContentLoss(layer, std::move(targets), m_rules));
}

/// Of the picture, so that each sees what features of @p deepest and the layers before it look at.
std::vector<Tile> Objective::tilesFor(Layer deepest) const
{
    return tilesOf(m_size, m_tileSide, haloOf(deepest), m_wrap);
}

double Objective::areaWeight(const StyleArea &area, const StyleParameters &parameters) const
{
    return gramarye::areaWeight(area, parameters.weights(m_styles.size()));
}

std::vector<double> Objective::blendAt(const StyleArea &area, Layer layer,
                                       const StyleParameters &parameters) const
{
    return area.only(parameters.weightsAt(layer, m_styles.size()));
}

/// Of the layer's weight: the mean of the factors that the area's styles have for it, by weight.
double Objective::layerFactor(const StyleArea &area, Layer layer,
                              const StyleParameters &parameters) const
{
    if (parameters.styleLayers.empty())
        return 1;
    const auto sum = [](const std::vector<double> &weights) {
        return std::accumulate(weights.begin(), weights.end(), 0.0);
    };
    const double all = sum(area.only(parameters.weights(m_styles.size())));
    return all > 0 ? sum(blendAt(area, layer, parameters)) / all : 0;
}

/// @p blend: one for each style.
at::Tensor Objective::blendedGram(std::size_t layer, const std::vector<double> &blend) const
{
    const double sum = std::accumulate(blend.begin(), blend.end(), 0.0);
    at::Tensor result = at::zeros_like(m_styleGrams.front()[layer]);
    for (std::size_t s = 0; s < m_styleGrams.size(); ++s)
        result.add_(m_styleGrams[s][layer], blend[s] / sum);
    return result;
}

LayerSet Objective::styleLayers(const StyleParameters &parameters) const
{
    LayerSet layers;
    const bool styled = std::any_of(m_areas.begin(), m_areas.end(), [&](const StyleArea &area) {
        return areaWeight(area, parameters) > 0;
    });
    for (std::size_t i = 0; i < networkLayerCount; ++i) {
        if (parameters.layerWeights[i] > 0 && !m_network.layers().test(i))
            throw ThrownError({ErrorCode::LayerNotOffered, layerName(layerAt(i)), {}});
        layers.set(i, styled && parameters.layerWeights[i] > 0);
    }
    const std::size_t patches = layerIndex(Layer::Patches);
    layers.set(patches,
               styled && comparesDistributions(parameters) && parameters.layerWeights[patches] > 0);
    return layers;
}

std::vector<LayerStatistics> Objective::statistics(const at::Tensor &image,
                                                   const StyleParameters &parameters,
                                                   const Cancellation &cancellation)
{
    const LayerSet layers = styleLayers(parameters);
    const bool hasCurves = comparesDistributions(parameters);
    LayerSet ofNetwork = layers;
    ofNetwork.reset(layerIndex(Layer::Patches));
    prepareStyleGrams(ofNetwork, cancellation);
    prepareStyles(parameters, layers, cancellation);
    std::vector<LayerStatistics> result;
    if (layers.none())
        return result;
    const StyleArea &area = *std::max_element( // where the styles matter most
        m_areas.begin(), m_areas.end(), [&](const StyleArea &a, const StyleArea &b) {
            return areaWeight(a, parameters) < areaWeight(b, parameters);
        });
    const auto middle = [](const std::vector<Tile> &tiles) { return tiles[tiles.size() / 2]; };
    const Tile tile = middle(tilesFor(deepestOf(ofNetwork)));
    const auto weightsOf = [&](Layer layer) {
        return TileWeights(tile, layer, weightsAt(area, layer, m_size));
    };
    const auto isSeen = [&](Layer layer, const TileWeights &weights) {
        return layerFactor(area, layer, parameters) > 0
               && (!weights.get() || weights.get()->sum() > 0);
    };
    const auto addCurves = [&](LayerStatistics &to, const at::Tensor &features,
                               const TileWeights &weights, Wrap wrap) {
        cancellation.check();
        if (isSeen(to.layer, weights))
            to.curves =
                mostDifferentCurves(m_network.backend(), features, m_distributions.at(to.layer, 0),
                                    blendAt(area, to.layer, parameters), weights.get(), wrap);
    };
    const auto addLayer = [&](Layer layer, const at::Tensor &features) {
        const TileWeights weights = weightsOf(layer);
        if (!isSeen(layer, weights))
            return;
        const at::Tensor style = blendedGram(layerIndex(layer), blendAt(area, layer, parameters));
        const int channels = int(style.size(0));
        const int side = std::min(channels, LayerStatistics::largestSide);
        const at::Tensor picture =
            gramMatrix(m_network.backend(), features, m_rules, weights.get());
        result.push_back(
            {layer, channels, side, shownMatrix(style, side), shownMatrix(picture, side)});
        if (hasCurves && layer != Layer::Pixels)
            addCurves(result.back(), features, weights, tile.wrap);
    };
    m_network.visit(seenPart(image, tile), ofNetwork, addLayer, cancellation, tile.wrap);
    if (layers.test(layerIndex(Layer::Patches)))
        result.push_back({Layer::Patches});
    for (LayerStatistics &layer : result) { // of the picture itself
        if (!hasCurves || layer.curves)
            continue;
        const Tile own = middle(tilesFor(layer.layer));
        addCurves(layer, seenPart(image, own),
                  {own, layer.layer, weightsAt(area, layer.layer, m_size)}, own.wrap);
    }
    return result;
}

/// Those that count at @p some of @p layers, all that are in use. @p wrap: of what they see, which
/// comes in several parts where it @p isInParts.
Objective::AreaLosses Objective::styleLosses(const LayerSet &some, const LayerSet &layers,
                                             const StyleParameters &parameters, int iteration,
                                             Wrap wrap, bool isInParts,
                                             const SeenRanges &seen) const
{
    const double sum = weightSum(m_rules, layers, parameters.layerWeights);
    // L-BFGS compares an iteration with those before.
    const bool takesTurns = parameters.optimizer != OptimizerKind::Lbfgs;
    const int turn = takesTurns ? iteration : 0;
    const int next = takesTurns ? iteration + 1 : 0;
    const auto keyAt = [](std::size_t layer, int turn, std::size_t area) {
        return std::array<int, 3>{int(layer), StyleDistributions::turnOf(turn), int(area)};
    };
    Backend &backend = m_network.backend();
    AreaLosses losses;
    for (std::size_t i = 0; i < layerCount; ++i) {
        const Layer layer = layerAt(i);
        for (std::size_t a = 0; some.test(i) && a < m_areas.size(); ++a) {
            const StyleArea &area = m_areas[a];
            const double weight = parameters.layerWeights[i] / sum * areaWeight(area, parameters)
                                  * layerFactor(area, layer, parameters);
            const PixelWeights *weights = weightsAt(area, layer, m_size);
            if (weight <= 0 || (weights && weights->sum() == 0))
                continue; // nothing of the area is left there
            const std::vector<double> blend = blendAt(area, layer, parameters);
            AreaLoss own{layer, weights, keyAt(i, next, a), {}};
            if (comparesDistributions(parameters)) {
                auto loss = std::make_unique<DistributionLoss>(
                    backend, m_distributions.at(layer, turn), blend, weight, wrap);
                if (const auto range = seen.find(keyAt(i, turn, a)); range != seen.end())
                    loss->expect(range->second);
                loss->lookAhead(m_distributions.at(layer, next).directions);
                if (isInParts)
                    loss->expectParts();
                own.loss = std::move(loss);
                own.wantsSample = true;
            } else {
                own.loss = std::make_unique<GramLoss>(backend, blendedGram(i, blend), m_rules,
                                                      weight, featureSize(m_size, layer), weights);
            }
            losses[i].push_back(std::move(own));
        }
    }
    return losses;
}

Evaluation Objective::evaluate(const at::Tensor &image, const StyleParameters &parameters,
                               int iteration, const Cancellation &cancellation,
                               const SeenRanges &seen)
{
    setContentLayer(parameters.contentLayer, cancellation);
    const LayerSet layers = styleLayers(parameters);
    prepareStyles(parameters, layers, cancellation);
    LayerSet wanted = layers; // the others are looked at when its maps' memory is free again
    for (const Layer layer : ofPicture)
        wanted.set(layerIndex(layer),
                   layers.test(layerIndex(layer)) && !comparesDistributions(parameters));
    const LayerSet ofPictureAlone = layers & ~wanted;
    if (m_contentLoss)
        wanted.set(layerIndex(parameters.contentLayer));

    const auto [alpha, beta] = m_rules.balance(m_contentLoss ? parameters.ratio : 0);
    const auto lossesAt = [&](const LayerSet &some, const std::vector<Tile> &tiles) {
        return styleLosses(some, layers, parameters, iteration, tiles.front().wrap,
                           tiles.size() > 1, seen);
    };
    const std::vector<Tile> tiles = tilesFor(deepestOf(wanted));
    AreaLosses styles = lossesAt(layers & ~ofPictureAlone, tiles);
    Evaluation result;
    result.contentLoss =
        evaluateNetwork(image, wanted, tiles, styles, alpha, beta, result.gradient, cancellation);
    if (!result.gradient.defined())
        result.gradient = at::zeros_like(image);
    for (const Layer layer : ofPicture) {
        LayerSet alone;
        alone.set(layerIndex(layer));
        const std::vector<Tile> own = tilesFor(layer);
        AreaLosses losses = lossesAt(ofPictureAlone & alone, own);
        for (AreaLoss &loss : losses[layerIndex(layer)]) { // one after the other: they keep much
            std::vector<AreaLoss> one;
            one.push_back(std::move(loss));
            evaluatePicture(image, layer, own, one, beta, result.gradient, cancellation);
            styles[layerIndex(layer)].push_back(std::move(one.front()));
        }
    }
    bool areStylesReached = true;
    for (const std::vector<AreaLoss> &ofLayer : styles) {
        for (const AreaLoss &style : ofLayer) {
            result.styleLoss += style.loss->value();
            areStylesReached = areStylesReached && (beta == 0 || style.loss->isReached());
            if (!comparesDistributions(parameters))
                continue;
            const ProjectionRange &range =
                static_cast<const DistributionLoss &>(*style.loss).rangeAhead();
            if (!range.low.empty())
                result.ranges[style.next] = range;
        }
    }
    result.totalLoss = alpha * result.contentLoss + beta * result.styleLoss;

    double variation = 0;
    if (parameters.smoothness > 0)
        variation = addTotalVariation(m_network.backend(), image, parameters.smoothness,
                                      result.gradient, m_wrap);
    result.totalLoss += variation;

    const bool isReached = (alpha == 0 || m_contentLoss->isReached(result.contentLoss))
                           && variation <= roundingShare * parameters.smoothness
                           && areStylesReached;
    if (isReached) // what is left are rounding errors, and Adam would make whole steps of them
        result.gradient.zero_();
    return result;
}

/// Whether all of them are done with looking.
bool Objective::compare(std::vector<AreaLoss> &styles)
{
    bool isDone = true;
    for (AreaLoss &style : styles) {
        style.isCompared = style.isCompared || style.loss->compare();
        isDone = isDone && style.isCompared;
    }
    return isDone;
}

/// Those of all of them at @p tile's features, by @p weight, added to @p gradient, which may be
/// undefined.
at::Tensor Objective::addGradients(std::vector<AreaLoss> &styles, const Tile &tile, Layer layer,
                                   at::Tensor gradient, const at::Tensor &features, double weight)
{
    for (AreaLoss &style : styles) {
        const TileWeights weights(tile, layer, style.weights);
        if (!weights.areNone())
            gradient =
                style.loss->addGradient(std::move(gradient), features, weights.get(), weight);
    }
    return gradient;
}

/// Shows @p tile's features to those losses that are not yet done with looking.
void Objective::look(std::vector<AreaLoss> &styles, const Tile &tile, Layer layer,
                     const at::Tensor &features, const Cancellation &cancellation) const
{
    for (AreaLoss &style : styles) {
        const TileWeights weights(tile, layer, style.weights);
        if (style.isCompared || weights.areNone())
            continue;
        cancellation.check();
        std::optional<PixelWeights> sample;
        if (style.wantsSample)
            sample = sampledWeights(tile, layer, m_size, style.weights);
        style.loss->look(features, weights.get(), sample ? &*sample : nullptr);
    }
}

/// What the network sees, by @p tiles: returns the content loss, without α, and puts the gradient
/// of α · content + β · style at @p gradient; undefined where there is none.
double Objective::evaluateNetwork(const at::Tensor &image, const LayerSet &wanted,
                                  const std::vector<Tile> &tiles, AreaLosses &styles, double alpha,
                                  double beta, at::Tensor &gradient,
                                  const Cancellation &cancellation) const
{
    const bool isWhole = tiles.size() == 1;
    const ContentLoss *content = m_contentLoss ? &*m_contentLoss : nullptr;
    const auto forward = [&](const Tile &tile) {
        return m_network.forward(seenPart(image, tile), wanted, cancellation, tile.wrap);
    };

    // Look: everything that is compared is a sum over positions.
    FeatureTape tape; // of the last tile
    double contentLoss = 0;
    bool isDone = false;
    for (int looks = 1; !isDone; ++looks) {
        for (std::size_t t = 0; t < tiles.size(); ++t) {
            tape = {};
            tape = forward(tiles[t]);
            if (content && looks == 1)
                contentLoss +=
                    content->value(t, ownedPart(tape[layerIndex(content->layer())].features,
                                                tiles[t], content->layer()));
            for (std::size_t i = 0; i < layerCount; ++i)
                look(styles[i], tiles[t], layerAt(i), tape[i].features, cancellation);
        }
        isDone = true;
        for (std::vector<AreaLoss> &ofLayer : styles)
            isDone = compare(ofLayer) && isDone;
    }

    // Push: the gradient reaches from what a tile owns into its halo, and adds up there.
    for (std::size_t t = tiles.size(); t-- > 0;) {
        const Tile &tile = tiles[t];
        const auto gradientAt = [&](Layer layer, const at::Tensor &features, at::Tensor deeper) {
            deeper = addGradients(styles[layerIndex(layer)], tile, layer, std::move(deeper),
                                  features, beta);
            if (alpha <= 0 || layer != content->layer())
                return deeper;
            if (isWhole)
                return content->addGradient(t, std::move(deeper), features, alpha);
            if (!deeper.defined())
                deeper = at::zeros_like(features);
            content->addGradient(t, ownedPart(deeper, tile, layer),
                                 ownedPart(features, tile, layer), alpha);
            return deeper;
        };
        const bool isLast = t + 1 == tiles.size();
        const at::Tensor part =
            m_network.backward(isLast ? std::move(tape) : forward(tile), gradientAt, cancellation);
        if (isWhole) {
            gradient = part;
        } else if (part.defined()) {
            if (!gradient.defined())
                gradient = at::zeros_like(image);
            addSeenPart(gradient, part, tile);
        }
    }
    return contentLoss;
}

/// The same of what @p layer sees of the picture itself: adds β · style's gradient.
void Objective::evaluatePicture(const at::Tensor &image, Layer layer,
                                const std::vector<Tile> &tiles, std::vector<AreaLoss> &styles,
                                double beta, at::Tensor &gradient,
                                const Cancellation &cancellation) const
{
    do {
        for (const Tile &tile : tiles)
            look(styles, tile, layer, seenPart(image, tile), cancellation);
    } while (!compare(styles));
    for (const Tile &tile : tiles) {
        cancellation.check();
        if (!tile.isPart) {
            gradient = addGradients(styles, tile, layer, std::move(gradient), image, beta);
            continue;
        }
        const at::Tensor part = addGradients(styles, tile, layer, {}, seenPart(image, tile), beta);
        if (part.defined())
            addSeenPart(gradient, part, tile);
    }
}

} // namespace gramarye
