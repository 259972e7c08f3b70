#pragma once

#include "core/pictures/imagewriter.h"
#include "core/pictures/outputformat.h"

namespace gramarye {

/// Writes @p picture into the file @p descriptor, by libvips, in pieces. Any thread; one at a time.
/// Error, about @p name: FileNotWritable.
Status encodeByVips(const PictureStrips &picture, const OutputFormat &format,
                    const Encoding &encoding, int descriptor, const QString &name);

/// Whether that file gives the picture again: of lossless formats every pixel, of the others the
/// size.
bool decodesByVips(int descriptor, const OutputFormat &format, const Encoding &encoding,
                   const PictureStrips &picture);

/// The bytes of such a file. Error, about @p name: FileNotWritable.
Result<QByteArray> encodedByVips(const PictureStrips &picture, const OutputFormat &format,
                                 const Encoding &encoding, const QString &name);

/// What Exif says of @p encoding but for its recipe, as formats hold it that libvips writes none
/// of: a TIFF without a picture. Empty: it could not be made.
QByteArray exifOf(const Encoding &encoding, QSize size);

} // namespace gramarye
