#include "core/model/recipe.h"

#include "core/model/parametersjson.h"

#include <QJsonArray>

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
const QLatin1String parametersKey("parameters");
const QLatin1String stoppedAfterKey("stopped_after");
const QLatin1String steeredKey("steered");

/// A name alone: what a file from elsewhere says leads into no other folder.
bool isFileName(const QString &name)
{
    return !name.contains(u'/') && !name.contains(u'\\') && name != QLatin1String("..");
}

} // namespace

QByteArray Recipe::toJson() const
{
    QJsonArray names;
    for (const QString &style : styles)
        names << style;
    const QJsonObject object{{programKey, program},
                             {networkKey, network},
                             {checksumKey, networkChecksum},
                             {contentKey, content},
                             {stylesKey, names},
                             {startKey, start},
                             {parametersKey, gramarye::toJson(parameters)},
                             {stoppedAfterKey, stoppedAfter},
                             {steeredKey, steered}};
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
    for (const QJsonValue &style : object->value(stylesKey).toArray())
        recipe.styles.push_back(style.toString());
    recipe.start = object->value(startKey).toString();
    recipe.parameters = *parameters;
    recipe.stoppedAfter = object->value(stoppedAfterKey).toInt();
    recipe.steered = object->value(steeredKey).toBool();
    for (const QString &file : recipe.styles) {
        if (!isFileName(file))
            return Error{ErrorCode::DocumentDamaged, name, stylesKey};
    }
    if (!isFileName(recipe.content) || !isFileName(recipe.start))
        return Error{ErrorCode::DocumentDamaged, name, contentKey};
    return recipe;
}

} // namespace gramarye
