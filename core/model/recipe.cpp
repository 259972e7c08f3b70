#include "core/model/recipe.h"

namespace gramarye {

namespace {

const QString recipeFormat = QStringLiteral("gramarye-recipe");
constexpr int recipeVersion = 2;

const QLatin1String programKey("program");
const QLatin1String sceneKey("scene");
const QLatin1String stoppedAfterKey("stopped_after");
const QLatin1String steeredKey("steered");
const QLatin1String jobKey("job");
const QLatin1String fileKey("file");

/// A name alone: what a file from elsewhere says leads into no other folder.
bool isFileName(const QString &name)
{
    return !name.contains(u'/') && !name.contains(u'\\') && name != QLatin1String("..");
}

PictureRef pictureOfRecipe(JsonReader &reader)
{
    PictureRef picture = pictureFromJson(reader);
    picture.file = QByteArray::fromBase64(reader.text(fileKey).toLatin1());
    return picture;
}

/// Version 1 named pictures and their checksums side by side.
Scene sceneOfVersion1(JsonReader &reader)
{
    const auto picture = [&](const char *name, const char *checksum) {
        PictureRef ref;
        ref.name = reader.text(QLatin1String(name));
        ref.hash = reader.text(QLatin1String(checksum));
        return ref;
    };
    Scene scene;
    scene.content = picture("content", "content_checksum");
    const std::vector<QString> names = reader.texts(QLatin1String("styles"));
    std::vector<QString> checksums = reader.texts(QLatin1String("style_checksums"));
    checksums.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        Style &style = scene.styles.emplace_back();
        style.picture.name = names[i];
        style.picture.hash = checksums[i];
    }
    scene.start = picture("start", "start_checksum");
    scene.network = {
        reader.text(QLatin1String("network")), {}, reader.text(QLatin1String("network_checksum"))};
    scene.setRunParameters(parametersFrom(reader));
    return scene;
}

} // namespace

QByteArray Recipe::toJson() const
{
    const auto picture = [](const PictureRef &ref, const QString &) {
        QJsonObject json = pictureToJson(ref);
        if (ref.isEmbedded()) // a mask
            json[fileKey] = QString::fromLatin1(ref.file.toBase64());
        return json;
    };
    QJsonObject object{{programKey, program},
                       {sceneKey, sceneToJson(scene, picture)},
                       {stoppedAfterKey, stoppedAfter},
                       {steeredKey, steered}};
    if (!job.isEmpty())
        object[jobKey] = job;
    return writeDocument(object, recipeFormat, recipeVersion);
}

Result<Recipe> Recipe::fromJson(const QByteArray &json, const QString &name)
{
    const auto document = readDocument(json, recipeFormat, recipeVersion, name);
    if (!document)
        return document.error();
    JsonReader reader(*document);
    Recipe recipe;
    recipe.program = reader.text(programKey);
    recipe.scene = documentVersion(*document) == 1
                       ? sceneOfVersion1(reader)
                       : reader.object(sceneKey, [](JsonReader &scene) {
                             return sceneFromJson(scene, pictureOfRecipe);
                         });
    recipe.stoppedAfter = reader.count(stoppedAfterKey);
    recipe.steered = reader.truth(steeredKey);
    recipe.job = reader.text(jobKey);
    for (const PictureRef *picture : recipe.scene.pictures()) {
        if (!isFileName(picture->name))
            reader.fail(picture->name);
    }
    if (reader.error())
        return Error{ErrorCode::DocumentDamaged, name, reader.error()->detail};
    return recipe;
}

} // namespace gramarye
