#include "core/pictures/imagewriter.h"

#include "core/base/platform.h"
#include "core/base/safefile.h"
#include "core/pictures/jxlcontainer.h"
#include "core/pictures/vipsencoder.h"

#include <QColorSpace>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>

#include <algorithm>
#include <cerrno>

namespace gramarye {

namespace {

Error notWritable(const QString &path, const QString &reason)
{
    return {ErrorCode::FileNotWritable, QFileInfo(path).fileName(), reason};
}

QImage::Format stripFormat(bool deep, bool alpha)
{
    if (alpha)
        return deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888;
    return deep ? QImage::Format_RGBX64 : QImage::Format_RGB888;
}

bool hasAlpha(QImage::Format format)
{
    return format == QImage::Format_RGBA64 || format == QImage::Format_RGBA8888;
}

bool isDeep(QImage::Format format)
{
    return format == QImage::Format_RGBA64 || format == QImage::Format_RGBX64;
}

/// The picture just as the file is to hold it.
PictureStrips fitted(PictureStrips picture, const OutputFormat &format)
{
    const QImage::Format kept = stripFormat(isDeep(picture.format) && format.isDeep,
                                            hasAlpha(picture.format) && format.hasAlpha);
    if (kept == picture.format)
        return picture;
    picture.format = kept;
    picture.strip = [strip = picture.strip, kept](int top, int height) {
        return strip(top, height).convertToFormat(kept);
    };
    return picture;
}

/// What libvips leaves to ImageMagick, which is kept out. Written as a whole.
Status encodeByQt(const PictureStrips &picture, const OutputFormat &format, QIODevice &file,
                  const QString &path)
{
    QImageWriter writer(&file, format.suffixes.front().toLatin1());
    return writer.write(picture.strip(0, picture.size.height()))
               ? success()
               : Status(notWritable(path, writer.errorString()));
}

bool decodesByQt(int descriptor, const OutputFormat &format, const PictureStrips &picture)
{
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::DontCloseHandle) || !file.seek(0))
        return false;
    QImage readBack = QImageReader(&file, format.suffixes.front().toLatin1()).read();
    const QImage whole = picture.strip(0, picture.size.height());
    readBack.convertTo(whole.format());
    readBack.setColorSpace(whole.colorSpace()); // which == compares too, and BMP has none
    return readBack == whole;
}

} // namespace

PictureStrips stripsOf(const QImage &image)
{
    const QImage::Format format =
        stripFormat(image.pixelFormat().redSize() > 8, image.hasAlphaChannel());
    const QImage whole = image.convertToFormat(format);
    return {whole.size(), format, [whole](int top, int height) {
                return QImage(whole.constScanLine(top), whole.width(), height, whole.bytesPerLine(),
                              whole.format());
            }};
}

Status writePicture(const PictureStrips &picture, const QString &path, const Encoding &encoding)
{
    const OutputFormat *format = outputFormat(path);
    if (!format)
        return notWritable(path, QStringLiteral("no picture format has this suffix"));
    if (picture.size.isEmpty())
        return notWritable(path, QStringLiteral("there is no picture"));
    const QString name = QFileInfo(path).fileName();
    const auto about = [&](const Status &status) {
        return status ? status : Error{status.error().code, name, status.error().detail};
    };
    SafeFile file(path);
    if (const Status status = file.begin(); !status)
        return about(status);
    const PictureStrips kept = fitted(picture, *format);
    const auto encode = [&]() -> Status {
        if (!format->saver)
            return encodeByQt(kept, *format, file, path);
        if (!format->isInBoxes)
            return encodeByVips(kept, *format, encoding, file.handle(), name);
        const auto bytes = encodedByVips(kept, *format, encoding, name);
        if (!bytes)
            return bytes.error();
        file.write(
            jxlContainer(*bytes, xmpPacket(encoding.metadata), exifOf(encoding, picture.size)));
        return success(); // else finish() tells
    };
    if (const Status encoded = encode(); !encoded)
        return encoded;
    return about(file.finish([&](int descriptor) {
        return format->saver ? decodesByVips(descriptor, *format, encoding, kept)
                             : decodesByQt(descriptor, *format, kept);
    }));
}

Status writePicture(const QImage &image, const QString &path, const Encoding &encoding)
{
    return writePicture(stripsOf(image), path, encoding);
}

Result<bool> writePictureOver(const QImage &image, const QString &path, const Encoding &encoding)
{
    const Status status = writePicture(image, path, encoding);
    return status ? Result<bool>(isReplacedWhole(path)) : status.error();
}

Result<qint64> estimatedFileSize(const PictureStrips &picture, const QString &path,
                                 const Encoding &encoding)
{
    const OutputFormat *format = outputFormat(path);
    if (!format)
        return notWritable(path, QStringLiteral("no picture format has this suffix"));
    const PictureStrips kept = fitted(picture, *format);
    const qint64 channels = hasAlpha(kept.format) ? 4 : 3;
    const QSize size = kept.size;
    if (!format->saver)
        return channels * size.width() * size.height();
    constexpr int side = 768; // px: seen in a second, and large enough to be like the whole
    const QSize part = size.boundedTo({side, side});
    const QPoint corner((size.width() - part.width()) / 2, (size.height() - part.height()) / 2);
    const QImage middle =
        kept.strip(corner.y(), part.height()).copy(corner.x(), 0, part.width(), part.height());
    const auto sizeOf = [&](const QImage &image) -> Result<double> {
        const auto bytes =
            encodedByVips(stripsOf(image), *format, encoding, QFileInfo(path).fileName());
        return bytes ? Result<double>(double(bytes->size())) : bytes.error();
    };
    const auto whole = sizeOf(middle);
    if (!whole)
        return whole.error();
    const auto around = sizeOf(middle.copy(0, 0, 1, 1)); // profile, metadata: once
    if (!around)
        return around.error();
    const double times =
        double(size.width()) * size.height() / (double(part.width()) * part.height());
    return qint64(*around + (*whole - *around) * times);
}

Status checkPictureIsWritable(const QString &path, QSize size)
{
    if (const OutputFormat *format = outputFormat(path);
        format && std::max(size.width(), size.height()) > format->longestSide)
        return notWritable(path, QStringLiteral("%1 has at most %2 px on a side")
                                     .arg(format->name)
                                     .arg(format->longestSide));
    const QFileInfo info(path);
    if (info.isDir())
        return Error{ErrorCode::FileNotWritable, QDir::cleanPath(path), qt_error_string(EISDIR)};
    if (info.exists() && !info.isFile())
        return notWritable(path, QStringLiteral("not a file"));
    if (info.exists() && !info.isWritable())
        return notWritable(path, qt_error_string(EACCES));

    // A folder that takes no other file: the one that is there must not be lost for a trial.
    if (info.exists() && !isReplacedWhole(path))
        return success();
    if (!takesName(path))
        return notWritable(path, qt_error_string(ENAMETOOLONG));
    const QString suffix = info.suffix();
    const QString trial = nameBeside(path, suffix.isEmpty() ? suffix : u'.' + suffix);
    QImage dot(1, 1, QImage::Format_RGB888);
    dot.fill(Qt::white);
    const Status status = writePicture(dot, trial);
    QFile::remove(trial);
    return status ? status : Error{ErrorCode::FileNotWritable, path, status.error().detail};
}

} // namespace gramarye
