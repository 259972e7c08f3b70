#include "ui/widgets/glyphicon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <cmath>

namespace gramarye {

namespace {

// All glyphs are drawn in a square of 16 × 16.
constexpr double side = 16;

QPainterPath polygon(const QPolygonF &points)
{
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath rectangles(const QList<QRectF> &rects)
{
    QPainterPath path;
    for (const QRectF &rect : rects)
        path.addRect(rect);
    return path;
}

// An arrow down onto a tray.
QPainterPath exportPath()
{
    QPainterPath path = rectangles({{7, 1.5, 2, 5.5}, {2, 12.5, 12, 2}});
    path.addPath(polygon({{4, 6.5}, {12, 6.5}, {8, 11}}));
    return path;
}

// A star of five rays.
QPainterPath keepPath()
{
    constexpr int corners = 10;
    QPolygonF star;
    for (int i = 0; i < corners; ++i) {
        const double radius = i % 2 == 0 ? 7.0 : 3.0;
        const double angle = i * 2 * M_PI / corners;
        star << QPointF(8 + radius * std::sin(angle), 8.5 - radius * std::cos(angle));
    }
    return polygon(star);
}

QPainterPath stroked(const QPainterPath &line, double width, const QList<qreal> &dashes = {})
{
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(dashes.isEmpty() ? Qt::RoundCap : Qt::FlatCap);
    if (!dashes.isEmpty())
        stroker.setDashPattern(dashes);
    return stroker.createStroke(line);
}

QPainterPath circle(double radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(side / 2, side / 2), radius, radius);
    return path;
}

QPainterPath clearPath()
{
    QPainterPath cross;
    cross.moveTo(4, 4);
    cross.lineTo(12, 12);
    cross.moveTo(12, 4);
    cross.lineTo(4, 12);
    return stroked(cross, 1.8);
}

// A handle, and bristles that leave a drop.
QPainterPath brushPath()
{
    QPainterPath path = polygon({{13.3, 1.2}, {14.8, 2.7}, {9.4, 9.4}, {6.6, 6.6}});
    QPainterPath bristles;
    bristles.moveTo(5.6, 7.6);
    bristles.lineTo(8.4, 10.4);
    bristles.cubicTo(8.2, 14.2, 4.4, 14.6, 1.2, 14.2);
    bristles.cubicTo(3.4, 12.6, 2, 8.4, 5.6, 7.6);
    path.addPath(bristles);
    return path;
}

// A block on its worn edge.
QPainterPath eraserPath()
{
    QPainterPath path = polygon({{6.3, 5.5}, {9.6, 2.2}, {13.9, 6.5}, {10.6, 9.8}});
    path.addPath(polygon({{5.4, 6.4}, {9.7, 10.7}, {7, 13.4}, {5.1, 13.4}, {1.9, 9.9}}));
    path.addRect(8.6, 12.2, 5.6, 1.2);
    return path;
}

QPainterPath rectanglePath()
{
    return stroked(rectangles({{2.2, 3.2, 11.6, 9.6}}), 1.4, {1.9, 1.5});
}

QPainterPath lassoPath()
{
    QPainterPath loop;
    loop.addEllipse(QPointF(8.4, 6.2), 6, 4);
    loop.moveTo(4.2, 9);
    loop.cubicTo(2, 10.4, 5.6, 12, 4, 14.4);
    return stroked(loop, 1.5);
}

// A bucket that is poured out.
QPainterPath fillPath()
{
    QPainterPath path = polygon({{6.8, 3.4}, {12.4, 9}, {6.9, 14.4}, {1.4, 8.8}});
    QPainterPath handle;
    handle.moveTo(4.4, 1.4);
    handle.lineTo(8.4, 5.4);
    path.addPath(stroked(handle, 1.3));
    QPainterPath drop;
    drop.moveTo(13.6, 9.4);
    drop.cubicTo(16.4, 13.6, 14.8, 14.6, 13.6, 14.6);
    drop.cubicTo(12.4, 14.6, 10.8, 13.6, 13.6, 9.4);
    path.addPath(drop);
    path.setFillRule(Qt::WindingFill);
    return path;
}

// Full in the middle, and less and less around it.
QPainterPath featherPath()
{
    QPainterPath path = circle(3);
    path.addPath(stroked(circle(4.8), 1.1, {1.3, 0.75}));
    path.addPath(stroked(circle(6.8), 0.9, {1, 1.64}));
    return path;
}

// Half of it inside, half outside.
QPainterPath invertPath()
{
    QPainterPath half;
    half.moveTo(8, 2);
    half.arcTo(QRectF(2, 2, 12, 12), 90, 180);
    half.closeSubpath();
    QPainterPath path = stroked(circle(6), 1.3);
    path.addPath(half);
    path.setFillRule(Qt::WindingFill);
    return path;
}

QPainterPath binPath()
{
    QPainterPath path = rectangles({{6, 1.4, 4, 1.2}, {2.4, 3, 11.2, 1.5}});
    path.addPath(polygon({{3.6, 5.6}, {12.4, 5.6}, {11.6, 14.6}, {4.4, 14.6}}));
    return path;
}

QPainterPath glyphPath(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Start:
        return polygon({{4, 2}, {14, 8}, {4, 14}});
    case Glyph::Pause:
        return rectangles({{3.5, 2.5, 3, 11}, {9.5, 2.5, 3, 11}});
    case Glyph::Stop:
        return rectangles({{3, 3, 10, 10}});
    case Glyph::Export:
        return exportPath();
    case Glyph::Keep:
        return keepPath();
    case Glyph::Clear:
        return clearPath();
    case Glyph::Brush:
        return brushPath();
    case Glyph::Eraser:
        return eraserPath();
    case Glyph::Rectangle:
        return rectanglePath();
    case Glyph::Lasso:
        return lassoPath();
    case Glyph::Fill:
        return fillPath();
    case Glyph::Feather:
        return featherPath();
    case Glyph::Invert:
        return invertPath();
    case Glyph::Bin:
        return binPath();
    }
    Q_UNREACHABLE();
}

class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph) : m_glyph(glyph) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / side, rect.height() / side);
        painter->fillPath(glyphPath(m_glyph),
                          QGuiApplication::palette().color(group, QPalette::ButtonText));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

private:
    Glyph m_glyph;
};

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

} // namespace gramarye
