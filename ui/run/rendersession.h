#pragma once

#include "core/documents/pictureexport.h"
#include "core/engine/renderengine.h"
#include "ui/run/runstate.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace gramarye {

/// A run as a project keeps it. A value.
struct SavedRun
{
    RenderJob job;     ///< with the parameters after its last iteration
    RenderResult last; ///< where it was; without a picture where it had not begun
    bool finished = false;
    bool steered = false; ///< earlier iterations had other parameters
};

/// The picture in the making: which job runs, what of it can be continued, whether it was saved.
class RenderSession : public QObject
{
    Q_OBJECT

public:
    explicit RenderSession(std::unique_ptr<RenderEngine> engine, QObject *parent = nullptr);

    /// Open requests are not answered any more.
    ~RenderSession() override;

    RunState state() const { return m_state; }
    bool isIdle() const { return m_state == RunState::Idle; }

    /// The processor is at work, and nobody has asked it to stop.
    bool isRunning() const
    {
        return m_state == RunState::Preparing || m_state == RunState::Running;
    }
    bool isPaused() const { return m_state == RunState::Pausing || m_state == RunState::Paused; }

    /// An engine for renders beside this one.
    std::unique_ptr<RenderEngine> anotherEngine() const { return m_engine->makeAnother(); }

    /// The job that runs, or ran last.
    const RenderJob &job() const { return m_job; }

    /// True where @p scene could go on from where the last run was stopped.
    bool canContinue(const ReadScene &scene) const;

    /// True where @p scene is what runs or ran last, up to what steers it.
    bool matches(const ReadScene &scene) const;

    /// True where @p scene has the pictures and the network of what runs or ran last.
    bool isOfSamePictures(const ReadScene &scene) const;

    void startAnew(RenderJob job);
    void continueWith(RenderJob job);
    void pause();
    void resume();
    void stop();

    /// Puts @p run in view, so that it can go on. Whatever runs is stopped, and forgotten.
    void restore(const SavedRun &run);

    /// Gives the running job the mask that is being painted: of the style at @p style, or (none) of
    /// the strength. steer() follows when a stroke is done.
    void paintMask(std::optional<std::size_t> style, const QImage &mask);

    // Requests: each is answered exactly once, later, by a signal with the number that is returned
    // here.

    /// Where the run in view is, with a checkpoint where it can go on; one that runs does go on.
    /// checkpointReady() or requestRefused() follows.
    quint64 requestCheckpoint();

    /// The picture in view at its full size, together with what made it: a running one as it is
    /// after its present iteration, or where that never ends as the run left it. Whatever comes
    /// into view meanwhile, pictureTaken() or requestRefused() follows.
    quint64 requestPicture();

    /// Gives the running job what of @p scene it can take on its way. Returns false where something
    /// of it has to wait for the next start.
    bool steer(const ReadScene &scene);

    /// Counts the runs that began anew, from 1; 0 before the first.
    int run() const { return m_run; }

    /// The newest picture there is: of the run, or what a run left.
    const QImage &picture() const { return m_picture; }

    /// The iteration after which the picture was like that, over the whole run.
    int pictureIteration() const { return m_pictureIteration; }

    /// That picture together with what made it.
    RenderedPicture rendered() const;

    bool hasUnsavedResult() const { return m_unsaved; }

    /// The same, or a run is making one.
    bool hasUnsavedPicture() const;

    /// See RenderEngine::setStatisticsWanted(); they come with statisticsChanged().
    void setStatisticsWanted(bool wanted) { m_engine->setStatisticsWanted(wanted); }

    /// True where the picture is that of a run which came to its end.
    bool isFinished() const { return m_finished; }

    /// True where earlier iterations of it had other parameters.
    bool isSteered() const { return m_steered; }

    /// @p picture has been saved, with or without the masks that made it.
    void markSaved(const QImage &picture, bool withMasks);

    /// True where a file has the masks that made the picture in view, or will: as long as that is
    /// unsaved it is asked about by itself.
    bool hasKeptMasks() const;

Q_SIGNALS:
    void stateChanged();
    void pictureChanged(const QImage &picture);
    void statisticsChanged(const std::vector<gramarye::LayerStatistics> &statistics);
    void pictureTaken(const gramarye::RenderedPicture &picture, quint64 request);
    void checkpointReady(const gramarye::RenderResult &result, quint64 request);
    void requestRefused(const gramarye::Error &error, quint64 request);
    void iterated(const gramarye::IterationReport &report);
    void pausedNow();
    void movedToProcessor();

    /// The run goes on with Adam, by these parameters.
    void movedToAdam(const gramarye::StyleParameters &parameters);
    void finished();
    void stopped();

    /// What there was of a picture is in view.
    void failed(const gramarye::Error &error);

    /// There was no memory for the state of the run that was paused or stopped.
    void checkpointMissing();

private:
    /// A request that the engine has been given, under a number of its own.
    struct Waiting
    {
        quint64 request;
        RenderedPicture soFar; ///< of the run that it is about; its image may be null
    };

    void connectEngine();
    bool happened(RunEvent event);
    void begin(RenderJob job);
    void steerRegions(const ReadScene &scene);
    void showPreview();
    void take(const RenderResult &result);
    void answerPicture(const RenderResult &result, quint64 engineRequest);
    void answerCheckpoint(const RenderResult &result, quint64 engineRequest);
    void refuse(const Error &error, quint64 engineRequest);
    void passOnCheckpoint(quint64 request);
    void moveCheckpointRequests();
    RenderResult whereItIs() const;
    void takeEnd(const RenderResult &result, RunEvent event, void (RenderSession::*said)());
    void takeFailed(quint64 job, const Error &error, const RenderResult &last);
    void takeMovedToAdam(const StyleParameters &parameters);

    std::unique_ptr<RenderEngine> m_engine;
    RenderJob m_job;
    quint64 m_id = 0; ///< of m_job; 0: it was not started here
    RenderCheckpoint m_checkpoint;
    std::optional<Error> m_missing; ///< as RenderResult's
    int m_run = 0;
    QImage m_picture;
    int m_pictureIteration = 0;
    bool m_isPreview = false; ///< m_picture is, and so perhaps smaller than the iterate
    bool m_steered = false;
    bool m_unsaved = false;
    bool m_masksAreSaved = false; ///< with a picture that they made
    bool m_finished = false;
    RunState m_state = RunState::Idle;
    quint64 m_lastRequest = 0;
    /// The styles' scales in the last size, which takes no others; none before that is reached.
    std::optional<std::vector<double>> m_lastScales;
    std::map<quint64, Waiting> m_pictureRequests;    ///< by the engine's numbers
    std::map<quint64, quint64> m_checkpointRequests; ///< of ours, by the engine's numbers
};

} // namespace gramarye
