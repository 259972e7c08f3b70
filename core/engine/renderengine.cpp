#include "core/engine/renderengine.h"

#include "core/base/platform.h"
#include "core/engine/renderworker.h"

namespace gramarye {

RenderEngine::RenderEngine(QObject *parent) : RenderEngine(singleTransfers, parent) {}

RenderEngine::RenderEngine(StyleTransferFactoryMaker makeFactory, QObject *parent)
    : QObject(parent),
      m_makeFactory(std::move(makeFactory)),
      m_worker(new RenderWorker(m_makeFactory(), m_wanted, m_mailbox))
{
    m_thread.setObjectName(QStringLiteral("render"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connectWorker();
    connect(&m_thread, &QThread::started, m_worker, &lowerThreadPriority);
    m_thread.start();
}

RenderEngine::~RenderEngine()
{
    m_wanted = 0;
    m_thread.quit();
    m_thread.wait();
}

std::unique_ptr<RenderEngine> RenderEngine::makeAnother() const
{
    return std::make_unique<RenderEngine>(m_makeFactory);
}

void RenderEngine::connectWorker()
{
    // What a superseded job still says of its progress is stale; how it ended is always passed on.
    connect(m_worker, &RenderWorker::iterated, this, [this](const IterationReport &report) {
        if (report.job == m_current)
            Q_EMIT iterated(report);
    });
    connect(m_worker, &RenderWorker::previewReady, this, &RenderEngine::previewReady);
    connect(m_worker, &RenderWorker::movedToProcessor, this, [this](quint64 job) {
        if (job == m_current)
            Q_EMIT movedToProcessor();
    });
    connect(m_worker, &RenderWorker::movedToAdam, this,
            [this](quint64 job, const StyleParameters &parameters) {
                if (job == m_current)
                    Q_EMIT movedToAdam(parameters);
            });
    connect(m_worker, &RenderWorker::checkpointReady, this, [this](const RenderResult &result) {
        if (result.job == m_current)
            Q_EMIT checkpointReady(result);
    });
    connect(m_worker, &RenderWorker::paused, this, [this](const RenderResult &result) {
        if (result.job == m_current)
            Q_EMIT paused(result);
    });
    connect(m_worker, &RenderWorker::pictureTaken, this, [this](const RenderResult &result) {
        if (result.job == m_current)
            Q_EMIT pictureTaken(result);
    });
    connect(m_worker, &RenderWorker::finished, this, [this](const RenderResult &result) {
        jobEnded(result.job);
        Q_EMIT finished(result);
    });
    connect(m_worker, &RenderWorker::stopped, this, [this](const RenderResult &result) {
        jobEnded(result.job);
        Q_EMIT stopped(result);
    });
    connect(m_worker, &RenderWorker::failed, this,
            [this](quint64 job, const Error &error, const RenderResult &last) {
                jobEnded(job);
                Q_EMIT failed(job, error, last);
            });
}

quint64 RenderEngine::start(RenderJob job)
{
    m_current = ++m_lastJob;
    m_paused = false;
    m_wanted = m_current;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id = m_current, job = std::move(job)] {
        worker->start(id, job);
    });
    return m_current;
}

void RenderEngine::update(const StyleParameters &parameters)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id = m_current, parameters] {
        worker->update(id, parameters);
    });
}

void RenderEngine::pause()
{
    if (!isRunning())
        return;
    m_paused = true;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id = m_current] { worker->pause(id); });
}

void RenderEngine::resume()
{
    m_paused = false;
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, id = m_current] { worker->resume(id); });
}

void RenderEngine::stop()
{
    m_wanted = 0;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->endUnwanted(); });
}

void RenderEngine::requestCheckpoint()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, id = m_current] { worker->deliverCheckpoint(id); });
}

void RenderEngine::setGramsWanted(bool wanted)
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, wanted] { worker->setGramsWanted(wanted); });
}

void RenderEngine::requestPicture()
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, id = m_current] { worker->takePicture(id); });
}

Preview RenderEngine::takePreview()
{
    Preview preview = m_mailbox.take();
    return preview.job == m_current ? preview : Preview();
}

void RenderEngine::jobEnded(quint64 job)
{
    if (job != m_current)
        return;
    m_current = 0;
    m_paused = false;
}

} // namespace gramarye
