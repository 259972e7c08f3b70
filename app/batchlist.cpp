#include "app/batchlist.h"

#include "app/batchoption.h"
#include "app/commandline.h"
#include "app/renderpreparation.h"
#include "core/base/jsonreader.h"
#include "core/model/parameterspec.h"
#include "ui/text/errortext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <utility>

namespace gramarye {

namespace {

const QString formatName = QStringLiteral("gramarye-batch");
constexpr int formatVersion = 1;

constexpr QLatin1String formatKey("format");
constexpr QLatin1String versionKey("version");
constexpr QLatin1String defaultsKey("defaults");
constexpr QLatin1String jobsKey("jobs");

/// A key that names one, and the key that names several to be made into a picture each.
struct Series
{
    QLatin1String one;
    QLatin1String several;
};
constexpr Series contentSeries{QLatin1String("content"), QLatin1String("contents")};
constexpr Series styleSeries{QLatin1String("style"), QLatin1String("styles")};

UsageError inJob(int number, const UsageError &error)
{
    return {CommandLine::tr("Job %1: %2").arg(number).arg(error.sentence)};
}

UsageError notAnObject()
{
    return {CommandLine::tr("Options with their values are needed, in braces.")};
}

MaybeError checkDocument(const QJsonObject &document, const QString &path)
{
    JsonReader json(document);
    const QString format = json.has(formatKey) ? json.text(formatKey) : formatName;
    const int version = json.has(versionKey) ? json.count(versionKey) : formatVersion;
    if (version < 1)
        json.fail(versionKey);
    if (json.error())
        return UsageError{errorText({json.error()->code, path, json.error()->detail})};
    if (format != formatName)
        return UsageError{
            CommandLine::tr("“%1” is no list of jobs, but of the format “%2”.").arg(path, format)};
    if (version > formatVersion)
        return UsageError{errorText({ErrorCode::DocumentNewer, path, QString::number(version)})};
    const QStringList known{formatKey, versionKey, defaultsKey, jobsKey};
    for (const QString &key : document.keys()) {
        if (!known.contains(key))
            return UsageError{CommandLine::tr("A list of jobs has no “%1”, only %2.")
                                  .arg(key, known.join(QLatin1String(", ")))};
    }
    const QJsonValue defaults = document.value(defaultsKey);
    if (!defaults.isObject() && !defaults.isUndefined())
        return UsageError{CommandLine::tr("Defaults: %1").arg(notAnObject().sentence)};
    if (document.value(jobsKey).toArray().isEmpty())
        return UsageError{CommandLine::tr("A list of jobs needs at least one in “jobs”.")};
    return std::nullopt;
}

Parsed<QJsonObject> readDocument(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return UsageError{errorText({ErrorCode::FileNotFound, path, {}})};
    if (!file.open(QIODevice::ReadOnly))
        return UsageError{errorText({ErrorCode::FileUnreadable, path, file.errorString()})};
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parsing);
    if (parsing.error != QJsonParseError::NoError)
        return UsageError{CommandLine::tr("“%1” is no list of jobs: %2, at byte %3.")
                              .arg(path, parsing.errorString())
                              .arg(parsing.offset)};
    if (!document.isObject())
        return UsageError{
            CommandLine::tr("“%1” is no list of jobs: it does not begin with a brace.").arg(path)};
    if (const auto error = checkDocument(document.object(), path))
        return *error;
    return document.object();
}

MaybeError checkSeries(const QJsonObject &object)
{
    for (const auto &[one, several] : {contentSeries, styleSeries}) {
        if (!object.contains(several))
            continue;
        if (object.contains(one))
            return UsageError{
                CommandLine::tr("“%1” and “%2” exclude each other.").arg(one, several)};
        if (object.value(several).toArray().isEmpty())
            return UsageError{
                CommandLine::tr("“%1” takes a list with at least one in it.").arg(several)};
    }
    return std::nullopt;
}

// What a job says of one picture or of several stands in place of either in the defaults.
QJsonObject overlaid(QJsonObject defaults, const QJsonObject &job)
{
    for (const auto &[one, several] : {contentSeries, styleSeries}) {
        if (job.contains(one) || job.contains(several)) {
            defaults.remove(one);
            defaults.remove(several);
        }
    }
    for (auto entry = job.begin(); entry != job.end(); ++entry)
        defaults[entry.key()] = entry.value();
    return defaults;
}

// One object for each of the several contents and styles that @p whole names, or else itself.
std::vector<QJsonObject> unfolded(const QJsonObject &whole)
{
    std::vector<QJsonObject> objects{whole};
    for (const auto &[one, several] : {contentSeries, styleSeries}) {
        for (QJsonObject object : std::exchange(objects, {})) {
            const QJsonValue all = object.take(several);
            if (all.isUndefined())
                objects.push_back(object);
            for (const QJsonValue &value : all.toArray()) {
                object[one] = value;
                objects.push_back(object);
            }
        }
    }
    return objects;
}

// In one pass: what a picture is called may look like a place for a name, too.
MaybeError fillPattern(QString &pattern, const std::map<QString, QString> &names)
{
    static const QRegularExpression place(QStringLiteral("\\{([^{}]*)\\}"));
    QString filled;
    qsizetype end = 0;
    for (auto match = place.globalMatch(pattern); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const auto name = names.find(found.captured(1));
        if (name == names.end())
            return UsageError{CommandLine::tr("Names of files have places {content} and {style}, "
                                              "but not “%1”.")
                                  .arg(found.captured())};
        filled += pattern.mid(end, found.capturedStart() - end) + name->second;
        end = found.capturedEnd();
    }
    pattern = filled + pattern.mid(end);
    return std::nullopt;
}

MaybeError fillPatterns(RenderArguments &arguments)
{
    const std::map<QString, QString> names{
        {contentSeries.one, arguments.scene.content.baseName()},
        {styleSeries.one, styleNames(arguments.scene, QStringLiteral("+"))}};
    for (QString *pattern : {&arguments.outputFile, &arguments.logFile, &arguments.previewFolder}) {
        if (auto error = fillPattern(*pattern, names))
            return error;
    }
    return std::nullopt;
}

MaybeError readJob(RenderArguments &arguments, const QJsonObject &object, const QDir &folder)
{
    if (auto error = readBatchOptions(arguments, object, folder))
        return error;
    if (auto error = checkWhole(arguments))
        return error;
    return fillPatterns(arguments);
}

/// The version before wrote every parameter of a picture that waits, but knew one style loss and
/// one built-in network. Who writes a list by hand names some of them, and means today's.
QJsonObject asItWasMeant(QJsonObject job)
{
    static const QStringList later{QStringLiteral("style-loss"), QStringLiteral("rate-end"),
                                   QStringLiteral("chroma-rate"), QStringLiteral("seamless")};
    const auto &specs = parameterSpecs();
    const bool isOlder = std::all_of(specs.begin(), specs.end(), [&](const ParameterSpec &spec) {
        return job.contains(spec.key) != later.contains(spec.key);
    });
    if (!isOlder)
        return job;
    job[QLatin1String("style-loss")] = QStringLiteral("gram");
    if (job.value(QLatin1String("network")).toString() == QLatin1String("builtin"))
        job[QLatin1String("network")] = QStringLiteral("builtin-1");
    return job;
}

/// Reads a list job by job.
class BatchListReader
{
public:
    explicit BatchListReader(const QDir &folder) : m_folder(folder) {}

