#include "core/model/recipe.h"

#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace gramarye {

namespace {

const QString formatName = QStringLiteral("gramarye-recipe");
constexpr int formatVersion = 1;

const QLatin1String programKey("program");
const QLatin1String networkKey("network");
const QLatin1String checksumKey("network_checksum");
const QLatin1String contentKey("content");
const QLatin1String stylesKey("styles");
const QLatin1String startKey("start");
const QLatin1String contentChecksumKey("content_checksum");
const QLatin1String styleChecksumsKey("style_checksums");
const QLatin1String startChecksumKey("start_checksum");
const QLatin1String parametersKey("parameters");
const QLatin1String stoppedAfterKey("stopped_after");
const QLatin1String steeredKey("steered");
const QLatin1String jobKey("job");

/// A name alone: what a file from elsewhere says leads into no other folder.
bool isFileName(const QString &name)
{
    return !name.contains(u'/') && !name.contains(u'\\') && name != QLatin1String("..");
}

QJsonArray toArray(const std::vector<QString> &texts)
{
    QJsonArray array;
    for (const QString &text : texts)
        array << text;
    return array;
}

std::vector<QString> fromArray(const QJsonValue &json)
{
    std::vector<QString> texts;
    for (const QJsonValue &text : json.toArray())
        texts.push_back(text.toString());
    return texts;
}

} // namespace

QString Recipe::fingerprint() const
{
    QJsonObject object = gramarye::toJson(parameters);
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.is(ParameterTrait::Preference))
            object.remove(spec.key);
    }
    std::vector<double> weights = parameters.blend;
    weights.resize(styles.size(), 1);
    QJsonArray blend;
    for (const double weight : weights)
        blend << weight;
    object[QLatin1String("blend")] = blend;
    object[QLatin1String("files")] = QJsonArray{content, start, toArray(styles)};
    object[networkKey] = network;
    object[checksumKey] = networkChecksum;
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray Recipe::toJson() const
{
    QJsonObject object{{programKey, program},
                       {networkKey, network},
                       {checksumKey, networkChecksum},
                       {contentKey, content},
                       {stylesKey, toArray(styles)},
                       {startKey, start},
                       {contentChecksumKey, contentChecksum},
                       {styleChecksumsKey, toArray(styleChecksums)},
                       {startChecksumKey, startChecksum},
                       {parametersKey, gramarye::toJson(parameters)},
                       {stoppedAfterKey, stoppedAfter},
                       {steeredKey, steered}};
    if (!job.isEmpty())
        object[jobKey] = job;
    return writeDocument(object, formatName, formatVersion);
}

Result<Recipe> Recipe::fromJson(const QByteArray &json, const QString &name)
{
    const auto object = readDocument(json, formatName, formatVersion, name);
    if (!object)
        return object.error();
    const auto parameters = parametersFromJson(object->value(parametersKey).toObject(), {});
    if (!parameters)
        return Error{ErrorCode::DocumentDamaged, name, parameters.error().detail};
    Recipe recipe;
    recipe.program = object->value(programKey).toString();
    recipe.network = object->value(networkKey).toString();
    recipe.networkChecksum = object->value(checksumKey).toString();
    recipe.content = object->value(contentKey).toString();
    recipe.styles = fromArray(object->value(stylesKey));
    recipe.start = object->value(startKey).toString();
    recipe.contentChecksum = object->value(contentChecksumKey).toString();
    recipe.styleChecksums = fromArray(object->value(styleChecksumsKey));
    recipe.startChecksum = object->value(startChecksumKey).toString();
    recipe.parameters = *parameters;
    recipe.stoppedAfter = object->value(stoppedAfterKey).toInt();
    recipe.steered = object->value(steeredKey).toBool();
    recipe.job = object->value(jobKey).toString();
    for (const QString &file : recipe.styles) {
        if (!isFileName(file))
            return Error{ErrorCode::DocumentDamaged, name, stylesKey};
    }
    if (!isFileName(recipe.content) || !isFileName(recipe.start))
        return Error{ErrorCode::DocumentDamaged, name, contentKey};
    return recipe;
}

} // namespace gramarye
