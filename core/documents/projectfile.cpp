#include "core/documents/projectfile.h"

#include "core/archive/ziparchive.h"
#include "core/archive/zipwriter.h"
#include "core/base/mappedfile.h"
#include "core/base/safefile.h"
#include "core/model/parametersjson.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <new>

namespace gramarye {

namespace {

const QString formatName = QStringLiteral("gramarye-project");
constexpr int formatVersion = 1;
constexpr qsizetype longestJson = 1 << 22; ///< bytes; a project with a thousand pictures has 500 KB

const QString jsonEntry = QStringLiteral("project.json");
const QString checkpointEntry = QStringLiteral("run/checkpoint");
const QString pictureEntry = QStringLiteral("run/picture.png");

const QLatin1String automaticKind("automatic");
const QLatin1String handKind("hand");

Error damaged(const QString &detail)
{
    return {ErrorCode::DocumentDamaged, {}, detail};
}

/// A relative path means nothing from a resource of the program.
bool isResource(const QString &path)
{
    return path.startsWith(u':');
}

// ---- Reading -------------------------------------------------------------------------------

/// The archive's entries, each of which is taken once.
class Entries
{
public:
    explicit Entries(ZipArchive archive) : m_archive(std::move(archive)) {}

    /// A copy of the entry @p name; nothing where that is empty. Error, without a subject:
    /// DocumentDamaged.
    Result<QByteArray> take(const QString &name)
    {
        if (name.isEmpty())
            return QByteArray();
        const auto entry = m_archive.find(name);
        if (entry == m_archive.end())
            return damaged(QStringLiteral("it lacks %1").arg(name));
        if (!entry->second.isWhole())
            return damaged(QStringLiteral("the checksum of %1 is wrong").arg(name));
        const QByteArray bytes = entry->second.data.toByteArray();
        m_archive.erase(entry);
        return bytes;
    }

private:
    ZipArchive m_archive;
};

/// An object of project.json, read by keys; remembers the first thing in it that makes no sense.
class Fields
{
public:
    Fields(QJsonObject object, Entries &entries) : m_object(std::move(object)), m_entries(entries)
    {
    }

    QString text(QLatin1String key) { return m_object.value(key).toString(); }
    bool truth(QLatin1String key) { return m_object.value(key).toBool(); }

    int count(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        const int number = value.toInt(-1);
        if (!value.isUndefined() && number < 0)
            fail(damaged(key));
        return std::max(number, 0);
    }

    qint64 bytes(QLatin1String key)
    {
        constexpr double most = double(1LL << 53);
        const double number = m_object.value(key).toDouble();
        if (!(number >= 0 && number <= most && std::floor(number) == number))
            fail(damaged(key));
        return m_error ? 0 : qint64(number);
    }

    QByteArray entry(QLatin1String key)
    {
        auto bytes = m_entries.take(text(key));
        if (!bytes)
            fail(bytes.error());
        return bytes ? *bytes : QByteArray();
    }

    StyleParameters parameters(QLatin1String key)
    {
        const auto parameters = parametersFromJson(m_object.value(key).toObject(), {});
        if (!parameters)
            fail(parameters.error());
        return parameters ? *parameters : StyleParameters();
    }

    QJsonArray list(QLatin1String key) { return m_object.value(key).toArray(); }

    /// What @p read makes of the object at @p key, or of nothing.
    template<typename Read>
    auto object(QLatin1String key, Read read)
    {
        return inner(m_object.value(key), read);
    }

    /// What @p read makes of @p value, an object.
    template<typename Read>
    auto inner(const QJsonValue &value, Read read)
    {
        Fields fields(value.toObject(), m_entries);
        auto result = read(fields);
        if (fields.m_error)
            fail(*fields.m_error);
        return result;
    }

    bool has(QLatin1String key) const { return m_object.contains(key); }
    const std::optional<Error> &error() const { return m_error; }
    void fail(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }

private:
    QJsonObject m_object;
    Entries &m_entries;
    std::optional<Error> m_error;
};

ProjectPicture pictureFrom(Fields &fields)
{
    ProjectPicture picture;
    picture.name = fields.text(QLatin1String("name"));
    picture.path = fields.text(QLatin1String("path"));
    picture.relativePath = fields.text(QLatin1String("relative_path"));
    picture.size = fields.bytes(QLatin1String("size"));
    picture.sha256 = fields.text(QLatin1String("sha256"));
    picture.file = fields.entry(QLatin1String("embedded"));
    return picture;
}

ProjectNetwork networkFrom(Fields &fields)
{
    return {fields.text(QLatin1String("name")), fields.text(QLatin1String("path")),
            fields.text(QLatin1String("checksum"))};
}

ProjectRun runFrom(Fields &fields)
{
    ProjectRun run;
    run.parameters = fields.parameters(QLatin1String("parameters"));
    run.device = fields.text(QLatin1String("device"));
    run.iterations = fields.count(QLatin1String("iterations"));
    run.finished = fields.truth(QLatin1String("finished"));
    run.steered = fields.truth(QLatin1String("steered"));
    run.picture = fields.entry(QLatin1String("picture"));
    run.checkpoint = fields.entry(QLatin1String("checkpoint"));
    return run;
}

ProjectSnapshot snapshotFrom(Fields &fields)
{
    return {fields.entry(QLatin1String("picture")), fields.count(QLatin1String("iteration")),
            fields.text(QLatin1String("kind")) == automaticKind};
}

Project projectFrom(Fields &fields)
{
    Project project;
    project.program = fields.text(QLatin1String("program"));
    project.recoveryOf = fields.text(QLatin1String("recovery_of"));
    project.network = fields.object(QLatin1String("network"), networkFrom);
    project.content = fields.object(QLatin1String("content"), pictureFrom);
    project.start = fields.object(QLatin1String("start"), pictureFrom);
    for (const QJsonValue &style : fields.list(QLatin1String("styles")))
        project.styles.push_back(fields.inner(style, pictureFrom));
    project.parameters = fields.parameters(QLatin1String("parameters"));
    if (fields.has(QLatin1String("run")))
        project.run = fields.object(QLatin1String("run"), runFrom);
    for (const QJsonValue &snapshot : fields.list(QLatin1String("snapshots")))
        project.snapshots.push_back(fields.inner(snapshot, snapshotFrom));
    return project;
}

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

