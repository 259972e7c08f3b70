#include "core/pictures/vipsimage.h"

#include "core/pictures/cutpicture.h"
#include "core/pictures/filemetadata_vips.h"
#include "core/pictures/imagereader.h"
#include "core/pictures/jxlcontainer.h"
#include "core/pictures/jxlpart.h"
#include "core/pictures/multipicture.h"
#include "core/pictures/pngcolors.h"
#include "core/pictures/webplines.h"

#include <QColorSpace>
#include <QCoreApplication>
#include <QTemporaryFile>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace gramarye {

namespace {

Error damaged(const QString &name)
{
    return {ErrorCode::PictureDamaged, name, complaint()};
}

bool isLoader(const PictureFormat &format, const char *loader)
{
    return std::strcmp(format.loader, loader) == 0;
}

/// What is to be made of a file's bytes.
struct Task
{
    PictureFormat format;
    QString name;
    int side; ///< px at which it is needed; 0: as it is
};

/// The first picture in @p bytes, nothing of which is decoded yet; they and the file @p place,
/// which is for the loader that knows no other source, have to outlive it. That of JPEG can reduce
/// it as it decodes. Null: an error.
Ref<VipsImage> opened(const QByteArray &bytes, const PictureFormat &format, VipsFailOn failOn,
                      QTemporaryFile &place, int shrink = 1)
{
    VipsImage *image = nullptr;
    if (isLoader(format, "openexrload")) {
        if (!place.open() || place.write(bytes) != bytes.size() || !place.flush())
            return nullptr;
        const QByteArray path = QFile::encodeName(place.fileName());
        vips_call(format.loader, path.constData(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                  nullptr);
        return Ref<VipsImage>(image);
    }
    const Ref<VipsSource> source(
        vips_source_new_from_memory(bytes.constData(), std::size_t(bytes.size())));
    // Where this list ends early nothing else is set.
    vips_call(format.loader, source.get(), &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
              failOn, shrink > 1 ? "shrink" : nullptr, shrink, nullptr);
    return Ref<VipsImage>(image);
}

/// OpenEXR multiplies its colours by alpha.
int unpremultiply(VipsImage *in, VipsImage **out)
{
    return vips_unpremultiply(in, out, "max_alpha", 255.0, nullptr);
}

/// Inks and coordinates as sRGB: inks as their profile says, or the one that libvips has for those
/// without.
int toRgb(VipsImage *in, VipsImage **out)
{
    const bool isDeep = in->BandFmt == VIPS_FORMAT_USHORT;
    switch (in->Type) {
    case VIPS_INTERPRETATION_CMYK:
        return vips_icc_transform(in, out, "srgb", "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE,
                                  "black_point_compensation", TRUE, "depth", isDeep ? 16 : 8,
                                  nullptr);
    case VIPS_INTERPRETATION_LAB:
    case VIPS_INTERPRETATION_LABS:
    case VIPS_INTERPRETATION_XYZ:
        return vips_colourspace(in, out, VIPS_INTERPRETATION_RGB16, nullptr);
    default:
        return vips_copy(in, out, nullptr);
    }
}

/// In 8 or 16 bits, or as floats.
int toFewFormats(VipsImage *in, VipsImage **out)
{
    switch (in->BandFmt) {
    case VIPS_FORMAT_UCHAR:
    case VIPS_FORMAT_USHORT:
    case VIPS_FORMAT_FLOAT:
        return vips_copy(in, out, nullptr);
    case VIPS_FORMAT_DOUBLE:
        return vips_cast(in, out, VIPS_FORMAT_FLOAT, nullptr);
    default:
        return vips_cast(in, out, VIPS_FORMAT_USHORT, "shift", TRUE, nullptr);
    }
}

/// How the pixels of a line follow each other.
struct Layout
{
    int width;
    int bands;
    int colors;    ///< 1 or 3 of the bands, the first
    bool hasAlpha; ///< in the band behind the colours
    VipsBandFormat format;
    float opaque; ///< what a float alpha channel has where nothing shines through
};

Layout layoutOf(VipsImage *image, const PictureFormat &format)
{
    const int colors = image->Bands < 3 ? 1 : 3;
    return {image->Xsize,   image->Bands,
            colors,         vips_image_hasalpha(image) && image->Bands > colors,
            image->BandFmt, isLoader(format, "openexrload") ? 255.0f : 1.0f};
}

QImage::Format imageFormat(const Layout &layout)
{
    if (layout.format == VIPS_FORMAT_UCHAR)
        return layout.hasAlpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888;
    return layout.hasAlpha ? QImage::Format_RGBA64 : QImage::Format_RGBX64;
}

template<typename Channel>
void spread(const Channel *from, const Layout &layout, Channel *to)
{
    constexpr Channel opaque = std::numeric_limits<Channel>::max();
    const int channels = imageFormat(layout) == QImage::Format_RGB888 ? 3 : 4;
    if (layout.bands == channels && (channels == 3 || layout.hasAlpha)) {
        std::copy_n(from, std::size_t(layout.width) * std::size_t(channels), to);
        return;
    }
    for (int x = 0; x < layout.width; ++x, from += layout.bands, to += channels) {
        for (int c = 0; c < 3; ++c)
            to[c] = from[layout.colors == 3 ? c : 0];
        if (channels == 4)
            to[3] = layout.hasAlpha ? from[layout.colors] : opaque;
    }
}

quint16 sixteenBits(float value)
{
    constexpr float white = std::numeric_limits<quint16>::max();
    return value > 0 ? quint16(std::lround(std::min(value, 1.0f) * white)) : quint16(0);
}

/// In the curve of sRGB (IEC 61966-2-1); what is brighter than white becomes white.
quint16 encodedLight(float light)
{
    return sixteenBits(light <= 0.0031308f ? 12.92f * light
                                           : 1.055f * std::pow(light, 1 / 2.4f) - 0.055f);
}

std::vector<quint16> encodedLine(const float *from, const Layout &layout)
{
    std::vector<quint16> line(std::size_t(layout.width) * std::size_t(layout.bands));
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool isColor = int(i % std::size_t(layout.bands)) < layout.colors;
        line[i] = isColor ? encodedLight(from[i]) : sixteenBits(from[i] / layout.opaque);
    }
    return line;
}

void copyLine(const VipsPel *from, const Layout &layout, uchar *to)
{
    auto *to16 = reinterpret_cast<quint16 *>(to);
    if (layout.format == VIPS_FORMAT_UCHAR)
        spread(from, layout, to);
    else if (layout.format == VIPS_FORMAT_USHORT)
        spread(reinterpret_cast<const quint16 *>(from), layout, to16);
    else
        spread(encodedLine(reinterpret_cast<const float *>(from), layout).data(), layout, to16);
}

/// Each pixel of the line @p to, which has as many channels, becomes the mean of as many pixels of
/// @p lines across as there are lines; of colours as far as they are opaque.
template<typename Channel>
void average(const QImage &lines, int width, uchar *to)
{
    const int shrink = lines.height();
    const int channels = lines.depth() / 8 / int(sizeof(Channel));
    const bool hasAlpha = lines.hasAlphaChannel();
    const auto pixels = quint64(shrink) * quint64(shrink);
    auto *mean = reinterpret_cast<Channel *>(to);
    for (int x = 0; x < width; ++x, mean += channels) {
        quint64 sums[3] = {};
        quint64 opacity = 0;
        for (int y = 0; y < shrink; ++y) {
            const auto *pixel =
                reinterpret_cast<const Channel *>(lines.constScanLine(y)) + x * shrink * channels;
            for (int i = 0; i < shrink; ++i, pixel += channels) {
                const quint64 weight = hasAlpha ? pixel[3] : 1;
                opacity += weight;
                for (int c = 0; c < 3; ++c)
                    sums[c] += weight * pixel[c];
            }
        }
        for (int c = 0; c < 3; ++c)
            mean[c] = opacity > 0 ? Channel((sums[c] + opacity / 2) / opacity) : Channel(0);
        if (channels == 4)
            mean[3] = hasAlpha ? Channel((opacity + pixels / 2) / pixels)
                               : std::numeric_limits<Channel>::max();
    }
}

/// As few as its loader makes, so that none is lost together with one that is missing.
int linesAtOnce(const PictureFormat &format)
{
    return isLoader(format, "tiffload_source") ? 1 : 8;
}

/// Decodes that many lines @p atOnce from the top as far as that goes, @p shrink into one; how many
/// there are.
int copyLines(VipsImage *from, const Layout &layout, int atOnce, int shrink, QImage &to)
{
    const Ref<VipsRegion> region(vips_region_new(from));
    QImage lines(layout.width, shrink, to.format());
    const int height = to.height() * shrink;
    for (int top = 0; top < height; top += atOnce) {
        const VipsRect strip{0, top, from->Xsize, std::min(atOnce, height - top)};
        if (vips_region_prepare(region.get(), &strip) != 0)
            return top / shrink;
        for (int y = top; y < VIPS_RECT_BOTTOM(&strip); ++y) {
            const VipsPel *line = VIPS_REGION_ADDR(region.get(), 0, y);
            copyLine(line, layout, shrink == 1 ? to.scanLine(y) : lines.scanLine(y % shrink));
            if (shrink == 1 || y % shrink + 1 < shrink)
                continue;
            if (layout.format == VIPS_FORMAT_UCHAR)
                average<quint8>(lines, to.width(), to.scanLine(y / shrink));
            else
                average<quint16>(lines, to.width(), to.scanLine(y / shrink));
        }
    }
    return to.height();
}

QColorSpace embeddedProfile(VipsImage *image)
{
    const void *data = nullptr;
    std::size_t size = 0;
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) == 0
        || vips_image_get_blob(image, VIPS_META_ICC_NAME, &data, &size) != 0)
        return {};
    return QColorSpace::fromIccProfile(
        QByteArray(static_cast<const char *>(data), qsizetype(size)));
}

