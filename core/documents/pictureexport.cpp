#include "core/documents/pictureexport.h"

#include "core/pictures/imagewriter.h"

#include <QCoreApplication>

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

} // namespace

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

Status exportPicture(const RenderedPicture &picture, const QString &path,
                     const ExportOptions &options)
{
    QMap<QString, QString> texts{
        {QStringLiteral("Software"),
         QLatin1String("Gramarye ") + QCoreApplication::applicationVersion()}};
    const bool isKnown = !picture.job.scene.network.info.name.isEmpty();
    if (isKnown && featuresOf(path).texts)
        texts[Recipe::textKey()] = QString::fromUtf8(recipeOf(picture).toJson());
    return writePicture(imageForExport(picture, options), path, texts);
}

} // namespace gramarye
