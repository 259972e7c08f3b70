#pragma once

#include "ui/canvas/picturepyramid.h"
#include "ui/regions/maskstroke.h"

#include <optional>

namespace gramarye {

/// What a mask is edited with.
enum class MaskTool
{
    Brush,
    Eraser,
    Rectangle,
    Lasso,
    Fill ///< what is connected and of a similar colour
};

/// A mask that is edited with tools, from the press of a pointer to its release. Knows no widgets;
/// points are in px of the mask.
class MaskEditor
{
public:
    MaskEditor() = default;

    /// Edits @p mask of @p content. One of another size than maskSize() of that is brought to it, a
    /// null one is blank.
    MaskEditor(const PicturePyramid &content, const QImage &mask);

    const QImage &mask() const { return m_mask; }

    /// Exchanges the mask; gives up what is being drawn.
    void setMask(const QImage &mask);

    MaskTool tool = MaskTool::Brush;
    Brush brush;
    double tolerance = 0.1; ///< of filling, see similarColors()

    // What the pointer does. Each returns what of the mask may have changed.

    /// Begins to draw at @p point; the eraser erases whatever @p edit says.
    QRect press(QPointF point, double pressure, MaskEdit edit);
    QRect moveTo(QPointF point, double pressure);
    QRect release();

    /// Takes back what was drawn since press().
    QRect cancel();

    bool isDrawing() const { return m_isDrawing; }

    /// What encloses a shape that is being drawn; empty while there is none.
    QPolygonF shape() const;

    /// Whether what was drawn last has changed anything.
    bool hasChanged() const { return m_mask != m_before; }

private:
    QRect fillAt(QPointF point);

    PicturePyramid m_content;
    QImage m_pixels; ///< the content picture as large as the mask; null before it is first needed
    QImage m_mask;
    QImage m_before; ///< before press()
    bool m_isDrawing = false;
    MaskEdit m_edit = MaskEdit::Paint; ///< of what is being drawn
    std::optional<MaskStroke> m_stroke;
    QPolygonF m_points; ///< of a lasso; of a rectangle two corners
};

} // namespace gramarye