/// Whether a picture of that Exif orientation is to be turned by a quarter, and that first.
bool isOnItsSide(int orientation)
{
    return orientation >= 5;
}

/// As the camera was held (Exif 2.3, 4.6.4: Orientation).
QImage upright(const QImage &image, int orientation)
{
    const QImage turned =
        isOnItsSide(orientation) ? image.transformed(QTransform().rotate(90)) : image;
    const bool mirrors =
        orientation == 2 || orientation == 3 || orientation == 5 || orientation == 8;
    const bool flips = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    QImage result = mirrors || flips ? turned.mirrored(mirrors, flips) : turned;
    result.setColorSpace(image.colorSpace()); // which gets lost
    return result;
}

/// What one attempt at decoding gave.
struct Attempt
{
    QImage image;  ///< as it lies in the file
    int lines = 0; ///< of it that are there
    int orientation = 1;
    PictureMetadata metadata;
    double resolution = 0;
    int count = 1;             ///< of the pictures in the file
    int shrink = 1;            ///< see DecodedImage
    QSize fullSize;            ///< of the picture in the file
    bool isInterlaced = false; ///< the whole picture comes again and again, in more and more detail

    bool hasAllLines() const { return lines == image.height(); }
};

Result<Attempt> attempt(const QByteArray &bytes, VipsFailOn failOn, const Task &task)
{
    const PictureFormat &format = task.format;
    QTemporaryFile place;
    const Ref<VipsImage> head = opened(bytes, format, failOn, place);
    if (!head)
        return damaged(task.name);
    Attempt result;
    result.fullSize = {head->Xsize, head->Ysize};
    result.shrink = shrinkFor(result.fullSize, task.side);
    if (const Status status = checkPictureSize(result.fullSize, task.name, result.shrink); !status)
        return status.error();
    const bool shrinksItself = result.shrink > 1 && isLoader(format, "jpegload_source");
    const Ref<VipsImage> small =
        shrinksItself ? opened(bytes, format, failOn, place, result.shrink) : nullptr;
    const Ref<VipsImage> &image = shrinksItself ? small : head;
    const auto unpack = isLoader(format, "openexrload") ? unpremultiply : vips_image_decode;
    const Ref<VipsImage> simple = applied(applied(applied(image, unpack), toRgb), toFewFormats);
    if (!simple)
        return damaged(task.name);

    const Layout layout = layoutOf(simple.get(), format);
    const int left = shrinksItself ? 1 : result.shrink; // to be reduced by
    result.image = QImage(simple->Xsize / left, simple->Ysize / left, imageFormat(layout));
    if (result.image.isNull())
        return Error{ErrorCode::OutOfMemory, task.name, {}};
    const bool isAsStored = simple->Type == image->Type && layout.format != VIPS_FORMAT_FLOAT;
    if (isAsStored)
        result.image.setColorSpace(embeddedProfile(image.get()));
    if (isLoader(format, "pngload_source") && result.image.colorSpace().iccProfile().isEmpty())
        result.image.setColorSpace(pngColors(bytes));
    result.isInterlaced = vips_image_get_typeof(head.get(), "interlaced") != 0;
    result.orientation = vips_image_get_orientation(head.get());
    const bool isJxl =
        isLoader(format, "jxlload_source"); // of which libvips 8.14 reads pixels only
    result.metadata = isJxl ? readXmp(jxlXmp(bytes)) : fileMetadata(head.get());
    result.resolution = fileResolution(head.get(), isJxl ? jxlExif(bytes) : QByteArray());
    result.count = isLoader(format, "jpegload_source") ? picturesInJpeg(bytes)
                                                       : vips_image_get_n_pages(head.get());
    result.lines = copyLines(simple.get(), layout, linesAtOnce(format), left, result.image);
    return result;
}

