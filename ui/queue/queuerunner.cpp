#include "ui/queue/queuerunner.h"

#include "core/base/safefile.h"
#include "core/documents/batchjob.h"
#include "core/documents/pictureexport.h"
#include "core/pictures/imagewriter.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

/// None where it is done already.
using LoadedJob = Result<std::optional<RenderJob>>;

LoadedJob load(const BatchJob &wanted, bool again, const NetworkCatalog &catalog)
{
    const auto fingerprint = fingerprintIfOpen(wanted, again, catalog);
    if (!fingerprint)
        return fingerprint.error();
    if (fingerprint->isEmpty())
        return std::optional<RenderJob>();
    QDir().mkpath(QFileInfo(wanted.output).absolutePath()); // or else it is not writable
    if (const Status status = checkPictureIsWritable(wanted.output); !status)
        return status.error();
    auto job = loadRenderJob(wanted, catalog);
    if (!job)
        return job.error();
    job->batchJob = *fingerprint;
    return std::optional(std::move(job).value());
}

} // namespace

QueueRunner::QueueRunner(RenderQueue &queue, const NetworkCatalog &catalog, EngineMaker makeEngine,
                         QObject *parent)
    : QObject(parent), m_queue(queue), m_catalog(catalog), m_makeEngine(std::move(makeEngine))
{
    connect(&m_queue, &RenderQueue::picturesChanged, this, &QueueRunner::dropIfRemoved);
}

QueueRunner::~QueueRunner()
{
    m_started = false;
    m_engine.reset();
    m_background.finish(this);
}

void QueueRunner::start()
{
    m_started = true;
    work();
    Q_EMIT stateChanged();
}

void QueueRunner::pause()
{
    m_started = false;
    hold();
    Q_EMIT stateChanged();
}

void QueueRunner::makeWay()
{
    m_hasMadeWay = true;
    hold();
    Q_EMIT stateChanged();
}

void QueueRunner::comeBack()
{
    m_hasMadeWay = false;
    work();
    Q_EMIT stateChanged();
}

// Goes on with the picture taken up, or takes up the next one.
void QueueRunner::work()
{
    if (!mayWork() || m_stage != Stage::Waiting)
        return;
    if (m_current == 0) {
        const auto next = m_queue.firstWaiting();
        if (!next)
            return end();
        m_current = next->id;
        m_batchJob = next->job;
        m_again = next->again;
    }
    m_queue.setState(m_current, QueueEntry::State::Running);
    m_stage = Stage::Loading;
    m_background.run(
        this,
        [wanted = m_batchJob, again = m_again, &catalog = m_catalog] {
            return load(wanted, again, catalog);
        },
        [this](const LoadedJob &job) { render(job); });
}

void QueueRunner::hold()
{
    if (m_engine)
        m_engine->stop();
}

void QueueRunner::render(Result<std::optional<RenderJob>> job)
{
    m_stage = Stage::Waiting;
    if (!mayWork() || m_current == 0) {
        m_queue.setState(m_current, QueueEntry::State::Waiting);
        return work();
    }
    if (!job) {
        fail(job.error());
        return work();
    }
    if (!job->has_value()) {
        m_queue.setState(m_current, QueueEntry::State::Done);
        letGo();
        return work();
    }
    if (!m_engine) {
        m_engine = m_makeEngine();
        connectEngine();
    }
    m_job = **job;
    (*job)->checkpoint = std::exchange(m_checkpoint, {});
    m_stage = Stage::Rendering;
    m_engine->start(std::move(**job));
}

void QueueRunner::connectEngine()
{
    connect(m_engine.get(), &RenderEngine::iterated, this, [this](const IterationReport &report) {
        m_queue.setProgress(m_current, report.progress);
    });
    connect(m_engine.get(), &RenderEngine::finished, this, &QueueRunner::engineFinished);
    connect(m_engine.get(), &RenderEngine::stopped, this, &QueueRunner::engineStopped);
    connect(m_engine.get(), &RenderEngine::failed, this, [this](quint64, const Error &error) {
        m_stage = Stage::Waiting;
        fail(error);
        work();
    });
}

void QueueRunner::engineFinished(const RenderResult &result)
{
    m_stage = Stage::Waiting;
    if (m_current == 0)
        return work();
    m_stage = Stage::Writing;
    // Where memory was short the run has gone on with another optimiser.
    const bool steered = !sameObjective(m_job.scene.runParameters(), result.parameters);
    m_job.scene.setRunParameters(result.parameters);
    const auto write = [picture = RenderedPicture{result.image, m_job, 0, steered},
                        path = m_batchJob.output,
                        options = m_batchJob.exportOptions]() -> Result<bool> {
        const Status status = exportPicture(picture, path, options);
        return status ? Result<bool>(isReplacedWhole(path)) : status.error();
    };
    m_background.run(this, write, [this](const Result<bool> &isReplaced) { written(isReplaced); });
}

void QueueRunner::engineStopped(const RenderResult &result)
{
    m_stage = Stage::Waiting;
    if (m_current != 0) {
        m_checkpoint = result.checkpoint;
        if (result.lacksCheckpoint()) {
            m_queue.setProgress(m_current, 0);
            Q_EMIT checkpointMissing();
        }
        m_queue.setState(m_current, QueueEntry::State::Waiting);
    }
    work();
}

void QueueRunner::written(const Result<bool> &isReplaced)
{
    m_stage = Stage::Waiting;
    if (!isReplaced) {
        fail(isReplaced.error());
        return work();
    }
    if (!*isReplaced)
        Q_EMIT writtenOver(m_batchJob.output);
    m_queue.setState(m_current, QueueEntry::State::Done);
    letGo();
    work();
}

void QueueRunner::fail(const Error &error)
{
    m_queue.setFailed(m_current, errorText(error));
    letGo();
}

void QueueRunner::dropIfRemoved()
{
    if (m_current != 0 && !m_queue.contains(m_current))
        drop();
}

// Of the picture taken up nothing is wanted any more; one that is complete is written all the same.
void QueueRunner::drop()
{
    if (m_stage == Stage::Writing)
        return;
    letGo();
    hold();
}

void QueueRunner::letGo()
{
    m_current = 0;
    m_checkpoint = {};
    m_job = {};
}

// The engine's memory, the network's with it, is given back.
void QueueRunner::end()
{
    m_started = false;
    if (m_engine)
        m_engine.release()->deleteLater();
    Q_EMIT stateChanged();
}

} // namespace gramarye
