#include "core/pictures/vipsencoder.h"

#include "core/pictures/filemetadata_vips.h"
#include "core/pictures/jpegsegment.h"
#include "core/pictures/pngchunk.h"

#include <QColorSpace>
#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace gramarye {

namespace {

int channelsOf(QImage::Format format)
{
    return format == QImage::Format_RGBA8888 || format == QImage::Format_RGBA64 ? 4 : 3;
}

bool isDeep(QImage::Format format)
{
    return format == QImage::Format_RGBX64 || format == QImage::Format_RGBA64;
}

/// A line as libvips wants it, of @p count pixels from @p left on.
void copyPixels(const uchar *line, QImage::Format format, int left, int count, VipsPel *to)
{
    const auto take = [&](const auto *from, auto *into) {
        if (format != QImage::Format_RGBX64) {
            const int channels = channelsOf(format);
            std::copy_n(from + left * channels, std::size_t(count) * std::size_t(channels), into);
            return;
        }
        from += 4 * left;
        for (int x = 0; x < count; ++x, from += 4, into += 3)
            std::copy_n(from, 3, into);
    };
    if (isDeep(format))
        take(reinterpret_cast<const quint16 *>(line), reinterpret_cast<quint16 *>(to));
    else
        take(line, to);
}

int fill(VipsRegion *region, void * /*sequence*/, void *picture, void * /*unused*/,
         gboolean * /*stop*/)
{
    const auto &strips = *static_cast<const PictureStrips *>(picture);
    const VipsRect &area = region->valid;
    const QImage strip = strips.strip(area.top, area.height);
    if (strip.isNull()) {
        vips_error("gramarye", "%s", "out of memory");
        return -1;
    }
    for (int y = 0; y < area.height; ++y)
        copyPixels(strip.constScanLine(y), strips.format, area.left, area.width,
                   VIPS_REGION_ADDR(region, area.left, area.top + y));
    return 0;
}

/// @p picture, which has to outlive it, as libvips asks for it: from top to bottom.
Ref<VipsImage> imageOf(const PictureStrips &picture)
{
    Ref<VipsImage> image(vips_image_new());
    const bool deep = isDeep(picture.format);
    vips_image_init_fields(image.get(), picture.size.width(), picture.size.height(),
                           channelsOf(picture.format),
                           deep ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR, VIPS_CODING_NONE,
                           deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB, 1, 1);
    if (vips_image_pipelinev(image.get(), VIPS_DEMAND_STYLE_THINSTRIP, nullptr) != 0
        || vips_image_generate(image.get(), nullptr, fill, nullptr,
                               const_cast<PictureStrips *>(&picture), nullptr)
               != 0)
        return nullptr;
    return image;
}

bool isLossless(const OutputFormat &format, const Encoding &encoding)
{
    return format.compression == Compression::Lossless
           || (format.compression == Compression::Either && encoding.lossless);
}

/// As vips_object_set_from_string() reads them.
QByteArray optionsFor(const PictureStrips &picture, const OutputFormat &format,
                      const Encoding &encoding)
{
    QByteArray options = format.options;
    const auto add = [&options](const QByteArray &option) {
        options += (options.isEmpty() ? "" : ",") + option;
    };
    if (format.compression != Compression::Lossless && !isLossless(format, encoding))
        add("Q="
            + QByteArray::number(encoding.quality > 0 ? encoding.quality : format.usualQuality));
    else if (format.compression == Compression::Either)
        add("lossless=true");
    if (std::strcmp(format.saver, "heifsave_target") == 0)
        add(isDeep(picture.format) ? "bitdepth=12" : "bitdepth=8");
    // Classic TIFF counts bytes in 32 bits (TIFF 6.0, section 2).
    constexpr qint64 longest = 4'000'000'000;
    const qint64 bytes = qint64(picture.size.width()) * picture.size.height()
                         * channelsOf(picture.format) * (isDeep(picture.format) ? 2 : 1);
    if (std::strcmp(format.saver, "tiffsave_target") == 0 && bytes > longest)
        add("bigtiff=true");
    return options;
}

/// Runs the operation that writes @p image into @p target.
bool save(VipsImage *image, VipsTarget *target, const char *saver, const QByteArray &options)
{
    VipsOperation *operation = vips_operation_new(saver);
    if (!operation)
        return false;
    g_object_set(operation, "in", image, "target", target, nullptr);
    const bool isSaved =
        (options.isEmpty()
         || vips_object_set_from_string(VIPS_OBJECT(operation), options.constData()) == 0)
        && vips_cache_operation_buildp(&operation) == 0;
    vips_object_unref_outputs(VIPS_OBJECT(operation));
    g_object_unref(operation);
    return isSaved;
}

bool encode(const PictureStrips &picture, const OutputFormat &format, const Encoding &encoding,
            VipsTarget *target)
{
    const Ref<VipsImage> image = imageOf(picture);
    if (!image || !target)
        return false;
    const QByteArray profile =
        encoding.profile.isEmpty() ? QColorSpace(QColorSpace::SRgb).iccProfile() : encoding.profile;
    vips_image_set_blob_copy(image.get(), VIPS_META_ICC_NAME, profile.constData(),
                             std::size_t(profile.size()));
    setFileMetadata(image.get(), encoding.metadata, encoding.resolution);
    return save(image.get(), target, format.saver, optionsFor(picture, format, encoding));
}

/// But for what a pixel hides that is transparent, which no format has to keep.
bool sameLine(const VipsPel *a, const VipsPel *b, QImage::Format format, int width)
{
    const int channels = channelsOf(format);
    const std::size_t pixel = std::size_t(channels) * (isDeep(format) ? 2 : 1);
    if (std::memcmp(a, b, std::size_t(width) * pixel) == 0)
        return true;
    if (channels == 3)
        return false;
    const std::size_t alpha = pixel / 4;
    const auto isHidden = [&](const VipsPel *at) {
        return std::all_of(at + 3 * alpha, at + 4 * alpha, [](VipsPel byte) { return byte == 0; });
    };
    for (int x = 0; x < width; ++x, a += pixel, b += pixel) {
        if (std::memcmp(a, b, pixel) != 0 && !(isHidden(a) && isHidden(b)))
            return false;
    }
    return true;
}

bool hasSamePixels(VipsImage *image, const PictureStrips &picture)
{
    constexpr int atOnce = 64; // lines
    if (image->Bands != channelsOf(picture.format)
        || image->BandFmt != (isDeep(picture.format) ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR))
        return false;
    const int width = picture.size.width();
    std::vector<VipsPel> line(VIPS_IMAGE_SIZEOF_LINE(image));
    const Ref<VipsRegion> region(vips_region_new(image));
    for (int top = 0; top < picture.size.height(); top += atOnce) {
        const VipsRect area{0, top, width, std::min(atOnce, picture.size.height() - top)};
        const QImage strip = picture.strip(top, area.height);
        if (strip.isNull() || vips_region_prepare(region.get(), &area) != 0)
            return false;
        for (int y = 0; y < area.height; ++y) {
            copyPixels(strip.constScanLine(y), picture.format, 0, width, line.data());
            if (!sameLine(VIPS_REGION_ADDR(region.get(), 0, top + y), line.data(), picture.format,
                          width))
                return false;
        }
    }
    return true;
}

/// A PNG on its way into a file, with a chunk that libvips does not know of behind its first one.
struct PngFile
{
    QFile file;
    QByteArray chunk;
    qint64 written = 0; ///< of what libvips makes