QString shareOf(const Attempt &attempt)
{
    return shareText(attempt.lines, attempt.image.height());
}

/// The lines that are there; @p part as in DecodedImage.
DecodedImage finished(const Attempt &attempt, const QString &part = {})
{
    DecodedImage decoded;
    QImage there = attempt.image;
    QSize size = attempt.fullSize;
    if (!attempt.hasAllLines()) {
        there = there.copy(0, 0, there.width(), attempt.lines);
        size.setHeight(attempt.lines * attempt.shrink);
    }
    decoded.image = upright(there, attempt.orientation);
    decoded.part = part;
    decoded.metadata = attempt.metadata;
    decoded.resolution = attempt.resolution;
    decoded.count = attempt.count;
    decoded.shrink = attempt.shrink;
    decoded.fullSize = isOnItsSide(attempt.orientation) ? size.transposed() : size;
    return decoded;
}

constexpr const char *coarseVersion = QT_TRANSLATE_NOOP("ErrorText", "a coarse version");

/// Once more, as if it had an end, which telephones leave out of panoramas. Null unless all lines
/// are there: as they are to be, or less detailed ones of a picture that is interlaced.
DecodedImage decodedWithEnd(const QByteArray &jpeg, const Task &task)
{
    vips_error_clear();
    const auto ended = attempt(jpeg + QByteArrayLiteral("\xff\xd9"), VIPS_FAIL_ON_NONE, task);
    if (!ended || !ended->hasAllLines())
        return {};
    const bool isWhole = *vips_error_buffer() == '\0'; // where warnings go, too
    if (isWhole)
        return finished(*ended);
    return ended->isInterlaced ? finished(*ended, QLatin1String(coarseVersion)) : DecodedImage();
}

