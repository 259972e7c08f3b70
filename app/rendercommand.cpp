#include "app/rendercommand.h"

#include "app/commandline.h"
#include "app/renderpreparation.h"
#include "core/base/post.h"
#include "core/pictures/imagewriter.h"
#include "core/pictures/outputformat.h"
#include "core/pictures/referredpicture.h"
#include "ui/text/errortext.h"
#include "ui/text/masktext.h"
#include "ui/text/recipetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cerrno>

namespace gramarye {

namespace {

/// Where the preview of @p iteration goes: "preview-000010.png" in @p folder.
QString previewFile(const QString &folder, int iteration)
{
    return QDir(folder).filePath(
        QStringLiteral("preview-%1.png").arg(iteration, 6, 10, QLatin1Char('0')));
}

Status preparePreviewFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return Error{ErrorCode::FileNotWritable, QDir::cleanPath(path), qt_error_string(errno)};
    return checkPictureIsWritable(previewFile(path, 0));
}

} // namespace

RenderCommand::RenderCommand(RenderArguments arguments, StyleTransferFactoryMaker makeFactory)
    : m_arguments(std::move(arguments)),
      m_progress(m_stderr, progressStyleOfStandardError(m_arguments.quiet)),
      m_engine(std::move(makeFactory))
{
    connect(&m_interrupt, &InterruptSignal::raised, &m_engine, &RenderEngine::stop);
    watchEngine();
}

void RenderCommand::watchEngine()
{
    connect(&m_engine, &RenderEngine::iterated, this, &RenderCommand::iterated);
    connect(&m_engine, &RenderEngine::movedToProcessor, this,
            [this] { m_progress.say(movedToProcessorText()); });
    connect(&m_engine, &RenderEngine::finished, this, &RenderCommand::finished);
    connect(&m_engine, &RenderEngine::stopped, this, &RenderCommand::stopped);
    connect(&m_engine, &RenderEngine::movedToAdam, this,
            [this] { m_progress.say(movedToAdamText()); });
    connect(&m_engine, &RenderEngine::checkpointReady, this, [this](const RenderResult &result) {
        if (m_engine.isRunning()) // else its end has saved it
            saveProject(result);
    });
    connect(&m_engine, &RenderEngine::failed, this,
            [this](quint64, const Error &error, const RenderResult &last) { failed(error, last); });
}

int RenderCommand::run()
{
    m_clock.start();
    return m_arguments.resumeFile.isEmpty() ? renderAnew() : resume();
}

int RenderCommand::renderAnew()
{
    const QString &file = m_arguments.projectFile;
    if (!file.isEmpty() && QFileInfo::exists(file))
        return m_progress.fail(CommandLine::tr("“%1” is there already: go on with it by --resume, "
                                               "or give the new project another name.")
                                   .arg(file));
    if (!m_arguments.recipeFile.isEmpty() && !m_arguments.recipe) {
        auto arguments = withRecipe(m_arguments, QDir::currentPath());
        if (!arguments)
            return m_progress.fail(arguments.error());
        m_arguments = std::move(arguments).value();
        if (const auto error = checkWhole(m_arguments))
            return m_progress.fail(error->sentence, exitcode::wrongUsage);
    }
    if (const Status status = readStandardInput(m_arguments.scene); !status)
        return m_progress.fail(status.error());
    const auto named = batchJob(m_arguments);
    if (!named)
        return m_progress.fail(named.error());
    auto job = loadRenderJob(*named, NetworkCatalog::builtIn());
    if (!job)
        return m_progress.fail(job.error());
    if (const auto error = settleOutput(m_arguments, job->scene))
        return m_progress.fail(error->sentence, exitcode::wrongUsage);
    if (m_arguments.existing == ExistingFile::Skip && !isStandardStream(m_arguments.outputFile)
        && QFileInfo::exists(m_arguments.outputFile)) {
        m_progress.say(CommandLine::tr("“%1” is there already.").arg(m_arguments.outputFile));
        return exitcode::done;
    }
    if (const QString input = overwrittenInput(m_arguments); !input.isEmpty())
        return m_progress.fail(CommandLine::tr("“%1” is one of the pictures that the result is "
                                               "made from: name another file with --output.")
                                   .arg(input),
                               exitcode::wrongUsage);
    job->batchJob = m_arguments.job;
    m_regionNotes = colorRegionNotes(named->scene, job->scene);
    if (!file.isEmpty()) {
        auto project = RenderProject::create(m_arguments, *job);
        if (!project)
            return m_progress.fail(project.error());
        m_project = std::move(project).value();
    }
    return render(std::move(job).value());
}

int RenderCommand::resume()
{
    auto project = RenderProject::open(m_arguments);
    if (!project)
        return m_progress.fail(project.error());
    m_project = std::move(project).value();
    auto job = m_project->job();
    if (job) {
        if (const auto error = settleOutput(m_arguments, job->scene))
            return m_progress.fail(error->sentence, exitcode::wrongUsage);
    }
    if (m_project->isFinished())
        return writeFinished(std::move(job));
    return job ? render(std::move(job).value()) : m_progress.fail(job.error());
}

int RenderCommand::render(RenderJob job)
{
    m_job = job;
    m_job.checkpoint = {}; // it may be a gigabyte
    if (const Status status = prepareOutputs(); !status)
        return m_progress.fail(status.error());
    if (m_project) {
        if (const Status status = m_project->saveBeginning(); !status)
            return m_progress.fail(status.error());
    }
    if (!m_arguments.previewFolder.isEmpty())
        sendPreviewsTo(m_arguments.previewFolder, job);
    sayRecipeNotes();
    sayPictureNotes();
    m_clock.start();
    m_engine.start(std::move(job));
    return QCoreApplication::exec();
}

