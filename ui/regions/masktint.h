#pragma once

#include <QColor>
#include <QImage>
#include <QRect>

namespace gramarye {

/// How @p mask looks on a screen: tinted with @p color where it is inside, and with a thin contour,
/// light within and dark without, where it is half, which shows on every picture. The mask is at
/// @p place on the screen, in px; the image, premultiplied ARGB32, is of @p part of that, which is
/// a part of @p place. What is at a pixel does not depend on @p part.
QImage maskTint(const QImage &mask, const QRect &place, const QRect &part, const QColor &color);

} // namespace gramarye
