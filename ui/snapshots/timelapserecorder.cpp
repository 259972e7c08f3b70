#include "ui/snapshots/timelapserecorder.h"

#include "ui/run/rendersession.h"

namespace gramarye {

TimeLapseRecorder::TimeLapseRecorder(const RenderSession &session, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(&session, &RenderSession::pictureChanged, this, &TimeLapseRecorder::offer);
}

TimeLapseRecorder::~TimeLapseRecorder()
{
    m_cancelled = true;
    m_queue.waitForDone();
}

void TimeLapseRecorder::offer(const QImage &picture)
{
    if (!m_recording || m_writing || m_exporting)
        return;
    const bool isNew = m_session.run() != m_run;
    m_run = m_session.run();
    m_writing = true;
    const auto work = [this, picture, isNew]() -> Result<int> {
        if (isNew)
            m_timeLapse.clear();
        if (const Status status = m_timeLapse.offer(picture); !status)
            return status.error();
        return int(m_timeLapse.frames().size());
    };
    m_queue.run(this, work, [this](const Result<int> &frameCount) { offered(frameCount); });
}

void TimeLapseRecorder::offered(const Result<int> &frameCount)
{
    m_writing = false;
    if (frameCount) {
        m_frameCount = *frameCount;
        return Q_EMIT framesChanged();
    }
    m_recording = false; // said once, not with every picture
    Q_EMIT failed(frameCount.error());
}

void TimeLapseRecorder::exportFramesTo(const QString &path)
{
    startExport(path, [path](const QStringList &frames, const FrameProgress &progress) {
        return exportFrames(frames, path, progress);
    });
}

void TimeLapseRecorder::exportVideoTo(const QString &path)
{
    startExport(path, [path](const QStringList &frames, const FrameProgress &progress) {
        return exportVideo(frames, path, framesPerSecond, progress);
    });
}

void TimeLapseRecorder::startExport(const QString &path, const Export &work)
{
    if (m_exporting || m_frameCount == 0)
        return;
    m_exporting = true;
    m_cancelled = false;
    const auto exporting = [this, work] {
        const int total = int(m_timeLapse.frames().size());
        const auto progress = [this, total](int done) {
            QMetaObject::invokeMethod(this,
                                      [this, done, total] { Q_EMIT progressed(done, total); });
            return !m_cancelled;
        };
        return work(m_timeLapse.frames(), progress);
    };
    m_queue.run(this, exporting, [this, path](const Result<ExportEnd> &end) { ended(end, path); });
}

void TimeLapseRecorder::ended(const Result<ExportEnd> &end, const QString &path)
{
    m_exporting = false;
    if (!end)
        Q_EMIT failed(end.error());
    else if (*end == ExportEnd::Cancelled)
        Q_EMIT cancelled();
    else
        Q_EMIT exported(path);
}

} // namespace gramarye
