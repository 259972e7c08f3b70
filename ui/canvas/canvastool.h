#pragma once

#include <QCursor>
#include <QObject>
#include <QRect>

class QPainter;

namespace gramarye {

/// What works on the picture that a PreviewCanvas shows, while it is set there: it sees the
/// canvas's events before the canvas does (eventFilter()), and draws over the picture.
class CanvasTool : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The pointer's shape over the canvas while the canvas has no other.
    virtual QCursor cursor() const = 0;

    /// Draws over the picture. Everything is in px of the screen: the picture is at @p place, and
    /// only @p part of the canvas is to be drawn.
    virtual void drawOver(QPainter &painter, const QRect &place, const QRect &part) const = 0;

    /// Draws what goes with the pointer, in px of the canvas.
    virtual void drawPointer(QPainter &painter) const = 0;
};

} // namespace gramarye
