#include "ui/run/rendersession.h"

#include "core/base/post.h"
#include "core/model/parameterspec.h"

#include <algorithm>

namespace gramarye {

namespace {

/// But for the masks: these steer.
bool samePictures(const ReadScene &a, const ReadScene &b)
{
    const auto sameStyle = [](const StyleOf<Picture> &x, const StyleOf<Picture> &y) {
        return isSamePicture(x.picture, y.picture);
    };
    return isSamePicture(a.content, b.content) && a.canvas == b.canvas
           && isSamePicture(a.start, b.start)
           && std::equal(a.styles.begin(), a.styles.end(), b.styles.begin(), b.styles.end(),
                         sameStyle);
}

/// Of two scenes with the same styles.
bool sameRegions(const ReadScene &a, const ReadScene &b)
{
    return std::equal(a.styles.begin(), a.styles.end(), b.styles.begin(), b.styles.end(),
                      [](const StyleOf<Picture> &x, const StyleOf<Picture> &y) {
                          return isSamePicture(x.region, y.region) && isSamePicture(x.mask, y.mask);
                      })
           && isSamePicture(a.strength, b.strength);
}

bool sameNetwork(const ReadScene &a, const ReadScene &b)
{
    return a.network.info == b.network.info && a.network.path == b.network.path;
}

// Rate, ratio and weights of one method, optimiser or network mean something else in another.
bool sameMeaning(const ReadScene &a, const ReadScene &b)
{
    return sameNetwork(a, b) && a.parameters.method == b.parameters.method
           && a.parameters.optimizer == b.parameters.optimizer;
}

/// @p now with what of @p next a running render can take.
StyleParameters steered(const StyleParameters &now, const StyleParameters &next)
{
    StyleParameters result = now;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.canSteer(spec.get(now), spec.get(next)))
            spec.set(result, spec.get(next));
    }
    result.layerWeights = next.layerWeights;
    return result;
}

} // namespace

RenderSession::RenderSession(std::unique_ptr<RenderEngine> engine, QObject *parent)
    : QObject(parent), m_engine(std::move(engine))
{
    connectEngine();
}

RenderSession::~RenderSession()
{
    m_engine->disconnect(this);
}

void RenderSession::connectEngine()
{
    connect(m_engine.get(), &RenderEngine::iterated, this, [this](const IterationReport &report) {
        if (report.job != m_id)
            return;
        const StyleParameters parameters = m_job.scene.runParameters();
        if (!m_lastScales && report.size == resultSize(canvasOf(m_job.scene), parameters))
            m_lastScales = parameters.styleScales;
        if (happened(RunEvent::Iterated))
            Q_EMIT stateChanged();
        Q_EMIT iterated(report);
    });
    connect(m_engine.get(), &RenderEngine::previewReady, this, &RenderSession::showPreview);
    connect(m_engine.get(), &RenderEngine::movedToProcessor, this,
            &RenderSession::movedToProcessor);
    connect(m_engine.get(), &RenderEngine::movedToAdam, this, &RenderSession::takeMovedToAdam);
    connect(m_engine.get(), &RenderEngine::paused, this, [this](const RenderResult &result) {
        takeEnd(result, RunEvent::PauseBegan, &RenderSession::pausedNow);
    });
    connect(m_engine.get(), &RenderEngine::finished, this, [this](const RenderResult &result) {
        takeEnd(result, RunEvent::Ended, &RenderSession::finished);
    });
    connect(m_engine.get(), &RenderEngine::stopped, this, [this](const RenderResult &result) {
        takeEnd(result, RunEvent::Ended, &RenderSession::stopped);
    });
    connect(m_engine.get(), &RenderEngine::failed, this, &RenderSession::takeFailed);
    connect(m_engine.get(), &RenderEngine::pictureTaken, this, &RenderSession::answerPicture);
    connect(m_engine.get(), &RenderEngine::checkpointReady, this, &RenderSession::answerCheckpoint);
    connect(m_engine.get(), &RenderEngine::requestRefused, this, &RenderSession::refuse);
}

/// False where that says nothing new.
bool RenderSession::happened(RunEvent event)
{
    const auto next = nextState(m_state, event);
    m_state = next.value_or(m_state);
    return next.has_value();
}

bool RenderSession::matches(const ReadScene &scene) const
{
    return samePictures(scene, m_job.scene) && sameMeaning(scene, m_job.scene)
           && canSteer(m_job.scene.runParameters(), scene.runParameters());
}

bool RenderSession::isOfSamePictures(const ReadScene &scene) const
{
    return samePictures(scene, m_job.scene) && sameNetwork(scene, m_job.scene);
}

bool RenderSession::canContinue(const ReadScene &scene) const
{
    return isIdle() && !m_checkpoint.isEmpty() && matches(scene);
}

void RenderSession::startAnew(RenderJob job)
{
    m_picture = {};
    ++m_run;
    m_steered = false;
    m_masksAreSaved = false;
    m_pictureIteration = 0;
    m_lastScales.reset();
    begin(std::move(job));
}

