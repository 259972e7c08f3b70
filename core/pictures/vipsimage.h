#pragma once

#include "core/base/error.h"
#include "core/pictures/pictureformat.h"
#include "core/pictures/picturemetadata.h"

#include <QFile>
#include <QImage>

namespace gramarye {

/// What could be decoded of a file.
struct DecodedImage
{
    QImage image; ///< upright: RGB888 or RGBA8888, RGBX64 or RGBA64 from more than 8 bits; with the
                  ///< file's profile as its colour space
    QString part; ///< how much of the picture this is, "60 %"; null: all of it
    PictureMetadata metadata = {};
    double resolution = 0; ///< pixels per inch; 0: not known
    int count = 1;         ///< of the pictures in the file, of which this is the first
    int shrink = 1;        ///< how many pixels of the file's, each way, one of these is the mean of
    QSize fullSize = {};   ///< of `image`, were it not reduced by that; empty: as large as it is
};

/// Decodes @p bytes, which are of @p format, by libvips; inks (CMYK) and what is measured in light
/// (HDR) or in other coordinates (Lab) become sRGB. Of several pictures in one file the first. Of
/// one that is cut short the lines that are there. Where it is needed no larger than @p side px
/// (0: as it is) reduced by shrinkFor(), and never in memory whole where its format allows that.
/// Any thread; one at a time decodes. Errors, about @p name: PictureDamaged, PictureTooLarge,
/// OutOfMemory.
Result<DecodedImage> decodeByVips(const QByteArray &bytes, const PictureFormat &format,
                                  const QString &name, int side);

/// What @p file, which stands at its beginning, says of its picture, of which nothing is decoded.
/// Nothing where libvips makes nothing of it. Any thread.
PictureMetadata metadataByVips(QFile &file, const PictureFormat &format);

} // namespace gramarye
