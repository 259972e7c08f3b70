#include "ui/canvas/canvasview.h"

#include <algorithm>
#include <cmath>

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

/// @p size, a picture's, times as many as there are tiles.
QSizeF tiled(QSizeF size, QSize tiles)
{
    return {size.width() * tiles.width(), size.height() * tiles.height()};
}

/// The same place, in the one tile that is left.
double inOneTile(double place)
{
    return place > 1 ? place - std::floor(place) : place;
}

} // namespace

void CanvasView::setTiles(QSize tiles)
{
    m_tiles = tiles;
    if (tiles.width() == 1)
        m_center.setX(inOneTile(m_center.x()));
    if (tiles.height() == 1)
        m_center.setY(inOneTile(m_center.y()));
}

void CanvasView::setWidth(double width, QPointF anchor)
{
    if (m_picture.isEmpty())
        return;
    const QPointF held = pictureAt(anchor);
    m_mode = Mode::Free;
    m_width = std::clamp(width, smallestWidth, largestWidth);
    m_center = insideTiles(held - shareOf(anchor - middle(m_viewport), shownSize()));
}

void CanvasView::panBy(QPointF distance)
{
    if (m_picture.isEmpty())
        return;
    holdStill();
    m_center = insideTiles(m_center - shareOf(distance, shownSize()));
}

// From following the viewport to where the picture happens to be.
void CanvasView::holdStill()
{
    if (m_mode == Mode::Free)
        return;
    m_width = shownSize().width();
    m_center = center();
    m_mode = Mode::Free;
}

QPointF CanvasView::center() const
{
    return m_mode == Mode::Free ? m_center : middle(m_tiles);
}

QPointF CanvasView::insideTiles(QPointF point) const
{
    return {std::clamp(point.x(), 0.0, double(m_tiles.width())),
            std::clamp(point.y(), 0.0, double(m_tiles.height()))};
}

QSizeF CanvasView::shownSize() const
{
    const QSizeF all = tiled(m_picture, m_tiles);
    const auto oneOf = [this](QSizeF shown) {
        return QSizeF(shown.width() / m_tiles.width(), shown.height() / m_tiles.height());
    };
    switch (m_mode) {
    case Mode::Fit:
        return oneOf(all.scaled(m_viewport, Qt::KeepAspectRatio));
    case Mode::Fill:
        return oneOf(all.scaled(m_viewport, Qt::KeepAspectRatioByExpanding));
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
    const QPointF center = this->center();
    return {middle(m_viewport) - QPointF(center.x() * size.width(), center.y() * size.height()),
            size};
}

QRectF CanvasView::tiledRect() const
{
    const QRectF picture = pictureRect();
    return {picture.topLeft(), tiled(picture.size(), m_tiles)};
}

QPointF CanvasView::pictureAt(QPointF position) const
{
    const QRectF rect = pictureRect();
    return shareOf(position - rect.topLeft(), rect.size());
}

} // namespace gramarye
