#pragma once

#include "ui/regions/mask.h"

namespace gramarye {

/// A round brush. A value.
struct Brush
{
    static constexpr double smallest = 1;
    static constexpr double largest = 1000;

    double size = 80;      ///< its diameter in px of the mask, smallest..largest
    double hardness = 0.7; ///< 0..1: the share of its radius in which it is full; from there to the
                           ///< edge it fades

    friend bool operator==(const Brush &a, const Brush &b)
    {
        return a.size == b.size && a.hardness == b.hardness;
    }
    friend bool operator!=(const Brush &a, const Brush &b) { return !(a == b); }
};

/// One stroke of a brush over a mask, from point to point without gaps. However often it passes
/// somewhere, what counts there is the strongest touch; a second stroke adds to the first.
class MaskStroke
{
public:
    /// Begins a stroke over a mask that is as @p before.
    MaskStroke(const QImage &before, const Brush &brush, MaskEdit edit);

    /// Goes on to @p point in px of the mask, at first with a dab there, and changes @p mask, which
    /// is as large as before(). @p pressure, 0..1: of a pen, scales the brush's size and how much
    /// it does. Returns what may have changed.
    QRect moveTo(QImage &mask, QPointF point, double pressure);

    /// The mask without the stroke.
    const QImage &before() const { return m_before; }

private:
    struct Touch
    {
        QPointF point;
        double pressure = 0;
    };

    QRect cover(QImage &mask, const Touch &from, const Touch &to);

    QImage m_before;
    QImage m_touched; ///< how much the stroke does to each pixel, as a mask
    Brush m_brush;
    MaskEdit m_edit;
    Touch m_last;
    bool m_hasBegun = false;
};

} // namespace gramarye
