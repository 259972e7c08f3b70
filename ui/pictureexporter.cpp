#include "ui/pictureexporter.h"

#include "core/io/imagewriter.h"

#include <QtConcurrent>

namespace gramarye {

PictureExporter::PictureExporter(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PictureExporter::deliver);
}

PictureExporter::~PictureExporter()
{
    m_watcher.waitForFinished();
}

void PictureExporter::start(const QImage &picture, const QString &path)
{
    m_watcher.waitForFinished();
    m_picture = picture;
    m_path = path;
    m_watcher.setFuture(QtConcurrent::run([picture, path] { return writePicture(picture, path); }));
}

void PictureExporter::deliver()
{
    const Status status = m_watcher.result();
    if (status)
        Q_EMIT exported(m_picture, m_path);
    else
        Q_EMIT failed(status.error());
}

} // namespace gramarye
