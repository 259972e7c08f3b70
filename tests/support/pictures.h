#pragma once

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QUrl>

namespace gramarye {

inline QImage plainPicture(const QColor &color, QSize size = {64, 48})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

/// Every pixel another colour, so that no format packs it to a few bytes.
inline QImage noisyPicture(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            state = state * 1664525u + 1013904223u;
            image.setPixel(x, y, 0xff000000 | state >> 8);
        }
    }
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

} // namespace gramarye
