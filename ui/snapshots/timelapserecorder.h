#pragma once

#include "core/base/background.h"
#include "core/documents/timelapse.h"
#include "core/documents/timelapseexport.h"

#include <QObject>

#include <atomic>

namespace gramarye {

class RenderSession;

/// Records the pictures of a session's run while it is asked to, and exports them; both off the GUI
/// thread, one thing at a time. Pictures that come faster than they can be written are left out.
class TimeLapseRecorder : public QObject
{
    Q_OBJECT

public:
    /// @p session outlives this object.
    explicit TimeLapseRecorder(const RenderSession &session, QObject *parent = nullptr);

    /// Cancels an export, and waits for what is being written.
    ~TimeLapseRecorder() override;

    void setRecording(bool recording) { m_recording = recording; }
    bool isRecording() const { return m_recording; }

    /// Of the run that was recorded last.
    int frameCount() const { return m_frameCount; }
    bool isExporting() const { return m_exporting; }

    /// Writes the frames to @p path: a new folder of numbered PNGs.
    void exportFramesTo(const QString &path);

    /// Makes them a video at @p path.
    void exportVideoTo(const QString &path);
    void cancelExport() { m_cancelled = true; }

    static constexpr int framesPerSecond = 25;

Q_SIGNALS:
    /// There are more or fewer frames.
    void framesChanged();
    void progressed(int done, int total);
    void exported(const QString &path);
    void cancelled();
    void failed(const gramarye::Error &error);

private:
    void offer(const QImage &picture);
    void offered(const Result<int> &frameCount);
    void ended(const Result<ExportEnd> &end, const QString &path);

    using Export = std::function<Result<ExportEnd>(const QStringList &, const FrameProgress &)>;
    void startExport(const QString &path, const Export &work);

    const RenderSession &m_session;
    TimeLapse m_timeLapse; ///< the queue's
    int m_frameCount = 0;
    int m_run = 0; ///< that the frames are of
    bool m_recording = false;
    bool m_writing = false;
    bool m_exporting = false;
    std::atomic<bool> m_cancelled{false};
    WorkQueue m_queue;
};

} // namespace gramarye