void RenderSession::continueWith(RenderJob job)
{
    job.checkpoint = m_checkpoint;
    job.hasNewRegions = !sameRegions(job.scene, m_job.scene);
    m_steered = m_steered || job.hasNewRegions
                || !sameObjective(job.scene.runParameters(), m_job.scene.runParameters());
    const bool unsaved = m_unsaved; // until there is a newer one, the picture is that of before
    begin(std::move(job));
    m_unsaved = unsaved;
}

void RenderSession::begin(RenderJob job)
{
    m_job = job;
    m_job.checkpoint = {};
    m_job.hasNewRegions = false;
    m_checkpoint = {};
    m_missing.reset();
    m_unsaved = false;
    m_finished = false;
    m_id = m_engine->start(std::move(job));
    happened(RunEvent::Start);
    moveCheckpointRequests();
    Q_EMIT stateChanged();
}

void RenderSession::pause()
{
    if (!happened(RunEvent::Pause))
        return;
    m_engine->pause();
    Q_EMIT stateChanged();
}

void RenderSession::resume()
{
    if (!happened(RunEvent::Resume))
        return;
    m_engine->resume();
    Q_EMIT stateChanged();
}

void RenderSession::stop()
{
    if (!happened(RunEvent::Stop))
        return;
    m_engine->stop();
    Q_EMIT stateChanged();
}

void RenderSession::restore(const SavedRun &run)
{
    m_engine->stop();
    happened(RunEvent::Ended);
    m_id = 0; // what still comes is not of this job
    m_job = run.job;
    m_job.checkpoint = {};
    m_checkpoint = run.last.checkpoint;
    m_missing.reset();
    m_lastScales.reset();
    ++m_run;
    m_picture = run.last.image;
    m_pictureIteration = run.last.iterations;
    m_isPreview = false;
    m_steered = run.steered;
    m_unsaved = false;
    m_masksAreSaved = false;
    m_finished = run.finished;
    moveCheckpointRequests();
    if (!m_picture.isNull())
        Q_EMIT pictureChanged(m_picture);
    Q_EMIT stateChanged();
}

bool RenderSession::steer(const ReadScene &scene)
{
    if (!sameMeaning(scene, m_job.scene))
        return false;
    const StyleParameters now = m_job.scene.runParameters();
    StyleParameters next = steered(now, scene.parameters);
    if (samePictures(scene, m_job.scene)) {
        const StyleParameters wanted = scene.runParameters();
        next.blend = wanted.blend;
        next.styleLayers = wanted.styleLayers;
        next.styleScales = wanted.styleScales;
        steerRegions(scene);
    }
    m_steered = m_steered || !sameObjective(now, next);
    m_job.scene.setRunParameters(next);
    m_engine->update(next);
    return matches(scene) && m_lastScales.value_or(next.styleScales) == next.styleScales;
}

/// @p scene has the job's pictures.
void RenderSession::steerRegions(const ReadScene &scene)
{
    if (sameRegions(scene, m_job.scene))
        return;
    for (std::size_t s = 0; s < scene.styles.size(); ++s) {
        m_job.scene.styles[s].region = scene.styles[s].region;
        m_job.scene.styles[s].mask = scene.styles[s].mask;
    }
    m_job.scene.strength = scene.strength;
    m_engine->setRegions(regionsOf(scene));
    m_steered = true;
}

void RenderSession::paintMask(std::optional<std::size_t> style, const QImage &mask)
{
    Regions regions = regionsOf(m_job.scene);
    if (isIdle() || (style && *style >= regions.styles.size()))
        return;
    (style ? regions.styles[*style] : regions.strength) = mask;
    m_engine->setRegions(regions);
    m_steered = true;
}

bool RenderSession::hasUnsavedPicture() const
{
    const bool isMaking = isRunning() || m_state == RunState::Stopping;
    return m_unsaved || (isMaking && !m_picture.isNull());
}

void RenderSession::markSaved(const QImage &picture, bool withMasks)
{
    if (picture.cacheKey() != m_picture.cacheKey())
        return;
    m_unsaved = false;
    m_masksAreSaved = m_masksAreSaved || withMasks;
}

bool RenderSession::hasKeptMasks() const
{
    return !m_picture.isNull() && (hasUnsavedPicture() || m_masksAreSaved);
}

// Requests

quint64 RenderSession::requestCheckpoint()
{
    const quint64 request = ++m_lastRequest;
    passOnCheckpoint(request);
    return request;
}

/// To the engine, where that knows more than what is here: there may be memory by now for what a
/// pause had none for.
void RenderSession::passOnCheckpoint(quint64 request)
{
    const bool isHere = m_state == RunState::Paused && !m_checkpoint.isEmpty();
    if (!isIdle() && !isHere) {
        m_checkpointRequests[m_engine->requestCheckpoint()] = request;
        return;
    }
    post(this, [this, request, result = whereItIs()] { Q_EMIT checkpointReady(result, request); });
}

