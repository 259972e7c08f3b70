#include "core/model/scene.h"

#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

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
const QLatin1String regionKey("region");
const QLatin1String maskKey("mask");
const QLatin1String styleScaleKey("scale");
const QLatin1String styleLayersKey("layers");
const QLatin1String canvasKey("canvas");
const QLatin1String startKey("start");
const QLatin1String strengthKey("strength");
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

QJsonArray sizeToJson(QSize size)
{
    return {size.width(), size.height()};
}

/// Empty where there is none.
QSize readCanvas(JsonReader &reader, const PictureRef &content)
{
    if (!reader.has(canvasKey))
        return {};
    const ParameterSpec &side = parameterSpec(QStringLiteral("size"));
    const std::vector<double> sides = reader.numbersWithin(canvasKey, 1, side.maximum);
    const auto isWhole = [](double px) { return std::floor(px) == px; };
    if (sides.size() == 2 && std::all_of(sides.begin(), sides.end(), isWhole) && content.isEmpty())
        return {int(sides[0]), int(sides[1])};
    reader.fail(canvasKey);
    return {};
}

} // namespace

PictureRef PictureRef::ofFile(const QString &path)
{
    PictureRef ref;
    if (path.startsWith(pngAddress())) {
        ref.file = QByteArray::fromBase64(path.mid(pngAddress().size()).toLatin1());
        ref.name = QStringLiteral("mask.png");
        return ref;
    }
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
    if (scene.parameters.seamless == Seamless::None) // as documents of before
        object.remove(QLatin1String("seamless"));
    if (scene.parameters.background == whiteBackground)
        object.remove(QLatin1String("background"));
    QJsonArray names{scene.content.name};
    QJsonArray masks;
    const auto addMask = [&masks](const PictureRef &mask) {
        if (mask.isEmbedded()) // a painted one is told by what is in it
            masks << QString::fromLatin1(
                QCryptographicHash::hash(mask.file, QCryptographicHash::Sha256).toHex());
        else if (!mask.isEmpty())
            masks << mask.name;
    };
    for (const Style &style : scene.styles) {
        names << style.picture.name;
        addMask(style.region);
        addMask(style.mask);
    }
    names << scene.start.name;
    addMask(scene.strength);
    if (!masks.isEmpty()) // as documents of before know none
        object[QLatin1String("masks")] = masks;
    if (scene.isTexture())
        object[canvasKey] = sizeToJson(scene.canvas);
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
    const auto add = [&toJson](QJsonObject &object, QLatin1String key, const PictureRef &picture,
                               const QString &role) {
        if (!picture.isEmpty())
            object[key] = toJson(picture, role);
    };
    QJsonArray styles;
    for (const Style &style : scene.styles) {
        const QString number = QString::number(styles.size() + 1);
        QJsonObject object{{pictureKey, toJson(style.picture, QLatin1String("style-") + number)},
                           {weightKey, style.weight}};
        add(object, regionKey, style.region, QLatin1String("region-") + number);
        add(object, maskKey, style.mask, QLatin1String("mask-") + number);
        if (style.scale != 1)
            object[styleScaleKey] = style.scale;
        if (!style.layers.empty())
            object[styleLayersKey] = gramarye::toJson(style.layers);
        styles << object;
    }
    QJsonObject object{{stylesKey, styles},
                       {networkKey, networkToJson(scene.network)},
                       {parametersKey, gramarye::toJson(scene.parameters)}};
    if (scene.isTexture())
        object[canvasKey] = sizeToJson(scene.canvas);
    add(object, contentKey, scene.content, contentKey);
    add(object, startKey, scene.start, startKey);
    add(object, strengthKey, scene.strength, strengthKey);
    return object;
}

Scene sceneFromJson(JsonReader &reader, const PictureFromJson &fromJson)
{
    Scene scene;
    scene.content = reader.object(contentKey, fromJson);
    scene.styles = reader.objects(stylesKey, [&](JsonReader &style) {
        Style read{style.object(pictureKey, fromJson), style.number(weightKey, 0, 1),
                   style.object(regionKey, fromJson), style.object(maskKey, fromJson)};
        if (style.has(styleScaleKey))
            read.scale = style.numberWithin(styleScaleKey, StyleScaleRange::minimum,
                                            StyleScaleRange::maximum);
        if (style.has(styleLayersKey))
            read.layers = style.object(styleLayersKey, readLayerFactors);
        return read;
    });
    scene.canvas = readCanvas(reader, scene.content);
    scene.start = reader.object(startKey, fromJson);
    scene.strength = reader.object(strengthKey, fromJson);
    scene.network = reader.object(networkKey, networkFrom);
    scene.parameters = parametersFrom(reader).withoutStyles();
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
