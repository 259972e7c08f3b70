#pragma once

#include "core/error.h"

#include <QImage>
#include <QMap>
#include <QString>

namespace gramarye {

/// Writes @p image to @p path in the format of its suffix (PNG where there is none; JPEG, WebP,
/// TIFF and BMP), tagged sRGB, with @p texts as text chunks where the format has them. 16 bits and
/// transparency are kept where the format can. Atomic: an existing file is replaced whole or left
/// as it was. What was written is read back and compared before success is returned (exactly for
/// lossless formats, by size for the others). Any thread.
/// Errors: FileNotWritable, WrittenFileDiffers.
Status writePicture(const QImage &image, const QString &path,
                    const QMap<QString, QString> &texts = {});

} // namespace gramarye
