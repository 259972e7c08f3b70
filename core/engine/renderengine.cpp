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
    for (const auto &[request, what] : std::exchange(m_requests, {}))
        Q_EMIT requestRefused({ErrorCode::RunEnded, {}, {}}, request);
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
    for (const auto signal : {&RenderWorker::pictureTaken, &RenderWorker::checkpointReady})
        connect(m_worker, signal, this,
                [this](const RenderResult &result, quint64 request) { answer(request, result); });
    connect(m_worker, &RenderWorker::paused, this, [this](const RenderResult &result) {
        if (result.job == m_current)
            Q_EMIT paused(result);
    });
    connect(m_worker, &RenderWorker::finished, this, [this](const RenderResult &result) {
        jobEnded(result.job);
        Q_EMIT finished(result);
        answerAll(result);
    });
    connect(m_worker, &RenderWorker::stopped, this, [this](const RenderResult &result) {
        jobEnded(result.job);
        Q_EMIT stopped(result);
        answerAll(result);
    });
    connect(m_worker, &RenderWorker::failed, this,
            [this](quint64 job, const Error &error, const RenderResult &last) {
                jobEnded(job);
                Q_EMIT failed(job, error, last);
                answerAll(last);
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

quint64 RenderEngine::requestCheckpoint()
{
    const quint64 request = addRequest(Request::Kind::Checkpoint);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id = m_current, request] {
        worker->deliverCheckpoint(id, request);
    });
    return request;
}

quint64 RenderEngine::requestPicture()
{
    const quint64 request = addRequest(Request::Kind::Picture);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id = m_current, request] {
        worker->takePicture(id, request);
    });
    return request;
}

/// Of a job that does not run it is refused, once the caller knows its number.
quint64 RenderEngine::addRequest(Request::Kind kind)
{
    const quint64 request = ++m_lastRequest;
    m_requests[request] = {kind, m_current};
    if (!isRunning())
        QMetaObject::invokeMethod(
            this, [this] { answerAll({}); }, Qt::QueuedConnection);
    return request;
}

void RenderEngine::answer(quint64 request, const RenderResult &result)
{
    const auto waiting = m_requests.extract(request);
    if (waiting.empty())
        return; // the end of its job has answered it
    if (waiting.mapped().kind == Request::Kind::Picture)
        Q_EMIT pictureTaken(result, request);
    else
        Q_EMIT checkpointReady(result, request);
}

/// Those about the job that left @p last, which tell the worker no more.
void RenderEngine::answerAll(const RenderResult &last)
{
    std::vector<quint64> requests;
    for (const auto &[request, what] : m_requests) {
        if (what.job == last.job)
            requests.push_back(request);
    }
    for (const quint64 request : requests) {
        if (!last.image.isNull() || !last.checkpoint.isEmpty())
            answer(request, last);
        else if (m_requests.erase(request) > 0)
            Q_EMIT requestRefused({ErrorCode::RunEnded, {}, {}}, request);
    }
}

void RenderEngine::setGramsWanted(bool wanted)
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, wanted] { worker->setGramsWanted(wanted); });
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
