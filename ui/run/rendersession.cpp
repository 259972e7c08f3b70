#include "ui/run/rendersession.h"

#include "core/model/parameterspec.h"

#include <algorithm>

namespace gramarye {

namespace {

bool samePicture(const QImage &a, const QImage &b)
{
    return a.cacheKey() == b.cacheKey();
}

bool samePictures(const RenderJob &a, const RenderJob &b)
{
    return samePicture(a.content, b.content) && samePicture(a.startImage, b.startImage)
           && std::equal(a.styles.begin(), a.styles.end(), b.styles.begin(), b.styles.end(),
                         samePicture);
}

bool sameNetwork(const RenderJob &a, const RenderJob &b)
{
    return a.network.info == b.network.info && a.network.path == b.network.path;
}

// Rate, ratio and weights of one method, optimiser or network mean something else in another.
bool sameMeaning(const RenderJob &a, const RenderJob &b)
{
    return sameNetwork(a, b) && a.parameters.method == b.parameters.method
           && a.parameters.optimizer == b.parameters.optimizer;
}

/// @p now with what of @p next a running render can take.
StyleParameters steered(const StyleParameters &now, const StyleParameters &next)
{
    StyleParameters result = now;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.is(ParameterTrait::Live))
            spec.set(result, spec.get(next));
    }
    result.layerWeights = next.layerWeights;
    return result;
}

} // namespace

RenderSession::RenderSession(std::unique_ptr<RenderEngine> engine, QObject *parent)
    : QObject(parent), m_engine(std::move(engine))
{
    connect(m_engine.get(), &RenderEngine::iterated, this, [this](const IterationReport &report) {
        if (report.job == m_id)
            Q_EMIT iterated(report);
    });
    connect(m_engine.get(), &RenderEngine::previewReady, this, &RenderSession::showPreview);
    connect(m_engine.get(), &RenderEngine::movedToProcessor, this,
            &RenderSession::movedToProcessor);
    connect(m_engine.get(), &RenderEngine::pictureTaken, this, &RenderSession::takeRequested);
    connect(m_engine.get(), &RenderEngine::movedToAdam, this, &RenderSession::takeMovedToAdam);
    connect(m_engine.get(), &RenderEngine::checkpointReady, this,
            [this](const RenderResult &standing) {
                if (standing.job == m_id)
                    Q_EMIT standingTold(standing);
            });
    connect(m_engine.get(), &RenderEngine::paused, this, &RenderSession::takePaused);
    connect(m_engine.get(), &RenderEngine::finished, this, &RenderSession::takeFinished);
    connect(m_engine.get(), &RenderEngine::stopped, this, &RenderSession::takeStopped);
    connect(m_engine.get(), &RenderEngine::failed, this, &RenderSession::takeFailed);
}

RenderSession::State RenderSession::state() const
{
    if (!m_engine->isRunning() || m_id == 0)
        return State::Idle;
    return m_engine->isPaused() ? State::Paused : State::Running;
}

bool RenderSession::matches(const RenderJob &job) const
{
    return samePictures(job, m_job) && sameMeaning(job, m_job)
           && canSteer(m_job.parameters, job.parameters);
}

bool RenderSession::isOfSamePictures(const RenderJob &job) const
{
    return samePictures(job, m_job) && sameNetwork(job, m_job);
}

bool RenderSession::canContinue(const RenderJob &job) const
{
    return state() == State::Idle && !m_checkpoint.isEmpty() && matches(job);
}

void RenderSession::startAnew(RenderJob job)
{
    answerRequest();
    m_picture = {};
    ++m_run;
    m_steered = false;
    m_pictureIteration = 0;
    begin(std::move(job));
}

void RenderSession::continueWith(RenderJob job)
{
    job.checkpoint = m_checkpoint;
    m_steered = m_steered || !sameObjective(job.parameters, m_job.parameters);
    const bool unsaved = m_unsaved; // until there is a newer one, the picture is that of before
    begin(std::move(job));
    m_unsaved = unsaved;
}

void RenderSession::begin(RenderJob job)
{
    m_job = job;
    m_job.checkpoint = {};
    m_checkpoint = {};
    m_unsaved = false;
    m_finished = false;
    m_holds = false;
    m_id = m_engine->start(std::move(job));
    Q_EMIT stateChanged();
}

void RenderSession::pause()
{
    m_engine->pause();
    Q_EMIT stateChanged();
}

void RenderSession::resume()
{
    m_unsaved = false;
    m_holds = false;
    m_engine->resume();
    Q_EMIT stateChanged();
}

void RenderSession::stop()
{
    m_engine->stop();
}

