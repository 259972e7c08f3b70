#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QSizeF>

namespace gramarye {

/// Where on a canvas a picture is shown, once or as tiles beside each other. Kept in shares of the
/// picture, so that frames of any size take each other's place without anything moving. Lengths are
/// in logical px. A value.
class CanvasView
{
public:
    void setViewport(QSizeF viewport) { m_viewport = viewport; }

    /// Only its shape counts.
    void setPicture(QSizeF picture) { m_picture = picture; }

    /// How many tiles there are in a row and in a column; 1 × 1 at first. What is in the middle of
    /// the viewport stays there, be it in another tile, unless the view follows the viewport.
    void setTiles(QSize tiles);
    QSize tiles() const { return m_tiles; }

    /// All tiles, as large as possible; follows the viewport.
    void fit() { m_mode = Mode::Fit; }

    /// The whole viewport, as little of the tiles lost as possible; follows the viewport.
    void fill() { m_mode = Mode::Fill; }

    /// Shows the picture @p width wide and keeps what is at @p anchor where it is.
    void setWidth(double width, QPointF anchor);
    void zoomBy(double factor, QPointF anchor) { setWidth(shownSize().width() * factor, anchor); }
    void panBy(QPointF distance);

    /// Where the picture is on the canvas, which is the first tile; empty where there is none.
    QRectF pictureRect() const;

    /// Where all tiles are together.
    QRectF tiledRect() const;

    /// The point of the picture (0..1) that is at @p position on the canvas; in the tiles that
    /// follow it goes on from 1.
    QPointF pictureAt(QPointF position) const;

private:
    enum class Mode
    {
        Fit,
        Fill,
        Free
    };

    QSizeF shownSize() const;
    QPointF center() const;
    QPointF insideTiles(QPointF point) const;
    void holdStill();

    QSizeF m_viewport;
    QSizeF m_picture;
    QSize m_tiles{1, 1};
    Mode m_mode = Mode::Fit;
    QPointF m_center{0.5, 0.5}; ///< what is in the middle of the viewport; Free only
    double m_width = 0;         ///< of the picture on the canvas; Free only
};

} // namespace gramarye
