#include "core/documents/timelapse.h"

#include "core/pictures/referredpicture.h"

#include <QFile>
#include <QFileInfo>

namespace gramarye {

TimeLapse::TimeLapse(qint64 byteLimit, const QString &parent)
    : m_byteLimit(byteLimit), m_folder(parent, QStringLiteral("time-lapse"))
{
}

Status TimeLapse::offer(const QImage &picture)
{
    const qint64 number = m_offered++;
    if (number % m_stride != 0)
        return success();
    const QByteArray png = pngOf(picture, 80); // the time goes into compressing hard
    while (!m_frames.isEmpty() && m_byteCount + png.size() > m_byteLimit)
        thinOut();
    const auto path = m_folder.filePath(QStringLiteral("frame-%1.png").arg(number));
    if (!path)
        return path.error();
    if (const Status status = writeScratchFile(*path, png); !status)
        return status;
    m_frames << *path;
    m_byteCount += png.size();
    return success();
}

void TimeLapse::thinOut()
{
    QStringList kept;
    for (qsizetype i = 0; i < m_frames.size(); ++i) {
        if (i % 2 == 0 && m_frames.size() > 1)
            kept << m_frames[i];
        else
            remove(m_frames[i]);
    }
    m_frames = kept;
    m_stride *= 2;
}

void TimeLapse::remove(const QString &frame)
{
    m_byteCount -= QFileInfo(frame).size();
    QFile::remove(frame);
}

void TimeLapse::clear()
{
    for (const QString &frame : std::as_const(m_frames))
        remove(frame);
    m_frames.clear();
    m_byteCount = 0;
    m_offered = 0;
    m_stride = 1;
}

} // namespace gramarye
