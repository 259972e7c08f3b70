#pragma once

#include "core/base/cancellation.h"
#include "core/engine/previewdelivery.h"
#include "core/engine/previewmailbox.h"
#include "core/transfer/renderjob.h"
#include "core/transfer/styletransfer.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <memory>

namespace gramarye {

class RenderEngine;

/// The engine's hands: lives on the engine's thread, does one iteration, then posts itself the
/// next, so that what arrives in between (parameters, pause, another job) is seen between them.
/// Tensors never leave it. Everything that is thrown ends here.
class RenderWorker : public QObject
{
public:
    /// @p wanted holds the id of the job that should run; it, @p mailbox and @p engine, which hears
    /// of everything in its own thread, outlive this object.
    RenderWorker(StyleTransferFactory factory, const std::atomic<quint64> &wanted,
                 PreviewMailbox &mailbox, RenderEngine &engine);

    void start(quint64 id, const RenderJob &job);
    void update(quint64 id, const StyleParameters &parameters);
    void setRegions(quint64 id, const Regions &regions);
    void pause(quint64 id);
    void resume(quint64 id);

    // Answers to requests, between two iterations; none where the run @p id has ended.
    void takePicture(quint64 id, quint64 request);
    void deliverCheckpoint(quint64 id, quint64 request);

    void setStatisticsWanted(bool wanted) { m_statisticsWanted = wanted; }

    /// Ends the run if it is not wanted any more; wakes a paused one to see that.
    void endUnwanted();

private:
    struct Run
    {
        quint64 id = 0;
        RenderJob job;
        StyleParameters parameters;
        std::unique_ptr<StyleTransfer> transfer;
        QElapsedTimer stretch;    ///< since the start or the last pause
        double secondsBefore = 0; ///< of the stretches before
        double lastSeconds = 0;   ///< at the last iteration
        double lastProgress = 0;
        double secondsPerProgress = 0; ///< over the last iterations
        int measured = 0;              ///< iterations that went into it
        int iterations = 0;
        bool paused = false;
        bool isSteered = false; ///< since the last preview was begun

        double seconds() const { return secondsBefore + double(stretch.nsecsElapsed()) * 1e-9; }
    };

    Cancellation cancellation() const { return {m_wanted, m_run->id}; }
    bool runs(quint64 id) const { return m_run && m_run->id == id; }
    void postIteration();
    void iterate(quint64 id);
    void complete(IterationReport &report);
    bool wantsPreview(int iteration) const;
    void beginPreview(int iteration);
    void handOver(const Preview &preview);
    RenderResult result() const;
    RenderResult resultWithCheckpoint() const;
    std::vector<LayerStatistics> statistics() const;
    void discardRun();
    void prepare();
    bool giveUpSomething();
    void moveToAdam();
    void moveToProcessor();
    template<typename Work>
    void withinMemory(Work work);
    template<typename Work>
    void ifMemoryAllows(Work work) const;
    void deliverPreviews();
    void finish();
    void end(void (RenderEngine::*signal)(const RenderResult &), const RenderResult &last);

    /// Does @p say in the engine's thread; of the run: unless another job has taken its place.
    template<typename Say>
    void tell(Say say) const;
    template<typename Say>
    void tellOfRun(Say say) const;

    /// Runs @p work; a Cancelled ends the run as stopped, anything else thrown as failed.
    template<typename Work>
    void guarded(Work work);

    StyleTransferFactory m_factory;
    const std::atomic<quint64> &m_wanted;
    PreviewMailbox &m_mailbox;
    RenderEngine &m_engine;
    std::unique_ptr<Run> m_run;
    PreviewDelivery m_previews; ///< of the run
    QElapsedTimer m_sincePreview;
    bool m_statisticsWanted = false;
};

} // namespace gramarye
