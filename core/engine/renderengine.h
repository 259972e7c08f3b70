#pragma once

#include "core/engine/previewmailbox.h"
#include "core/transfer/renderjob.h"
#include "core/transfer/styletransfer.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <map>
#include <memory>

namespace gramarye {

class RenderWorker;

/// Renders in the background: what the window and the command line hold. Lives on their thread;
/// one long-lived worker thread does the work. Every accepted job ends in exactly one of
/// finished(), stopped() and failed(); a job started while another runs stops that one first.
class RenderEngine : public QObject
{
    Q_OBJECT

public:
    explicit RenderEngine(QObject *parent = nullptr);

    /// With other mathematics, for tests.
    explicit RenderEngine(StyleTransferFactoryMaker makeFactory, QObject *parent = nullptr);

    /// Stops, and waits for the thread; takes a fraction of an iteration.
    ~RenderEngine() override;

    /// Another engine of the same kind, with a thread and a factory of its own.
    std::unique_ptr<RenderEngine> makeAnother() const;

    /// Starts @p job and returns its id, higher than any before.
    quint64 start(RenderJob job);

    /// New parameters for the running job, from its next iteration on (see canSteer()).
    void update(const StyleParameters &parameters);

    /// Where the styles of the running job act, and what of their pictures they are, from its next
    /// iteration on.
    void setRegions(const Regions &regions);

    void pause();
    void resume();
    void stop();

    // Requests about the running job, as it is between two iterations; it goes on undisturbed. Each
    // is answered exactly once, by a signal with the number that is returned here: at the latest
    // when the job ends, with what it left. requestRefused() comes where there is no such thing.

    /// Where the run is: checkpointReady() follows.
    quint64 requestCheckpoint();

    /// The picture at its full working size: pictureTaken() follows.
    quint64 requestPicture();

    /// Whether previews bring the layers' statistics, which cost a forward pass each; at first
    /// they do not. For this job and those after it, from the next preview on.
    void setStatisticsWanted(bool wanted);

    bool isRunning() const { return m_current != 0; }
    bool isPaused() const { return m_paused; }
    quint64 currentJob() const { return m_current; }

    /// The newest preview of the running job; its image is null where there is none. To be called
    /// on previewReady(), which is not sent again before.
    Preview takePreview();

Q_SIGNALS:
    void iterated(const gramarye::IterationReport &report);
    void previewReady();
    void paused(const gramarye::RenderResult &result);

    /// Answers requestPicture(). The image is null where there was no memory for it.
    void pictureTaken(const gramarye::RenderResult &result, quint64 request);
    void finished(const gramarye::RenderResult &result);
    void stopped(const gramarye::RenderResult &result);

    /// @p last: the picture so far, without a checkpoint.
    void failed(quint64 job, const gramarye::Error &error, const gramarye::RenderResult &last);

    /// Answers requestCheckpoint(). The checkpoint is empty where there is no memory for one, or no
    /// iterate yet.
    void checkpointReady(const gramarye::RenderResult &result, quint64 request);

    /// RunEnded: no job ran, or it left nothing, or the engine goes.
    void requestRefused(const gramarye::Error &error, quint64 request);

    /// The running job's device had too little memory; it goes on without it.
    void movedToProcessor();

    /// There was too little memory for L-BFGS; the running job goes on with Adam, by @p parameters.
    void movedToAdam(const gramarye::StyleParameters &parameters);

private:
    friend class RenderWorker; ///< says here, in this thread, how the job goes

    struct Request
    {
        enum class Kind
        {
            Picture,
            Checkpoint
        };

        Kind kind;
        quint64 job;
    };

    quint64 addRequest(Request::Kind kind);
    void answer(quint64 request, const RenderResult &result);
    void endJob(const RenderResult &last, const std::function<void()> &emitSignal);
    void answerAll(const RenderResult &last);

    StyleTransferFactoryMaker m_makeFactory;
    PreviewMailbox m_mailbox;
    std::atomic<quint64> m_wanted{0}; ///< the job that should run; read in the midst of iterations
    QThread m_thread;
    RenderWorker *m_worker; ///< lives on m_thread, deleted there
    quint64 m_lastJob = 0;
    quint64 m_current = 0;
    bool m_paused = false;
    quint64 m_lastRequest = 0;
    std::map<quint64, Request> m_requests; ///< not answered yet
};

} // namespace gramarye
