#include "app/batchlist.h"

#include "app/batchoption.h"
#include "app/batchpictures.h"
#include "app/batchresults.h"
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
        const QJsonValue value = object.value(several);
        if (!value.isString() && !value.isObject() && value.toArray().isEmpty())
            return UsageError{CommandLine::tr("“%1” takes a folder, a pattern, or a list with at "
                                              "least one in it.")
                                  .arg(several)};
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

/// What makes one picture.
struct SingleJob
{
    QJsonObject options;
    QString folder;    ///< of the content, or without one of the style: see ListEntry
    QStringList found; ///< those of its pictures that are not named, but were found in folders
};

// One for each of the several contents and styles that @p whole names, or else itself.
Parsed<std::vector<SingleJob>> unfolded(const QJsonObject &whole, BatchPictures &pictures)
{
    std::vector<SingleJob> jobs{{whole, {}, {}}};
    for (const auto &[one, several] : {contentSeries, styleSeries}) {
        if (!whole.contains(several))
            continue;
        const auto listed = pictures.find(several, whole.value(several));
        if (!listed)
            return listed.error();
        for (SingleJob job : std::exchange(jobs, {})) {
            job.options.remove(several);
            for (const ListEntry &picture : *listed) {
                SingleJob &single = jobs.emplace_back(job);
                single.options[one] = picture.value;
                if (!single.options.contains(contentSeries.one) || one == contentSeries.one)
                    single.folder = picture.folder;
                if (!picture.found.isEmpty())
                    single.found << picture.found;
            }
        }
    }
    return jobs;
}

MaybeError fillPatterns(RenderArguments &arguments, const QString &folder)
{
    const auto asked = arguments.values.find(QStringLiteral("size"));
    const double size = asked == arguments.values.end() ? StyleParameters().size : asked->second;
    NameParts parts = namePartsOf(arguments.scene, int(size));
    parts[QStringLiteral("folder")] = folder;
    for (QString *pattern : {&arguments.outputFile, &arguments.logFile, &arguments.previewFolder}) {
        if (folder.isEmpty()) // no slash too many
            pattern->replace(QLatin1String("/{folder}/"), QLatin1String("/"));
        const auto filled = filledPattern(*pattern, parts);
        if (!filled)
            return unknownPlace(filled.error().place, parts);
        *pattern = *filled;
    }
    return std::nullopt;
}

/// Has the recipe say what @p arguments leave open, where they name one.
MaybeError takeRecipe(RenderArguments &arguments, const QDir &folder)
{
    if (arguments.recipeFile.isEmpty())
        return std::nullopt;
    const Scene named = arguments.scene;
    // To read every picture of a long list would take too long before its first one is begun.
    auto whole = withRecipe(arguments, folder.path(), false);
    if (!whole)
        return UsageError{
            CommandLine::tr("--%1: %2").arg(QLatin1String("recipe"), errorText(whole.error()))};
    arguments = std::move(whole).value();
    // One recipe is for many pictures here: that those named in place of its own are others needs
    // no saying.
    Scene &known = arguments.recipe->scene;
    if (!named.content.isEmpty())
        known.content.hash.clear();
    for (Style &style : known.styles)
        style.picture.hash = named.styles.empty() ? style.picture.hash : QString();
    return std::nullopt;
}

MaybeError readJob(RenderArguments &arguments, const SingleJob &job, const QDir &folder)
{
    if (auto error = readBatchOptions(arguments, job.options, folder))
        return error;
    if (QFileInfo(arguments.scene.content.path).isDir())
        return UsageError{
            CommandLine::tr("“%1” is a folder: with “%2” in place of “%3” each of "
                            "its pictures is taken.")
                .arg(arguments.scene.content.path, contentSeries.several, contentSeries.one)};
    if (auto error = takeRecipe(arguments, folder))
        return error;
    if (auto error = checkWhole(arguments))
        return error;
    if (auto error = fillPatterns(arguments, job.folder))
        return error;
    // Or else a photograph in a format without recipes would pass for its own result.
    if (const QString input = overwrittenInput(arguments); !input.isEmpty())
        return UsageError{CommandLine::tr("“%1” is one of the pictures that the result is made "
                                          "from: name another file with --output.")
                              .arg(input)};
    return std::nullopt;
}

