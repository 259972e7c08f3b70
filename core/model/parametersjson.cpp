#include "core/model/parametersjson.h"

#include "core/model/parameterspec.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace gramarye {

namespace {

const QString layersKey = QStringLiteral("style-layer");
const QString blendKey = QStringLiteral("blend");
const QString infinityWord = QStringLiteral("inf");

Error damaged(const QString &key)
{
    return {ErrorCode::DocumentDamaged, {}, key};
}

QJsonValue toJson(const ParameterSpec &spec, double value)
{
    if (spec.kind == ParameterKind::Choice)
        return spec.choices[std::size_t(value)].key;
    return std::isinf(value) ? QJsonValue(infinityWord) : QJsonValue(value);
}

std::optional<double> choiceFromJson(const ParameterSpec &spec, const QString &key)
{
    const auto found =
        std::find_if(spec.choices.begin(), spec.choices.end(),
                     [&](const ParameterChoice &choice) { return choice.key == key; });
    return found == spec.choices.end() ? std::nullopt
                                       : std::optional(double(found - spec.choices.begin()));
}

std::optional<double> numberFromJson(const ParameterSpec &spec, const QJsonValue &json)
{
    const bool isInfinite = json == QJsonValue(infinityWord);
    if (!json.isDouble() && !isInfinite)
        return std::nullopt;
    const double value = isInfinite ? std::numeric_limits<double>::infinity() : json.toDouble();
    const bool isWhole = spec.kind != ParameterKind::Integer || std::floor(value) == value;
    const bool isInRange = value >= spec.minimum && value <= spec.maximum;
    return isWhole && isInRange ? std::optional(value) : std::nullopt;
}

std::optional<double> fromJson(const ParameterSpec &spec, const QJsonValue &json)
{
    return spec.kind == ParameterKind::Choice ? choiceFromJson(spec, json.toString())
                                              : numberFromJson(spec, json);
}

QJsonObject toJson(const LayerWeights &weights)
{
    QJsonObject object;
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (weights[i] > 0)
            object[layerName(layerAt(i))] = weights[i];
    }
    return object;
}

std::optional<LayerWeights> layerWeightsFromJson(const QJsonValue &json)
{
    if (!json.isObject())
        return std::nullopt;
    LayerWeights weights{};
    const QJsonObject object = json.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const auto layer = layerFromName(entry.key());
        const double weight = entry->toDouble(-1);
        if (!layer || weight < LayerWeightRange::minimum || weight > LayerWeightRange::maximum)
            return std::nullopt;
        weights[layerIndex(*layer)] = weight;
    }
    return weights;
}

std::optional<std::vector<double>> blendFromJson(const QJsonValue &json)
{
    if (!json.isArray())
        return std::nullopt;
    std::vector<double> blend;
    for (const QJsonValue &weight : json.toArray()) {
        if (weight.toDouble(-1) < 0)
            return std::nullopt;
        blend.push_back(weight.toDouble());
    }
    return blend;
}

const ParameterSpec *findSpec(const QString &key)
{
    const auto &specs = parameterSpecs();
    const auto found = std::find_if(specs.begin(), specs.end(),
                                    [&](const ParameterSpec &spec) { return spec.key == key; });
    return found == specs.end() ? nullptr : &*found;
}

} // namespace

QJsonObject toJson(const StyleParameters &parameters)
{
    QJsonObject object;
    for (const ParameterSpec &spec : parameterSpecs())
        object[spec.key] = toJson(spec, spec.get(parameters));
    object[layersKey] = toJson(parameters.layerWeights);
    QJsonArray blend;
    for (const double weight : parameters.blend)
        blend << weight;
    object[blendKey] = blend;
    return object;
}

Result<StyleParameters> parametersFromJson(const QJsonObject &object, StyleParameters base)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.key() == layersKey) {
            const auto weights = layerWeightsFromJson(*entry);
            if (!weights)
                return damaged(layersKey);
            base.layerWeights = *weights;
        } else if (entry.key() == blendKey) {
            const auto blend = blendFromJson(*entry);
            if (!blend)
                return damaged(blendKey);
            base.blend = *blend;
        } else {
            const ParameterSpec *spec = findSpec(entry.key());
            const auto value = spec ? fromJson(*spec, *entry) : std::nullopt;
            if (!value)
                return damaged(entry.key());
            spec->set(base, *value);
        }
    }
    return base;
}

} // namespace gramarye
