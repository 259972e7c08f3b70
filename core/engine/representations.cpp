#include "core/engine/representations.h"

#include "core/weights/weightsfile.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>

namespace gramarye {

namespace {

/// How the content at a layer is reconstructed.
struct ContentMethod
{
    Layer layer;
    OptimizerKind optimizer;
    double smoothness; ///< as a multiple of what suits the network
};

// Total variation keeps a reconstruction from taking up patterns of single pixels that the layers
// do not mind: more of it where a layer sees less. L-BFGS gets much closer than Adam does, which
// shallow layers need; deep ones it serves with faint ripples that only a network takes for the
// scene. Adam's long steps find the large areas and their colours first. Found by looking.
constexpr std::array<ContentMethod, representationCount> contentMethods{{
    {Layer::Conv1_2, OptimizerKind::Lbfgs, 0.05},
    {Layer::Conv2_2, OptimizerKind::Lbfgs, 0.25},
    {Layer::Conv3_2, OptimizerKind::Lbfgs, 1},
    {Layer::Conv4_2, OptimizerKind::Adam, 33},
    {Layer::Conv5_2, OptimizerKind::Adam, 33},
}};
constexpr double longStep = 0.1; ///< Adam's rate, five times the usual one

constexpr std::array<Layer, representationCount> styleLayers{
    Layer::Conv1_1, Layer::Conv2_1, Layer::Conv3_1, Layer::Conv4_1, Layer::Conv5_1};

constexpr double styleSmoothness = 0.15; ///< as a multiple of what suits the network

/// What all have in common but for the deepest's optimiser: noise, brought to the target through
/// averages, which leave fewer traces than maxima.
StyleParameters commonParameters(const NetworkInfo &network, const RepresentationSettings &settings)
{
    StyleParameters parameters = StyleParameters::defaults(Method::Painterly, OptimizerKind::Lbfgs,
                                                           network, StyleLoss::Gram);
    parameters.start = Start::Noise;
    parameters.pooling = Pooling::Average;
    parameters.layerWeights = {};
    parameters.size = settings.size;
    parameters.iterations = settings.iterations;
    parameters.seed = settings.seed;
    parameters.threads = settings.threads;
    return parameters;
}

Representation contentRepresentation(const RenderJob &common, Layer layer,
                                     const ContentMethod &method)
{
    Representation representation{RepresentationKind::Content, {layer}, common};
    StyleParameters &parameters = representation.job.scene.parameters;
    parameters.ratio = std::numeric_limits<double>::infinity();
    parameters.contentLayer = layer;
    parameters.smoothness *= method.smoothness;
    if (method.optimizer == OptimizerKind::Adam) {
        parameters.optimizer = OptimizerKind::Adam;
        parameters.learningRate = longStep;
    }
    return representation;
}

Representation styleRepresentation(const RenderJob &common, std::vector<Layer> layers)
{
    Representation representation{RepresentationKind::Style, std::move(layers), common};
    StyleParameters &parameters = representation.job.scene.parameters;
    parameters.ratio = 0;
    parameters.scales = Scales::Single; // grown from a small one, small patterns would be missing
    parameters.smoothness *= styleSmoothness;
    parameters.contentLayer = Layer::Pixels; // α is 0: the network need not go deeper for it
    for (const Layer layer : representation.layers)
        parameters.layerWeights[layerIndex(layer)] = 1;
    representation.job.scene.styles = {{common.scene.content}};
    return representation;
}

Result<Layer> deepestContentLayer(const NetworkSource &network)
{
    const auto file = WeightsFile::open(network.path);
    if (!file)
        return file.error();
    const auto key = network.info.keys.find(contentMethods.back().layer);
    const bool isThere = key != network.info.keys.end()
                         && (*file)->tensors().count(key->second + QLatin1String(".weight")) == 1;
    return isThere ? contentMethods.back().layer : Layer::Conv5_1;
}

} // namespace

QString Representation::caption() const
{
    QStringList names;
    for (const Layer layer : layers)
        names << layerName(layer);
    return names.join(QStringLiteral(", "));
}

Result<std::vector<Representation>> representationsOf(const QImage &picture,
                                                      const NetworkSource &network,
                                                      const RepresentationSettings &settings)
{
    const auto deepest = deepestContentLayer(network);
    if (!deepest)
        return deepest.error();
    RenderJob common;
    common.scene.content.image = picture;
    common.scene.network = network;
    common.device = settings.device;
    common.scene.parameters = commonParameters(network.info, settings);

    std::vector<Representation> representations;
    for (const ContentMethod &method : contentMethods)
        representations.push_back(
            contentRepresentation(common, std::min(method.layer, *deepest), method));
    std::vector<Layer> layers;
    for (const Layer layer : styleLayers) {
        layers.push_back(layer);
        representations.push_back(styleRepresentation(common, layers));
    }
    return representations;
}

} // namespace gramarye
