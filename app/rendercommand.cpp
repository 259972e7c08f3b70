#include "app/rendercommand.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/renderpreparation.h"
#include "core/io/imagewriter.h"
#include "ui/durationtext.h"
#include "ui/errortext.h"

#include <QCoreApplication>

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

RenderCommand::RenderCommand(RenderArguments arguments, StyleTransferFactory factory)
    : m_arguments(std::move(arguments)),
      m_progress(m_stderr, progressStyle(m_arguments)),
      m_engine(std::move(factory))
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
    connect(&m_engine, &RenderEngine::failed, this,
            [this](quint64, const Error &error) { QCoreApplication::exit(report(error)); });
}

int RenderCommand::run()
{
    auto job = loadRenderJob(m_arguments);
    if (!job)
        return report(job.error());
    if (const Status status = prepareOutputs(); !status)
        return report(status.error());
    if (!m_arguments.previewFolder.isEmpty())
        sendPreviewsTo(m_arguments.previewFolder, *job);
    m_clock.start();
    m_engine.start(std::move(job).value());
    return QCoreApplication::exec();
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
            QMetaObject::invokeMethod(this, [this, error = status.error()] { giveUp(error); });
    };
}

void RenderCommand::iterated(const IterationReport &report)
{
    if (m_log.isOpen()) {
        if (const Status status = m_log.append(report); !status)
            return giveUp(status.error());
    }
    m_progress.show(report);
}

void RenderCommand::giveUp(const Error &error)
{
    if (!m_trouble)
        m_trouble = error;
    m_engine.stop();
}

void RenderCommand::finished(const RenderResult &result)
{
    QCoreApplication::exit(m_trouble ? report(*m_trouble) : writeResult(result, exitcode::done));
}

void RenderCommand::stopped(const RenderResult &result)
{
    if (m_trouble)
        return QCoreApplication::exit(report(*m_trouble));
    if (!result.image.isNull())
        return QCoreApplication::exit(writeResult(result, exitcode::interrupted));
    m_progress.say(CommandLine::tr("Stopped before there was a picture."));
    QCoreApplication::exit(exitcode::interrupted);
}

// Returns @p status, or that of a failure.
int RenderCommand::writeResult(const RenderResult &result, int status)
{
    const Status written = writePicture(result.image, m_arguments.outputFile, pictureTexts());
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
    m_progress.clear();
    m_stderr << errorText(error) << Qt::endl;
    return exitcode::failed;
}

} // namespace gramarye
