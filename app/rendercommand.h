#pragma once

#include "app/interruptsignal.h"
#include "app/iterationlog.h"
#include "app/progressline.h"
#include "app/renderarguments.h"
#include "app/renderproject.h"
#include "core/engine/renderengine.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTextStream>

#include <optional>

namespace gramarye {

/// `gramarye render`: one job on a RenderEngine, reported on stderr until it ends. Needs a
/// QCoreApplication, no display. The main thread.
class RenderCommand : public QObject
{
    Q_OBJECT

public:
    /// @p makeFactory: other mathematics, for tests.
    explicit RenderCommand(RenderArguments arguments,
                           StyleTransferFactoryMaker makeFactory = singleTransfers);

    /// Renders to the end; returns the program's exit status.
    int run();

private:
    int renderAnew();
    int resume();
    int render(RenderJob job);
    void sayRecipeNotes();
    void sayPictureNotes();
    int writeFinished(Result<RenderJob> job);
    Status prepareOutputs();
    void watchEngine();
    void sendPreviewsTo(const QString &folder, RenderJob &job);
    void iterated(const IterationReport &report);
    void saveProject(const RenderResult &result);
    void finished(const RenderResult &result);
    void stopped(const RenderResult &result);
    void failed(const Error &error, const RenderResult &last);
    void giveUp(const Error &error);
    bool mayWriteUnfinished() const;
    int writeResult(const RenderResult &result, int stoppedAfter, int status);

    RenderArguments m_arguments;
    RenderJob m_job;           ///< as it was started
    QStringList m_regionNotes; ///< how regions came from their files
    QTextStream m_stderr{stderr};
    ProgressLine m_progress;
    IterationLog m_log;
    InterruptSignal m_interrupt;
    std::unique_ptr<RenderProject> m_project; ///< null: the run is not saved
    bool m_saveFailed = false;                ///< the last time, which was said
    std::optional<Error> m_trouble;           ///< why we stopped the engine ourselves
    QElapsedTimer m_clock;                    ///< of the run
    RenderEngine m_engine; ///< the last one: its thread stops before the others go
};

} // namespace gramarye
