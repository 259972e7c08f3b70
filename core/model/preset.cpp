#include "core/model/preset.h"

#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gramarye {

namespace {

const QString presetFormat = QStringLiteral("gramarye-preset");
constexpr int presetVersion = 1;

const QLatin1String presetNameKey("name");
const QLatin1String descriptionKey("description");
const QLatin1String valuesKey("parameters");
const QLatin1String factorsKey("factors");
const QLatin1String layerFactorsKey("style-layer");
const QString methodKey = QStringLiteral("method");
const QString optimizerKey = QStringLiteral("optimizer");
const QString styleLossKey = QStringLiteral("style-loss");
const QString initKey = QStringLiteral("init");

constexpr int longestDescription = 300; ///< letters
constexpr double largestFactor = 1e9;   ///< more is no look, but a mistake

// A preset names no picture to start from.
bool isPossible(const ParameterSpec &spec, double value)
{
    return spec.key != initKey || Start(int(value)) != Start::File;
}

// A factor and its default multiply to the number that was saved, without the last digits' noise.
double product(double factor, double unit)
{
    return QString::number(factor * unit, 'g', 9).toDouble();
}

double unitOf(double defaultValue)
{
    return defaultValue > 0 ? defaultValue : 1;
}

// Of a layer that the network leaves out by default: as strong as those it uses on the average.
// The weights of the picture's own colours are of another kind.
double usualWeight(const LayerWeights &defaults)
{
    double sum = 0;
    int count = 0;
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (i != layerIndex(Layer::Pixels) && i < networkLayerCount && defaults[i] > 0) {
            sum += defaults[i];
            ++count;
        }
    }
    return count > 0 ? sum / count : 1;
}

double unitOf(Layer layer, const LayerWeights &defaults)
{
    const double weight = defaults[layerIndex(layer)];
    return weight > 0 ? weight : usualWeight(defaults);
}

double readFactor(JsonReader &json, const QString &key)
{
    const double factor = json.numberWithin(key, 0, std::numeric_limits<double>::infinity());
    if (factor > largestFactor && !std::isinf(factor))
        json.fail(key);
    return factor;
}

QJsonObject valuesToJson(const Preset &preset)
{
    StyleParameters parameters;
    for (const auto &[key, value] : preset.values)
        parameterSpec(key).set(parameters, value);
    const QJsonObject all = toJson(parameters);
    QJsonObject object;
    for (const auto &[key, value] : preset.values)
        object[key] = all.value(key);
    return object;
}

QJsonObject factorsToJson(const Preset &preset)
{
    QJsonObject object;
    for (const auto &[key, factor] : preset.factors)
        object[key] = jsonNumber(factor);
    QJsonObject layers;
    for (const auto &[layer, factor] : preset.layerFactors)
        layers[layerName(layer)] = factor;
    if (!layers.isEmpty())
        object[layerFactorsKey] = layers;
    return object;
}

void readValues(Preset &preset, JsonReader &json)
{
    const StyleParameters parameters = readParameters(json);
    for (const QString &key : json.keys()) {
        const ParameterSpec *spec = findParameterSpec(key);
        if (!spec || !spec->is(ParameterTrait::Look) || spec->is(ParameterTrait::Relative)
            || !isPossible(*spec, spec->get(parameters)))
            return json.fail(key);
        preset.values[key] = spec->get(parameters);
    }
}

void readPresetLayers(Preset &preset, JsonReader &json)
{
    for (const QString &key : json.keys()) {
        const double factor = json.numberWithin(key, 0, largestFactor);
        if (const auto layer = layerFromName(key))
            preset.layerFactors[*layer] = factor;
        else
            json.fail(key);
    }
}

void readFactors(Preset &preset, JsonReader &json)
{
    json.object(layerFactorsKey, [&](JsonReader &layers) { readPresetLayers(preset, layers); });
    for (const QString &key : json.keys()) {
        const ParameterSpec *spec = findParameterSpec(key);
        if (spec && spec->is(ParameterTrait::Relative))
            preset.factors[key] = readFactor(json, key);
    }
    json.refuseOthers();
}

bool isName(const QString &name)
{
    return !name.trimmed().isEmpty() && name.size() <= Preset::longestName
           && std::all_of(name.begin(), name.end(),
                          [](QChar letter) { return letter.isPrint() || letter.isSurrogate(); });
}