    QJsonObject toJson(const ProjectPicture &picture, const QString &role)
    {
        const bool hasPlace = !picture.path.isEmpty() && !isResource(picture.path);
        return {{QLatin1String("name"), picture.name},
                {QLatin1String("path"), picture.path},
                {QLatin1String("relative_path"),
                 hasPlace ? m_folder.relativeFilePath(picture.path) : QString()},
                {QLatin1String("size"), picture.size},
                {QLatin1String("sha256"), picture.sha256},
                {QLatin1String("embedded"), keep(QLatin1String("pictures/") + role, picture.file)}};
    }

    static QJsonObject toJson(const ProjectNetwork &network)
    {
        return {{QLatin1String("name"), network.name},
                {QLatin1String("path"), network.path},
                {QLatin1String("checksum"), network.checksum}};
    }

    QJsonObject toJson(const ProjectRun &run)
    {
        return {{QLatin1String("parameters"), gramarye::toJson(run.parameters)},
                {QLatin1String("device"), run.device},
                {QLatin1String("iterations"), run.iterations},
                {QLatin1String("finished"), run.finished},
                {QLatin1String("steered"), run.steered},
                {QLatin1String("picture"), keep(pictureEntry, run.picture)},
                {QLatin1String("checkpoint"), keep(checkpointEntry, run.checkpoint)}};
    }

    QJsonObject toJson(const ProjectSnapshot &snapshot, const QString &name)
    {
        return {{QLatin1String("picture"), keep(name, snapshot.png)},
                {QLatin1String("iteration"), snapshot.iteration},
                {QLatin1String("kind"), snapshot.automatic ? automaticKind : handKind}};
    }

    QJsonObject toJson(const Project &project)
    {
        QJsonObject json{{QLatin1String("program"), project.program},
                         {QLatin1String("network"), toJson(project.network)},
                         {QLatin1String("parameters"), gramarye::toJson(project.parameters)}};
        if (!project.recoveryOf.isEmpty())
            json[QLatin1String("recovery_of")] = project.recoveryOf;
        if (!project.content.isEmpty())
            json[QLatin1String("content")] = toJson(project.content, QStringLiteral("content"));
        if (!project.start.isEmpty())
            json[QLatin1String("start")] = toJson(project.start, QStringLiteral("start"));
        QJsonArray styles;
        for (const ProjectPicture &style : project.styles)
            styles << toJson(style, QStringLiteral("style-%1").arg(styles.size() + 1));
        json[QLatin1String("styles")] = styles;
        if (project.run)
            json[QLatin1String("run")] = toJson(*project.run);
        QJsonArray snapshots;
        for (const ProjectSnapshot &snapshot : project.snapshots)
            snapshots << toJson(snapshot,
                                QStringLiteral("snapshots/%1.png").arg(snapshots.size() + 1));
        json[QLatin1String("snapshots")] = snapshots;
        return json;
    }

    QDir m_folder;
    std::vector<Part> m_parts;
};

bool write(const std::vector<Part> &parts, QIODevice &device)
{
    ZipWriter writer(device);
    const auto add = [&](const Part &part) { return writer.add(part.name, part.bytes); };
    return std::all_of(parts.begin(), parts.end(), add) && writer.finish();
}

} // namespace

bool isProjectPath(const QString &path)
{
    return path.endsWith(projectSuffix(), Qt::CaseInsensitive);
}

Result<Project> readProject(QByteArrayView bytes, const QString &name)
{
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
    Entries entries(std::move(archive).value());
    const auto text = entries.take(jsonEntry);
    if (!text)
        return about(text.error());
    const auto object = readDocument(*text, formatName, formatVersion, name);
    if (!object)
        return object.error();
    Fields fields(*object, entries);
    Project project = projectFrom(fields);
    if (fields.error())
        return about(*fields.error());
    return project;
}

Result<Project> readProject(const QString &path)
{
    const auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    try {
        auto project = readProject((*file)->bytes(), QFileInfo(path).fileName());
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
    if (!write(parts, file))
        return Error{ErrorCode::FileNotWritable, path, file.errorString()};
    return file.finish();
}

} // namespace gramarye
