#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>
#include <QWidget>

namespace gramarye {

inline QImage plainPicture(const QColor &color, QSize size = {64, 48})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

/// A folder that is gone after the test, with pictures in it.
class PictureFolder
{
public:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Writes @p image and returns its path.
    QString add(const QString &name, const QImage &image) const
    {
        image.save(path(name));
        return path(name);
    }

    QString addBytes(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return path(name);
    }

    QString addFolder(const QString &name) const
    {
        QDir(m_folder.path()).mkdir(name);
        return path(name);
    }

private:
    QTemporaryDir m_folder;
};

inline QList<QUrl> localUrls(const QStringList &paths)
{
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    return urls;
}

/// Drags @p data over the middle of @p widget; true where it is let in.
inline bool dragOver(QWidget *widget, const QMimeData &data)
{
    QDragEnterEvent enter(widget->rect().center(), Qt::CopyAction, &data, Qt::LeftButton,
                          Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(widget, &enter);
    return enter.isAccepted();
}

/// Drags and, as a desktop does, drops where it was let in.
inline bool dropOn(QWidget *widget, const QMimeData &data)
{
    if (!dragOver(widget, data))
        return false;
    QDropEvent drop(widget->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &drop);
    return drop.isAccepted();
}

inline bool dropFiles(QWidget *widget, const QStringList &paths)
{
    QMimeData data;
    data.setUrls(localUrls(paths));
    return dropOn(widget, data);
}

} // namespace gramarye
