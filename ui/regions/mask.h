#pragma once

#include <QImage>
#include <QPolygonF>

namespace gramarye {

// A mask says where something acts on a picture, softly: a QImage of Format_Grayscale8 that covers
// the picture, 0 outside and 255 inside. Points and lengths are in px of the mask; its first pixel
// reaches from 0 to 1. All functions here: any thread.

/// Longest side of a mask, in px.
constexpr int maximumMaskSide = 2048;

/// What an edit does with what it covers.
enum class MaskEdit
{
    Paint, ///< takes it into the mask
    Erase  ///< takes it out
};

/// What a pixel of a mask that is @p value becomes where @p edit covers it as far as @p shape says;
/// all 0..255.
inline uchar editedPixel(uchar value, uchar shape, MaskEdit edit)
{
    const auto product = [](int a, int b) { return (a * b + 127) / 255; };
    return uchar(edit == MaskEdit::Paint ? 255 - product(255 - value, 255 - shape)
                                         : product(value, 255 - shape));
}

/// How large the mask of a picture of the size @p picture is: as large, but for its longest side,
/// which is at most maximumMaskSide. At least 1 × 1.
QSize maskSize(QSize picture);

/// Whether a mask of the size @p mask can be one of a picture of the size @p picture: it has the
/// same shape, so far as pixels allow.
bool isMaskOf(QSize mask, QSize picture);

/// A mask of the size @p size with nothing inside.
QImage blankMask(QSize size);

/// True where nothing is inside: of a null mask and of one that is all 0.
bool isBlank(const QImage &mask);

/// @p mask at the size @p size. A null one gives a blank one.
QImage resizedMask(const QImage &mask, QSize size);

/// The mask, of the size @p size, that @p picture shows: white is inside, black outside, colours
/// count as the grey that is as light.
QImage maskOfPicture(const QImage &picture, QSize size);

/// What is inside comes outside.
QImage invertedMask(const QImage &mask);

/// Blurs the mask, nearly as a Gaussian of the standard deviation @p radius / 2 does: a hard edge
/// becomes one of about 2 · @p radius px. Radii below 2 count as 2. The picture goes on beyond its
/// border as it is there: a mask that reaches it still does.
QImage featheredMask(const QImage &mask, double radius);

/// Edits @p mask by @p shape, which is as large: each pixel as far as the shape's says. Returns
/// what may have changed.
QRect editMask(QImage &mask, const QImage &shape, MaskEdit edit);

/// Edits @p mask within @p polygon, which is closed and has smooth edges (even-odd rule). Returns
/// what may have changed.
QRect editPolygon(QImage &mask, const QPolygonF &polygon, MaskEdit edit);

/// The mask of all pixels of @p picture that are like the one at @p point and connected with it,
/// as large as @p picture; with a soft edge of one pixel. @p tolerance: the largest difference of
/// red, green or blue, 0..1. Blank where @p point is outside.
QImage similarColors(const QImage &picture, QPoint point, double tolerance);

} // namespace gramarye
