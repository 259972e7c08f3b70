#pragma once

#include <QColorSpace>

namespace gramarye {

/// The colours that the chunks gAMA and cHRM (PNG, 11.3.3) of the file @p png stand for, of which
/// libvips says nothing. Invalid where there are none, or no gAMA, or sRGB in their place.
QColorSpace pngColors(const QByteArray &png);

} // namespace gramarye
