#include "core/documents/projectfile.h"

#include "core/archive/ziparchive.h"
#include "core/base/mappedfile.h"
#include "core/base/safefile.h"
#include "core/model/parametersjson.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <new>

namespace gramarye {

namespace {

const QString formatName = QStringLiteral("gramarye-project");
constexpr int formatVersion = 2;
constexpr qsizetype longestJson = 1 << 22; ///< bytes; a project with a thousand pictures has 500 KB

const QString jsonEntry = QStringLiteral("project.json");
const QString checkpointEntry = QStringLiteral("run/checkpoint");
const QString pictureEntry = QStringLiteral("run/picture.png");

const QLatin1String sceneKey("scene");
const QLatin1String pathKey("path");
const QLatin1String relativePathKey("relative_path");
const QLatin1String embeddedKey("embedded");
const QLatin1String runKey("run");
const QLatin1String deviceKey("device");
const QLatin1String iterationsKey("iterations");
const QLatin1String finishedKey("finished");
const QLatin1String steeredKey("steered");
const QLatin1String pictureKey("picture");
const QLatin1String checkpointKey("checkpoint");
const QLatin1String snapshotsKey("snapshots");
const QLatin1String kindKey("kind");
const QLatin1String automaticKind("automatic");
const QLatin1String handKind("hand");

Error damaged(const QString &detail)
{
    return {ErrorCode::DocumentDamaged, {}, detail};
}

// ---- Reading -------------------------------------------------------------------------------

/// Reads a project from its JSON, and from the entries that this names, each of which is taken
/// once.
class ProjectReader
{
public:
    ProjectReader(ZipArchive archive, const QDir &folder)
        : m_archive(std::move(archive)), m_folder(folder)
    {
    }

    /// A copy of the entry @p name; nothing where that is empty. Error, without a subject:
    /// DocumentDamaged.
    Result<QByteArrayView> take(const QString &name)
    {
        if (name.isEmpty())
            return QByteArrayView();
        const auto entry = m_archive.find(name);
        if (entry == m_archive.end())
            return damaged(QStringLiteral("it lacks %1").arg(name));
        if (!entry->second.isWhole())
            return damaged(QStringLiteral("the checksum of %1 is wrong").arg(name));
        const QByteArrayView bytes = entry->second.data;
        m_archive.erase(entry);
        return bytes;
    }

    Project read(JsonReader &json, int version)
    {
        Project project;
        project.program = json.text(QLatin1String("program"));
        project.recoveryOf = json.text(QLatin1String("recovery_of"));
        project.scene =
            version == 1 ? sceneOfVersion1(json) : json.object(sceneKey, [this](JsonReader &scene) {
                return sceneFromJson(scene, [this](JsonReader &reader) { return picture(reader); });
            });
        if (json.has(runKey))
            project.run = json.object(runKey, [this](JsonReader &reader) { return run(reader); });
        project.snapshots =
            json.objects(snapshotsKey, [this](JsonReader &reader) { return snapshot(reader); });
        return project;
    }

private:
    PictureRef picture(JsonReader &json)
    {
        PictureRef picture = pictureFromJson(json);
        picture.path = json.text(pathKey);
        const QString relative = json.text(relativePathKey);
        if (!relative.isEmpty())
            picture.otherPath = QDir::cleanPath(m_folder.filePath(relative));
        picture.file = entry(json, embeddedKey).toByteArray();
        return picture;
    }

    /// In version 1 the parts of the scene stood on the top level, pictures were identified by
    /// their files, and the styles' weights were among the parameters.
    Scene sceneOfVersion1(JsonReader &json)
    {
        const auto pictureOfVersion1 = [this](JsonReader &reader) {
            PictureRef ref = picture(reader);
            const QString hash = reader.text(QLatin1String("sha256"));
            if (!hash.isEmpty())
                ref.hash = QLatin1String("sha256:") + hash;
            return ref;
        };
        Scene scene;
        scene.content = json.object(QLatin1String("content"), pictureOfVersion1);
        for (PictureRef &style : json.objects(QLatin1String("styles"), pictureOfVersion1))
            scene.styles.push_back({std::move(style)});
        scene.start = json.object(QLatin1String("start"), pictureOfVersion1);
        scene.network = json.object(QLatin1String("network"), networkFrom);
        scene.setRunParameters(parametersFrom(json));
        return scene;
    }

    ProjectRun run(JsonReader &json)
    {
        ProjectRun run;
        run.parameters = parametersFrom(json);
        run.device = json.text(deviceKey);
        run.iterations = json.count(iterationsKey);
        run.finished = json.truth(finishedKey);
        run.steered = json.truth(steeredKey);
        run.picture = entry(json, pictureKey).toByteArray();
        run.checkpoint = SharedBytes::copyOf(entry(json, checkpointKey));
        return run;
    }

    ProjectSnapshot snapshot(JsonReader &json)
    {
        return {entry(json, pictureKey).toByteArray(), json.count(QLatin1String("iteration")),
                json.text(kindKey) == automaticKind};
    }

    QByteArrayView entry(JsonReader &json, QLatin1String key)
    {
        const auto bytes = take(json.text(key));
        if (!bytes)
            json.fail(bytes.error());
        return bytes ? *bytes : QByteArrayView();
    }