// Why the recipe's picture will not come out again.
void RenderCommand::sayRecipeNotes()
{
    if (!m_arguments.recipe)
        return;
    Scene scene = recipeOf({QImage(), m_job, 0, false}).scene;
    nameAsIn(m_arguments.recipe->scene, std::as_const(m_job.scene).pictures(), scene);
    for (const QString &note : recipeNotes(m_arguments.recipeFile, *m_arguments.recipe, scene)
                                   + m_arguments.unusedOfRecipe)
        m_progress.say(note);
}

void RenderCommand::sayPictureNotes()
{
    QStringList notes;
    for (const Picture *picture : std::as_const(m_job.scene).pictures()) {
        if (picture->count > 1)
            notes << severalPicturesText(picture->ref.name, picture->count);
    }
    notes.removeDuplicates(); // of one that is content and style
    for (const QString &note : notes + m_regionNotes + maskNotes(m_job.scene))
        m_progress.say(note);
}

/// @p job: what made it, where its pictures are still there.
int RenderCommand::writeFinished(Result<RenderJob> job)
{
    const auto picture = m_project->picture();
    if (!picture)
        return m_progress.fail(picture.error());
    if (job)
        m_job = std::move(job).value();
    RenderResult result;
    result.image = *picture;
    result.parameters = m_job.scene.runParameters();
    return writeResult(result, 0, exitcode::done);
}

Status RenderCommand::prepareOutputs()
{
    const bool isStream = isStandardStream(m_arguments.outputFile);
    if (auto status = checkPictureIsWritable(
            isStream ? streamedFile(m_arguments) : m_arguments.outputFile, resultSize(m_job.scene));
        !status)
        return status;
    if (!m_arguments.previewFolder.isEmpty()) {
        if (auto status = preparePreviewFolder(m_arguments.previewFolder); !status)
            return status;
    }
    return m_arguments.logFile.isEmpty() ? success() : m_log.open(m_arguments.logFile);
}

void RenderCommand::sendPreviewsTo(const QString &folder, RenderJob &job)
{
    // Written on the worker's thread: the next iteration waits, and so none is left out.
    job.previewSink = [this, folder](const Preview &preview) {
        const Status status = writePicture(preview.image, previewFile(folder, preview.iteration));
        if (!status)
            post(this, [this, error = status.error()] { giveUp(error); });
    };
}

void RenderCommand::iterated(const IterationReport &report)
{
    if (m_log.isOpen()) {
        if (const Status status = m_log.append(report); !status)
            return giveUp(status.error());
    }
    m_progress.show(report);
    if (m_project && m_project->takeSaveDue())
        m_engine.requestCheckpoint();
}

// A disk that is full for a while does not end a run of hours.
void RenderCommand::saveProject(const RenderResult &result)
{
    const Status status = m_project->save(result);
    const bool failed = !status || result.lacksCheckpoint();
    if (failed && !m_saveFailed)
        m_progress.say(status ? checkpointMissingText() : errorText(status.error()));
    m_saveFailed = failed;
}

void RenderCommand::failed(const Error &error, const RenderResult &last)
{
    if (error.code == ErrorCode::OutOfMemory && !last.image.isNull() && mayWriteUnfinished())
        writeResult(last, last.iterations, exitcode::failed);
    QCoreApplication::exit(m_progress.fail(error));
}

void RenderCommand::giveUp(const Error &error)
{
    if (!m_trouble)
        m_trouble = error;
    m_engine.stop();
}

void RenderCommand::finished(const RenderResult &result)
{
    if (m_trouble)
        return QCoreApplication::exit(m_progress.fail(*m_trouble));
    const Status saved = m_project ? m_project->saveFinished(result) : success();
    const int status = writeResult(result, 0, exitcode::done);
    QCoreApplication::exit(saved ? status : m_progress.fail(saved.error()));
}

void RenderCommand::stopped(const RenderResult &result)
{
    if (m_project)
        saveProject(result);
    if (m_trouble)
        return QCoreApplication::exit(m_progress.fail(*m_trouble));
    if (!result.image.isNull() && mayWriteUnfinished())
        return QCoreApplication::exit(
            writeResult(result, result.iterations, exitcode::interrupted));
    m_progress.say(result.image.isNull()
                       ? CommandLine::tr("Stopped before there was a picture.")
                       : CommandLine::tr("Stopped; in this format an unfinished picture would "
                                         "pass for the result, and so it was not written."));
    QCoreApplication::exit(exitcode::interrupted);
}

// Of a job of a list nothing but its result says that it is done.
bool RenderCommand::mayWriteUnfinished() const
{
    return m_arguments.job.isEmpty() || carriesRecipe(m_arguments.outputFile);
}

// Returns @p status, or that of a failure.
int RenderCommand::writeResult(const RenderResult &result, int stoppedAfter, int status)
{
    // Where memory was short the run has gone on with another optimiser.
    const bool steered = (m_project && m_project->isSteered())
                         || !sameObjective(m_job.scene.runParameters(), result.parameters);
    m_job.scene.setRunParameters(result.parameters);
    const Status written = exportResult({result.image, m_job, stoppedAfter, steered}, m_arguments);
    if (!written)
        return m_progress.fail(written.error());
    m_progress.sayWritten(m_arguments.outputFile, result.image.size(), m_clock);
    return status;
}

} // namespace gramarye
