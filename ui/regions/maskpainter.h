#pragma once

#include "ui/canvas/canvastool.h"
#include "ui/regions/maskeditor.h"

#include <QColor>
#include <QTimer>

class QKeyEvent;
class QMouseEvent;
class QTabletEvent;
class QWheelEvent;

namespace gramarye {

class PreviewCanvas;

/// What is seen beneath a mask while it is painted.
enum class MaskGround
{
    BeingMade, ///< the picture being made, which has the shape of the one that the mask is of
    Itself     ///< the picture that the mask is of
};

/// Paints a mask on the canvas, over whatever picture that shows, with mouse or pen. The mask is
/// seen as a tint. The left button paints; the right one, Alt and a pen's other end erase. Shift
/// and the wheel change the brush's size; the wheel alone zooms, the middle button pans, and so
/// does the left one while Space is held.
class MaskPainter : public CanvasTool
{
    Q_OBJECT

public:
    explicit MaskPainter(PreviewCanvas *canvas, QObject *parent = nullptr);

    /// Becomes the canvas's tool: paints on @p mask of @p picture, see MaskEditor. @p color: of the
    /// tint.
    void begin(const PicturePyramid &picture, const QImage &mask, const QColor &color,
               MaskGround ground = MaskGround::BeingMade);

    /// Leaves the canvas, with what was painted so far.
    void end();

    const QImage &mask() const { return m_editor.mask(); }

    /// Exchanges the mask, without a signal; what is being painted is given up.
    void setMask(const QImage &mask);

    /// The same as an edit, with signals; none where nothing changes.
    void edit(const QImage &mask);

    MaskTool tool() const { return m_editor.tool; }
    void setTool(MaskTool tool);

    const Brush &brush() const { return m_editor.brush; }
    void setBrush(const Brush &brush);

    /// Of filling, 0..1; see similarColors().
    double tolerance() const { return m_editor.tolerance; }
    void setTolerance(double tolerance) { m_editor.tolerance = tolerance; }

    /// The next larger or smaller size of the brush; brushChanged() says which.
    void enlargeBrush();
    void reduceBrush();

    /// Whether the mask is seen; it is from begin() on.
    void setMaskShown(bool shown);

    /// Gives up what the pointer is drawing. False where it is drawing nothing.
    bool cancelDrawing();

    /// Where the brush's outline is on the canvas, in its px: as large as what a full touch covers.
    QRectF outline() const;

    QCursor cursor() const override;
    void drawOver(QPainter &painter, const QRect &place, const QRect &part) const override;
    void drawPointer(QPainter &painter) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// While it is painted, at most once for a frame of the screen.
    void maskChanged(const QImage &mask);

    /// A stroke, a shape or edit() is done: a step that can be undone.
    void maskEdited(const QImage &mask);

    /// By keys or wheel.
    void brushChanged(const gramarye::Brush &brush);

private:
    /// What mouse and pen say alike.
    struct Pointer
    {
        QPointF position; ///< in px of the canvas
        double pressure = 1;
        Qt::MouseButton button = Qt::NoButton; ///< pressed or released just now
        bool erases = false;
    };

    static Pointer pointerOf(const QMouseEvent &event);
    static Pointer pointerOf(const QTabletEvent &event);
    bool take(QEvent *event);
    bool press(const Pointer &pointer);
    bool move(const Pointer &pointer);
    bool release(const Pointer &pointer);
    bool wheel(const QWheelEvent &event);
    bool holdSpace(const QKeyEvent &event, bool held);
    void setSpaceHeld(bool held);
    void finishDrawing();
    void changeBrush(double size);

    bool hasBrush() const;
    double scale() const;
    QPointF onMask(QPointF position) const;
    QPolygonF onCanvas(const QPolygonF &shape) const;
    void maskPainted(const QRect &part);
    void updateAround(const QRectF &part);
    void updateMask(const QRect &part);
    void updateShape();
    void movePointer(QPointF position);
    void setPointerInside(bool inside);
    void updateOutline();

    PreviewCanvas *m_canvas;
    MaskEditor m_editor;
    QColor m_color;
    QTimer m_frame;                          ///< runs until the next maskChanged()
    Qt::MouseButton m_button = Qt::NoButton; ///< that is drawing
    QPointF m_pointer;                       ///< where it was seen last, in px of the canvas
    bool m_isPointerInside = false;
    bool m_isSpaceHeld = false;
    bool m_isMaskShown = true;
};

} // namespace gramarye
