#include "core/engine/renderengine.h"

#include "core/base/platform.h"
#include "core/base/post.h"
#include "core/engine/renderworker.h"

namespace gramarye {

RenderEngine::RenderEngine(QObject *parent) : RenderEngine(singleTransfers, parent) {}

RenderEngine::RenderEngine(StyleTransferFactoryMaker makeFactory, QObject *parent)
    : QObject(parent),
      m_makeFactory(std::move(makeFactory)),
      m_worker(new RenderWorker(m_makeFactory(), m_wanted, m_mailbox, *this))
{
    m_thread.setObjectName(QStringLiteral("render"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
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

quint64 RenderEngine::start(RenderJob job)
{
    m_current = ++m_lastJob;
    m_paused = false;
    m_wanted = m_current;
    post(m_worker,
         [worker = m_worker, id = m_current, job = std::move(job)] { worker->start(id, job); });
    return m_current;
}

void RenderEngine::update(const StyleParameters &parameters)
{
    post(m_worker,
         [worker = m_worker, id = m_current, parameters] { worker->update(id, parameters); });
}

void RenderEngine::setRegions(const Regions &regions)
{
    post(m_worker,
         [worker = m_worker, id = m_current, regions] { worker->setRegions(id, regions); });
}

void RenderEngine::pause()
{
    if (!isRunning())
        return;
    m_paused = true;
    post(m_worker, [worker = m_worker, id = m_current] { worker->pause(id); });
}

void RenderEngine::resume()
{
    m_paused = false;
    post(m_worker, [worker = m_worker, id = m_current] { worker->resume(id); });
}

void RenderEngine::stop()
{
    m_wanted = 0;
    post(m_worker, [worker = m_worker] { worker->endUnwanted(); });
}

quint64 RenderEngine::requestCheckpoint()
{
    const quint64 request = addRequest(Request::Kind::Checkpoint);
    post(m_worker,
         [worker = m_worker, id = m_current, request] { worker->deliverCheckpoint(id, request); });
    return request;
}

quint64 RenderEngine::requestPicture()
{
    const quint64 request = addRequest(Request::Kind::Picture);
    post(m_worker,
         [worker = m_worker, id = m_current, request] { worker->takePicture(id, request); });
    return request;
}

/// Of a job that does not run it is refused, once the caller knows its number.
quint64 RenderEngine::addRequest(Request::Kind kind)
{
    const quint64 request = ++m_lastRequest;
    m_requests[request] = {kind, m_current};
    if (!isRunning())
        post(this, [this] { answerAll({}); });
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

void RenderEngine::setStatisticsWanted(bool wanted)
{
    post(m_worker, [worker = m_worker, wanted] { worker->setStatisticsWanted(wanted); });
}

Preview RenderEngine::takePreview()
{
    Preview preview = m_mailbox.take();
    return preview.job == m_current ? preview : Preview();
}

/// How a superseded job ended is passed on, too.
void RenderEngine::endJob(const RenderResult &last, const std::function<void()> &emitSignal)
{
    if (last.job == m_current) {
        m_current = 0;
        m_paused = false;
    }
    emitSignal();
    answerAll(last);
}

} // namespace gramarye
