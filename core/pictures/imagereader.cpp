#include "core/pictures/imagereader.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QtEndian>

#include <lcms2.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>

namespace gramarye {

namespace {

bool isTooLarge(QSize size)
{
    return qint64(size.width()) * size.height() > maximumPixels;
}

Error tooLarge(QSize size, const QString &name)
{
    return {ErrorCode::PictureTooLarge, name,
            QStringLiteral("%1 × %2").arg(size.width()).arg(size.height())};
}

// Qt paints these with fonts, which takes a QGuiApplication (without one it aborts), and they may
// name other files.
bool isDrawing(const QByteArray &format)
{
    return format == "svg" || format == "svgz" || format == "pdf";
}

// Markers that stand alone: TEM, RST0 to RST7, SOI; every other one begins a segment that says its
// length. 0x00 marks no marker but a plain 0xff in the compressed data, 0xff a fill byte.
bool beginsSegment(quint8 marker)
{
    return marker > 0x01 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd8);
}

// Goes from marker to marker (ITU-T T.81, B.1.1) to the end of the image. Thumbnails within the
// segments are passed over, what cameras append after the end does not matter.
bool jpegIsComplete(const QByteArray &bytes)
{
    qsizetype at = 0;
    while ((at = bytes.indexOf('\xff', at)) >= 0 && at + 1 < bytes.size()) {
        constexpr quint8 endOfImage = 0xd9;
        const auto marker = quint8(bytes[at + 1]);
        if (marker == endOfImage)
            return true;
        at += marker == 0xff ? 1 : 2;
        if (beginsSegment(marker) && at + 2 <= bytes.size())
            at += qFromBigEndian<quint16>(bytes.constData() + at);
    }
    return false;
}

// The last chunk is always the same: no data, so always the same checksum.
bool pngIsComplete(const QByteArray &bytes)
{
    return bytes.contains(QByteArrayLiteral("\0\0\0\0IEND\xae\x42\x60\x82"));
}

// The header says how long the file is.
bool bmpIsComplete(const QByteArray &bytes)
{
    constexpr qsizetype sizeField = 2;
    return bytes.size() >= qFromLittleEndian<quint32>(bytes.constData() + sizeField);
}

// These decoders fill up what is missing from the end of a file with grey or black and report
// success; the other ones fail.
bool isComplete(const QByteArray &bytes, const QByteArray &format)
{
    if (format == "jpeg")
        return jpegIsComplete(bytes);
    if (format == "png")
        return pngIsComplete(bytes);
    if (format == "bmp")
        return bmpIsComplete(bytes);
    return true;
}

// What stands in the iCCP chunk, which precedes the data (PNG, 11.3.3.3): a name, a zero, the
// method (zlib is the only one) and the packed profile.
QColorSpace pngProfile(const QByteArray &bytes)
{
    constexpr qsizetype signatureSize = 8;
    constexpr qsizetype headSize = 8;
    constexpr qsizetype checksumSize = 4;
    constexpr quint32 largest = 1 << 20; // unpacks to 1 GB at the very worst
    qsizetype at = signatureSize;
    while (at + headSize <= bytes.size()) {
        const auto length = qFromBigEndian<quint32>(bytes.constData() + at);
        const QByteArray type = bytes.mid(at + 4, 4);
        at += headSize;
        if (type == "IDAT")
            break;
        if (type == "iCCP" && length <= largest) {
            const QByteArray data = bytes.mid(at, length);
            const QByteArray sizeHint = QByteArrayLiteral("\0\x10\0\0"); // qUncompress wants one
            return QColorSpace::fromIccProfile(
                qUncompress(sizeHint + data.mid(data.indexOf('\0') + 2)));
        }
        at += qsizetype(length) + checksumSize;
    }
    return {};
}

/// Reads all of @p device once, and that only where its beginning is a picture's.
Result<Picture> decode(QIODevice &device, const QString &name)
{
    if (device.size() == 0)
        return Error{ErrorCode::PictureEmpty, name, {}};
    QImageReader look(&device);
    look.setDecideFormatFromContent(true);
    const bool readable = look.canRead();
    const QByteArray format = look.format();
    if (!readable || isDrawing(format))
        return Error{ErrorCode::PictureUnknown, name, {}};
    // The few formats that do not tell their size beforehand meet Qt's allocation limit instead.
    if (isTooLarge(look.size()))
        return tooLarge(look.size(), name);

    allowLargePictures();
    device.seek(0);
    QBuffer bytes;
    bytes.setData(device.readAll());
    bytes.open(QIODevice::ReadOnly);
    QImageReader reader(&bytes, format);
    reader.setAutoTransform(true);
    QImage image = reader.read();
    if (image.isNull())
        return Error{ErrorCode::PictureDamaged, name, reader.errorString()};
    if (!isComplete(bytes.data(), format))
        return Error{ErrorCode::PictureDamaged, name, QStringLiteral("the file ends early")};
    // Qt's PNG plug-in drops a profile that QColorSpace does not understand, the others keep it.
    if (format == "png" && image.colorSpace().iccProfile().isEmpty())
        image.setColorSpace(pngProfile(bytes.data()));
    return pictureFromImage(image, name);
}

bool isDeep(const QImage &image)
{
    return image.pixelFormat().redSize() > 8;
}

using Profile = std::unique_ptr<void, decltype(&cmsCloseProfile)>;
using Transform = std::unique_ptr<void, decltype(&cmsDeleteTransform)>;

// A grey picture has been spread over red, green and blue by now: take the first of them.
cmsUInt32Number pixelType(cmsColorSpaceSignature colors, bool deep)
{
    if (colors == cmsSigGrayData)
        return COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(3) | BYTES_SH(deep ? 2 : 1);
    return deep ? TYPE_RGBA_16 : TYPE_RGBA_8;
}

// Null where the profile is broken, or not about colours as Qt decodes them, which little-cms
// refuses: a CMYK JPEG is RGB by now but still has its CMYK profile.
Transform transformToSrgb(const QByteArray &icc, bool deep)
{
    const Profile source(cmsOpenProfileFromMem(icc.constData(), cmsUInt32Number(icc.size())),
                         cmsCloseProfile);
    if (!source)
        return {nullptr, cmsDeleteTransform};
    const Profile target(cmsCreate_sRGBProfile(), cmsCloseProfile);
    return {cmsCreateTransform(source.get(), pixelType(cmsGetColorSpace(source.get()), deep),
                               target.get(), pixelType(cmsSigRgbData, deep), INTENT_PERCEPTUAL, 0),
            cmsDeleteTransform};
}

// Little-cms also reads the profiles with tables; Qt keeps their bytes whether or not QColorSpace
// understands them. In place on RGBA8888 or RGBA64, where little-cms leaves alpha as it is.
void convertToSrgb(QImage &image)
{
    const QColorSpace colorSpace = image.colorSpace();
    image.setColorSpace(QColorSpace::SRgb);
    const QByteArray icc = colorSpace.iccProfile();
    if (colorSpace == QColorSpace::SRgb || icc.isEmpty())
        return;
    const Transform transform = transformToSrgb(icc, isDeep(image));
    if (!transform)
        return;
    for (int y = 0; y < image.height(); ++y) {
        uchar *line = image.scanLine(y);
        cmsDoTransform(transform.get(), line, line, cmsUInt32Number(image.width()));
    }
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

} // namespace

void allowLargePictures()
{
    static std::once_flag once;
    std::call_once(once, [] {
        constexpr qint64 bytesPerPixel = 8;
        QImageReader::setAllocationLimit(int(maximumPixels * bytesPerPixel / (1 << 20) + 1));
    });
}

Result<Picture> readPicture(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(path));
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, info.fileName(), {}};
    // Opening a pipe would wait for ever.
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, info.fileName(), QStringLiteral("not a file")};
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, info.fileName(), file.errorString()};

    Result<Picture> picture = decode(file, info.fileName());
    if (picture)
        picture->ref.path = info.absoluteFilePath();
    return picture;
}

