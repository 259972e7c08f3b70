#include "core/documents/pictureexport.h"

#include "core/network/networkchecksum.h"
#include "core/pictures/colorprofile.h"
#include "core/pictures/outputformat.h"
#include "core/pictures/referredpicture.h"

#include <QColorSpace>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

/// Puts @p alpha, Grayscale8, into @p image, whose pixels are four Channels. @p scale leads from 8
/// bits to those of a Channel. Not with QImage::setAlphaChannel, which multiplies the colours by it
/// and so loses some of them.
template<typename Channel>
void putAlpha(QImage &image, const QImage &alpha, int scale)
{
    for (int y = 0; y < image.height(); ++y) {
        auto *pixel = reinterpret_cast<Channel *>(image.scanLine(y));
        const uchar *source = alpha.constScanLine(y);
        for (int x = 0; x < image.width(); ++x)
            pixel[4 * x + 3] = Channel(source[x] * scale);
    }
}

/// What others may know of a picture: not where it lies here.
PictureRef withoutPlace(const Picture &picture)
{
    PictureRef ref = picture.ref;
    ref.name = ref.path.isEmpty() ? QString() : ref.name; // pasted ones have no name to look for
    ref.path.clear();
    ref.otherPath.clear();
    ref.file.clear();
    return ref;
}

/// Lets @p recipe carry the masks of @p scene along, since painted ones are nowhere else; as far as
/// they fit into half of @p bytes.
void carryMasks(Recipe &recipe, const ReadScene &scene, int bytes)
{
    constexpr int longest = 2048; ///< px; a mask is smooth
    qsizetype left = bytes / 2;
    const std::vector<const Picture *> masks = scene.masks();
    const std::vector<PictureRef *> refs = recipe.scene.masks();
    for (std::size_t i = 0; i < masks.size(); ++i) {
        if (masks[i]->isNull())
            continue;
        QImage grey = masks[i]->image.convertToFormat(QImage::Format_Grayscale8);
        grey.setColorSpace({}); // a profile of RGB belongs into no grey file
        if (std::max(grey.width(), grey.height()) > longest)
            grey = grey.scaled(longest, longest, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        const QByteArray png = pngOf(grey);
        if (png.size() > left)
            continue;
        left -= png.size();
        refs[i]->file = png;
        if (const auto carried = readPicture(png, refs[i]->name))
            refs[i]->hash = carried->ref.hash;
    }
}

} // namespace

Recipe recipeOf(const RenderedPicture &picture, int bytes)
{
    Recipe recipe;
    recipe.program = QCoreApplication::applicationVersion();
    recipe.scene = picture.job.scene.mapped(withoutPlace, [](const NetworkSource &network) {
        return NetworkRef{network.info.name, {}, networkChecksum(network)};
    });
    carryMasks(recipe, picture.job.scene, bytes);
    recipe.stoppedAfter = picture.stoppedAfter;
    recipe.steered = picture.steered;
    recipe.job = picture.job.batchJob;
    return recipe;
}

QJsonObject toJson(const ExportOptions &options)
{
    const ExportOptions usual;
    QJsonObject object;
    const auto say = [&object](const char *key, const QJsonValue &value, bool differs) {
        if (differs)
            object[QLatin1String(key)] = value;
    };
    say("bits", options.bits, options.bits != usual.bits);
    say("alpha", true, options.keepsTransparency);
    say("quality", options.quality, options.quality != usual.quality);
    say("lossless", true, options.lossless);
    say("dpi", options.resolution, options.resolution != usual.resolution);
    say("metadata", true, options.keepsMetadata);
    say("place", true, options.keepsPlace);
    say("content-profile", true, options.keepsProfile);
    return object;
}

ExportOptions exportOptions(const QJsonObject &object)
{
    const auto flag = [&object](const char *key) { return object[QLatin1String(key)].toBool(); };
    ExportOptions options;
    options.bits = object[QLatin1String("bits")].toInt() == 16 ? 16 : 8;
    options.keepsTransparency = flag("alpha");
    options.quality = std::clamp(object[QLatin1String("quality")].toInt(), 0, 100);
    options.lossless = flag("lossless");
    const double resolution = object[QLatin1String("dpi")].toDouble();
    if (resolution >= ResolutionRange::minimum && resolution <= ResolutionRange::maximum)
        options.resolution = resolution;
    options.keepsMetadata = flag("metadata");
    options.keepsPlace = flag("place");
    options.keepsProfile = flag("content-profile");
    return options;
}

namespace {

/// That of @p content, which may have been read for a smaller size, for one of @p side px; null
/// where it cannot be had.
QImage alphaFor(const Picture &content, int side)
{
    const auto picture = readFor(content, side);
    return picture ? picture->alpha : QImage();
}

} // namespace