    /// That many bytes; false: there is no room.
    bool write(const char *bytes, qint64 count)
    {
        constexpr qint64 headEnd = 33; // of the signature and IHDR (PNG, 5.2 and 11.2.2)
        const qint64 before = std::clamp<qint64>(headEnd - written, 0, count);
        bool isWritten = file.write(bytes, before) == before;
        written += count;
        if (isWritten && before > 0 && written >= headEnd)
            isWritten = file.write(chunk) == chunk.size();
        return isWritten && file.write(bytes + before, count - before) == count - before;
    }
};

gint64 writePng(VipsTargetCustom * /*target*/, const void *bytes, gint64 count, void *png)
{
    return static_cast<PngFile *>(png)->write(static_cast<const char *>(bytes), count) ? count : -1;
}

/// Where the PNG file @p png is written to. Null: an error.
Ref<VipsTarget> targetOf(PngFile &png, int descriptor)
{
    const auto mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    if (!png.file.open(descriptor, mode, QFileDevice::DontCloseHandle))
        return nullptr;
    Ref<VipsTarget> target(VIPS_TARGET(vips_target_custom_new()));
    g_signal_connect(target.get(), "write", G_CALLBACK(writePng), &png);
    return target;
}

} // namespace

Status encodeByVips(const PictureStrips &picture, const OutputFormat &format,
                    const Encoding &encoding, int descriptor, const QString &name)
{
    PngFile png;
    if (const QByteArray exif = format.lacksExif ? exifOf(encoding, picture.size) : QByteArray();
        !exif.isEmpty())
        png.chunk = pngChunk("eXIf", exif);
    const VipsTurn turn;
    if (!turn.isStarted())
        return Error{ErrorCode::FileNotWritable, name, complaint()};
    const Ref<VipsTarget> target = png.chunk.isEmpty()
                                       ? Ref<VipsTarget>(vips_target_new_to_descriptor(descriptor))
                                       : targetOf(png, descriptor);
    if (!encode(picture, format, encoding, target.get()))
        return Error{ErrorCode::FileNotWritable, name, complaint()};
    return success();
}

