#include "core/pictures/imagereader.h"

#include "core/model/recipe.h"
#include "core/pictures/colorprofile.h"
#include "core/pictures/cutpicture.h"
#include "core/pictures/pngtext.h"
#include "core/pictures/rawpicture.h"
#include "core/pictures/vipsimage.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QtEndian>

#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>

namespace gramarye {

namespace {

constexpr qint64 headSize = 1024; ///< bytes, by which a format is known

const QLatin1String fileHashPrefix("file-blake2b-256:");

// Qt paints these with fonts, which takes a QGuiApplication (without one it aborts), and they may
// name other files.
bool isDrawing(const QByteArray &format)
{
    return format == "svg" || format == "svgz" || format == "pdf";
}

/// The part of @p image, decoded from the file @p bmp, that is not black in place of what is
/// missing. Null: none is.
DecodedImage partOfBmp(const QImage &image, const QByteArray &bmp)
{
    const BmpLines lines = bmpLines(bmp);
    if (lines.count < 0) // compressed: where its end is nobody knows
        return shareOfFile(bmp).isNull() ? DecodedImage{image, {}} : DecodedImage();
    const int top = lines.isUpward ? image.height() - lines.count : 0;
    if (lines.count == 0)
        return {};
    if (lines.count >= image.height())
        return {image, {}};
    return {image.copy(0, top, image.width(), lines.count), shareText(lines.count, image.height())};
}

/// What libvips would leave to ImageMagick, which is kept out, or does not know.
Result<DecodedImage> decodeByQt(QIODevice &device, const PictureFormat &known, const QString &name)
{
    const Error unknown{ErrorCode::PictureUnknown, name, QLatin1String(known.words)};
    QImageReader look(&device, known.plugin);
    look.setAutoDetectImageFormat(!known.plugin);
    const bool readable = look.canRead();
    const QByteArray format = look.format();
    if (!readable || isDrawing(format))
        return unknown;
    // The few formats that do not tell their size beforehand meet Qt's allocation limit instead.
    if (const Status status = checkPictureSize(look.size(), name); !status)
        return status.error();

    allowLargePictures();
    device.seek(0);
    QBuffer bytes;
    bytes.setData(device.readAll());
    bytes.open(QIODevice::ReadOnly);
    QImageReader reader(&bytes, format);
    QImage image = reader.read();
    if (image.isNull())
        return known.words ? unknown : Error{ErrorCode::PictureDamaged, name, reader.errorString()};
    constexpr double inch = 0.0254; // m
    const double resolution = image.dotsPerMeterX() * inch;
    DecodedImage decoded{std::move(image), {}};
    if (format == "bmp")
        decoded = partOfBmp(decoded.image, bytes.data());
    if (decoded.image.isNull()) {
        const QString share = shareOfFile(bytes.data());
        return Error{ErrorCode::PictureDamaged, name,
                     share.isNull() ? QStringLiteral("the file ends early") : share};
    }
    const bool isPossible = resolution >= 1 && resolution <= highestResolution;
    decoded.resolution = isPossible ? resolution : 0; // a file may say anything
    return decoded;
}

Status open(QFile &file)
{
    const QFileInfo info(file.fileName());
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, info.fileName(), {}};
    // Opening a pipe would wait for ever.
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, info.fileName(),
                     info.isDir()
                         ? QLatin1String(QT_TRANSLATE_NOOP("ErrorText", "it is a folder"))
                         : QLatin1String(QT_TRANSLATE_NOOP("ErrorText", "it is not a file"))};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, info.fileName(), file.errorString()};
    return success();
}

Result<DecodedImage> decodeKnown(const QByteArray &bytes, const PictureFormat &format,
                                 const QString &name, int side)
{
    if (const char *raw = rawPictureWords(bytes))
        return Error{ErrorCode::PictureUnknown, name, QLatin1String(raw)};
    return decodeByVips(bytes, format, name, side);
}

bool isDeep(const QImage &image)
{
    return image.pixelFormat().redSize() > 8;
}