    Parsed<std::vector<RenderArguments>> read(const QJsonObject &document)
    {
        const QJsonObject defaults = document.value(defaultsKey).toObject();
        if (const auto error = checkDefaults(defaults))
            return UsageError{CommandLine::tr("Defaults: %1").arg(error->sentence)};
        for (const QJsonValue &job : document.value(jobsKey).toArray()) {
            ++m_number;
            if (const auto error = add(job, defaults))
                return *error;
        }
        return m_pictures;
    }

private:
    // Said of the defaults, so that nobody looks for it in the first job.
    MaybeError checkDefaults(const QJsonObject &defaults) const
    {
        if (auto error = checkSeries(defaults))
            return error;
        for (const QJsonObject &object : unfolded(defaults)) {
            RenderArguments scratch;
            if (auto error = readBatchOptions(scratch, object, m_folder))
                return error;
        }
        return std::nullopt;
    }

    MaybeError add(const QJsonValue &job, const QJsonObject &defaults)
    {
        if (!job.isObject())
            return inJob(m_number, notAnObject());
        if (auto error = checkSeries(job.toObject()))
            return inJob(m_number, *error);
        const QJsonObject whole = asItWasMeant(overlaid(defaults, job.toObject()));
        for (const QJsonObject &object : unfolded(whole)) {
            RenderArguments arguments;
            if (auto error = readJob(arguments, object, m_folder))
                return inJob(m_number, *error);
            if (auto error = reserveOutput(arguments.outputFile))
                return error;
            m_pictures.push_back(arguments);
        }
        return std::nullopt;
    }

    MaybeError reserveOutput(const QString &file)
    {
        const auto [earlier, isNew] = m_jobOfOutput.emplace(QDir::cleanPath(file), m_number);
        if (isNew)
            return std::nullopt;
        if (earlier->second == m_number)
            return inJob(m_number, {CommandLine::tr("“%1” would be written more than once: put "
                                                    "{content} and {style} into “output”.")
                                        .arg(file)});
        return UsageError{CommandLine::tr("Jobs %1 and %2 would both write “%3”.")
                              .arg(earlier->second)
                              .arg(m_number)
                              .arg(file)};
    }

    QDir m_folder;
    int m_number = 0;
    std::map<QString, int> m_jobOfOutput;
    std::vector<RenderArguments> m_pictures;
};

} // namespace

Parsed<std::vector<RenderArguments>> readBatchList(const QString &path)
{
    const auto document = readDocument(path);
    if (!document)
        return document.error();
    return BatchListReader(QFileInfo(path).absoluteDir()).read(*document);
}

Expected<std::vector<BatchJob>, QString> readBatchJobs(const QString &path)
{
    const auto list = readBatchList(path);
    if (!list)
        return list.error().sentence;
    std::vector<BatchJob> jobs;
    for (const RenderArguments &arguments : *list) {
        const auto job = batchJob(arguments);
        if (!job)
            return errorText(job.error());
        jobs.push_back(*job);
    }
    return jobs;
}

} // namespace gramarye