    ZipArchive m_archive;
    QDir m_folder;
};

/// Entries that lie within each other would be more, taken out, than the file has.
bool fitTogether(const ZipArchive &archive, qsizetype size)
{
    qsizetype sum = 0;
    for (const auto &[name, entry] : archive) {
        if (entry.data.size() > size - sum)
            return false;
        sum += entry.data.size();
    }
    return true;
}

// ---- Writing -------------------------------------------------------------------------------

/// An entry to be written; the bytes are the project's.
struct Part
{
    QString name;
    QByteArray bytes;
};

/// Puts a project into JSON and, as it goes, what that names into parts.
class Parts
{
public:
    explicit Parts(const QString &folder) : m_folder(folder) {}

    std::vector<Part> of(const Project &project)
    {
        const QByteArray json = writeDocument(toJson(project), formatName, formatVersion);
        m_parts.insert(m_parts.begin(), Part{jsonEntry, json});
        return std::move(m_parts);
    }

private:
    /// Its name; empty where there is nothing to keep.
    QString keep(const QString &name, const QByteArray &bytes)
    {
        if (bytes.isEmpty())
            return {};
        m_parts.push_back({name, bytes});
        return name;
    }

    QJsonObject toJson(const PictureRef &picture, const QString &role)
    {
        QJsonObject json = pictureToJson(picture);
        if (!picture.path.isEmpty()) {
            json[pathKey] = picture.path;
            if (!picture.path.startsWith(u':')) // which is a resource of the program
                json[relativePathKey] = m_folder.relativeFilePath(picture.path);
        }
        if (picture.isEmbedded())
            json[embeddedKey] = keep(QLatin1String("pictures/") + role, picture.file);
        return json;
    }

    QJsonObject toJson(const ProjectRun &run)
    {
        return {{QLatin1String("parameters"), gramarye::toJson(run.parameters)},
                {deviceKey, run.device},
                {iterationsKey, run.iterations},
                {finishedKey, run.finished},
                {steeredKey, run.steered},
                {pictureKey, keep(pictureEntry, run.picture)},
                {checkpointKey, keep(checkpointEntry, run.checkpoint.raw())}};
    }

    QJsonObject toJson(const ProjectSnapshot &snapshot, const QString &name)
    {
        return {{pictureKey, keep(name, snapshot.png)},
                {QLatin1String("iteration"), snapshot.iteration},
                {kindKey, snapshot.automatic ? automaticKind : handKind}};
    }

    QJsonObject toJson(const Project &project)
    {
        const auto picture = [this](const PictureRef &ref, const QString &role) {
            return toJson(ref, role);
        };
        QJsonObject json{{QLatin1String("program"), project.program},
                         {sceneKey, sceneToJson(project.scene, picture)}};
        if (!project.recoveryOf.isEmpty())
            json[QLatin1String("recovery_of")] = project.recoveryOf;
        if (project.run)
            json[runKey] = toJson(*project.run);
        QJsonArray snapshots;
        for (const ProjectSnapshot &snapshot : project.snapshots)
            snapshots << toJson(snapshot,
                                QStringLiteral("snapshots/%1.png").arg(snapshots.size() + 1));
        json[snapshotsKey] = snapshots;
        return json;
    }

    QDir m_folder;
    std::vector<Part> m_parts;
};

} // namespace

bool isProjectPath(const QString &path)
{
    return path.endsWith(projectSuffix(), Qt::CaseInsensitive);
}

Result<Project> readProject(QByteArrayView bytes, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto about = [&](const Error &error) {
        return Error{ErrorCode::DocumentDamaged, name, error.detail};
    };
    auto archive = readZipArchive(bytes);
    if (!archive)
        return about(archive.error());
    if (!fitTogether(*archive, bytes.size()))
        return about(damaged(QStringLiteral("its entries overlap")));
    const auto json = archive->find(jsonEntry);
    if (json != archive->end() && json->second.data.size() > longestJson)
        return about(damaged(jsonEntry));
    ProjectReader project(std::move(archive).value(), QFileInfo(path).absoluteDir());
    const auto text = project.take(jsonEntry);
    if (!text)
        return about(text.error());
    const auto object = readDocument(text->toByteArray(), formatName, formatVersion, name);
    if (!object)
        return object.error();
    JsonReader reader(*object);
    Project read = project.read(reader, documentVersion(*object));
    if (reader.error())
        return about(*reader.error());
    return read;
}

Result<Project> readProject(const QString &path)
{
    const auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    try {
        auto project = readProject((*file)->bytes(), path);
        if (const Status status = (*file)->check(); !status)
            return status.error();
        return project;
    } catch (const std::bad_alloc &) {
        return Error{ErrorCode::OutOfMemory, {}, {}};
    }
}

Status writeProject(const Project &project, const QString &path)
{
    const std::vector<Part> parts = Parts(QFileInfo(path).absolutePath()).of(project);
    SafeFile file(path);
    if (Status status = file.begin(); !status)
        return status;
    ZipWriter writer(file);
    const auto add = [&](const Part &part) { return writer.add(part.name, part.bytes); };
    if (!std::all_of(parts.begin(), parts.end(), add) || !writer.finish())
        return Error{ErrorCode::FileNotWritable, path, file.errorString()};
    return file.finish();
}

} // namespace gramarye
