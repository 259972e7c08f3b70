#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace gramarye {

/// Where on a canvas a picture is shown. Kept in shares of the picture, so that frames of any size
/// take each other's place without anything moving. Lengths are in logical px. A value.
class CanvasView
{
public:
    void setViewport(QSizeF viewport) { m_viewport = viewport; }

    /// Only its shape counts.
    void setPicture(QSizeF picture) { m_picture = picture; }

    /// The whole picture, as large as possible; follows the viewport.
    void fit() { m_mode = Mode::Fit; }

    /// The whole viewport, as little of the picture lost as possible; follows the viewport.
    void fill() { m_mode = Mode::Fill; }

    /// Shows the picture @p width wide and keeps what is at @p anchor where it is.
    void setWidth(double width, QPointF anchor);
    void zoomBy(double factor, QPointF anchor) { setWidth(shownSize().width() * factor, anchor); }
    void panBy(QPointF distance);

    /// Where the picture is on the canvas; empty where there is none.
    QRectF pictureRect() const;

    /// The point of the picture (0..1) that is at @p position on the canvas.
    QPointF pictureAt(QPointF position) const;

private:
    enum class Mode
    {
        Fit,
        Fill,
        Free
    };

    QSizeF shownSize() const;
    void holdStill();

    QSizeF m_viewport;
    QSizeF m_picture;
    Mode m_mode = Mode::Fit;
    QPointF m_center{0.5, 0.5}; ///< what is in the middle of the viewport; Free only
    double m_width = 0;         ///< of the picture on the canvas; Free only
};

} // namespace gramarye
