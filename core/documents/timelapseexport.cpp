#include "core/documents/timelapseexport.h"

#include "core/pictures/imagereader.h"
#include "core/pictures/imagewriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>

#include <cerrno>
#include <cstdio>

namespace gramarye {

namespace {

constexpr int startTimeout = 10000; ///< ms
constexpr int cancelInterval = 200; ///< ms between two looks whether somebody cancelled

Result<QImage> readFrame(const QString &path, QSize size)
{
    const auto picture = readPicture(path);
    if (!picture)
        return picture.error();
    const QImage &image = picture->image;
    return size.isValid() && image.size() != size
               ? image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
               : image;
}

Result<QSize> finalSize(const QStringList &frames)
{
    const auto last = readFrame(frames.constLast(), {});
    if (!last)
        return last.error();
    return last->size();
}

/// A run of the video program, fed with frames; what it began to write is gone if it does not end
/// well.
class VideoEncoder
{
public:
    VideoEncoder(const QString &path, QSize size, int framesPerSecond) : m_path(path)
    {
        const QFileInfo info(path);
        m_partPath = info.dir().filePath(QStringLiteral(".part-") + info.fileName());
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        // What every player plays; fine strokes need more than the usual number of bits.
        const QString options =
            QStringLiteral("-hide_banner -loglevel error -y -f rawvideo -pixel_format rgb24 "
                           "-video_size %1x%2 -framerate %3 -i pipe:0 -pix_fmt yuv420p -crf 18")
                .arg(size.width())
                .arg(size.height())
                .arg(framesPerSecond);
        m_process.start(videoProgram(), options.split(u' ') << m_partPath);
        m_process.waitForStarted(startTimeout);
    }

    ~VideoEncoder()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
        QFile::remove(m_partPath);
    }
    VideoEncoder(const VideoEncoder &) = delete;
    VideoEncoder &operator=(const VideoEncoder &) = delete;

    /// False where the program has ended before its time, or @p wanted says no.
    bool write(const QImage &frame, const std::function<bool()> &wanted)
    {
        const QImage packed = frame.convertToFormat(QImage::Format_RGB888);
        for (int y = 0; y < packed.height(); ++y)
            m_process.write(reinterpret_cast<const char *>(packed.constScanLine(y)),
                            qint64(packed.width()) * 3);
        while (m_process.state() == QProcess::Running && m_process.bytesToWrite() > 0) {
            m_process.waitForBytesWritten(cancelInterval);
            if (!wanted())
                return false;
        }
        return m_process.state() == QProcess::Running;
    }

    /// Waits for the end of the program, and puts the video in its place.
    Result<ExportEnd> finish(const std::function<bool()> &wanted)
    {
        m_process.closeWriteChannel();
        while (m_process.state() == QProcess::Running) {
            m_process.waitForFinished(cancelInterval);
            if (!wanted())
                return ExportEnd::Cancelled;
        }
        const bool ended =
            m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
        if (m_process.error() == QProcess::FailedToStart || !ended || !QFile::exists(m_partPath))
            return failure();
        if (std::rename(QFile::encodeName(m_partPath).constData(),
                        QFile::encodeName(m_path).constData())
            != 0)
            return Error{ErrorCode::FileNotWritable, m_path, qt_error_string(errno)};
        return ExportEnd::Done;
    }

    Error failure()
    {
        m_process.waitForFinished();
        // The first line says why, the others what followed from that.
        const QString said = QString::fromUtf8(m_process.readAll()).trimmed().section(u'\n', 0, 0);
        return {ErrorCode::VideoFailed, m_path, said.isEmpty() ? m_process.errorString() : said};
    }

private:
    QString m_path;
    QString m_partPath;
    QProcess m_process;
};

} // namespace

Result<ExportEnd> exportFrames(const QStringList &frames, const QString &folder,
                               const FrameProgress &progress)
{
    const auto size = finalSize(frames);
    if (!size)
        return size.error();
    QDir target(folder);
    if (target.exists() || !QDir().mkpath(folder))
        return Error{ErrorCode::FileNotWritable, folder,
                     qt_error_string(target.exists() ? EEXIST : errno)};
    const auto undo = [&](Result<ExportEnd> end) {
        target.removeRecursively();
        return end;
    };
    for (int i = 0; i < int(frames.size()); ++i) {
        const auto frame = readFrame(frames[i], *size);
        if (!frame)
            return undo(frame.error());
        const QString name = QStringLiteral("frame-%1.png").arg(i + 1, 6, 10, QLatin1Char('0'));
        if (const Status status = writePicture(*frame, target.filePath(name)); !status)
            return undo(status.error());
        if (!progress(i + 1))
            return undo(ExportEnd::Cancelled);
    }
    return ExportEnd::Done;
}

QString videoProgram()
{
    return QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
}

Result<ExportEnd> exportVideo(const QStringList &frames, const QString &path, int framesPerSecond,
                              const FrameProgress &progress)
{
    if (videoProgram().isEmpty())
        return Error{ErrorCode::VideoFailed, path, QStringLiteral("there is no ffmpeg")};
    const auto last = finalSize(frames);
    if (!last)
        return last.error();
    // Videos store colours for two by two pixels.
    const QSize size(last->width() / 2 * 2, last->height() / 2 * 2);
    VideoEncoder encoder(path, size, framesPerSecond);
    int done = 0;
    const auto wanted = [&] { return progress(done); };
    for (const QString &file : frames) {
        const auto frame = readFrame(file, size);
        if (!frame)
            return frame.error();
        if (!encoder.write(*frame, wanted))
            return wanted() ? Result<ExportEnd>(encoder.failure()) : ExportEnd::Cancelled;
        ++done;
        if (!wanted())
            return ExportEnd::Cancelled;
    }
    return encoder.finish(wanted);
}

} // namespace gramarye