/// Those of a new window.
StyleParameters usualParameters(const NetworkInfo &network)
{
    return StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network);
}

} // namespace

Preset Preset::of(const QString &name, const StyleParameters &parameters,
                  const NetworkInfo &network)
{
    Preset preset;
    preset.name = name;
    // What sets the other defaults has its own from a new window.
    const StyleParameters usual = usualParameters(network);
    const StyleParameters defaults = StyleParameters::defaults(
        parameters.method, parameters.optimizer, network, parameters.styleLoss);
    for (const ParameterSpec &spec : parameterSpecs()) {
        const double standard = spec.get(spec.is(ParameterTrait::Leading) ? usual : defaults);
        const double value = spec.get(parameters);
        if (!spec.is(ParameterTrait::Look) || value == standard || !isPossible(spec, value))
            continue;
        if (spec.is(ParameterTrait::Relative))
            preset.factors[spec.key] = value / unitOf(standard);
        else
            preset.values[spec.key] = value;
    }
    for (const auto &[layer, word] : network.sliderLayers(true)) {
        const double weight = parameters.layerWeights[layerIndex(layer)];
        if (weight != defaults.layerWeights[layerIndex(layer)])
            preset.layerFactors[layer] = weight / unitOf(layer, defaults.layerWeights);
    }
    return preset;
}

StyleParameters Preset::appliedTo(const StyleParameters &now, const NetworkInfo &network) const
{
    const StyleParameters usual = usualParameters(network);
    const auto choice = [&](const QString &key) {
        const auto found = values.find(key);
        return int(found == values.end() ? parameterSpec(key).get(usual) : found->second);
    };
    const auto method = Method(choice(methodKey));
    const auto optimizer = OptimizerKind(choice(optimizerKey));
    const auto loss = StyleLoss(choice(styleLossKey));
    const StyleParameters defaults = StyleParameters::defaults(method, optimizer, network, loss);
    StyleParameters result = now.rebased(method, optimizer, network, network);
    result.styleLoss = loss;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (!spec.is(ParameterTrait::Look))
            continue;
        const double standard = spec.get(defaults);
        const auto value = values.find(spec.key);
        const auto factor = factors.find(spec.key);
        if (value != values.end())
            spec.set(result, value->second);
        else if (factor != factors.end())
            spec.set(result, std::clamp(product(factor->second, unitOf(standard)), spec.minimum,
                                        spec.maximum));
        else if (isPossible(spec, spec.get(now))) // a picture to start from stays
            spec.set(result, standard);
    }
    result.layerWeights = defaults.layerWeights;
    const auto offered = network.sliderLayers(true);
    for (const auto &[layer, factor] : layerFactors) {
        if (offered.count(layer) > 0)
            result.layerWeights[layerIndex(layer)] = std::min(
                product(factor, unitOf(layer, defaults.layerWeights)), LayerWeightRange::maximum);
    }
    return result;
}

QByteArray Preset::toJson() const
{
    QJsonObject object{{presetNameKey, name}};
    if (!description.isEmpty())
        object[descriptionKey] = description;
    if (const QJsonObject json = valuesToJson(*this); !json.isEmpty())
        object[valuesKey] = json;
    if (const QJsonObject json = factorsToJson(*this); !json.isEmpty())
        object[factorsKey] = json;
    return writeDocument(object, presetFormat, presetVersion);
}

Result<Preset> Preset::fromJson(const QByteArray &bytes, const QString &fileName)
{
    const auto document = readDocument(bytes, presetFormat, presetVersion, fileName);
    if (!document)
        return document.error();
    JsonReader json(*document);
    Preset preset;
    preset.name = json.text(presetNameKey).trimmed();
    preset.description = json.text(descriptionKey).left(longestDescription);
    if (!isName(preset.name))
        json.fail(presetNameKey);
    json.object(valuesKey, [&](JsonReader &values) { readValues(preset, values); });
    json.object(factorsKey, [&](JsonReader &factors) { readFactors(preset, factors); });
    if (const auto &error = json.error())
        return Error{error->code, fileName, error->detail};
    return preset;
}

} // namespace gramarye
