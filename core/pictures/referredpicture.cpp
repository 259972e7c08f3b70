#include "core/pictures/referredpicture.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QImageWriter>

namespace gramarye {

namespace {

// Projects of version 1 identified pictures by their files.
const QLatin1String fileHashPrefix("sha256:");

/// All of the file @p path; empty where it cannot be read.
QByteArray bytesOf(const QString &path)
{
    if (!QFileInfo(path).isFile()) // merely opening a pipe may wait for ever
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString fileHash(const QString &path)
{
    const QByteArray hash = QCryptographicHash::hash(bytesOf(path), QCryptographicHash::Sha256);
    return fileHashPrefix + QString::fromLatin1(hash.toHex());
}

/// @p picture under the name and with the bytes of @p ref.
Picture asReferred(Picture picture, const PictureRef &ref)
{
    picture.ref.name = ref.name;
    picture.ref.file = ref.file;
    if (ref.isEmbedded())
        picture.ref.path = ref.path;
    return picture;
}

} // namespace

bool isMeant(const PictureRef &ref, const Picture &picture)
{
    if (ref.hash.startsWith(fileHashPrefix))
        return ref.hash == fileHash(picture.ref.path);
    return ref.hash.isEmpty() || ref.hash == picture.ref.hash;
}

Result<Picture> readPicture(const PictureRef &ref, CutPictures cut)
{
    if (!ref.hash.isEmpty())
        cut = CutPictures::Accept;
    if (ref.isEmbedded()) {
        auto picture = readPicture(ref.file, ref.name, cut);
        return picture ? asReferred(std::move(picture).value(), ref) : picture;
    }
    ErrorCode trouble = ErrorCode::PictureMissing;
    for (const QString &place : {ref.path, ref.otherPath}) {
        if (place.isEmpty() || !QFileInfo::exists(place))
            continue;
        auto picture = readPicture(place, cut);
        if (picture && isMeant(ref, *picture))
            return asReferred(std::move(picture).value(), ref);
        if (!picture && ref.hash.isEmpty())
            return picture;
        trouble = ErrorCode::PictureChanged;
    }
    // What was never read is in no document: somebody has just named it.
    if (trouble == ErrorCode::PictureMissing && ref.hash.isEmpty() && !ref.path.isEmpty())
        return Error{ErrorCode::FileNotFound, ref.path, {}};
    return Error{trouble, ref.name, {}};
}

PictureRef embedded(const Picture &picture)
{
    PictureRef ref = picture.ref;
    if (ref.isEmpty() || ref.isEmbedded())
        return ref;
    if (!ref.path.isEmpty()) {
        const QByteArray bytes = bytesOf(ref.path);
        const auto now = readPicture(bytes, ref.name, CutPictures::Accept);
        if (now && now->ref.hash == ref.hash) {
            ref.file = bytes;
            return ref;
        }
    }
    ref.path.clear();
    ref.file = pngOf(picture.image);
    return ref;
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

QByteArray quickPng(const QImage &image)
{
    return pngOf(image, 100);
}

} // namespace gramarye
