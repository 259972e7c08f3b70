#pragma once

#include <QByteArray>
#include <QImage>

namespace gramarye {

/// What there is of a JPEG XL file that is cut short.
struct JxlPart
{
    bool isCut = false; ///< neither damaged nor whole
    QImage image; ///< all of it, upright, coarse where details are missing, with the file's profile
                  ///< as its colour space; null: not even that is there
};

/// By libjxl itself, of which libvips uses what decodes whole pictures. Any thread.
JxlPart jxlPart(const QByteArray &bytes);

} // namespace gramarye
