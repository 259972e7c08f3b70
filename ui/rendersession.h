#pragma once

#include "core/engine/renderengine.h"

#include <QObject>

#include <memory>

namespace gramarye {

/// The picture in the making: which job runs, what of it can be continued, whether it was saved.
class RenderSession : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Idle,
        Running,
        Paused
    };

    explicit RenderSession(std::unique_ptr<RenderEngine> engine, QObject *parent = nullptr);

    State state() const;

    /// An engine for renders beside this one.
    std::unique_ptr<RenderEngine> anotherEngine() const { return m_engine->makeAnother(); }

    /// The job that runs, or ran last.
    const RenderJob &job() const { return m_job; }

    /// True where @p job could go on from where the last run was stopped.
    bool canContinue(const RenderJob &job) const;

    /// True where @p job is what runs or ran last, up to what steers it.
    bool matches(const RenderJob &job) const;

    /// True where @p job has the pictures and the network of what runs or ran last.
    bool isOfSamePictures(const RenderJob &job) const;

    void startAnew(RenderJob job);
    void continueWith(RenderJob job);
    void pause();
    void resume();
    void stop();

    /// Puts in view where a run stood, @p last, so that @p job can go on from there. Whatever runs
    /// is stopped, and forgotten.
    void restore(RenderJob job, const RenderResult &last);

    /// Has standingTold() say where the run stands; the run goes on.
    void askStanding();

    /// Gives the running job what of @p wish it can take on its way. Returns false where something
    /// of it has to wait for the next start.
    bool steer(const RenderJob &wish);

    /// The newest picture there is: of the run, or what a run left.
    const QImage &picture() const { return m_picture; }
    bool hasUnsavedResult() const { return m_unsaved; }

    /// True where the picture is that of a run which came to its end.
    bool isFinished() const { return m_finished; }

    /// @p picture has been saved.
    void markSaved(const QImage &picture);

Q_SIGNALS:
    void stateChanged();
    void pictureChanged(const QImage &picture);
    void iterated(const gramarye::IterationReport &report);
    void pausedNow();
    void movedToProcessor();

    /// The run goes on with Adam, by these parameters.
    void movedToAdam(const gramarye::StyleParameters &parameters);
    void finished();
    void stopped();

    /// What there was of a picture is in view.
    void failed(const gramarye::Error &error);

    /// With a checkpoint, where the run can go on.
    void standingTold(const gramarye::RenderResult &standing);

private:
    void begin(RenderJob job);
    void showPreview();
    void take(const RenderResult &result);
    void takePaused(const RenderResult &result);
    void takeFinished(const RenderResult &result);
    void takeStopped(const RenderResult &result);
    void takeFailed(quint64 job, const Error &error, const RenderResult &last);
    void takeMovedToAdam(const StyleParameters &parameters);

    std::unique_ptr<RenderEngine> m_engine;
    RenderJob m_job;
    quint64 m_id = 0; ///< of m_job
    RenderCheckpoint m_checkpoint;
    QImage m_picture;
    int m_iterations = 0; ///< that m_checkpoint is after
    bool m_unsaved = false;
    bool m_finished = false;
};

} // namespace gramarye
