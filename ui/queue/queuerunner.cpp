#include "ui/queue/queuerunner.h"

#include "core/documents/pictureexport.h"
#include "core/pictures/imagewriter.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

Result<RenderJob> loadAndCheck(const RenderOrder &order, const NetworkCatalog &catalog)
{
    if (const Status status = checkPictureIsWritable(order.output); !status)
        return status.error();
    return loadRenderJob(order, catalog);
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
    m_background.waitForDone();
    if (m_stage == Stage::Writing)
        written(*m_writeStatus);
}

void QueueRunner::start()
{
    m_started = true;
    m_startedAt = QDateTime::currentDateTimeUtc();
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

// Goes on with the picture taken up, or takes up the next one that can be had.
void QueueRunner::work()
{
    if (!mayWork() || m_stage != Stage::Waiting)
        return;
    while (m_current == 0) {
        const auto next = m_queue.firstWaiting();
        if (!next)
            return end();
        takeUp(*next);
    }
    load();
}

void QueueRunner::hold()
{
    if (m_engine)
        m_engine->stop();
}

// Where somebody has it or has done it, the queue says so and nothing is taken up.
void QueueRunner::takeUp(const QueuedPicture &picture)
{
    m_current = picture.id;
    m_order = picture.order;
    QDir().mkpath(
        QFileInfo(m_order.output).absolutePath()); // whether it is there, take() finds out
    m_claim = std::make_unique<JobClaim>(m_order.output, m_order.fingerprint());
    connect(m_claim.get(), &JobClaim::lost, this, [this] {
        m_queue.setState(m_current, QueuedPicture::State::Elsewhere);
        drop();
    });
    const QDateTime &again = picture.askedAgain;
    const auto standing = m_claim->take({again, again.isValid() ? again : m_startedAt});
    if (!standing)
        return fail(standing.error());
    switch (*standing) {
    case JobClaim::Standing::Taken:
        return m_queue.setState(m_current, QueuedPicture::State::Running);
    case JobClaim::Standing::Done:
        m_queue.setState(m_current, QueuedPicture::State::Done);
        return letGo();
    case JobClaim::Standing::Held:
    case JobClaim::Standing::Failed:
        m_queue.setState(m_current, QueuedPicture::State::Elsewhere);
        return letGo();
    }
}

void QueueRunner::load()
{
    m_queue.setState(m_current, QueuedPicture::State::Running);
    m_stage = Stage::Loading;
    m_background.run(
        this, [order = m_order, &catalog = m_catalog] { return loadAndCheck(order, catalog); },
        [this](const Result<RenderJob> &job) { render(job); });
}

void QueueRunner::render(Result<RenderJob> job)
{
    m_stage = Stage::Waiting;
    if (!mayWork() || m_current == 0) {
        m_queue.setState(m_current, QueuedPicture::State::Waiting);
        return work();
    }
    if (!job) {
        fail(job.error());
        return work();
    }
    if (!m_engine) {
        m_engine = m_makeEngine();
        connectEngine();
    }
    job->checkpoint = std::exchange(m_checkpoint, {});
    m_stage = Stage::Rendering;
    m_engine->start(std::move(job).value());
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
    RenderedPicture picture;
    picture.image = result.image;
    const auto write = [this, picture, path = m_order.output] {
        m_writeStatus = caught([&] { return exportPicture(picture, path, {}); });
    };
    m_background.run(this, write, [this](const Status &) { written(*m_writeStatus); });
}

void QueueRunner::engineStopped(const RenderResult &result)
{
    m_stage = Stage::Waiting;
    if (m_current != 0) {
        m_checkpoint = result.checkpoint;
        m_queue.setState(m_current, QueuedPicture::State::Waiting);
    }
    work();
}

void QueueRunner::written(const Status &status)
{
    m_stage = Stage::Waiting;
    if (!status) {
        fail(status.error());
        return work();
    }
    // Where that cannot be written down the picture is there all the same.
    [[maybe_unused]] const Status marked = m_claim->markDone();
    m_queue.setState(m_current, QueuedPicture::State::Done);
    letGo();
    work();
}

void QueueRunner::fail(const Error &error)
{
    if (m_claim && m_claim->isHeld()) {
        // Where that cannot be written down others will find out for themselves.
        [[maybe_unused]] const Status marked = m_claim->markFailed();
    }
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
    if (!m_claim)
        return;
    m_claim->giveUp();
    m_claim.release()->deleteLater(); // it may be what says that it was lost
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
