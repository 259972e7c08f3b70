#include "core/model/preset.h"

#include "core/model/parametersjson.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gramarye {

namespace {

const QString formatName = QStringLiteral("gramarye-preset");
constexpr int formatVersion = 1;

const QLatin1String nameKey("name");
const QLatin1String descriptionKey("description");
const QLatin1String valuesKey("parameters");
const QLatin1String factorsKey("factors");
const QLatin1String layersKey("style-layer");
const QString methodKey = QStringLiteral("method");
const QString optimizerKey = QStringLiteral("optimizer");
const QString startKey = QStringLiteral("init");
const QString infinityWord = QStringLiteral("inf");

constexpr int longestDescription = 300; ///< letters
constexpr double largestFactor = 1e9;   ///< more is no look, but a mistake

bool belongsToThePicture(const ParameterSpec &spec)
{
    static const QStringList keys{
        QStringLiteral("size"), QStringLiteral("iterations"), QStringLiteral("preview-every"),
        QStringLiteral("seed"), QStringLiteral("threads"),
    };
    return keys.contains(spec.key);
}

// What networks set defaults of their own for.
bool isRelative(const QString &key)
{
    return key == QLatin1String("ratio") || key == QLatin1String("smoothness");
}

// A preset names no picture to start from.
bool isPossible(const ParameterSpec &spec, double value)
{
    return spec.key != startKey || Start(int(value)) != Start::File;
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
// The pixels' weight is of another kind.
double usualWeight(const LayerWeights &defaults)
{
    double sum = 0;
    int count = 0;
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (layerAt(i) != Layer::Pixels && defaults[i] > 0) {
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

QJsonValue factorToJson(double factor)
{
    return std::isinf(factor) ? QJsonValue(infinityWord) : QJsonValue(factor);
}

std::optional<double> factorFromJson(const QJsonValue &json)
{
    if (json == QJsonValue(infinityWord))
        return std::numeric_limits<double>::infinity();
    const double factor = json.toDouble(-1);
    return factor >= 0 && factor <= largestFactor ? std::optional(factor) : std::nullopt;
}

Error damaged(const QString &fileName, const QString &key)
{
    return {ErrorCode::DocumentDamaged, fileName, key};
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
        object[key] = factorToJson(factor);
    QJsonObject layers;
    for (const auto &[layer, factor] : preset.layerFactors)
        layers[layerName(layer)] = factor;
    if (!layers.isEmpty())
        object[layersKey] = layers;
    return object;
}

Status readValues(Preset &preset, const QJsonObject &object, const QString &fileName)
{
    const auto parameters = parametersFromJson(object, {});
    if (!parameters)
        return damaged(fileName, parameters.error().detail);
    for (const QString &key : object.keys()) {
        const auto &specs = Preset::specs();
        const auto spec = std::find_if(specs.begin(), specs.end(),
                                       [&](const ParameterSpec *s) { return s->key == key; });
        if (spec == specs.end() || isRelative(key)
            || !isPossible(**spec, (*spec)->get(*parameters)))
            return damaged(fileName, key);
        preset.values[key] = (*spec)->get(*parameters);
    }
    return success();
}

Status readLayers(Preset &preset, const QJsonObject &object, const QString &fileName)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const auto layer = layerFromName(entry.key());
        const auto factor = factorFromJson(*entry);
        if (!layer || !factor || std::isinf(*factor))
            return damaged(fileName, layersKey);
        preset.layerFactors[*layer] = *factor;
    }
    return success();
}

Status readFactors(Preset &preset, const QJsonObject &object, const QString &fileName)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.key() == layersKey)
            continue;
        const auto factor = factorFromJson(*entry);
        if (!isRelative(entry.key()) || !factor)
            return damaged(fileName, entry.key());
        preset.factors[entry.key()] = *factor;
    }
    return readLayers(preset, object.value(layersKey).toObject(), fileName);
}

bool isName(const QString &name)
{
    return !name.trimmed().isEmpty() && name.size() <= Preset::longestName
           && std::all_of(name.begin(), name.end(),
                          [](QChar letter) { return letter.isPrint() || letter.isSurrogate(); });
}

} // namespace

