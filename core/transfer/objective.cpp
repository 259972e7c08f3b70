#include "core/compute/pch_torch.h"

#include "core/transfer/objective_torch.h"

#include "core/base/thrownerror.h"
#include "core/transfer/regularizer_torch.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

/// k · ‖G − A‖² of one layer, with everything its gradient needs.
struct StyleTerm
{
    double factor = 0;     ///< k, which holds the layer's weight
    at::Tensor difference; ///< G − A
};

double squaredNorm(const at::Tensor &t)
{
    // Silent or black pictures have no features to be relative to.
    return std::max(t.square().sum().item<double>(), 1e-12);
}

/// Both methods measure ‖F − P‖²: classic divides by the number of values, painterly by ‖P‖².
double contentFactor(Method method, const at::Tensor &target)
{
    return 1.0 / (method == Method::Classic ? double(target.numel()) : squaredNorm(target));
}

/// Both methods measure ‖G − A‖²: classic divides by C² (a mean) and by C·N, painterly by ‖A‖².
double styleFactor(Method method, const at::Tensor &features, const at::Tensor &target)
{
    return 1.0
           / (method == Method::Classic ? double(target.numel()) * double(features.numel())
                                        : squaredNorm(target));
}

/// What a Gram matrix is divided by.
double gramDivisor(Method method, const at::Tensor &features)
{
    return method == Method::Classic ? 1.0 : double(features.size(2) * features.size(3));
}

double blendWeight(const std::vector<double> &blend, std::size_t style)
{
    return style < blend.size() ? blend[style] : 1.0;
}

double weightSum(Method method, const LayerSet &layers, const LayerWeights &weights)
{
    if (method == Method::Classic)
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

Balance Balance::of(Method method, double ratio)
{
    if (std::isinf(ratio))
        return {1, 0};
    if (ratio <= 0)
        return {0, 1};
    return method == Method::Classic ? Balance{1, 1 / ratio} : Balance{ratio, 1};
}

at::Tensor gramMatrix(const VggNetwork &network, const at::Tensor &features, Method method)
{
    return network.gram(features).div_(gramDivisor(method, features));
}

Objective::Objective(const VggNetwork &network, const at::Tensor &content,
                     const std::vector<at::Tensor> &styles, const StyleParameters &parameters,
                     const Cancellation &cancellation)
    : m_network(network),
      m_method(parameters.method),
      m_content(content),
      m_styles(styles),
      m_styleGrams(styles.size())
{
    prepareStyleGrams(styleLayers(parameters), cancellation);
    setContentLayer(parameters.contentLayer, cancellation);
}

void Objective::prepareStyleGrams(const LayerSet &layers, const Cancellation &cancellation)
{
    const LayerSet missing = layers & ~m_styleLayers;
    if (missing.none())
        return;
    for (std::size_t s = 0; s < m_styles.size(); ++s) {
        const auto keepGram = [&](Layer layer, const at::Tensor &features) {
            m_styleGrams[s][layerIndex(layer)] = gramMatrix(m_network, features, m_method);
        };
        m_network.visit(m_styles[s], missing, keepGram, cancellation);
    }
    m_styleLayers |= missing;
}

void Objective::setContentLayer(Layer layer, const Cancellation &cancellation)
{
    if (m_contentFeatures.defined() && layer == m_contentLayer)
        return;
    if (!m_network.layers().test(layerIndex(layer)))
        throw ThrownError({ErrorCode::LayerNotOffered, layerName(layer), {}});
    LayerSet wanted;
    wanted.set(layerIndex(layer));
    const auto keep = [this](Layer, const at::Tensor &features) {
        m_contentFeatures = features.clone(); // what was shown is memory of the network's
    };
    m_network.visit(m_content, wanted, keep, cancellation);
    m_contentFactor = contentFactor(m_method, m_contentFeatures);
    m_contentLayer = layer;
}

double Objective::blendSum(const std::vector<double> &blend) const
{
    double sum = 0;
    for (std::size_t s = 0; s < m_styleGrams.size(); ++s)
        sum += blendWeight(blend, s);
    return sum;
}

at::Tensor Objective::blendedGram(std::size_t layer, const std::vector<double> &blend) const
{
    const double sum = blendSum(blend);
    at::Tensor result = at::zeros_like(m_styleGrams.front()[layer]);
    for (std::size_t s = 0; s < m_styleGrams.size(); ++s)
        result.add_(m_styleGrams[s][layer], blendWeight(blend, s) / sum);
    return result;
}

LayerSet Objective::styleLayers(const StyleParameters &parameters) const
{
    LayerSet layers;
    const bool styled = blendSum(parameters.blend) > 0; // false too where there is no style picture
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (parameters.layerWeights[i] > 0 && !m_network.layers().test(i))
            throw ThrownError({ErrorCode::LayerNotOffered, layerName(layerAt(i)), {}});
        layers.set(i, styled && parameters.layerWeights[i] > 0);
    }
    return layers;
}

