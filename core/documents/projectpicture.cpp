#include "core/documents/projectpicture.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageWriter>

namespace gramarye {

namespace {

constexpr auto hashKind = QCryptographicHash::Sha256;

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, hashKind).toHex());
}

/// Of all of @p file, from where it stands; nothing where it cannot be read to its end.
QString sha256(QFile &file)
{
    QCryptographicHash hash(hashKind);
    return hash.addData(&file) ? QString::fromLatin1(hash.result().toHex()) : QString();
}

QByteArray pngOf(const QImage &image, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(quality);
    writer.write(image);
    return bytes;
}

bool isRegularFile(const QString &path)
{
    return QFileInfo(path).isFile(); // merely opening a pipe may wait for ever
}

/// Where @p picture may be, the likeliest place first.
QStringList places(const ProjectPicture &picture, const QString &projectPath)
{
    QStringList places{picture.path};
    if (!picture.relativePath.isEmpty())
        places << QDir::cleanPath(
            QFileInfo(projectPath).absoluteDir().filePath(picture.relativePath));
    places.removeAll(QString());
    return places;
}

} // namespace

Result<ProjectPicture> linkedPicture(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, path, {}};
    if (!isRegularFile(path))
        return Error{ErrorCode::FileUnreadable, path, QStringLiteral("not a regular file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, path, file.errorString()};
    ProjectPicture picture;
    picture.name = info.fileName();
    picture.path = info.absoluteFilePath();
    picture.size = file.size();
    picture.sha256 = sha256(file);
    if (picture.sha256.isEmpty())
        return Error{ErrorCode::FileUnreadable, path, file.errorString()};
    return picture;
}

ProjectPicture embeddedPicture(const QImage &image, const QString &name)
{
    ProjectPicture picture;
    picture.name = name;
    picture.file = pngOf(image, -1);
    picture.size = picture.file.size();
    picture.sha256 = sha256(picture.file);
    return picture;
}

QByteArray quickPng(const QImage &image)
{
    return pngOf(image, 100); // to Qt's PNG writer quality is the lack of compression
}

ProjectPicture withFile(ProjectPicture picture, const QImage &image)
{
    if (picture.isEmbedded())
        return picture;
    QFile file(picture.path);
    if (isRegularFile(picture.path) && file.size() == picture.size
        && file.open(QIODevice::ReadOnly))
        picture.file = file.readAll();
    if (sha256(picture.file) != picture.sha256)
        return embeddedPicture(image, picture.name);
    return picture;
}

bool isFileOf(const ProjectPicture &picture, const QString &path)
{
    QFile file(path);
    return isRegularFile(path) && file.size() == picture.size && file.open(QIODevice::ReadOnly)
           && sha256(file) == picture.sha256;
}

Result<QString> findPicture(const ProjectPicture &picture, const QString &projectPath)
{
    ErrorCode trouble = ErrorCode::PictureMissing;
    for (const QString &place : places(picture, projectPath)) {
        if (isFileOf(picture, place))
            return place;
        if (QFileInfo::exists(place))
            trouble = ErrorCode::PictureChanged;
    }
    return Error{trouble, picture.name, {}};
}

Result<Picture> readPicture(const ProjectPicture &picture, const QString &projectPath)
{
    if (picture.isEmbedded()) {
        auto embedded = readPicture(picture.file, picture.name);
        if (embedded)
            embedded->fileName = picture.path;
        return embedded;
    }
    const auto path = findPicture(picture, projectPath);
    return path ? readPicture(*path) : path.error();
}

} // namespace gramarye
