#include "ui/regions/maskeditor.h"

namespace gramarye {

MaskEditor::MaskEditor(const PicturePyramid &content, const QImage &mask)
    : m_content(content), m_mask(resizedMask(mask, maskSize(content.size()))), m_before(m_mask)
{
}

void MaskEditor::setMask(const QImage &mask)
{
    cancel();
    m_mask = resizedMask(mask, maskSize(m_content.size()));
    m_before = m_mask;
}

QRect MaskEditor::press(QPointF point, double pressure, MaskEdit edit)
{
    m_before = m_mask;
    m_isDrawing = true;
    m_edit = tool == MaskTool::Eraser ? MaskEdit::Erase : edit;
    switch (tool) {
    case MaskTool::Brush:
    case MaskTool::Eraser:
        m_stroke.emplace(m_mask, brush, m_edit);
        return m_stroke->moveTo(m_mask, point, pressure);
    case MaskTool::Rectangle:
        m_points = {point, point};
        return {};
    case MaskTool::Lasso:
        m_points = {point};
        return {};
    case MaskTool::Fill:
        return fillAt(point);
    }
    Q_UNREACHABLE();
}

QRect MaskEditor::moveTo(QPointF point, double pressure)
{
    if (m_stroke)
        return m_stroke->moveTo(m_mask, point, pressure);
    if (tool == MaskTool::Rectangle && !m_points.isEmpty())
        m_points.last() = point;
    else if (!m_points.isEmpty())
        m_points << point;
    return {};
}

QRect MaskEditor::release()
{
    const QPolygonF shape = this->shape();
    m_isDrawing = false;
    m_stroke.reset();
    m_points.clear();
    return shape.isEmpty() ? QRect() : editPolygon(m_mask, shape, m_edit);
}

QRect MaskEditor::cancel()
{
    if (!m_isDrawing)
        return {};
    m_isDrawing = false;
    m_stroke.reset();
    m_points.clear();
    m_mask = m_before;
    return m_mask.rect();
}

QPolygonF MaskEditor::shape() const
{
    if (tool == MaskTool::Rectangle && !m_points.isEmpty())
        return QRectF(m_points.first(), m_points.last()).normalized();
    return m_points;
}

QRect MaskEditor::fillAt(QPointF point)
{
    if (m_pixels.isNull())
        m_pixels = m_content.level(m_mask.width())
                       .scaled(m_mask.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QPoint pixel(qFloor(point.x()), qFloor(point.y()));
    return editMask(m_mask, similarColors(m_pixels, pixel, tolerance), m_edit);
}

} // namespace gramarye
