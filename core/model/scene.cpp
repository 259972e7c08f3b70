#include "core/model/scene.h"

#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>

namespace gramarye {

namespace {

const QLatin1String nameKey("name");
const QLatin1String pathKey("path");
const QLatin1String hashKey("hash");
const QLatin1String checksumKey("checksum");
const QLatin1String contentKey("content");
const QLatin1String stylesKey("styles");
const QLatin1String pictureKey("picture");
const QLatin1String weightKey("weight");
const QLatin1String startKey("start");
const QLatin1String networkKey("network");
const QLatin1String parametersKey("parameters");

QJsonObject networkToJson(const NetworkRef &network)
{
    QJsonObject object{{nameKey, network.name}};
    if (!network.path.isEmpty())
        object[pathKey] = network.path;
    if (!network.checksum.isEmpty())
        object[checksumKey] = network.checksum;
    return object;
}

} // namespace

PictureRef PictureRef::ofFile(const QString &path)
{
    PictureRef ref;
    ref.name = QFileInfo(path).fileName();
    ref.path = path;
    return ref;
}

QString PictureRef::baseName() const
{
    return QFileInfo(name).completeBaseName();
}

QString styleNames(const Scene &scene, const QString &separator)
{
    QStringList names;
    for (const Style &style : scene.styles)
        names << style.picture.baseName();
    return names.join(separator);
}

QString fingerprint(const Scene &scene)
{
    QJsonObject object = toJson(scene.runParameters());
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.is(ParameterTrait::Preference))
            object.remove(spec.key);
    }
    QJsonArray names;
    for (const PictureRef *picture : scene.pictures())
        names << picture->name;
    object[QLatin1String("pictures")] = names;
    object[networkKey] = QJsonArray{scene.network.name, scene.network.checksum};
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QJsonObject pictureToJson(const PictureRef &picture)
{
    return {{nameKey, picture.name}, {hashKey, picture.hash}};
}

PictureRef pictureFromJson(JsonReader &reader)
{
    PictureRef picture;
    picture.name = reader.text(nameKey);
    picture.hash = reader.text(hashKey);
    return picture;
}

QJsonObject sceneToJson(const Scene &scene, const PictureToJson &toJson)
{
    QJsonArray styles;
    for (const Style &style : scene.styles)
        styles << QJsonObject{
            {pictureKey, toJson(style.picture, QStringLiteral("style-%1").arg(styles.size() + 1))},
            {weightKey, style.weight}};
    QJsonObject object{{stylesKey, styles},
                       {networkKey, networkToJson(scene.network)},
                       {parametersKey, gramarye::toJson(scene.parameters)}};
    if (!scene.content.isEmpty())
        object[contentKey] = toJson(scene.content, contentKey);
    if (!scene.start.isEmpty())
        object[startKey] = toJson(scene.start, startKey);
    return object;
}

Scene sceneFromJson(JsonReader &reader, const PictureFromJson &fromJson)
{
    Scene scene;
    scene.content = reader.object(contentKey, fromJson);
    scene.styles = reader.objects(stylesKey, [&](JsonReader &style) {
        return Style{style.object(pictureKey, fromJson), style.number(weightKey, 0, 1)};
    });
    scene.start = reader.object(startKey, fromJson);
    scene.network = reader.object(networkKey, networkFrom);
    scene.parameters = parametersFrom(reader);
    scene.parameters.blend.clear();
    return scene;
}

StyleParameters parametersFrom(JsonReader &reader)
{
    return reader.object(parametersKey, [](JsonReader &json) { return readParameters(json); });
}

NetworkRef networkFrom(JsonReader &reader)
{
    return {reader.text(nameKey), reader.text(pathKey), reader.text(checksumKey)};
}

} // namespace gramarye