/// A checkpoint is of the run that is in view when the answer comes.
void RenderSession::moveCheckpointRequests()
{
    for (const auto &[engineRequest, request] : std::exchange(m_checkpointRequests, {}))
        passOnCheckpoint(request);
}

RenderResult RenderSession::whereItIs() const
{
    RenderResult result;
    result.job = m_id;
    result.image = m_picture;
    result.iterations = m_pictureIteration;
    result.parameters = m_job.scene.runParameters();
    result.checkpoint = m_checkpoint;
    result.missing = m_missing;
    return result;
}

void RenderSession::answerCheckpoint(const RenderResult &result, quint64 engineRequest)
{
    const auto request = m_checkpointRequests.extract(engineRequest);
    if (!request.empty()) // what has ended, take() has all of
        Q_EMIT checkpointReady(isIdle() ? whereItIs() : result, request.mapped());
}

quint64 RenderSession::requestPicture()
{
    const quint64 request = ++m_lastRequest;
    const bool isNewest = isIdle() || (!m_isPreview && m_state == RunState::Paused);
    if (!isNewest)
        m_pictureRequests[m_engine->requestPicture()] = {request, rendered()};
    else
        post(this, [this, request, picture = rendered()] {
            if (picture.image.isNull())
                Q_EMIT requestRefused({ErrorCode::RunEnded, {}, {}}, request);
            else
                Q_EMIT pictureTaken(picture, request);
        });
    return request;
}

void RenderSession::answerPicture(const RenderResult &result, quint64 engineRequest)
{
    if (result.image.isNull()) // for want of memory
        return refuse(result.missing.value_or(Error{ErrorCode::RunEnded, {}, {}}), engineRequest);
    const auto waiting = m_pictureRequests.extract(engineRequest);
    if (waiting.empty())
        return;
    const bool isInView = result.job == m_id;
    RenderedPicture picture = waiting.mapped().soFar;
    picture.image = result.image;
    picture.steered = picture.steered || (isInView && m_steered)
                      || !sameObjective(result.parameters, picture.job.scene.runParameters());
    picture.job.scene.setRunParameters(result.parameters);
    picture.stoppedAfter = isInView && m_finished ? 0 : result.iterations;
    Q_EMIT pictureTaken(picture, waiting.mapped().request);
}

/// Unless there is a smaller picture of the run.
void RenderSession::refuse(const Error &error, quint64 engineRequest)
{
    if (const auto checkpoint = m_checkpointRequests.extract(engineRequest); !checkpoint.empty())
        return Q_EMIT requestRefused(error, checkpoint.mapped());
    const auto waiting = m_pictureRequests.extract(engineRequest);
    if (waiting.empty())
        return;
    if (waiting.mapped().soFar.image.isNull())
        Q_EMIT requestRefused(error, waiting.mapped().request);
    else
        Q_EMIT pictureTaken(waiting.mapped().soFar, waiting.mapped().request);
}

RenderedPicture RenderSession::rendered() const
{
    return {m_picture, m_job, m_finished ? 0 : m_pictureIteration, m_steered};
}

void RenderSession::showPreview()
{
    const Preview preview = m_engine->takePreview();
    if (preview.image.isNull() || preview.job != m_id)
        return;
    m_picture = preview.image;
    m_pictureIteration = preview.iteration;
    m_isPreview = true;
    Q_EMIT pictureChanged(m_picture);
    if (!preview.statistics.empty())
        Q_EMIT statisticsChanged(preview.statistics);
}

void RenderSession::take(const RenderResult &result)
{
    m_checkpoint = result.checkpoint;
    m_missing = result.missing;
    if (result.image.isNull())
        return;
    // Where memory was short the run has gone on with another optimiser.
    m_steered = m_steered || !sameObjective(result.parameters, m_job.scene.runParameters());
    m_picture = result.image;
    m_pictureIteration = result.iterations;
    m_isPreview = false;
    m_unsaved = true;
    m_masksAreSaved = false;
    Q_EMIT pictureChanged(m_picture);
}

/// The run was paused or has ended, which @p said says.
void RenderSession::takeEnd(const RenderResult &result, RunEvent event,
                            void (RenderSession::*said)())
{
    if (result.job != m_id || !happened(event))
        return;
    m_finished = said == &RenderSession::finished;
    take(result);
    if (!m_finished && result.lacksCheckpoint())
        Q_EMIT checkpointMissing();
    Q_EMIT(this->*said)();
    Q_EMIT stateChanged();
}

void RenderSession::takeFailed(quint64 job, const Error &error, const RenderResult &last)
{
    if (job != m_id)
        return;
    happened(RunEvent::Ended);
    take(last);
    if (m_checkpoint.isEmpty())
        m_missing = error;
    Q_EMIT failed(error);
    Q_EMIT stateChanged();
}

void RenderSession::takeMovedToAdam(const StyleParameters &parameters)
{
    if (isIdle())
        return; // what ran before is in view no more
    m_steered = m_steered || !sameObjective(m_job.scene.runParameters(), parameters);
    m_job.scene.setRunParameters(parameters);
    Q_EMIT movedToAdam(parameters);
}

} // namespace gramarye
