#include "core/documents/pictureexport.h"

#include "core/network/networkchecksum.h"
#include "core/pictures/imagewriter.h"
#include "core/pictures/pngtext.h"
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
/// a picture can carry them.
void carryMasks(Recipe &recipe, const ReadScene &scene)
{
    constexpr int longest = 2048; ///< px; a mask is smooth
    qsizetype left = maximumPngText / 2;
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

Recipe recipeOf(const RenderedPicture &picture)
{
    Recipe recipe;
    recipe.program = QCoreApplication::applicationVersion();
    recipe.scene = picture.job.scene.mapped(withoutPlace, [](const NetworkSource &network) {
        return NetworkRef{network.info.name, {}, networkChecksum(network)};
    });
    carryMasks(recipe, picture.job.scene);
    recipe.stoppedAfter = picture.stoppedAfter;
    recipe.steered = picture.steered;
    recipe.job = picture.job.batchJob;
    return recipe;
}

QImage imageForExport(const RenderedPicture &picture, const ExportOptions &options)
{
    const bool deep = options.bits > 8;
    const QImage &alpha = picture.job.scene.content.alpha;
    if (!options.keepsTransparency || alpha.isNull())
        return picture.image.convertToFormat(deep ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    QImage image =
        picture.image.convertToFormat(deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888);
    const QImage fitted =
        alpha.scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_Grayscale8);
    if (deep)
        putAlpha<quint16>(image, fitted, 257);
    else
        putAlpha<quint8>(image, fitted, 1);
    return image;
}

QMap<QString, QString> softwareText()
{
    return {{QStringLiteral("Software"),
             QLatin1String("Gramarye ") + QCoreApplication::applicationVersion()}};
}

Status exportPicture(const RenderedPicture &picture, const QString &path,
                     const ExportOptions &options)
{
    QMap<QString, QString> texts = softwareText();
    const bool isKnown = !picture.job.scene.network.info.name.isEmpty();
    if (isKnown && featuresOf(path).texts)
        texts[Recipe::textKey()] = QString::fromUtf8(recipeOf(picture).toJson());
    return writePicture(imageForExport(picture, options), path, texts);
}

Result<Recipe> readRecipe(const QString &path)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, name, {}};
    // Opening a pipe would wait for ever.
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, name, QStringLiteral("not a file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, name, file.errorString()};
    const auto text = readPngText(file, Recipe::textKey());
    if (!text)
        return Error{text.error().code, name, text.error().detail};
    if (text->isNull())
        return Error{ErrorCode::RecipeMissing, name, {}};
    return Recipe::fromJson(text->toUtf8(), name);
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
