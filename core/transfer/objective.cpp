#include "core/compute/pch_torch.h"

#include "core/transfer/objective_torch.h"

#include "core/base/thrownerror.h"
#include "core/transfer/distributioncurves_torch.h"
#include "core/transfer/regularizers_torch.h"
#include "core/transfer/squarednorm_torch.h"

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
                     std::vector<StylePicture> styles, const StyleParameters &parameters,
                     const Cancellation &cancellation, const Regions &regions)
    : Objective(network, QSize(int(content.size(3)), int(content.size(2))), std::move(styles),
                parameters, cancellation, regions)
{
    m_content = content;
    setContentLayer(parameters.contentLayer, cancellation);
}

Objective::Objective(const VggNetwork &network, QSize size, std::vector<StylePicture> styles,
                     const StyleParameters &parameters, const Cancellation &cancellation,
                     const Regions &regions)
    : m_network(network),
      m_rules(MethodRules::of(parameters.method)),
      m_wrap(wrapOf(parameters.seamless)),
      m_size(size),
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
        m_distributions.prepare(m_styles, layers, cancellation);
    else
        prepareStyleGrams(layers, cancellation);
}

void Objective::prepareStyleGrams(const LayerSet &layers, const Cancellation &cancellation)
{
    const LayerSet missing = layers & ~m_styleLayers;
    if (missing.none())
        return;
    for (std::size_t s = 0; s < m_styles.size(); ++s) {
        const auto keepGram = [&](Layer layer, const at::Tensor &features) {
            m_styleGrams[s][layerIndex(layer)] =
                gramMatrix(m_network.backend(), features, m_rules,
                           weightsAt(m_styles[s].area, layer, features));
        };
        m_network.visit(m_styles[s].pixels, missing, keepGram, cancellation);
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
    at::Tensor target;
    const auto keep = [&](Layer, const at::Tensor &features) {
        target = features.clone(); // what was shown is memory of the backend's
    };
    m_network.visit(m_content, wanted, keep, cancellation, m_wrap);
    m_contentLoss.emplace(ContentLoss(layer, target, m_rules));
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
    const auto isSeen = [&](Layer layer, const at::Tensor &features) {
        const PixelWeights *weights = weightsAt(area, layer, features);
        return layerFactor(area, layer, parameters) > 0 && (!weights || weights->sum() > 0);
    };
    const auto addCurves = [&](LayerStatistics &to, const at::Tensor &features) {
        cancellation.check();
        if (!isSeen(to.layer, features))
            return;
        to.curves = mostDifferentCurves(
            m_network.backend(), features, m_distributions.at(to.layer, 0),
            blendAt(area, to.layer, parameters), weightsAt(area, to.layer, features), m_wrap);
    };
    const auto addLayer = [&](Layer layer, const at::Tensor &features) {
        if (!isSeen(layer, features))
            return;
        const at::Tensor style = blendedGram(layerIndex(layer), blendAt(area, layer, parameters));
        const int channels = int(style.size(0));
        const int side = std::min(channels, LayerStatistics::largestSide);
        const at::Tensor picture =
            gramMatrix(m_network.backend(), features, m_rules, weightsAt(area, layer, features));
        result.push_back(
            {layer, channels, side, shownMatrix(style, side), shownMatrix(picture, side)});
        if (hasCurves && layer != Layer::Pixels)
            addCurves(result.back(), features);
    };
    m_network.visit(image, ofNetwork, addLayer, cancellation, m_wrap);
    if (layers.test(layerIndex(Layer::Patches)))
        result.push_back({Layer::Patches});
    for (LayerStatistics &layer : result) { // of the picture itself
        if (hasCurves && !layer.curves)
            addCurves(layer, image);
    }
    return result;
}

/// Null where nothing of @p area is left of what is seen at @p layer.
std::unique_ptr<LayerLoss> Objective::styleLoss(const StyleArea &area, Layer layer,
                                                const at::Tensor &features,
                                                const StyleParameters &parameters, double weight,
                                                int iteration) const
{
    const PixelWeights *weights = weightsAt(area, layer, features);
    if (weights && weights->sum() == 0)
        return nullptr;
    const std::vector<double> blend = blendAt(area, layer, parameters);
    if (!comparesDistributions(parameters))
        return std::make_unique<GramLoss>(m_network.backend(), features,
                                          blendedGram(layerIndex(layer), blend), m_rules, weight,
                                          weights);
    // L-BFGS compares an iteration with those before.
    const int turn = parameters.optimizer == OptimizerKind::Lbfgs ? 0 : iteration;
    return std::make_unique<DistributionLoss>(m_network.backend(), features,
                                              m_distributions.at(layer, turn), blend, weight,
                                              weights, m_wrap);
}

Evaluation Objective::evaluate(const at::Tensor &image, const StyleParameters &parameters,
                               int iteration, const Cancellation &cancellation)
{
    setContentLayer(parameters.contentLayer, cancellation);
    const LayerSet layers = styleLayers(parameters);
    prepareStyles(parameters, layers, cancellation);
    LayerSet ofNetwork = layers; // the others are looked at when its maps' memory is free again
    for (const Layer layer : ofPicture)
        ofNetwork.set(layerIndex(layer),
                      layers.test(layerIndex(layer)) && !comparesDistributions(parameters));
    const std::size_t contentLayer = layerIndex(parameters.contentLayer);
    LayerSet wanted = ofNetwork;
    if (m_contentLoss)
        wanted.set(contentLayer);
    FeatureTape tape = m_network.forward(image, wanted, cancellation, m_wrap);

    const ContentLoss *content = m_contentLoss ? &*m_contentLoss : nullptr;
    const double sum = weightSum(m_rules, layers, parameters.layerWeights);
    std::array<std::vector<std::unique_ptr<LayerLoss>>, layerCount> styles; // one for each area
    const auto addStyle = [&](const StyleArea &area, std::size_t layer,
                              const at::Tensor &features) {
        cancellation.check();
        const double weight = parameters.layerWeights[layer] / sum * areaWeight(area, parameters)
                              * layerFactor(area, layerAt(layer), parameters);
        auto loss = weight > 0
                        ? styleLoss(area, layerAt(layer), features, parameters, weight, iteration)
                        : nullptr;
        if (loss)
            styles[layer].push_back(std::move(loss));
    };
    for (std::size_t i = 0; i < layerCount; ++i) {
        for (const StyleArea &area : m_areas) {
            if (ofNetwork.test(i))
                addStyle(area, i, tape[i].features);
        }
    }
    const auto [alpha, beta] = m_rules.balance(content ? parameters.ratio : 0);
    Evaluation result;
    if (content)
        result.contentLoss = content->value(tape[contentLayer].features);

    const auto gradientAt = [&, a = alpha, b = beta](Layer layer, const at::Tensor &features,
                                                     at::Tensor gradient) {
        for (const auto &style : styles[layerIndex(layer)]) {
            if (b > 0)
                gradient = style->addGradient(std::move(gradient), features, b);
        }
        if (a > 0 && layer == content->layer())
            gradient = content->addGradient(std::move(gradient), features, a);
        return gradient;
    };
    result.gradient = m_network.backward(std::move(tape), gradientAt, cancellation);
    if (!result.gradient.defined())
        result.gradient = at::zeros_like(image);
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (!layers.test(i) || ofNetwork.test(i))
            continue;
        for (const StyleArea &area : m_areas) {
            const std::size_t before = styles[i].size();
            addStyle(area, i, image);
            if (beta > 0 && styles[i].size() > before)
                result.gradient =
                    styles[i].back()->addGradient(std::move(result.gradient), image, beta);
        }
    }
    bool areStylesReached = true;
    for (const auto &ofLayer : styles) {
        for (const auto &style : ofLayer) {
            result.styleLoss += style->value();
            areStylesReached = areStylesReached && (beta == 0 || style->isReached());
        }
    }
    result.totalLoss = alpha * result.contentLoss + beta * result.styleLoss;

    double variation = 0;
    if (parameters.smoothness > 0)
        variation = addTotalVariation(m_network.backend(), image, parameters.smoothness,
                                      result.gradient, m_wrap);
    result.totalLoss += variation;

    const bool isReached = (alpha == 0 || content->isReached(result.contentLoss))
                           && variation <= roundingShare * parameters.smoothness
                           && areStylesReached;
    if (isReached) // what is left are rounding errors, and Adam would make whole steps of them
        result.gradient.zero_();
    return result;
}

} // namespace gramarye
