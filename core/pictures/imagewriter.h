#pragma once

#include "core/base/error.h"
#include "core/pictures/picturemetadata.h"

#include <QImage>

#include <functional>

namespace gramarye {

/// A picture that is made strip by strip where it is needed, so that it takes no memory as a whole.
/// A value.
struct PictureStrips
{
    QSize size;
    QImage::Format format; ///< RGB888, RGBA8888, RGBX64 or RGBA64
    /// That many lines from @p top on, in that format; several threads may ask at the same time.
    /// Null: there is no memory for them.
    std::function<QImage(int top, int height)> strip;
};

/// How a picture becomes a file, where its format leaves that open. A value.
struct Encoding
{
    int quality = 0;       ///< 1 … 100, where it is lossy; 0: what is usual for the format
    bool lossless = false; ///< where there is a choice
    double resolution = 0; ///< pixels per inch on paper; 0: none in particular
    QByteArray profile;    ///< ICC, of the picture's colours; empty: sRGB
    PictureMetadata metadata;
};

/// @p image, the pixels of which it keeps, in the format of those that strips have which loses
/// nothing of it.
PictureStrips stripsOf(const QImage &image);

/// Writes @p picture to @p path in the format of its suffix, PNG where there is none; 16 bits,
/// transparency and metadata are kept where the format can. An existing file is replaced whole or
/// left as it was; of a link what it leads to. What was written is read back and compared (exactly
/// for lossless formats, by size for the others). Any thread. Errors: FileNotWritable,
/// WrittenFileDiffers.
Status writePicture(const PictureStrips &picture, const QString &path,
                    const Encoding &encoding = {});
Status writePicture(const QImage &image, const QString &path, const Encoding &encoding = {});

/// The same; and whether what was there was replaced at one stroke, see isReplacedWhole().
Result<bool> writePictureOver(const QImage &image, const QString &path,
                              const Encoding &encoding = {});

/// About how large that file will be, in bytes, by writing the middle of the picture into memory.
/// Any thread. Error: FileNotWritable.
Result<qint64> estimatedFileSize(const PictureStrips &picture, const QString &path,
                                 const Encoding &encoding);

/// Whether a picture of @p size can be written to @p path, found out by writing a small one beside
/// it, so that hours of rendering do not end in an error that could have been known. Any thread.
/// Error: FileNotWritable.
Status checkPictureIsWritable(const QString &path, QSize size = {});

} // namespace gramarye