/// The lines down to the last in which anything is to be seen.
int linesSeen(const QImage &image)
{
    const QImage alpha = image.convertToFormat(QImage::Format_Alpha8);
    for (int y = alpha.height() - 1; y >= 0; --y) {
        const uchar *line = alpha.constScanLine(y);
        if (std::any_of(line, line + alpha.width(), [](uchar value) { return value > 0; }))
            return y + 1;
    }
    return 0;
}

/// A GIF's loader is strict about all its pictures, or leaves transparent what is missing. Null
/// where that is everything.
DecodedImage decodedLeniently(const QByteArray &gif, const Task &task)
{
    auto lenient = attempt(gif, VIPS_FAIL_ON_NONE, task);
    if (!lenient || !lenient->hasAllLines()) // else there is whatever was in that memory before
        return {};
    lenient->lines = linesSeen(lenient->image);
    if (lenient->lines == 0)
        return {};
    return finished(*lenient, lenient->hasAllLines() ? QString() : shareOf(*lenient));
}

/// An interlaced PNG in the detail that is there; null: not even the first of its passes is.
DecodedImage decodedPasses(const QByteArray &png, Task task)
{
    const CompletedPng completed = completedPng(png);
    if (completed.passes == 0)
        return {};
    task.side = 0; // passes are of the whole
    auto whole = attempt(completed.bytes, VIPS_FAIL_ON_NONE, task);
    if (!whole || !whole->hasAllLines())
        return {};
    constexpr int allPasses = 7;
    if (completed.passes == allPasses)
        return finished(*whole);
    whole->image = coarse(std::move(whole->image), completed.passes);
    return finished(*whole, QLatin1String(coarseVersion));
}

