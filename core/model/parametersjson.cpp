#include "core/model/parametersjson.h"

#include "core/model/parameterspec.h"

#include <QJsonArray>

#include <cmath>
#include <limits>
#include <map>

namespace gramarye {

namespace {

const QString layersKey = QStringLiteral("style-layer");
const QString blendKey = QStringLiteral("blend");
const QString styleScalesKey = QStringLiteral("style-scales");
const QString styleFactorsKey = QStringLiteral("style-layers");
constexpr double heaviestStyle = std::numeric_limits<double>::max();

QJsonValue toJson(const ParameterSpec &spec, double value)
{
    if (spec.kind == ParameterKind::Choice)
        return spec.choices[std::size_t(value)].key;
    if (spec.kind == ParameterKind::Color)
        return colorText(value);
    return jsonNumber(value);
}

double readChoice(JsonReader &json, const ParameterSpec &spec)
{
    std::map<QString, double> choices;
    for (const ParameterChoice &choice : spec.choices)
        choices.emplace(choice.key, double(choices.size()));
    return json.oneOf(spec.key, choices);
}

double readColor(JsonReader &json, const ParameterSpec &spec)
{
    const auto color = colorFromText(json.text(spec.key));
    if (!color)
        json.fail(spec.key);
    return color.value_or(whiteBackground);
}

double readValue(JsonReader &json, const ParameterSpec &spec)
{
    if (spec.kind == ParameterKind::Choice)
        return readChoice(json, spec);
    if (spec.kind == ParameterKind::Color)
        return readColor(json, spec);
    const double value = json.numberWithin(spec.key, spec.minimum, spec.maximum);
    if (spec.kind == ParameterKind::Integer && std::floor(value) != value)
        json.fail(spec.key);
    return value;
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

LayerWeights readLayerWeights(JsonReader &json)
{
    LayerWeights weights{};
    for (const QString &key : json.keys()) {
        const double weight =
            json.number(key, LayerWeightRange::minimum, LayerWeightRange::maximum);
        if (const auto layer = layerFromName(key))
            weights[layerIndex(*layer)] = weight;
        else
            json.fail(key);
    }
    return weights;
}

QJsonArray toArray(const std::vector<double> &numbers)
{
    QJsonArray array;
    for (const double number : numbers)
        array << number;
    return array;
}

} // namespace

QJsonObject toJson(const LayerFactors &factors)
{
    QJsonObject object;
    for (const auto &[layer, factor] : factors)
        object[layerName(layer)] = factor;
    return object;
}

LayerFactors readLayerFactors(JsonReader &json)
{
    LayerFactors factors;
    for (const QString &key : json.keys()) {
        const double factor =
            json.numberWithin(key, LayerWeightRange::minimum, LayerWeightRange::maximum);
        if (const auto layer = layerFromName(key))
            factors[*layer] = factor;
        else
            json.fail(key);
    }
    return factors;
}

QJsonObject toJson(const StyleParameters &parameters)
{
    QJsonObject object;
    for (const ParameterSpec &spec : parameterSpecs())
        object[spec.key] = toJson(spec, spec.get(parameters));
    object[layersKey] = toJson(parameters.layerWeights);
    object[blendKey] = toArray(parameters.blend);
    if (!parameters.styleScales.empty())
        object[styleScalesKey] = toArray(parameters.styleScales);
    if (!parameters.styleLayers.empty()) {
        QJsonArray factors;
        for (const LayerFactors &ofStyle : parameters.styleLayers)
            factors << toJson(ofStyle);
        object[styleFactorsKey] = factors;
    }
    return object;
}

StyleParameters readParameters(JsonReader &json, StyleParameters base)
{
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (json.has(spec.key))
            spec.set(base, readValue(json, spec));
    }
    if (json.has(layersKey))
        base.layerWeights = json.object(layersKey, readLayerWeights);
    if (json.has(blendKey))
        base.blend = json.numbersWithin(blendKey, 0, heaviestStyle);
    if (json.has(styleScalesKey))
        base.styleScales =
            json.numbersWithin(styleScalesKey, StyleScaleRange::minimum, StyleScaleRange::maximum);
    if (json.has(styleFactorsKey))
        base.styleLayers = json.objects(styleFactorsKey, readLayerFactors);
    json.refuseOthers();
    return base;
}

Result<StyleParameters> parametersFromJson(const QJsonObject &object, StyleParameters base)
{
    JsonReader json(object);
    const StyleParameters parameters = readParameters(json, std::move(base));
    return json.error() ? Result<StyleParameters>(*json.error()) : parameters;
}

} // namespace gramarye