// By little-cms and not by libvips, which passes over profiles that have no table for this very
// intent, as those of scanners and cameras, and coloured profiles of grey pictures. It reads those
// with tables, too; Qt keeps their bytes whether or not QColorSpace understands them. In place;
// alpha stays as it is. Returns the profile that the colours were in and can be brought back to;
// empty: they were sRGB, or passed for it, or there is no way back, as to a grey one.
QByteArray convertToSrgb(QImage &image)
{
    const QColorSpace colorSpace = image.colorSpace();
    image.setColorSpace(QColorSpace::SRgb);
    const QByteArray icc = colorSpace.iccProfile();
    if (colorSpace == QColorSpace::SRgb || icc.isEmpty())
        return {};
    const auto transform = ColorTransform::toSrgb(icc, image.format());
    if (transform.isNull())
        return {};
    transform.apply(image);
    return ColorTransform::fromSrgb(icc, image.format()).isNull() ? QByteArray() : icc;
}

bool isOpaque(const QImage &alpha)
{
    for (int y = 0; y < alpha.height(); ++y) {
        const uchar *line = alpha.constScanLine(y);
        if (!std::all_of(line, line + alpha.width(), [](uchar value) { return value == 255; }))
            return false;
    }
    return true;
}

// The alpha channel as a grey picture; null where every pixel is opaque.
QImage alphaOf(const QImage &image)
{
    QImage alpha = image.convertToFormat(QImage::Format_Alpha8);
    alpha.reinterpretAsFormat(QImage::Format_Grayscale8);
    alpha.setColorSpace({});
    return isOpaque(alpha) ? QImage() : alpha;
}

// "Over" with white below, in place on RGBA8888 or RGBA64. Not with QPainter, which multiplies
// colours by alpha first and so loses some of 16 bits.
template<typename Channel>
void flattenOnWhite(QImage &image)
{
    constexpr quint32 white = std::numeric_limits<Channel>::max();
    for (int y = 0; y < image.height(); ++y) {
        auto *pixel = reinterpret_cast<Channel *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x, pixel += 4) {
            const quint32 alpha = pixel[3];
            for (int c = 0; c < 3; ++c)
                pixel[c] =
                    Channel((pixel[c] * alpha + white * (white - alpha) + white / 2) / white);
            pixel[3] = Channel(white);
        }
    }
}

// White shone through a pixel as far as it was transparent: that share of it goes, and as much of
// the colour comes. In place, on RGB888 (three channels) or RGBX64 (four).
template<typename Channel>
void replaceWhite(QImage &image, const QImage &alpha, QRgb color)
{
    constexpr int white = std::numeric_limits<Channel>::max();
    const int channels = sizeof(Channel) == 1 ? 3 : 4;
    const int lack[] = {255 - qRed(color), 255 - qGreen(color), 255 - qBlue(color)};
    for (int y = 0; y < image.height(); ++y) {
        auto *pixel = reinterpret_cast<Channel *>(image.scanLine(y));
        const uchar *opacity = alpha.constScanLine(y);
        for (int x = 0; x < image.width(); ++x, pixel += channels) {
            for (int c = 0; c < 3; ++c) {
                const qint64 less = qint64(255 - opacity[x]) * lack[c] * (white / 255);
                pixel[c] = Channel(std::max<qint64>(0, pixel[c] - (less + 127) / 255));
            }
        }
    }
}

/// @p image as the program works with it, and what was behind it. Not known by anything yet.
/// Errors: OutOfMemory.
Result<Picture> treated(QImage image, const QString &name)
{
    const bool deep = isDeep(image);
    const auto opaque = deep ? QImage::Format_RGBX64 : QImage::Format_RGB888;
    const auto transparent = deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888;
    image.convertTo(image.hasAlphaChannel() ? transparent : opaque);
    Picture picture;
    picture.profile = convertToSrgb(image);
    picture.alpha = image.hasAlphaChannel() ? alphaOf(image) : QImage();
    if (!picture.alpha.isNull() && deep)
        flattenOnWhite<quint16>(image);
    else if (!picture.alpha.isNull())
        flattenOnWhite<quint8>(image);
    image.convertTo(opaque);
    image.setDevicePixelRatio(1);
    if (image.isNull()) // QImage's way of saying so
        return Error{ErrorCode::OutOfMemory, name, {}};
    picture.image = std::move(image);
    picture.ref.name = name;
    return picture;
}