void RenderSession::restore(const SavedRun &run)
{
    m_engine->stop();
    m_id = 0; // what still comes is not of this job
    m_job = run.job;
    m_job.checkpoint = {};
    m_checkpoint = run.last.checkpoint;
    ++m_run;
    m_picture = run.last.image;
    m_pictureIteration = run.last.iterations;
    m_isPreview = false;
    m_requested = false;
    m_steered = run.steered;
    m_unsaved = false;
    m_finished = run.finished;
    if (!m_picture.isNull())
        Q_EMIT pictureChanged(m_picture);
    Q_EMIT stateChanged();
}

void RenderSession::askStanding()
{
    if (state() == State::Running)
        return m_engine->requestCheckpoint();
    m_standingAsked = state() == State::Paused && !m_holds;
    if (m_standingAsked)
        return;
    RenderResult standing;
    standing.job = m_id;
    standing.image = m_picture;
    standing.iterations = m_pictureIteration;
    standing.parameters = m_job.parameters;
    standing.checkpoint = m_checkpoint;
    Q_EMIT standingTold(standing);
}

bool RenderSession::steer(const RenderJob &wish)
{
    if (!sameMeaning(wish, m_job))
        return false;
    StyleParameters next = steered(m_job.parameters, wish.parameters);
    if (samePictures(wish, m_job))
        next.blend = wish.parameters.blend;
    m_steered = m_steered || !sameObjective(m_job.parameters, next);
    m_job.parameters = next;
    m_engine->update(next);
    return matches(wish);
}

bool RenderSession::hasUnsavedPicture() const
{
    return m_unsaved || (state() == State::Running && !m_picture.isNull());
}

void RenderSession::markSaved(const QImage &picture)
{
    if (samePicture(picture, m_picture))
        m_unsaved = false;
}

void RenderSession::requestPicture()
{
    m_requested = true;
    const bool isNewest = !m_isPreview && state() != State::Running;
    if (isNewest || !m_engine->isRunning())
        answerRequest();
    else
        m_engine->requestPicture();
}

void RenderSession::takeRequested(const RenderResult &result)
{
    if (!m_requested || result.image.isNull())
        return answerRequest();
    m_requested = false;
    Q_EMIT pictureTaken(rendered(result.image, result.iterations));
}

/// With what there is.
void RenderSession::answerRequest()
{
    if (std::exchange(m_requested, false) && !m_picture.isNull())
        Q_EMIT pictureTaken(rendered());
}

RenderedPicture RenderSession::rendered(const QImage &image, int iteration) const
{
    return {image, m_job, m_finished ? 0 : iteration, m_steered};
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
    if (!preview.grams.empty())
        Q_EMIT gramsChanged(preview.grams);
}

void RenderSession::take(const RenderResult &result)
{
    m_checkpoint = result.checkpoint;
    if (result.image.isNull())
        return;
    // Where memory was short the run has gone on with another optimiser.
    m_steered = m_steered || !sameObjective(result.parameters, m_job.parameters);
    m_picture = result.image;
    m_pictureIteration = result.iterations;
    m_isPreview = false;
    m_unsaved = true;
    Q_EMIT pictureChanged(m_picture);
}

void RenderSession::takePaused(const RenderResult &result)
{
    if (result.job != m_id || state() != State::Paused)
        return;
    take(result);
    m_holds = true;
    answerRequest();
    if (result.lacksCheckpoint())
        Q_EMIT checkpointMissing();
    if (m_standingAsked)
        askStanding();
    Q_EMIT pausedNow();
}

void RenderSession::takeFinished(const RenderResult &result)
{
    if (result.job != m_id)
        return Q_EMIT stateChanged();
    m_finished = true;
    take(result);
    answerRequest();
    Q_EMIT finished();
    Q_EMIT stateChanged();
}

void RenderSession::takeStopped(const RenderResult &result)
{
    if (result.job != m_id)
        return Q_EMIT stateChanged();
    take(result);
    answerRequest();
    if (result.lacksCheckpoint())
        Q_EMIT checkpointMissing();
    Q_EMIT stopped();
    Q_EMIT stateChanged();
}

void RenderSession::takeFailed(quint64 job, const Error &error, const RenderResult &last)
{
    if (job != m_id)
        return Q_EMIT stateChanged();
    take(last);
    answerRequest();
    Q_EMIT failed(error);
    Q_EMIT stateChanged();
}

void RenderSession::takeMovedToAdam(const StyleParameters &parameters)
{
    if (state() == State::Idle)
        return; // what ran before is in view no more
    m_steered = m_steered || !sameObjective(m_job.parameters, parameters);
    m_job.parameters = parameters;
    Q_EMIT movedToAdam(parameters);
}

} // namespace gramarye