/// Null: nothing, or the file is not cut short.
DecodedImage decodedJxl(const QByteArray &jxl)
{
    const JxlPart part = jxlPart(jxl);
    return {part.isCut ? part.image : QImage(), QLatin1String(coarseVersion)};
}

DecodedImage decodedWebp(const QByteArray &webp)
{
    const WebpLines lines = webpLines(webp);
    if (lines.image.isNull())
        return {};
    const int height = lines.image.height();
    return {lines.image, height < lines.height ? shareText(height, lines.height) : QString()};
}

/// What there is to be seen of a picture that was not decoded whole; null: nothing.
DecodedImage decodedInPart(const QByteArray &bytes, const Task &task, const Result<Attempt> &first)
{
    DecodedImage part;
    if (isLoader(task.format, "jpegload_source"))
        part = decodedWithEnd(bytes, task);
    else if (isLoader(task.format, "gifload_source"))
        part = decodedLeniently(bytes, task);
    else if (isLoader(task.format, "webpload_source"))
        part = decodedWebp(bytes);
    else if (isLoader(task.format, "jxlload_source"))
        part = decodedJxl(bytes);
    else if (isLoader(task.format, "pngload_source") && first && first->isInterlaced)
        part = decodedPasses(bytes, task);
    if (part.image.isNull() && first && first->lines > 0)
        part = finished(*first, shareOf(*first));
    return part;
}

/// Damaged, or, where the file is known to be longer than what there is of it, cut short.
Error damagedOrCut(const Error &error, const QByteArray &bytes, const PictureFormat &format)
{
    QString share = shareOfFile(bytes);
    if (share.isNull() && isLoader(format, "jxlload_source") && jxlPart(bytes).isCut)
        share = QLatin1String(someOfFile());
    return error.code == ErrorCode::PictureDamaged && !share.isNull()
               ? Error{error.code, error.subject, share}
               : error;
}

} // namespace

Result<DecodedImage> decodeByVips(const QByteArray &bytes, const PictureFormat &format,
                                  const QString &name, int side)
{
    const VipsTurn turn;
    if (!turn.isStarted())
        return Error{ErrorCode::Internal, {}, complaint()};
    const Task task{format, name, side};
    const auto first = attempt(bytes, VIPS_FAIL_ON_TRUNCATED, task);
    const auto inMemory = [&name](DecodedImage decoded) -> Result<DecodedImage> {
        if (decoded.image.isNull())
            return Error{ErrorCode::OutOfMemory, name, {}};
        return decoded;
    };
    if (first && first->hasAllLines())
        return inMemory(finished(*first));
    const Error trouble = first ? damaged(name) : first.error();
    const DecodedImage part = decodedInPart(bytes, task, first);
    if (!part.image.isNull())
        return part;
    return damagedOrCut(trouble, bytes, format);
}

PictureMetadata metadataByVips(QFile &file, const PictureFormat &format)
{
    const VipsTurn turn;
    // OpenEXR, which takes no source, has none that we know.
    if (!turn.isStarted() || isLoader(format, "openexrload"))
        return {};
    if (isLoader(format, "jxlload_source")) // libvips 8.14 passes over it
        return readXmp(jxlXmp(file.readAll()));
    const Ref<VipsSource> source(vips_source_new_from_descriptor(file.handle()));
    VipsImage *image = nullptr;
    vips_call(format.loader, source.get(), &image, "access", VIPS_ACCESS_SEQUENTIAL, nullptr);
    const Ref<VipsImage> owned(image);
    return owned ? fileMetadata(owned.get()) : PictureMetadata();
}

} // namespace gramarye