bool isLarge(QSize size)
{
    return qint64(size.width()) * size.height() > largePicture;
}

/// Reads all of @p device once, and that only where its beginning is a picture's.
Result<Picture> decode(QIODevice &device, const QString &name, const Reading &reading)
{
    if (device.size() == 0)
        return Error{ErrorCode::PictureEmpty, name, {}};
    const PictureFormat format = pictureFormat(device.peek(headSize));
    if (!format.loader && !format.plugin && format.words)
        return Error{ErrorCode::PictureUnknown, name, QLatin1String(format.words)};
    const QByteArray bytes = format.loader ? device.readAll() : QByteArray();
    auto decoded =
        format.loader ? decodeKnown(bytes, format, name, reading.isKnownByPixels ? 0 : reading.side)
                      : decodeByQt(device, format, name);
    if (!decoded)
        return decoded.error();
    if (!decoded->part.isNull() && reading.cut == CutPictures::Refuse)
        return Error{ErrorCode::PictureCutShort, name, decoded->part};
    auto picture = treated(std::move(decoded->image), name);
    if (!picture)
        return picture;
    picture->metadata = decoded->metadata;
    picture->resolution = decoded->resolution;
    picture->count = decoded->count;
    picture->shrink = decoded->shrink;
    picture->fullSize = decoded->shrink > 1 ? decoded->fullSize : QSize();
    // Of one that is cut short little may be there, but of its pixels there is less still.
    const bool isByFile = picture->shrink > 1 || isLarge(picture->size());
    if (!bytes.isEmpty() && isByFile && !reading.isKnownByPixels) {
        picture->file = bytes;
        picture->ref.hash = fileChecksum(bytes);
    } else {
        picture->ref.hash = pictureChecksum(picture->image);
    }
    device.seek(0);
    const auto text = readPngText(device, Recipe::textKey()); // as exports of before have it
    const QString recipe = text && !text->isEmpty() ? *text : decoded->metadata.recipe;
    if (!recipe.isEmpty())
        picture->image.setText(Recipe::textKey(), recipe);
    return picture;
}

} // namespace

void allowLargePictures()
{
    static std::once_flag once;
    std::call_once(once, [] {
        constexpr qint64 bytesPerPixel = 8;
        QImageReader::setAllocationLimit(int(maximumPixels * bytesPerPixel / (1 << 20) + 1));
    });
}

QStringList readableSuffixes()
{
    QStringList suffixes{QStringLiteral("gif"),  QStringLiteral("heic"), QStringLiteral("heif"),
                         QStringLiteral("avif"), QStringLiteral("jxl"),  QStringLiteral("hdr"),
                         QStringLiteral("exr"),  QStringLiteral("mpo"),  QStringLiteral("jfif"),
                         QStringLiteral("jpe")};
    for (const QByteArray &suffix : QImageReader::supportedImageFormats()) {
        if (!isDrawing(suffix))
            suffixes << QString::fromLatin1(suffix);
    }
    suffixes.removeDuplicates();
    return suffixes;
}

int shrinkFor(QSize size, int side)
{
    int shrink = 1;
    const int longest = std::max(size.width(), size.height());
    const int shortest = std::min(size.width(), size.height());
    const auto isRoomy = [&](int times) { return longest / (2 * shrink) >= times * side; };
    const auto fits = [&] {
        return qint64(size.width()) * size.height() / (shrink * shrink) <= maximumPixels;
    };
    while (side > 0 && isLarge(size) && shrink < 8 && shortest >= 2 * shrink
           && (isRoomy(2) || (isRoomy(1) && !fits())))
        shrink *= 2;
    return shrink;
}

