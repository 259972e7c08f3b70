#include "ui/canvas/canvasview.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr double smallestWidth = 24;
constexpr double largestWidth = 200'000;

QPointF middle(QSizeF size)
{
    return {size.width() / 2, size.height() / 2};
}

QPointF shareOf(QPointF distance, QSizeF size)
{
    return {distance.x() / size.width(), distance.y() / size.height()};
}

QPointF insidePicture(QPointF point)
{
    return {std::clamp(point.x(), 0.0, 1.0), std::clamp(point.y(), 0.0, 1.0)};
}

} // namespace

void CanvasView::setWidth(double width, QPointF anchor)
{
    if (m_picture.isEmpty())
        return;
    const QPointF held = pictureAt(anchor);
    m_mode = Mode::Free;
    m_width = std::clamp(width, smallestWidth, largestWidth);
    m_center = insidePicture(held - shareOf(anchor - middle(m_viewport), shownSize()));
}

void CanvasView::panBy(QPointF distance)
{
    if (m_picture.isEmpty())
        return;
    holdStill();
    m_center = insidePicture(m_center - shareOf(distance, shownSize()));
}

// From following the viewport to where the picture happens to be.
void CanvasView::holdStill()
{
    if (m_mode == Mode::Free)
        return;
    m_width = shownSize().width();
    m_center = {0.5, 0.5};
    m_mode = Mode::Free;
}

QSizeF CanvasView::shownSize() const
{
    switch (m_mode) {
    case Mode::Fit:
        return m_picture.scaled(m_viewport, Qt::KeepAspectRatio);
    case Mode::Fill:
        return m_picture.scaled(m_viewport, Qt::KeepAspectRatioByExpanding);
    case Mode::Free:
        return {m_width, m_width * m_picture.height() / m_picture.width()};
    }
    Q_UNREACHABLE();
}

QRectF CanvasView::pictureRect() const
{
    if (m_picture.isEmpty())
        return {};
    const QSizeF size = shownSize();
    const QPointF center = m_mode == Mode::Free ? m_center : QPointF(0.5, 0.5);
    return {middle(m_viewport) - QPointF(center.x() * size.width(), center.y() * size.height()),
            size};
}

QPointF CanvasView::pictureAt(QPointF position) const
{
    const QRectF rect = pictureRect();
    return shareOf(position - rect.topLeft(), rect.size());
}

} // namespace gramarye
