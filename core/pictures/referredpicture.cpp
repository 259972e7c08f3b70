#include "core/pictures/referredpicture.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QImageWriter>
#include <QMap>

#include <algorithm>
#include <mutex>

namespace gramarye {

namespace {

// Projects of version 1 identified pictures by their files.
const QLatin1String oldFileHashPrefix("sha256:");

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
    return oldFileHashPrefix + QString::fromLatin1(hash.toHex());
}

/// What the large @p picture would be known by, were it not large; looked at once.
QString pixelHash(const Picture &picture)
{
    static std::mutex mutex;
    static QMap<QString, QString> known;
    const std::lock_guard<std::mutex> lock(mutex);
    QString &hash = known[picture.ref.hash];
    if (hash.isEmpty()) {
        Reading reading(CutPictures::Accept);
        reading.isKnownByPixels = true;
        const auto whole = readPicture(picture.file, picture.ref.name, reading);
        hash = whole ? whole->ref.hash : QStringLiteral("none");
    }
    return hash;
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
    if (ref.hash.startsWith(oldFileHashPrefix))
        return ref.hash == fileHash(picture.ref.path);
    if (ref.hash.isEmpty() || ref.hash == picture.ref.hash)
        return true;
    if (isFileChecksum(ref.hash) && picture.file.isEmpty()) // it is known by its pixels here
        return ref.hash == fileChecksum(bytesOf(picture.ref.path));
    return !isFileChecksum(ref.hash) && !picture.file.isEmpty() && ref.hash == pixelHash(picture);
}

void nameAsIn(const Scene &then, const std::vector<const Picture *> &read, Scene &here)
{
    const std::vector<const PictureRef *> named = then.pictures();
    const std::vector<PictureRef *> names = here.pictures();
    for (std::size_t i = 0; i < std::min({named.size(), read.size(), names.size()}); ++i) {
        if (!named[i]->hash.isEmpty() && !read[i]->isNull() && isMeant(*named[i], *read[i]))
            names[i]->hash = named[i]->hash;
    }
}

Result<Picture> readPicture(const PictureRef &ref, Reading reading)
{
    if (!ref.hash.isEmpty()) {
        reading.cut = CutPictures::Accept;
        reading.isKnownByPixels = !isFileChecksum(ref.hash);
    }
    if (ref.isEmbedded()) {
        auto picture = readPicture(ref.file, ref.name, reading);
        return picture ? asReferred(std::move(picture).value(), ref) : picture;
    }
    ErrorCode trouble = ErrorCode::PictureMissing;
    for (const QString &place : {ref.path, ref.otherPath}) {
        if (place.isEmpty() || !QFileInfo::exists(place))
            continue;
        auto picture = readPicture(place, reading);
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
    if (!picture.file.isEmpty()) {
        ref.file = picture.file;
        return ref;
    }
    if (!ref.path.isEmpty()) {
        const QByteArray bytes = bytesOf(ref.path);
        Reading reading(CutPictures::Accept);
        reading.isKnownByPixels = true;
        const auto now = readPicture(bytes, ref.name, reading);
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