Result<Picture> readPicture(const QByteArray &bytes, const QString &name)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return decode(buffer, name);
}

Result<Picture> pictureFromImage(const QImage &image, const QString &name)
{
    if (image.isNull())
        return Error{ErrorCode::PictureEmpty, name, {}};
    if (isTooLarge(image.size()))
        return tooLarge(image.size(), name);

    const bool deep = isDeep(image);
    Picture picture;
    picture.image = image.convertToFormat(deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888);
    convertToSrgb(picture.image);
    picture.alpha = image.hasAlphaChannel() ? alphaOf(picture.image) : QImage();
    if (!picture.alpha.isNull() && deep)
        flattenOnWhite<quint16>(picture.image);
    else if (!picture.alpha.isNull())
        flattenOnWhite<quint8>(picture.image);
    picture.image.convertTo(deep ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    picture.image.setDevicePixelRatio(1);
    if (picture.image.isNull()) // QImage's way of saying so
        return Error{ErrorCode::OutOfMemory, name, {}};
    Picture named = unfiledPicture(picture.image, name);
    named.alpha = std::move(picture.alpha);
    return named;
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

Picture unfiledPicture(const QImage &image, const QString &name)
{
    Picture picture;
    picture.image = image;
    picture.ref.name = name;
    picture.ref.hash = pictureChecksum(image);
    return picture;
}

} // namespace gramarye