std::vector<LayerGrams> Objective::grams(const at::Tensor &image, const StyleParameters &parameters,
                                         const Cancellation &cancellation)
{
    const LayerSet layers = styleLayers(parameters);
    prepareStyleGrams(layers, cancellation);
    std::vector<LayerGrams> result;
    const auto addLayer = [&](Layer layer, const at::Tensor &features) {
        const at::Tensor style = blendedGram(layerIndex(layer), parameters.blend);
        const int channels = int(style.size(0));
        const int side = std::min(channels, LayerGrams::largestSide);
        result.push_back({layer, channels, side, shownMatrix(style, side),
                          shownMatrix(gramMatrix(m_network, features, m_method), side)});
    };
    m_network.visit(image, layers, addLayer, cancellation);
    return result;
}

Evaluation Objective::evaluate(const at::Tensor &image, const StyleParameters &parameters,
                               const Cancellation &cancellation)
{
    setContentLayer(parameters.contentLayer, cancellation);
    const LayerSet styles = styleLayers(parameters);
    prepareStyleGrams(styles, cancellation);
    LayerSet wanted = styles;
    wanted.set(layerIndex(m_contentLayer));
    FeatureTape tape = m_network.forward(image, wanted, cancellation);

    const auto [alpha, beta] = Balance::of(m_method, parameters.ratio);
    Evaluation result;

    result.contentLoss = m_contentFactor
                         * (tape[layerIndex(m_contentLayer)].features - m_contentFeatures)
                               .square()
                               .sum()
                               .item<double>();

    const double weights = weightSum(m_method, styles, parameters.layerWeights);
    std::array<StyleTerm, layerCount> terms;
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (!styles.test(i))
            continue;
        cancellation.check();
        const at::Tensor target = blendedGram(i, parameters.blend);
        terms[i].factor =
            parameters.layerWeights[i] / weights * styleFactor(m_method, tape[i].features, target);
        terms[i].difference = gramMatrix(m_network, tape[i].features, m_method).sub_(target);
        result.styleLoss += terms[i].factor * terms[i].difference.square().sum().item<double>();
    }

    const auto gradientAt = [&, a = alpha, b = beta](Layer layer, const at::Tensor &features,
                                                     at::Tensor gradient) {
        const StyleTerm &term = terms[layerIndex(layer)];
        if (term.difference.defined() && b > 0) {
            // d/dF k‖F Fᵀ/d − A‖² = 4k/d · (G − A) F
            const double scale = 4 * b * term.factor / gramDivisor(m_method, features);
            gradient = m_network.addProduct(std::move(gradient), term.difference * scale, features);
        }
        if (layer == m_contentLayer && a > 0) {
            const double scale = 2 * a * m_contentFactor;
            gradient = gradient.defined() ? gradient.add_(features, scale) : features * scale;
            gradient.sub_(m_contentFeatures, scale);
        }
        return gradient;
    };
    result.gradient = m_network.backward(std::move(tape), gradientAt, cancellation);
    if (!result.gradient.defined())
        result.gradient = at::zeros_like(image);
    result.totalLoss = alpha * result.contentLoss + beta * result.styleLoss;

    if (parameters.smoothness > 0)
        result.totalLoss +=
            addTotalVariation(image, parameters.smoothness, result.gradient, m_network.pool());
    return result;
}

} // namespace gramarye
