#pragma once

#include "ui/canvas/canvastool.h"
#include "ui/canvas/canvasview.h"
#include "ui/canvas/picturepyramid.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace gramarye {

/// Shows the picture being made, and before there is one the content picture; one that tiles also
/// as tiles. Wheel zooms, drag pans; a divider compares before and after. Frames never move the
/// view, and their pixels fall on those of the screen.
class PreviewCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewCanvas(QWidget *parent = nullptr);

    /// The picture before; forgets the result and fits the view.
    void setContent(const PicturePyramid &content);

    /// The newest picture of the run; shown as soon as it is prepared, which takes no time of this
    /// thread.
    void setResult(const QImage &result) { m_maker.make(result); }
    void clearResult();
    bool hasResult() const { return !m_result.isNull() || m_maker.isMaking(); }

    /// The size that 100 % refers to: that of the finished picture.
    void setFinalSize(QSize size);

    /// What the result is compared with; null: the content picture. Forgotten with the content.
    void setBefore(const PicturePyramid &before);

    bool isComparing() const { return m_comparing; }
    void setComparing(bool comparing);

    /// How many tiles there are to be in a row and in a column; 1 × 1: the picture alone. Tools
    /// see it alone in any case, then in a view of its own.
    void setTiles(QSize tiles);

    void showActualSize();
    void fit();
    void fill();
    void zoomIn();
    void zoomOut();

    /// What works on the picture from now on; null: nothing. While there is something nothing is
    /// compared. Where it works on another picture than the one being made, that is @p ground,
    /// which is shown meanwhile in a view of its own.
    void setTool(CanvasTool *tool, const PicturePyramid &ground = {});
    CanvasTool *tool() const { return m_tool; }

    /// Says what is to be painted where there is no picture to be seen yet, and shows its shape;
    /// empty: a picture is asked for.
    void setAnnouncement(const QString &announcement);
    const QString &announcement() const { return m_announcement; }

    /// Shows that what is dragged over the window may be dropped.
    void setDropHighlight(bool highlighted);

    /// Device pixels per pixel of the finished picture.
    double zoom() const;

    const CanvasView &view() const { return isApart() ? m_toolView : m_view; }

    /// Where the divider is: 0..1 of the width of the picture, or of all tiles.
    double divider() const { return m_divider; }

    QSize sizeHint() const override { return {720, 540}; }

Q_SIGNALS:
    void startPauseRequested();
    void comparingChanged(bool comparing);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *) override { setShowingOriginal(false); }

private:
    enum class Drag
    {
        None,
        Pan,
        Divider
    };

    bool showsDivider() const
    {
        return m_comparing && !m_tool && !m_result.isNull() && !m_showingOriginal;
    }
    /// Whether a tool sees something else than what there is to be seen without it.
    bool isApart() const { return !m_ground.isNull() || (m_tool && m_view.tiles() != QSize(1, 1)); }
    CanvasView &shownView() { return isApart() ? m_toolView : m_view; }
    QSize actualSize() const { return m_ground.isNull() ? m_finalSize : m_ground.size(); }
    const PicturePyramid &shownPicture() const;
    void showResult(const PicturePyramid &result);
    bool isOnDivider(QPointF position) const;
    double dividerX() const;
    void setDivider(double divider);
    void setShowingOriginal(bool showing);
    void updateCursor(QPointF position);
    QRect placeOnScreen(const QPainter &painter) const;
    void zoomBy(double factor, QPointF anchor);
    void viewChanged();
    bool handleViewKey(int key, Qt::KeyboardModifiers modifiers);

    QString note() const;
    void drawPicture(QPainter &painter, const PicturePyramid &picture) const;
    void drawTool(QPainter &painter, const QRect &part) const;
    void drawInvitation(QPainter &painter) const;
    void drawDivider(QPainter &painter) const;
    void drawComparison(QPainter &painter) const;
    void drawNote(QPainter &painter) const;
    void drawFrame(QPainter &painter) const;

    CanvasView m_view; ///< of the picture being made
    PicturePyramid m_content;
    PicturePyramid m_result;
    PyramidMaker m_maker;    ///< of results
    PicturePyramid m_before; ///< null: the content picture
    QPointer<CanvasTool> m_tool;
    PicturePyramid m_ground; ///< the tool's; null: the picture being made
    CanvasView m_toolView;   ///< where it sees something else
    QSize m_finalSize;
    QString m_announcement;
    double m_divider = 0.5;
    bool m_comparing = false;
    bool m_showingOriginal = false;
    bool m_dropHighlight = false;
    QTimer m_zoomNote; ///< while it runs, the zoom is shown
    Drag m_drag = Drag::None;
    QPointF m_lastPosition; ///< of a drag
};

} // namespace gramarye