const std::vector<const ParameterSpec *> &Preset::specs()
{
    static const std::vector<const ParameterSpec *> specs = [] {
        std::vector<const ParameterSpec *> list;
        for (const ParameterSpec &spec : parameterSpecs()) {
            if (!belongsToThePicture(spec))
                list.push_back(&spec);
        }
        return list;
    }();
    return specs;
}

Preset Preset::of(const QString &name, const StyleParameters &parameters,
                  const NetworkInfo &network)
{
    Preset preset;
    preset.name = name;
    // Method and optimiser set the other defaults, so their own are those of a new window.
    const StyleParameters usual =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network);
    const StyleParameters defaults =
        StyleParameters::defaults(parameters.method, parameters.optimizer, network);
    for (const ParameterSpec *spec : specs()) {
        const bool isLeading = spec->key == methodKey || spec->key == optimizerKey;
        const double standard = spec->get(isLeading ? usual : defaults);
        const double value = spec->get(parameters);
        if (value == standard || !isPossible(*spec, value))
            continue;
        if (isRelative(spec->key))
            preset.factors[spec->key] = value / unitOf(standard);
        else
            preset.values[spec->key] = value;
    }
    for (const auto &[layer, word] : network.styleLayers) {
        const double weight = parameters.layerWeights[layerIndex(layer)];
        if (weight != defaults.layerWeights[layerIndex(layer)])
            preset.layerFactors[layer] = weight / unitOf(layer, defaults.layerWeights);
    }
    return preset;
}

StyleParameters Preset::appliedTo(const StyleParameters &now, const NetworkInfo &network) const
{
    const auto choice = [this](const QString &key) {
        const auto found = values.find(key);
        return found == values.end() ? 0 : int(found->second);
    };
    const auto method = Method(choice(methodKey));
    const auto optimizer = OptimizerKind(choice(optimizerKey));
    const StyleParameters defaults = StyleParameters::defaults(method, optimizer, network);
    StyleParameters result = now.rebased(method, optimizer, network, network);
    for (const ParameterSpec *spec : specs()) {
        const double standard = spec->get(defaults);
        const auto value = values.find(spec->key);
        const auto factor = factors.find(spec->key);
        if (value != values.end())
            spec->set(result, value->second);
        else if (factor != factors.end())
            spec->set(result, std::clamp(product(factor->second, unitOf(standard)), spec->minimum,
                                         spec->maximum));
        else if (isPossible(*spec, spec->get(now))) // a picture to start from stays
            spec->set(result, standard);
    }
    result.layerWeights = defaults.layerWeights;
    for (const auto &[layer, factor] : layerFactors) {
        if (network.styleLayers.count(layer) > 0)
            result.layerWeights[layerIndex(layer)] = std::min(
                product(factor, unitOf(layer, defaults.layerWeights)), LayerWeightRange::maximum);
    }
    return result;
}

QByteArray Preset::toJson() const
{
    QJsonObject object{{nameKey, name}};
    if (!description.isEmpty())
        object[descriptionKey] = description;
    if (const QJsonObject json = valuesToJson(*this); !json.isEmpty())
        object[valuesKey] = json;
    if (const QJsonObject json = factorsToJson(*this); !json.isEmpty())
        object[factorsKey] = json;
    return writeDocument(object, formatName, formatVersion);
}

Result<Preset> Preset::fromJson(const QByteArray &json, const QString &fileName)
{
    const auto object = readDocument(json, formatName, formatVersion, fileName);
    if (!object)
        return object.error();
    Preset preset;
    preset.name = object->value(nameKey).toString().trimmed();
    preset.description = object->value(descriptionKey).toString().left(longestDescription);
    if (!isName(preset.name))
        return damaged(fileName, nameKey);
    if (auto status = readValues(preset, object->value(valuesKey).toObject(), fileName); !status)
        return status.error();
    if (auto status = readFactors(preset, object->value(factorsKey).toObject(), fileName); !status)
        return status.error();
    return preset;
}

} // namespace gramarye