/// Puts @p size into @p exif, which is that of a dot, in the place of the dot's.
void setExifSize(QByteArray &exif, QSize size)
{
    const auto entry = [](quint16 tag, quint16 type, quint32 value) {
        QByteArray bytes(12, '\0');
        qToLittleEndian(tag, bytes.data());
        qToLittleEndian(type, bytes.data() + 2);
        qToLittleEndian(quint32(1), bytes.data() + 4); // value
        qToLittleEndian(value, bytes.data() + 8);
        return bytes;
    };
    constexpr quint16 pixelXDimension = 0xa002; // Exif 2.3, 4.6.5
    constexpr quint16 shortType = 3;
    constexpr quint16 longType = 4;
    for (const quint16 type : {shortType, longType}) {
        exif.replace(entry(pixelXDimension, type, 1),
                     entry(pixelXDimension, longType, quint32(size.width())));
        exif.replace(entry(pixelXDimension + 1, type, 1),
                     entry(pixelXDimension + 1, longType, quint32(size.height())));
    }
}

QByteArray exifOf(const Encoding &encoding, QSize size)
{
    const OutputFormat &jpeg = *outputFormat(QStringLiteral("a.jpg"));
    Encoding small = encoding;
    small.metadata.recipe.clear();
    QImage dot(1, 1, QImage::Format_RGB888);
    dot.fill(Qt::white);
    const auto bytes = encodedByVips(stripsOf(dot), jpeg, small, {});
    constexpr uchar app1 = 0xe1;
    QByteArray exif = bytes ? jpegSegment(*bytes, app1, QByteArrayView("Exif\0\0", 6)).toByteArray()
                            : QByteArray();
    setExifSize(exif, size);
    return exif;
}

bool decodesByVips(int descriptor, const OutputFormat &format, const Encoding &encoding,
                   const PictureStrips &picture)
{
    const VipsTurn turn;
    const Ref<VipsSource> source(turn.isStarted() ? vips_source_new_from_descriptor(descriptor)
                                                  : nullptr);
    VipsImage *image = nullptr;
    vips_call(format.loader, source.get(), &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
              VIPS_FAIL_ON_TRUNCATED, nullptr);
    const Ref<VipsImage> owned(image);
    return owned && QSize(owned->Xsize, owned->Ysize) == picture.size
           && (!isLossless(format, encoding) || hasSamePixels(owned.get(), picture));
}

Result<QByteArray> encodedByVips(const PictureStrips &picture, const OutputFormat &format,
                                 const Encoding &encoding, const QString &name)
{
    const VipsTurn turn;
    const Ref<VipsTarget> target(turn.isStarted() ? vips_target_new_to_memory() : nullptr);
    if (!encode(picture, format, encoding, target.get()))
        return Error{ErrorCode::FileNotWritable, name, complaint()};
    VipsBlob *blob = nullptr;
    g_object_get(target.get(), "blob", &blob, nullptr);
    std::size_t size = 0;
    const void *bytes = vips_blob_get(blob, &size);
    const QByteArray result(static_cast<const char *>(bytes), qsizetype(size));
    vips_area_unref(VIPS_AREA(blob));
    return result;
}

} // namespace gramarye
