#include "app/rendercommand.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/recipearguments.h"
#include "app/renderpreparation.h"
#include "core/base/post.h"
#include "core/pictures/imagewriter.h"
#include "ui/text/durationtext.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace gramarye {

namespace {

QMap<QString, QString> pictureTexts()
{
    return {{QStringLiteral("Software"),
             QLatin1String("Gramarye ") + QCoreApplication::applicationVersion()}};
}

ProgressStyle progressStyle(const RenderArguments &arguments)
{
    return arguments.quiet ? ProgressStyle::Silent : progressStyleOfStandardError();
}

} // namespace

RenderCommand::RenderCommand(RenderArguments arguments, StyleTransferFactoryMaker makeFactory)
    : m_arguments(std::move(arguments)),
      m_progress(m_stderr, progressStyle(m_arguments)),
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
    if (!file.isEmpty() && QFileInfo::exists(file)) {
        m_stderr << CommandLine::tr("“%1” is there already: go on with it by --resume, or give the "
                                    "new project another name.")
                        .arg(file)
                 << Qt::endl;
        return exitcode::failed;
    }
    if (!m_arguments.recipeFile.isEmpty()) {
        auto arguments = withRecipe(m_arguments);
        if (!arguments)
            return report(arguments.error());
        m_arguments = std::move(arguments).value();
    }
    if (const QString input = overwrittenInput(m_arguments); !input.isEmpty())
        return report(CommandLine::tr("“%1” is one of the pictures that the result is made from: "
                                      "name another file with --output.")
                          .arg(input),
                      exitcode::wrongUsage);
    const auto named = batchJob(m_arguments);
    if (!named)
        return report(named.error());
    auto job = loadRenderJob(*named, NetworkCatalog::builtIn());
    if (!job)
        return report(job.error());
    job->batchJob = m_arguments.job;
    if (!file.isEmpty()) {
        auto project = RenderProject::create(m_arguments, *job);
        if (!project)
            return report(project.error());
        m_project = std::move(project).value();
    }
    return render(std::move(job).value());
}

int RenderCommand::resume()
{
    auto project = RenderProject::open(m_arguments);
    if (!project)
        return report(project.error());
    m_project = std::move(project).value();
    if (m_project->isFinished())
        return writeFinished();
    auto job = m_project->job();
    return job ? render(std::move(job).value()) : report(job.error());
}

int RenderCommand::render(RenderJob job)
{
    if (const Status status = prepareOutputs(); !status)
        return report(status.error());
    if (m_project) {
        if (const Status status = m_project->saveBeginning(); !status)
            return report(status.error());
    }
    if (!m_arguments.previewFolder.isEmpty())
        sendPreviewsTo(m_arguments.previewFolder, job);
    m_job = job;
    m_job.checkpoint = {}; // it may be a gigabyte
    for (const QString &note : recipeNotes(m_arguments, m_job))
        m_progress.say(note);
    m_clock.start();
    m_engine.start(std::move(job));
    return QCoreApplication::exec();
}

int RenderCommand::writeFinished()
{
    const auto picture = m_project->picture();
    if (!picture)
        return report(picture.error());
    if (auto job = m_project->job()) // its pictures may be gone by now
        m_job = std::move(job).value();
    RenderResult result;
    result.image = *picture;
    result.parameters = m_job.scene.runParameters();
    return writeResult(result, 0, exitcode::done);
}

Status RenderCommand::prepareOutputs()
{
    if (auto status = checkPictureIsWritable(m_arguments.outputFile); !status)
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
        const Status status =
            writePicture(preview.image, previewFile(folder, preview.iteration), pictureTexts());
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
    QCoreApplication::exit(report(error));
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
        return QCoreApplication::exit(report(*m_trouble));
    const Status saved = m_project ? m_project->saveFinished(result) : success();
    const int status = writeResult(result, 0, exitcode::done);
    QCoreApplication::exit(saved ? status : report(saved.error()));
}

void RenderCommand::stopped(const RenderResult &result)
{
    if (m_project)
        saveProject(result);
    if (m_trouble)
        return QCoreApplication::exit(report(*m_trouble));
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
    return m_arguments.job.isEmpty() || featuresOf(m_arguments.outputFile).texts;
}

// Returns @p status, or that of a failure.
int RenderCommand::writeResult(const RenderResult &result, int stoppedAfter, int status)
{
    // Where memory was short the run has gone on with another optimiser.
    const bool steered = (m_project && m_project->isSteered())
                         || !sameObjective(m_job.scene.runParameters(), result.parameters);
    m_job.scene.setRunParameters(result.parameters);
    const Status written = exportPicture({result.image, m_job, stoppedAfter, steered},
                                         m_arguments.outputFile, m_arguments.exportOptions);
    if (!written)
        return report(written.error());
    m_progress.say(CommandLine::tr("Wrote “%1”, %2 × %3 px, after %4.")
                       .arg(m_arguments.outputFile, QString::number(result.image.width()),
                            QString::number(result.image.height()),
                            durationText(double(m_clock.elapsed()) / 1000)));
    return status;
}

int RenderCommand::report(const Error &error)
{
    return report(errorText(error), exitcode::failed);
}

int RenderCommand::report(const QString &sentence, int status)
{
    m_progress.clear();
    m_stderr << sentence << Qt::endl;
    return status;
}

} // namespace gramarye