Status checkPictureSize(QSize size, const QString &name, int shrink)
{
    const qint64 pixels = qint64(size.width()) * size.height();
    if (pixels / (shrink * shrink) <= maximumPixels && pixels <= 5 * maximumPixels)
        return success();
    return Error{ErrorCode::PictureTooLarge, name,
                 QStringLiteral("%1 × %2").arg(size.width()).arg(size.height())};
}

Result<Picture> readPicture(const QString &path, const Reading &reading)
{
    const QFileInfo info(QDir::cleanPath(path));
    QFile file(info.filePath());
    if (const Status status = open(file); !status)
        return status.error();
    Result<Picture> picture = decode(file, info.fileName(), reading);
    if (picture)
        picture->ref.path = info.absoluteFilePath();
    return picture;
}

Result<QString> readRecipeText(const QString &path)
{
    QFile file(path);
    if (const Status status = open(file); !status)
        return status.error();
    const PictureFormat format = pictureFormat(file.peek(headSize));
    if (!format.loader)
        return QString();
    const auto text = readPngText(file, Recipe::textKey());
    if (!text)
        return Error{text.error().code, QFileInfo(path).fileName(), text.error().detail};
    file.seek(0);
    return text->isNull() ? metadataByVips(file, format).recipe : *text;
}

Result<Picture> readPicture(const QByteArray &bytes, const QString &name, const Reading &reading)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return decode(buffer, name, reading);
}

Result<Picture> readFor(Picture picture, int side)
{
    if (picture.file.isEmpty() || shrinkFor(picture.size(), side) == picture.shrink)
        return picture;
    auto again = readPicture(picture.file, picture.ref.name, {CutPictures::Accept, side});
    if (!again)
        return again;
    picture.image = again->image;
    picture.alpha = again->alpha;
    picture.shrink = again->shrink;
    picture.fullSize = again->fullSize;
    return picture;
}

Result<Picture> pictureFromImage(QImage image, const QString &name)
{
    if (image.isNull())
        return Error{ErrorCode::PictureEmpty, name, {}};
    if (const Status status = checkPictureSize(image.size(), name); !status)
        return status.error();

    auto picture = treated(std::move(image), name);
    if (picture)
        picture->ref.hash = pictureChecksum(picture->image);
    return picture;
}

Picture onBackground(Picture picture, QRgb color)
{
    if (picture.alpha.isNull() || (color & RGB_MASK) == (RGB_MASK & qRgb(255, 255, 255)))
        return picture;
    const bool deep = isDeep(picture.image);
    picture.image.convertTo(deep ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    if (deep)
        replaceWhite<quint16>(picture.image, picture.alpha, color);
    else
        replaceWhite<quint8>(picture.image, picture.alpha, color);
    return picture;
}

bool isSamePicture(const Picture &a, const Picture &b)
{
    if (a.ref.hash.isEmpty() || b.ref.hash.isEmpty())
        return a.image.cacheKey() == b.image.cacheKey();
    return a.ref.hash == b.ref.hash;
}

QString pictureChecksum(const QImage &picture)
{
    if (picture.isNull())
        return {};
    const bool deep = picture.depth() > 32;
    const QImage pixels =
        picture.convertToFormat(deep ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    const quint32 size[] = {qToLittleEndian(quint32(pixels.width())),
                            qToLittleEndian(quint32(pixels.height()))};
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(size), sizeof size));
    const qsizetype length = qsizetype(pixels.width()) * (deep ? 8 : 3);
    for (int y = 0; y < pixels.height(); ++y)
        hash.addData(QByteArrayView(pixels.constScanLine(y), length));
    return QLatin1String("blake2b-256:") + QLatin1String(hash.result().toHex());
}

QString fileChecksum(const QByteArray &file)
{
    return fileHashPrefix
           + QLatin1String(QCryptographicHash::hash(file, QCryptographicHash::Blake2b_256).toHex());
}

bool isFileChecksum(const QString &hash)
{
    return hash.startsWith(fileHashPrefix);
}

Picture unfiledPicture(const QImage &image, const QString &name)
{
    Picture picture;
    picture.image = image;
    picture.ref.name = name;
    picture.ref.hash = pictureChecksum(image);
    return picture;
}

} // namespace gramarye
