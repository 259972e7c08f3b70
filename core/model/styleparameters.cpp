#include "core/model/styleparameters.h"

#include "core/model/parameterspec.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace gramarye {

namespace {

// The lecture's layer weights (ALGORITHM, "Classic"): larger ones early give larger artefacts.
LayerWeights classicLayerWeights()
{
    LayerWeights weights{};
    weights[layerIndex(Layer::Conv1_1)] = 1.0;
    weights[layerIndex(Layer::Conv2_1)] = 0.75;
    weights[layerIndex(Layer::Conv3_1)] = 0.2;
    weights[layerIndex(Layer::Conv4_1)] = 0.2;
    weights[layerIndex(Layer::Conv5_1)] = 0.2;
    return weights;
}

/// But for the ratio all networks are alike: distributions are divided by their variances. Long
/// steps that become short ones: with fifty iterations a size, 400 px and two pairs of pictures,
/// Gram matrices of another network end 0.062 from the style's (relative, squared) with a rate of
/// 0.15 that falls to a twentieth, 0.085 with one of 0.02.
///
/// Motifs and forms at a quarter of grain, texture and strokes: where all five count alike, they
/// lay patches of the style's things over faces and bend houses, and the others pay for it.
void setDistributionDefaults(StyleParameters &p, const NetworkInfo &network)
{
    p.contentLayer = Layer::Conv3_2; // conv4_2 does not see what becomes of a face or a village
    p.ratio = network.defaultDistributionRatio;
    p.smoothness = 1;
    p.iterations = 60;
    if (p.optimizer == OptimizerKind::Adam) {
        p.learningRate = 0.12;
        p.rateEnd = 0.05;
        p.chromaRate = 0.3;
    }
    p.layerWeights = {};
    for (const auto &[layer, word] : network.styleLayers)
        p.layerWeights[layerIndex(layer)] = layer < Layer::Conv4_1 ? 2 : 0.5;
    p.layerWeights[layerIndex(Layer::Patches)] = 5;
}

double defaultLearningRate(Method method, OptimizerKind optimizer)
{
    if (optimizer == OptimizerKind::Lbfgs)
        return 1.0; // a quasi-Newton step has its own length
    return method == Method::Classic ? 0.003 : 0.02;
}

/// Whether @p agrees, given a spec and its two values, is true for all parameters.
template<typename Predicate>
bool agree(const StyleParameters &a, const StyleParameters &b, const Predicate &agrees)
{
    const auto &specs = parameterSpecs();
    return std::all_of(specs.begin(), specs.end(), [&](const ParameterSpec &spec) {
        return agrees(spec, spec.get(a), spec.get(b));
    });
}

bool sameStyleWeights(const StyleParameters &a, const StyleParameters &b)
{
    return a.layerWeights == b.layerWeights && a.blend == b.blend && a.styleLayers == b.styleLayers;
}

/// @p now with the defaults @p after in the place of those that it has of @p before.
StyleParameters moved(const StyleParameters &now, const StyleParameters &before,
                      const StyleParameters &after)
{
    StyleParameters result = now;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.get(now) == spec.get(before) && spec.get(before) != spec.get(after))
            spec.set(result, spec.get(after));
    }
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (now.layerWeights[i] == before.layerWeights[i])
            result.layerWeights[i] = after.layerWeights[i];
    }
    return result;
}

} // namespace

StyleParameters StyleParameters::defaults(Method method, OptimizerKind optimizer,
                                          const NetworkInfo &network, StyleLoss loss)
{
    StyleParameters p;
    p.method = method;
    p.optimizer = optimizer;
    p.styleLoss = loss;
    p.learningRate = defaultLearningRate(method, optimizer);
    if (method == Method::Classic) {
        p.iterations = 2000;
        p.scales = Scales::Single;
        p.contentLayer = Layer::Conv4_2;
        p.ratio = 1e-6; // α = 1, β = 10⁶
        p.layerWeights = classicLayerWeights();
    } else {
        p.contentLayer = network.defaultContentLayer;
        p.ratio = network.defaultRatio;
        p.layerWeights = network.defaultWeights;
        p.smoothness = network.defaultSmoothness;
        if (loss == StyleLoss::Distribution)
            setDistributionDefaults(p, network);
    }
    return p;
}

StyleParameters StyleParameters::rebased(Method newMethod, OptimizerKind newOptimizer,
                                         const NetworkInfo &from, const NetworkInfo &to) const
{
    return moved(*this, defaults(method, optimizer, from, styleLoss),
                 defaults(newMethod, newOptimizer, to, styleLoss));
}

StyleParameters StyleParameters::rebased(StyleLoss loss, const NetworkInfo &network) const
{
    const StyleParameters before = defaults(method, optimizer, network, styleLoss);
    StyleParameters after = defaults(method, optimizer, network, loss);
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (!spec.is(ParameterTrait::Live))
            spec.set(after, spec.get(before)); // a run takes the other loss as it goes on
    }
    StyleParameters result = moved(*this, before, after);
    result.styleLoss = loss;
    return result;
}

StyleParameters StyleParameters::withoutStyles() const
{
    StyleParameters result = *this;
    result.blend.clear();
    result.styleScales.clear();
    result.styleLayers.clear();
    return result;
}

std::vector<double> StyleParameters::weights(std::size_t styles) const
{
    std::vector<double> all = blend;
    all.resize(styles, 1);
    return all;
}

std::vector<double> StyleParameters::weightsAt(Layer layer, std::size_t styles) const
{
    std::vector<double> all = weights(styles);
    for (std::size_t s = 0; s < std::min(styles, styleLayers.size()); ++s) {
        const auto factor = styleLayers[s].find(layer);
        all[s] *= factor == styleLayers[s].end() ? 1 : factor->second;
    }
    return all;
}

bool operator==(const StyleParameters &a, const StyleParameters &b)
{
    return sameStyleWeights(a, b) && a.styleScales == b.styleScales
           && agree(a, b, [](const ParameterSpec &, double x, double y) { return x == y; });
}

// The weights of layers and styles are read anew by every iteration, the styles' scales with every
// size.
bool canSteer(const StyleParameters &now, const StyleParameters &next)
{
    return agree(now, next, std::mem_fn(&ParameterSpec::canSteer));
}

bool sameObjective(const StyleParameters &a, const StyleParameters &b)
{
    return sameStyleWeights(a, b) && a.styleScales == b.styleScales
           && agree(a, b, std::mem_fn(&ParameterSpec::sameObjective));
}

QSize scaledSize(QSize picture, int longest)
{
    if (longest <= 0)
        return picture;
    const double scale = double(longest) / std::max(picture.width(), picture.height());
    const auto side = [scale](int px) { return std::max(1, int(std::lround(px * scale))); };
    return {side(picture.width()), side(picture.height())};
}

QSize seamlessSize(QSize size, Seamless seamless)
{
    constexpr int divisor = 16; // a VGG-19 pools four times before its last layers
    const auto nearest = [](int side) {
        return std::max(1, (side + divisor / 2) / divisor) * divisor;
    };
    if (seamless == Seamless::X || seamless == Seamless::Both)
        size.setWidth(nearest(size.width()));
    if (seamless == Seamless::Y || seamless == Seamless::Both)
        size.setHeight(nearest(size.height()));
    return size;
}

QSize resultSize(QSize picture, const StyleParameters &parameters)
{
    return seamlessSize(scaledSize(picture, parameters.size), parameters.seamless);
}

} // namespace gramarye
