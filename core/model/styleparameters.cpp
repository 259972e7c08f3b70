#include "core/model/styleparameters.h"

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
    result.method = newMethod;
    result.optimizer = newOptimizer;
    const auto follow = [&](auto member) {
        if (this->*member == before.*member)
            result.*member = after.*member;
    };
    follow(&StyleParameters::iterations);
    follow(&StyleParameters::scales);
    follow(&StyleParameters::ratio);
    follow(&StyleParameters::contentLayer);
    follow(&StyleParameters::layerWeights);
    follow(&StyleParameters::learningRate);
    follow(&StyleParameters::smoothness);
    return result;
}

bool operator==(const StyleParameters &a, const StyleParameters &b)
{
    return a.method == b.method && a.size == b.size && a.iterations == b.iterations
           && a.scales == b.scales && a.ratio == b.ratio && a.contentLayer == b.contentLayer
           && a.layerWeights == b.layerWeights && a.blend == b.blend && a.styleScale == b.styleScale
           && a.optimizer == b.optimizer && a.learningRate == b.learningRate
           && a.smoothness == b.smoothness && a.pooling == b.pooling && a.colors == b.colors
           && a.start == b.start && a.seed == b.seed && a.threads == b.threads
           && a.previewEvery == b.previewEvery;
}

bool canSteer(const StyleParameters &now, const StyleParameters &next)
{
    StyleParameters steered = now;
    steered.ratio = next.ratio;
    steered.contentLayer = next.contentLayer;
    steered.layerWeights = next.layerWeights;
    steered.blend = next.blend;
    steered.learningRate = next.learningRate;
    steered.smoothness = next.smoothness;
    steered.colors = next.colors;
    steered.previewEvery = next.previewEvery;
    return steered == next;
}

bool sameObjective(StyleParameters a, const StyleParameters &b)
{
    a.previewEvery = b.previewEvery;
    a.colors = b.colors;
    a.threads = b.threads;
    return a == b;
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
