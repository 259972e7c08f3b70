#include "core/engine/renderworker.h"

#include "core/base/platform.h"
#include "core/base/post.h"
#include "core/base/thrownerror.h"
#include "core/engine/renderengine.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <string>

namespace gramarye {

namespace {

constexpr qint64 screenInterval = 16; ///< ms; previews never come faster than the screen shows them

/// The same as gramarye::currentError(), for what LibTorch throws too.
Error torchError()
{
    try {
        throw;
    } catch (const c10::Error &e) {
        // LibTorch has no type of its own for this before 2.0.
        const std::string what = e.what_without_backtrace();
        if (what.find("allocate memory") != std::string::npos
            || what.find("out of memory") != std::string::npos)
            return {ErrorCode::OutOfMemory, {}, {}};
        return {ErrorCode::Internal, {}, QString::fromStdString(what)};
    } catch (...) {
        return currentError();
    }
}

/// Reads of large pictures what the run looks at, whatever they were read for: so it is the same in
/// every run of that size. Styles may be scaled up on the way.
void fitPictures(ReadScene &scene)
{
    for (Picture *picture : scene.pictures()) {
        const bool isContent = picture == &scene.content;
        auto fitting = readFor(*picture, isContent ? scene.parameters.size : 0);
        if (!fitting)
            throw ThrownError(fitting.error());
        *picture = std::move(fitting).value();
    }
}

} // namespace

RenderWorker::RenderWorker(StyleTransferFactory factory, const std::atomic<quint64> &wanted,
                           PreviewMailbox &mailbox, RenderEngine &engine)
    : m_factory(std::move(factory)),
      m_wanted(wanted),
      m_mailbox(mailbox),
      m_engine(engine),
      m_previews([this](const Preview &preview) { handOver(preview); })
{
}

template<typename Say>
void RenderWorker::tell(Say say) const
{
    post(&m_engine, [&engine = m_engine, say = std::move(say)] { say(engine); });
}

template<typename Say>
void RenderWorker::tellOfRun(Say say) const
{
    tell([id = m_run->id, say = std::move(say)](RenderEngine &engine) {
        if (engine.currentJob() == id)
            say(engine);
    });
}

template<typename Work>
void RenderWorker::guarded(Work work)
{
    const quint64 id = m_run->id;
    try {
        try {
            work();
        } catch (const Cancelled &) {
            end(&RenderEngine::stopped, resultWithCheckpoint());
        }
    } catch (...) {
        const Error error = torchError();
        RenderResult last = result();
        if (!m_run->transfer)
            last.checkpoint = m_run->job.checkpoint; // it can go on another time
        discardRun();
        tell([id, error, last](RenderEngine &engine) {
            engine.endJob(last, [&] { Q_EMIT engine.failed(id, error, last); });
        });
    }
}

void RenderWorker::start(quint64 id, const RenderJob &job)
{
    endUnwanted();
    m_run = std::make_unique<Run>();
    m_run->id = id;
    m_run->job = job;
    m_run->parameters = job.scene.runParameters();
    m_run->stretch.start();
    guarded([this] {
        cancellation().check();
        withinMemory([this] { prepare(); });
        m_run->lastSeconds = m_run->seconds();
        postIteration();
    });
}

void RenderWorker::update(quint64 id, const StyleParameters &parameters)
{
    if (!runs(id) || m_run->parameters == parameters || !canSteer(m_run->parameters, parameters))
        return;
    m_run->parameters = parameters;
    m_run->isSteered = true;
}

void RenderWorker::setRegions(quint64 id, const Regions &regions)
{
    if (!runs(id))
        return;
    m_run->isSteered = true;
    gramarye::setRegions(m_run->job.scene, regions); // should it have to be prepared again
    if (m_run->transfer)
        m_run->transfer->setRegions(regions);
}

void RenderWorker::pause(quint64 id)
{
    if (!runs(id) || m_run->paused)
        return;
    m_run->secondsBefore = m_run->seconds();
    m_run->paused = true;
    guarded([this] {
        deliverPreviews();
        tellOfRun([result = resultWithCheckpoint()](RenderEngine &engine) {
            Q_EMIT engine.paused(result);
        });
    });
}

void RenderWorker::resume(quint64 id)
{
    if (!runs(id) || !m_run->paused)
        return;
    m_run->paused = false;
    m_run->stretch.restart();
    postIteration();
}

void RenderWorker::deliverCheckpoint(quint64 id, quint64 request)
{
    if (!runs(id))
        return;
    QElapsedTimer clock;
    clock.start();
    RenderResult result = resultWithCheckpoint();
    result.heldUp = double(clock.nsecsElapsed()) * 1e-9;
    tell([result, request](RenderEngine &engine) { engine.answer(request, result); });
}

void RenderWorker::takePicture(quint64 id, quint64 request)
{
    if (runs(id))
        tell(
            [result = result(), request](RenderEngine &engine) { engine.answer(request, result); });
}

void RenderWorker::endUnwanted()
{
    if (m_run && cancellation().isRequested())
        guarded([] { throw Cancelled(); });
}

void RenderWorker::postIteration()
{
    post(this, [this, id = m_run->id] { iterate(id); });
}

void RenderWorker::iterate(quint64 id)
{
    if (!runs(id) || m_run->paused)
        return;
    guarded([this] {
        cancellation().check();
        if (!m_run->transfer->isDone()) {
            IterationReport report;
            withinMemory([&] {
                prepare();
                report = m_run->transfer->step(m_run->parameters, cancellation());
            });
            complete(report);
            tellOfRun([report](RenderEngine &engine) { Q_EMIT engine.iterated(report); });
            ifMemoryAllows([&] {
                m_previews.deliverArrived();
                if (wantsPreview(report.iteration))
                    beginPreview(report.iteration);
            });
        }
        if (m_run->transfer->isDone())
            finish();
        else
            postIteration();
    });
}

/// Makes the transfer where there is none.
void RenderWorker::prepare()
{
    if (m_run->transfer)
        return;
    fitPictures(m_run->job.scene);
    m_run->transfer = m_factory(m_run->job, cancellation());
    m_run->job.checkpoint = {};
}

/// Runs @p work; where that takes more memory than there is, once more with something given up.
template<typename Work>
void RenderWorker::withinMemory(Work work)
{
    for (;;) {
        try {
            return work();
        } catch (...) {
            if (torchError().code != ErrorCode::OutOfMemory || !giveUpSomething())
                throw;
        }
    }
}

/// Runs @p work, or leaves it where it takes more memory than there is: what is only looked at
/// must not end the run, but where every preview is wanted.
template<typename Work>
void RenderWorker::ifMemoryAllows(Work work) const
{
    try {
        work();
    } catch (...) {
        if (torchError().code != ErrorCode::OutOfMemory || m_run->job.previewSink)
            throw;
    }
}

/// Lets the run go on with less memory; false where there is nothing left to give up.
bool RenderWorker::giveUpSomething()
{
    if (m_run->transfer && m_run->parameters.optimizer == OptimizerKind::Lbfgs)
        moveToAdam();
    else if (m_run->job.device != processorId())
        moveToProcessor();
    else
        return false;
    return true;
}

/// L-BFGS remembers forty pictures, Adam two.
void RenderWorker::moveToAdam()
{
    StyleParameters &parameters = m_run->parameters;
    parameters.optimizer = OptimizerKind::Adam;
    const StyleParameters usual =
        StyleParameters::defaults(parameters.method, parameters.optimizer,
                                  m_run->job.scene.network.info, parameters.styleLoss);
    parameters.learningRate = usual.learningRate;
    parameters.rateEnd = usual.rateEnd;
    parameters.chromaRate = usual.chromaRate;
    tellOfRun([parameters](RenderEngine &engine) { Q_EMIT engine.movedToAdam(parameters); });
}

void RenderWorker::moveToProcessor()
{
    if (m_run->transfer)
        m_run->job.checkpoint = m_run->transfer->checkpoint();
    m_run->transfer.reset();
    m_run->job.device = processorId();
    m_run->job.scene.setRunParameters(m_run->parameters);
    tellOfRun([](RenderEngine &engine) { Q_EMIT engine.movedToProcessor(); });
}

void RenderWorker::complete(IterationReport &report)
{
    Run &run = *m_run;
    report.job = run.id;
    report.seconds = run.seconds();
    const double progress = report.progress - run.lastProgress;
    if (progress > 0) {
        // A mean over the last ten or so: sizes differ in speed, and machines do from hour to hour.
        // The first one does not count as soon as there is a second: it warms up.
        const double latest = (report.seconds - run.lastSeconds) / progress;
        const double share = std::max(0.1, 1.0 / std::max(1, run.measured));
        run.secondsPerProgress += share * (latest - run.secondsPerProgress);
        ++run.measured;
    }
    report.secondsLeft = run.secondsPerProgress * (1 - report.progress);
    run.lastSeconds = report.seconds;
    run.lastProgress = report.progress;
    run.iterations = report.iteration;
}

/// Every so many iterations, and as the answer to what was changed: who drags a slider or paints
/// waits for it. But one answer at a time, or each step of a slider would cost a preview.
bool RenderWorker::wantsPreview(int iteration) const
{
    if (iteration % m_run->parameters.previewEvery == 0)
        return true;
    return m_run->isSteered && !m_run->job.previewSink && !m_previews.isBusy()
           && m_mailbox.isTaken();
}

void RenderWorker::beginPreview(int iteration)
{
    Run &run = *m_run;
    if (run.job.previewSink)
        return m_previews.begin({run.id, iteration, {}},
                                run.transfer->beginImage(run.parameters, {}));
    if (m_sincePreview.isValid() && m_sincePreview.elapsed() < screenInterval)
        return;
    m_sincePreview.start();
    run.isSteered = false;
    m_previews.begin({run.id, iteration, {}, statistics()},
                     run.transfer->beginImage(run.parameters, run.job.previewLimit));
}

void RenderWorker::handOver(const Preview &preview)
{
    if (m_run->job.previewSink)
        m_run->job.previewSink(preview);
    else if (m_mailbox.post(preview))
        tell([](RenderEngine &engine) { Q_EMIT engine.previewReady(); });
}

std::vector<LayerStatistics> RenderWorker::statistics() const
{
    std::vector<LayerStatistics> statistics;
    if (m_statisticsWanted)
        ifMemoryAllows(
            [&] { statistics = m_run->transfer->statistics(m_run->parameters, cancellation()); });
    return statistics;
}

void RenderWorker::deliverPreviews()
{
    ifMemoryAllows([this] { m_previews.deliverAll(); });
}

/// A run does not end because there is no memory for its picture in full precision: that of a
/// preview takes half as much.
RenderResult RenderWorker::result() const
{
    RenderResult result;
    result.job = m_run->id;
    result.iterations = m_run->iterations;
    result.parameters = m_run->parameters;
    if (!m_run->transfer)
        return result;
    try {
        try {
            result.image = m_run->transfer->result(m_run->parameters);
        } catch (...) {
            result.image = m_run->transfer->image(m_run->parameters);
        }
    } catch (...) {
        result.missing = torchError();
    }
    return result;
}

/// Nor because there is none for the checkpoint, which may be larger than all the rest of it.
RenderResult RenderWorker::resultWithCheckpoint() const
{
    RenderResult result = this->result();
    try {
        result.checkpoint = m_run->transfer ? m_run->transfer->checkpoint() : m_run->job.checkpoint;
    } catch (...) {
        result.missing = torchError();
    }
    return result;
}

void RenderWorker::finish()
{
    const RenderResult last = result();
    if (last.missing)
        throw ThrownError(*last.missing);
    end(&RenderEngine::finished, last);
}

void RenderWorker::end(void (RenderEngine::*signal)(const RenderResult &), const RenderResult &last)
{
    deliverPreviews();
    discardRun();
    tell([signal, last](RenderEngine &engine) {
        engine.endJob(last, [&] { Q_EMIT(engine.*signal)(last); });
    });
}

/// The run's memory is free before anybody hears that it ended.
void RenderWorker::discardRun()
{
    m_previews.drop();
    m_run.reset();
    returnFreeMemory();
}

} // namespace gramarye
