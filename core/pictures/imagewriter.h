#pragma once

#include "core/base/error.h"

#include <QImage>
#include <QMap>
#include <QString>
#include <QStringList>

namespace gramarye {

/// Writes @p image to @p path in the format of its suffix (PNG where there is none; JPEG, WebP,
/// TIFF and BMP), tagged sRGB; 16 bits, transparency and @p texts are kept where the format can.
/// Atomic: an existing file is replaced whole or left as it was. What was written is read back and
/// compared (exactly for lossless formats, by size for the others). Any thread. Errors:
/// FileNotWritable, WrittenFileDiffers.
Status writePicture(const QImage &image, const QString &path,
                    const QMap<QString, QString> &texts = {});

/// Whether a picture can be written to @p path, found out by writing one beside it, so that hours
/// of rendering do not end in an error that could have been known. Any thread. Error:
/// FileNotWritable.
Status checkPictureIsWritable(const QString &path);

/// What the format that writePicture() chooses for a path keeps of a picture. A value.
struct FileFeatures
{
    bool deep = false;         ///< 16 bits per channel
    bool transparency = false; ///< an alpha channel
    bool texts = false;        ///< texts that are found again by their keys
};

/// All false where the suffix is that of no format we write.
FileFeatures featuresOf(const QString &path);

/// The suffixes of the formats that are written, the usual one first: "png", "jpg", …
QStringList pictureSuffixes();

} // namespace gramarye
