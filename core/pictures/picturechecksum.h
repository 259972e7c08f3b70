#pragma once

#include <QImage>
#include <QString>

namespace gramarye {

/// "blake2b-256:" and 64 hexadecimal digits: the hash of the picture's width and height (32 bits,
/// little-endian) and of its pixels line by line, three bytes (RGB888) or eight (RGBX64) each.
/// Empty for a null picture. Any thread; takes a second for 200 megapixels.
QString pictureChecksum(const QImage &picture);

} // namespace gramarye
