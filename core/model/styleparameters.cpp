#include "core/model/styleparameters.h"

#include "core/model/parameterspec.h"

#include <algorithm>
#include <cmath>

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

double defaultLearningRate(Method method, OptimizerKind optimizer)
{
    if (optimizer == OptimizerKind::Lbfgs)
        return 1.0; // a quasi-Newton step has its own length
    return method == Method::Classic ? 0.003 : 0.02;
}

/// Whether the parameters that @p counts is true for are the same.
template<typename Predicate>
bool agree(const StyleParameters &a, const StyleParameters &b, const Predicate &counts)
{
    const auto &specs = parameterSpecs();
    return std::all_of(specs.begin(), specs.end(), [&](const ParameterSpec &spec) {
        return !counts(spec) || spec.get(a) == spec.get(b);
    });
}

} // namespace

StyleParameters StyleParameters::defaults(Method method, OptimizerKind optimizer,
                                          const NetworkInfo &network)
{
    StyleParameters p;
    p.method = method;
    p.optimizer = optimizer;
    p.learningRate = defaultLearningRate(method, optimizer);
    p.contentLayer = network.defaultContentLayer;
    if (method == Method::Classic) {
        p.iterations = 2000;
        p.scales = Scales::Single;
        p.ratio = 1e-6; // α = 1, β = 10⁶
        p.layerWeights = classicLayerWeights();
    } else {
        p.ratio = network.defaultRatio;
        p.layerWeights = network.defaultWeights;
        p.smoothness = network.defaultSmoothness;
    }
    return p;
}

StyleParameters StyleParameters::rebased(Method newMethod, OptimizerKind newOptimizer,
                                         const NetworkInfo &from, const NetworkInfo &to) const
{
    const StyleParameters before = defaults(method, optimizer, from);
    const StyleParameters after = defaults(newMethod, newOptimizer, to);
    StyleParameters result = *this;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.get(*this) == spec.get(before) && spec.get(before) != spec.get(after))
            spec.set(result, spec.get(after));
    }
    if (layerWeights == before.layerWeights)
        result.layerWeights = after.layerWeights;
    return result;
}

bool operator==(const StyleParameters &a, const StyleParameters &b)
{
    return a.layerWeights == b.layerWeights && a.blend == b.blend
           && agree(a, b, [](const ParameterSpec &) { return true; });
}

// The weights of layers and styles are read anew by every iteration.
bool canSteer(const StyleParameters &now, const StyleParameters &next)
{
    return agree(now, next, [](const ParameterSpec &s) { return !s.is(ParameterTrait::Live); });
}

bool sameObjective(const StyleParameters &a, const StyleParameters &b)
{
    return a.layerWeights == b.layerWeights && a.blend == b.blend
           && agree(a, b, [](const ParameterSpec &s) { return s.is(ParameterTrait::Objective); });
}

QSize scaledSize(QSize picture, int longest)
{
    if (longest <= 0)
        return picture;
    const double scale = double(longest) / std::max(picture.width(), picture.height());
    const auto side = [scale](int px) { return std::max(1, int(std::lround(px * scale))); };
    return {side(picture.width()), side(picture.height())};
}

} // namespace gramarye
