#include "core/pictures/imagewriter.h"

#include "core/base/safefile.h"
#include "core/pictures/imagereader.h"

#include <QBuffer>
#include <QColorSpace>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryFile>

#include <algorithm>
#include <cerrno>
#include <iterator>

namespace gramarye {

namespace {

/// What a file format keeps of a picture.
struct FileFormat
{
    const char *suffix;
    bool lossless;
    QImage::Format opaque;
    QImage::Format opaqueDeep; ///< from more than 8 bits per channel
    QImage::Format alpha;
    QImage::Format alphaDeep;
};

constexpr auto rgb = QImage::Format_RGB888;
constexpr auto rgba = QImage::Format_RGBA8888;
constexpr auto rgb16 = QImage::Format_RGBX64;
constexpr auto rgba16 = QImage::Format_RGBA64;

// Qt multiplies 8-bit colours by alpha before it writes them to TIFF, which loses some; 16-bit
// ones not.
constexpr FileFormat fileFormats[] = {
    {"png", true, rgb, rgb16, rgba, rgba16},    {"tif", true, rgb, rgb16, rgba16, rgba16},
    {"tiff", true, rgb, rgb16, rgba16, rgba16}, {"bmp", true, rgb, rgb, rgb, rgb},
    {"webp", false, rgb, rgb, rgba, rgba},      {"jpg", false, rgb, rgb, rgb, rgb},
    {"jpeg", false, rgb, rgb, rgb, rgb},
};

// Null for a suffix that is none of ours.
const FileFormat *formatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix.isEmpty())
        return std::begin(fileFormats);
    const auto *found = std::find_if(
        std::begin(fileFormats), std::end(fileFormats),
        [&suffix](const FileFormat &format) { return suffix == QLatin1String(format.suffix); });
    return found == std::end(fileFormats) ? nullptr : found;
}

Error notWritable(const QString &path, const QString &reason)
{
    return {ErrorCode::FileNotWritable, QFileInfo(path).fileName(), reason};
}

QImage::Format pixelFormat(const QImage &image, const FileFormat &format)
{
    const bool deep = image.pixelFormat().redSize() > 8;
    if (image.hasAlphaChannel())
        return deep ? format.alphaDeep : format.alpha;
    return deep ? format.opaqueDeep : format.opaque;
}

// The picture just as the file is to hold it. The texts go with the image: QImageWriter::setText
// would tear them apart at blank lines.
QImage prepare(const QImage &image, const FileFormat &format, const QMap<QString, QString> &texts)
{
    QImage prepared = image.convertToFormat(pixelFormat(image, format));
    prepared.setColorSpace(QColorSpace::SRgb);
    for (auto text = texts.begin(); text != texts.end(); ++text)
        prepared.setText(text.key(), text.value());
    return prepared;
}

Result<QByteArray> encode(const QImage &image, const FileFormat &format, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite); // the TIFF writer also reads
    QImageWriter writer(&buffer, format.suffix);
    if (!format.lossless)
        writer.setQuality(95); // with the PNG writer this would mean "hardly compressed"
    if (!writer.write(image))
        return notWritable(path, writer.errorString());
    return buffer.data();
}

bool decodesTo(const QImage &image, const QByteArray &bytes, const FileFormat &format)
{
    allowLargePictures();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImage readBack = QImageReader(&buffer, format.suffix).read();
    if (!format.lossless)
        return readBack.size() == image.size();
    readBack.convertTo(image.format());
    readBack.setColorSpace(image.colorSpace()); // which == compares too, and BMP has none
    return readBack == image;
}

} // namespace

FileFeatures featuresOf(const QString &path)
{
    const FileFormat *format = formatOf(path);
    if (!format)
        return {};
    return {format->opaqueDeep != format->opaque, format->alpha != format->opaque,
            format == std::begin(fileFormats)};
}

QStringList pictureSuffixes()
{
    QStringList suffixes;
    for (const FileFormat &format : fileFormats)
        suffixes << QLatin1String(format.suffix);
    return suffixes;
}

Status writePicture(const QImage &image, const QString &path, const QMap<QString, QString> &texts)
{
    const FileFormat *format = formatOf(path);
    if (!format)
        return notWritable(path, QStringLiteral("no picture format has this suffix"));
    const auto about = [&](const Status &status) {
        return Error{status.error().code, QFileInfo(path).fileName(), status.error().detail};
    };
    SafeFile file(path);
    if (const Status status = file.begin(); !status)
        return about(status);

    const QImage prepared = prepare(image, *format, texts);
    const Result<QByteArray> bytes = encode(prepared, *format, path);
    if (!bytes)
        return bytes.error();
    // Compared in two halves, so that a picture that came out wrong replaces nothing: bytes with
    // pixels here, file with bytes by the SafeFile.
    if (!decodesTo(prepared, *bytes, *format))
        return Error{ErrorCode::WrittenFileDiffers, QFileInfo(path).fileName(), {}};
    file.write(*bytes);
    const Status status = file.finish();
    return status ? success() : about(status);
}

Status checkPictureIsWritable(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Error{ErrorCode::FileNotWritable, QDir::cleanPath(path), qt_error_string(EISDIR)};
    if (info.exists() && !info.isWritable())
        return notWritable(path, qt_error_string(EACCES));

    QTemporaryFile place(info.dir().filePath(QLatin1String("XXXXXX-") + info.fileName()));
    if (!place.open())
        return Error{ErrorCode::FileNotWritable, path, place.errorString()};
    QImage dot(1, 1, QImage::Format_RGB888);
    dot.fill(Qt::white);
    const Status status = writePicture(dot, place.fileName());
    return status ? status : Error{ErrorCode::FileNotWritable, path, status.error().detail};
}

} // namespace gramarye