/// What two pictures differ in, for people.
QString madeFrom(const Scene &scene)
{
    return scene.content.isEmpty() ? styleNames(scene, QStringLiteral("+")) : scene.content.name;
}

/// The version before wrote every parameter of a picture that waits, but knew one style loss and
/// one built-in network. Who writes a list by hand names some of them, and means today's.
QJsonObject asItWasMeant(QJsonObject job)
{
    static const QStringList later{QStringLiteral("style-loss"),  QStringLiteral("rate-end"),
                                   QStringLiteral("chroma-rate"), QStringLiteral("seamless"),
                                   QStringLiteral("background"),  QStringLiteral("memory")};
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
    explicit BatchListReader(const QDir &folder) : m_folder(folder), m_finder(folder) {}

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
        return withoutOwnResults();
    }

private:
    // Said of the defaults, so that nobody looks for it in the first job.
    MaybeError checkDefaults(const QJsonObject &defaults)
    {
        if (auto error = checkSeries(defaults))
            return error;
        const auto jobs = unfolded(defaults, m_finder);
        if (!jobs)
            return jobs.error();
        for (const SingleJob &job : *jobs) {
            RenderArguments scratch;
            if (auto error = readBatchOptions(scratch, job.options, m_folder))
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
        const auto jobs = unfolded(whole, m_finder);
        if (!jobs)
            return inJob(m_number, jobs.error());
        for (const SingleJob &job : *jobs) {
            BatchRender &picture = m_pictures.emplace_back();
            picture.found = job.found;
            picture.number = m_number;
            if (auto error = readJob(picture.arguments, job, m_folder))
                return inJob(m_number, *error);
        }
        return std::nullopt;
    }

    Parsed<std::vector<RenderArguments>> withoutOwnResults()
    {
        BatchResults results(m_pictures);
        std::vector<RenderArguments> pictures;
        int lastJob = 0; // of which there is a picture
        for (std::size_t i = 0; i < m_pictures.size(); ++i) {
            const BatchRender &picture = m_pictures[i];
            if (results.isMadeFromOne(i)) {
                const bool isLast =
                    i + 1 == m_pictures.size() || m_pictures[i + 1].number != picture.number;
                if (isLast && lastJob != picture.number)
                    return inJob(picture.number,
                                 {CommandLine::tr("Its folders hold no pictures but those that "
                                                  "this list itself makes.")});
                continue;
            }
            lastJob = picture.number;
            if (const auto error = reserveOutput(picture))
                return *error;
            pictures.push_back(picture.arguments);
        }
        return pictures;
    }

    MaybeError reserveOutput(const BatchRender &picture)
    {
        const QString &file = picture.arguments.outputFile;
        const auto [place, isNew] = m_writerOf.emplace(QDir::cleanPath(file), &picture);
        if (isNew)
            return std::nullopt;
        const BatchRender &earlier = *place->second;
        if (earlier.number != picture.number)
            return UsageError{CommandLine::tr("Jobs %1 and %2 would both write “%3”.")
                                  .arg(earlier.number)
                                  .arg(picture.number)
                                  .arg(file)};
        const QString one = madeFrom(earlier.arguments.scene);
        const QString other = madeFrom(picture.arguments.scene);
        if (one == other)
            return inJob(picture.number,
                         {CommandLine::tr("“%1” would be written more than once: put {content} and "
                                          "{style} into “output”, and {folder} for pictures of "
                                          "several folders.")
                              .arg(file)});
        return inJob(picture.number,
                     {CommandLine::tr("“%1” would be written more than once, from “%2” and from "
                                      "“%3”: put {content} and {style} into “output”, or name "
                                      "fewer pictures, as “photos/*.jpg” does.")
                          .arg(file, one, other)});
    }

    QDir m_folder;
    BatchPictures m_finder;
    int m_number = 0;
    std::map<QString, const BatchRender *> m_writerOf; ///< by the file of the result
    std::vector<BatchRender> m_pictures;
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