PictureStrips stripsForExport(const RenderedPicture &picture, const ExportOptions &options,
                              bool hasProfile)
{
    const bool deep = options.bits > 8;
    const QImage &image = picture.image;
    const Picture &content = picture.job.scene.content;
    QImage alpha;
    if (options.keepsTransparency && !content.alpha.isNull())
        alpha = alphaFor(content, std::max(image.width(), image.height()))
                    .scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .convertToFormat(QImage::Format_Grayscale8);
    const bool lacksMemory = options.keepsTransparency && !content.alpha.isNull() && alpha.isNull();
    const QImage::Format opaque = deep ? QImage::Format_RGBX64 : QImage::Format_RGB888;
    const QImage::Format format = alpha.isNull() ? opaque
                                  : deep         ? QImage::Format_RGBA64
                                                 : QImage::Format_RGBA8888;
    const ColorTransform colors = hasProfile && options.keepsProfile
                                      ? ColorTransform::fromSrgb(content.profile, format)
                                      : ColorTransform();
    return {image.size(), format, [=](int top, int height) {
                if (lacksMemory)
                    return QImage();
                const auto lines = [&](const QImage &of) {
                    return QImage(of.constScanLine(top), of.width(), height, of.bytesPerLine(),
                                  of.format());
                };
                QImage strip = lines(image).convertToFormat(format);
                if (!colors.isNull())
                    colors.apply(strip);
                if (!alpha.isNull() && deep)
                    putAlpha<quint16>(strip, lines(alpha), 257);
                else if (!alpha.isNull())
                    putAlpha<quint8>(strip, lines(alpha), 1);
                return strip;
            }};
}

Encoding encodingForExport(const RenderedPicture &picture, const ExportOptions &options)
{
    const Picture &content = picture.job.scene.content;
    Encoding encoding;
    encoding.quality = options.quality;
    encoding.lossless = options.lossless;
    const bool isAsIs = picture.image.size() == content.size();
    encoding.resolution =
        options.resolution > 0 ? options.resolution : (isAsIs ? content.resolution : 0);
    if (options.keepsProfile)
        encoding.profile = content.profile;
    if (options.keepsMetadata)
        encoding.metadata = content.metadata;
    encoding.metadata.recipe.clear();
    encoding.metadata.place =
        options.keepsPlace ? content.metadata.place : QMap<QString, QByteArray>();
    return encoding;
}

Status exportPicture(const RenderedPicture &picture, const QString &path,
                     const ExportOptions &options, const Cancellation &cancellation)
{
    const OutputFormat *format = outputFormat(path);
    const bool hasMetadata = format && format->hasMetadata;
    Encoding encoding = encodingForExport(picture, options);
    if (hasMetadata && !picture.job.scene.network.info.name.isEmpty()) {
        const auto carry = [&](int bytes) {
            encoding.metadata.recipe = QString::fromUtf8(recipeOf(picture, bytes).toJson());
            return xmpPacket(encoding.metadata).size() <= format->longestXmp;
        };
        if (!carry(format->longestXmp) && !carry(0)) { // a recipe is more than a title
            encoding.metadata = {};
            carry(0);
        }
    }
    PictureStrips strips = stripsForExport(picture, options, hasMetadata);
    strips.strip = [strip = strips.strip, cancellation](int top, int height) {
        return cancellation.isRequested() ? QImage() : strip(top, height);
    };
    return writePicture(strips, path, encoding);
}

Result<Recipe> readRecipe(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto text = readRecipeText(path);
    if (!text)
        return text.error();
    if (text->isNull())
        return Error{ErrorCode::RecipeMissing, name, {}};
    return Recipe::fromJson(text->toUtf8(), name);
}

bool carriesMasks(const QString &path, const ReadScene &scene)
{
    const std::vector<const Picture *> masks = scene.masks();
    const auto isElsewhere = [](const Picture *mask) {
        return mask->isNull() || !mask->ref.path.isEmpty();
    };
    if (std::all_of(masks.begin(), masks.end(), isElsewhere))
        return true;
    const auto recipe = readRecipe(path);
    if (!recipe)
        return false;
    const std::vector<const PictureRef *> carried = recipe->scene.masks();
    return std::equal(masks.begin(), masks.end(), carried.begin(), carried.end(),
                      [&](const Picture *mask, const PictureRef *ref) {
                          return isElsewhere(mask) || ref->isEmbedded();
                      });
}

void findPictures(Scene &scene, const QStringList &folders)
{
    for (PictureRef *picture : scene.pictures()) {
        picture->path.clear();
        for (const QString &folder : folders) {
            const QString path = QDir(folder).filePath(picture->name);
            if (picture->path.isEmpty() && QFileInfo(path).isFile())
                picture->path = path;
        }
    }
}

} // namespace gramarye
