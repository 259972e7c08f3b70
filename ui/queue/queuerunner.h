#pragma once

#include "core/base/background.h"
#include "core/engine/renderengine.h"
#include "ui/queue/renderqueue.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

/// Makes the pictures of a RenderQueue, one after another, on an engine of its own that is there
/// only while there is something to do. Makes way while the picture in the window is rendered: its
/// own is stopped, so that no memory is taken twice, and goes on later where it stood. What a
/// picture's file says is done already (see fingerprintIfOpen()) is not made.
class QueueRunner : public QObject
{
    Q_OBJECT

public:
    using EngineMaker = std::function<std::unique_ptr<RenderEngine>()>;

    /// @p queue and @p catalog outlive this object.
    QueueRunner(RenderQueue &queue, const NetworkCatalog &catalog, EngineMaker makeEngine,
                QObject *parent = nullptr);

    /// Stops; what is done stays done. Waits for a picture that is being written.
    ~QueueRunner() override;

    /// Begins with what waits, or goes on.
    void start();

    /// Holds, at once; the picture in the making goes on later where it stood.
    void pause();

    // While the picture in the window is rendered.
    void makeWay();
    void comeBack();

    /// True from start() until nothing waits any more, or pause().
    bool isStarted() const { return m_started; }
    bool hasMadeWay() const { return m_hasMadeWay; }

Q_SIGNALS:
    void stateChanged();

    /// There was no memory for the state of a picture that was stopped: it will be made from its
    /// beginning.
    void checkpointMissing();

    /// The file @p path, which was there, was not replaced at one stroke (isReplacedWhole()).
    void writtenOver(const QString &path);

private:
    /// What is being done with the picture taken up.
    enum class Stage
    {
        Waiting,
        Loading,
        Rendering, ///< until the engine has said how it ended
        Writing
    };

    bool mayWork() const { return m_started && !m_hasMadeWay; }
    void work();
    void hold();
    void render(Result<std::optional<RenderJob>> job);
    void connectEngine();
    void engineFinished(const RenderResult &result);
    void engineStopped(const RenderResult &result);
    void written(const Result<bool> &isReplaced);
    void fail(const Error &error);
    void dropIfRemoved();
    void drop();
    void letGo();
    void end();

    RenderQueue &m_queue;
    const NetworkCatalog &m_catalog;
    EngineMaker m_makeEngine;
    bool m_started = false;
    bool m_hasMadeWay = false;

    quint64 m_current = 0;         ///< id of the picture taken up; 0: none
    BatchJob m_batchJob;           ///< of that
    bool m_again = false;          ///< of that
    RenderJob m_job;               ///< of that, as it was started
    RenderCheckpoint m_checkpoint; ///< where it stood; empty at the beginning
    Stage m_stage = Stage::Waiting;
    WorkQueue m_background;
    std::unique_ptr<RenderEngine> m_engine;
};

} // namespace gramarye
