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

QPainterPath clearPath()
{
    QPainterPath cross;
    cross.moveTo(4, 4);
    cross.lineTo(12, 12);
    cross.moveTo(12, 4);
    cross.lineTo(4, 12);
    QPainterPathStroker stroker;
    stroker.setWidth(1.8);
    stroker.setCapStyle(Qt::RoundCap);
    return stroker.createStroke(cross);
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
