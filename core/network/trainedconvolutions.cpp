#include "core/network/trainedconvolutions.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

/// Adds the tensors of one convolution, @p stored being its name in the store; or says which one
/// differs.
Status addConvolution(TensorNames &found, const TensorMap &tensors, const QString &key,
                      const QString &stored, const std::vector<qint64> &shape)
{
    const auto add = [&](const char *suffix, const std::vector<qint64> &wanted) {
        const auto tensor = tensors.find(key + QLatin1String(suffix));
        if (tensor == tensors.end() || tensor->second.shape != wanted)
            return Status(Error{ErrorCode::WeightsOtherNetwork, {}, key + QLatin1String(suffix)});
        found[stored + QLatin1String(suffix)] = tensor->first;
        return success();
    };
    const Status status = add(".weight", shape);
    return status ? add(".bias", {shape.front()}) : status;
}

bool isNeeded(Layer layer, const NetworkInfo &network)
{
    return layer <= network.defaultContentLayer || layer <= network.styleLayers.rbegin()->first;
}

Result<TensorNames> findConvolutions(const NetworkInfo &network, const TensorMap &tensors)
{
    TensorNames found;
    const QString &transform = network.colorTransform;
    if (!transform.isEmpty()) {
        const Status status = addConvolution(found, tensors, transform, transform, {3, 3, 1, 1});
        if (!status)
            return status.error();
    }
    qint64 inputs = 3;
    for (const auto &[layer, stored] : network.acceptedKeys.front()) {
        const auto key = network.keys.find(layer);
        const bool isThere =
            key != network.keys.end() && tensors.count(key->second + QLatin1String(".weight")) == 1;
        const bool isKnown = layerIndex(layer) <= network.widths.size();
        if (!isKnown || (!isThere && !isNeeded(layer, network)))
            break;
        const qint64 outputs = network.channelCount(layer);
        const Status status =
            addConvolution(found, tensors, key->second, stored, {outputs, inputs, 3, 3});
        if (!status)
            return status.error();
        inputs = outputs;
    }
    return found;
}

// Trained weights stay near the spread that keeps signals as strong as they came, √(2/inputs)
// (He et al. 2015, "Delving Deep into Rectifiers", eq. 10). A factor of ten is usual, and of 200
// where they turn 0…1 into 0…255.
bool isPlausibleSpread(const TensorView &weights, const std::vector<float> &values)
{
    constexpr double farthest = 1000;
    double sumOfSquares = 0;
    for (const float value : values)
        sumOfSquares += double(value) * double(value);
    const double inputs = double(values.size()) / double(weights.shape.front());
    const double relative = std::sqrt(sumOfSquares / double(values.size()) * inputs / 2);
    return relative > 1 / farthest && relative < farthest;
}

Status checkNumbers(const TensorMap &tensors)
{
    for (const auto &[name, tensor] : tensors) {
        const std::vector<float> values = toFloat(tensor);
        const bool areFinite = std::all_of(values.begin(), values.end(),
                                           [](float value) { return std::isfinite(value); });
        const bool isBias = tensor.shape.size() == 1;
        if (!areFinite || (!isBias && !isPlausibleSpread(tensor, values)))
            return Error{ErrorCode::WeightsImplausible, {}, name};
    }
    return success();
}

Error ofNetwork(const NetworkInfo &network, const Error &error)
{
    return {error.code, {}, network.name + QLatin1String(": ") + error.detail};
}

} // namespace

Result<TensorNames> convolutionNames(const NetworkInfo &network, const TensorMap &tensors)
{
    auto names = findConvolutions(network, tensors);
    return names ? std::move(names) : Result<TensorNames>(ofNetwork(network, names.error()));
}

Result<TensorMap> trainedConvolutions(const NetworkInfo &network, const TensorMap &tensors)
{
    const auto names = convolutionNames(network, tensors);
    if (!names)
        return names.error();
    TensorMap found;
    for (const auto &[stored, name] : *names)
        found[stored] = tensors.at(name);
    const Status status = checkNumbers(found);
    return status ? std::move(found) : Result<TensorMap>(ofNetwork(network, status.error()));
}

} // namespace gramarye
