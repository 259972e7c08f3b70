#include "ui/regions/maskpainter.h"

#include "ui/canvas/previewcanvas.h"
#include "ui/regions/masktint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTabletEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

constexpr int frameTime = 16;        ///< ms
constexpr double keyFactor = 1.2;    ///< of the brush's size
constexpr double wheelFactor = 1.15; ///< the same, for one notch
constexpr int notch = 120;           ///< QWheelEvent's unit
constexpr int lineReach = 2; ///< px: how far outlines and contours reach around what they are of

// White on black shows on every picture.
void drawOutline(QPainter &painter, const QPainterPath &path)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 140), 3));
    painter.drawPath(path);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawPath(path);
}

} // namespace

MaskPainter::MaskPainter(PreviewCanvas *canvas, QObject *parent)
    : CanvasTool(parent), m_canvas(canvas)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameTime);
    connect(&m_frame, &QTimer::timeout, this, [this] { Q_EMIT maskChanged(mask()); });
}

void MaskPainter::begin(const PicturePyramid &picture, const QImage &mask, const QColor &color,
                        MaskGround ground)
{
    MaskEditor editor(picture, mask);
    editor.tool = m_editor.tool;
    editor.brush = m_editor.brush;
    editor.tolerance = m_editor.tolerance;
    m_editor = editor;
    m_color = color;
    m_button = Qt::NoButton;
    m_isSpaceHeld = false;
    m_isMaskShown = true;
    m_isPointerInside = m_canvas->underMouse();
    m_canvas->setTool(this, ground == MaskGround::Itself ? picture : PicturePyramid());
}

void MaskPainter::end()
{
    finishDrawing();
    m_canvas->setTool(nullptr);
}

void MaskPainter::setMask(const QImage &mask)
{
    m_frame.stop();
    m_editor.setMask(mask);
    m_canvas->update();
}

void MaskPainter::edit(const QImage &mask)
{
    finishDrawing();
    if (mask == this->mask())
        return;
    setMask(mask);
    Q_EMIT maskChanged(this->mask());
    Q_EMIT maskEdited(this->mask());
}

void MaskPainter::setMaskShown(bool shown)
{
    m_isMaskShown = shown;
    m_canvas->update();
}

void MaskPainter::setTool(MaskTool tool)
{
    finishDrawing();
    m_editor.tool = tool;
    m_canvas->update();
}

void MaskPainter::setBrush(const Brush &brush)
{
    updateOutline();
    m_editor.brush = brush;
    updateOutline();
}

void MaskPainter::changeBrush(double size)
{
    Brush changed = brush();
    changed.size = std::clamp(size, Brush::smallest, Brush::largest);
    if (changed == brush())
        return;
    setBrush(changed);
    Q_EMIT brushChanged(changed);
}

void MaskPainter::enlargeBrush()
{
    changeBrush(std::round(std::max(brush().size * keyFactor, brush().size + 1)));
}

void MaskPainter::reduceBrush()
{
    changeBrush(std::round(std::min(brush().size / keyFactor, brush().size - 1)));
}

// Where things are

bool MaskPainter::hasBrush() const
{
    return tool() == MaskTool::Brush || tool() == MaskTool::Eraser;
}

/// px of the canvas for one of the mask.
double MaskPainter::scale() const
{
    return m_canvas->view().pictureRect().width() / mask().width();
}

QPointF MaskPainter::onMask(QPointF position) const
{
    const QPointF share = m_canvas->view().pictureAt(position);
    return {share.x() * mask().width(), share.y() * mask().height()};
}

QPolygonF MaskPainter::onCanvas(const QPolygonF &shape) const
{
    const QRectF place = m_canvas->view().pictureRect();
    const QTransform toCanvas =
        QTransform::fromTranslate(place.left(), place.top())
            .scale(place.width() / mask().width(), place.height() / mask().height());
    return toCanvas.map(shape);
}

QRectF MaskPainter::outline() const
{
    const double radius = brush().size / 2 * scale();
    return {m_pointer - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)};
}

/// Has @p part of the canvas drawn anew, with what lines reach beyond it.
void MaskPainter::updateAround(const QRectF &part)
{
    m_canvas->update(part.adjusted(-lineReach, -lineReach, lineReach, lineReach).toAlignedRect());
}

void MaskPainter::updateMask(const QRect &part)
{
    const QRectF seen = QRectF(part).adjusted(-1, -1, 1, 1); // what is between pixels, enlarged
    updateAround(onCanvas(QPolygonF(seen)).boundingRect());
}

void MaskPainter::updateOutline()
{
    updateAround(outline());
}

void MaskPainter::updateShape()
{
    if (!m_editor.shape().isEmpty())
        updateAround(onCanvas(m_editor.shape()).boundingRect());
}

void MaskPainter::movePointer(QPointF position)
{
    updateOutline();
    m_pointer = position;
    m_isPointerInside = true;
    updateOutline();
}

void MaskPainter::setPointerInside(bool inside)
{
    m_isPointerInside = inside;
    updateOutline();
}

// Drawing

QCursor MaskPainter::cursor() const
{
    return m_isSpaceHeld ? Qt::OpenHandCursor : Qt::CrossCursor;
}

void MaskPainter::drawOver(QPainter &painter, const QRect &place, const QRect &part) const
{
    const QRect seen = part.intersected(place);
    if (!seen.isEmpty() && m_isMaskShown)
        painter.drawImage(seen.topLeft(), maskTint(mask(), place, seen, m_color));
}

void MaskPainter::drawPointer(QPainter &painter) const
{
    QPainterPath path;
    if (!m_editor.shape().isEmpty()) {
        path.addPolygon(onCanvas(m_editor.shape()));
        path.closeSubpath();
    } else if (hasBrush() && m_isPointerInside && !m_isSpaceHeld) {
        path.addEllipse(outline());
    }
    drawOutline(painter, path);
}

// Mouse, pen and keys

bool MaskPainter::eventFilter(QObject *, QEvent *event)
{
    const bool isTaken = take(event);
    if (isTaken)
        event->accept(); // a pen's would come again as a mouse's
    return isTaken;
}

bool MaskPainter::take(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return press(pointerOf(*static_cast<QMouseEvent *>(event)));
    case QEvent::MouseMove:
        return move(pointerOf(*static_cast<QMouseEvent *>(event)));
    case QEvent::MouseButtonRelease:
        return release(pointerOf(*static_cast<QMouseEvent *>(event)));
    case QEvent::TabletPress:
        return press(pointerOf(*static_cast<QTabletEvent *>(event)));
    case QEvent::TabletMove:
        return move(pointerOf(*static_cast<QTabletEvent *>(event)));
    case QEvent::TabletRelease:
        return release(pointerOf(*static_cast<QTabletEvent *>(event)));
    case QEvent::Wheel:
        return wheel(*static_cast<QWheelEvent *>(event));
    case QEvent::KeyPress:
        return holdSpace(*static_cast<QKeyEvent *>(event), true);
    case QEvent::KeyRelease:
        return holdSpace(*static_cast<QKeyEvent *>(event), false);
    case QEvent::FocusOut:
        setSpaceHeld(false);
        setMaskShown(true);
        return false;
    case QEvent::Enter:
        setPointerInside(true);
        return false;
    case QEvent::Leave:
        setPointerInside(false);
        return false;
    case QEvent::ContextMenu:
        return true; // the right button erases
    default:
        return false;
    }
}

MaskPainter::Pointer MaskPainter::pointerOf(const QMouseEvent &event)
{
    const bool erases =
        event.button() == Qt::RightButton || event.modifiers().testFlag(Qt::AltModifier);
    return {event.position(), 1, event.button(), erases};
}

MaskPainter::Pointer MaskPainter::pointerOf(const QTabletEvent &event)
{
    const bool erases = event.pointerType() == QPointingDevice::PointerType::Eraser
                        || event.button() == Qt::RightButton
                        || event.modifiers().testFlag(Qt::AltModifier);
    return {event.position(), event.pressure(), event.button(), erases};
}

bool MaskPainter::press(const Pointer &pointer)
{
    if (m_editor.isDrawing())
        return true; // one button after the other
    const bool draws = pointer.button == Qt::LeftButton || pointer.button == Qt::RightButton;
    if (!draws || m_isSpaceHeld)
        return false;
    m_button = pointer.button;
    movePointer(pointer.position);
    maskPainted(m_editor.press(onMask(pointer.position), pointer.pressure,
                               pointer.erases ? MaskEdit::Erase : MaskEdit::Paint));
    return true;
}

bool MaskPainter::move(const Pointer &pointer)
{
    movePointer(pointer.position);
    if (!m_editor.isDrawing())
        return false;
    updateShape();
    maskPainted(m_editor.moveTo(onMask(pointer.position), pointer.pressure));
    updateShape();
    return true;
}

bool MaskPainter::release(const Pointer &pointer)
{
    if (!m_editor.isDrawing())
        return false;
    if (pointer.button == m_button)
        finishDrawing();
    return true;
}

void MaskPainter::finishDrawing()
{
    if (!m_editor.isDrawing())
        return;
    m_editor.release();
    m_frame.stop();
    m_canvas->update();
    if (!m_editor.hasChanged())
        return;
    Q_EMIT maskChanged(mask());
    Q_EMIT maskEdited(mask());
}

bool MaskPainter::cancelDrawing()
{
    if (!m_editor.isDrawing())
        return false;
    m_editor.cancel();
    m_frame.stop();
    m_canvas->update();
    Q_EMIT maskChanged(mask());
    return true;
}

void MaskPainter::maskPainted(const QRect &part)
{
    if (part.isEmpty())
        return;
    updateMask(part);
    if (!m_frame.isActive())
        m_frame.start();
}

bool MaskPainter::wheel(const QWheelEvent &event)
{
    if (!event.modifiers().testFlag(Qt::ShiftModifier))
        return false;
    const QPoint turned = event.angleDelta(); // some systems turn it aside with Shift
    const int way = turned.y() != 0 ? turned.y() : turned.x();
    changeBrush(brush().size * std::pow(wheelFactor, double(way) / notch));
    return true;
}

bool MaskPainter::holdSpace(const QKeyEvent &event, bool held)
{
    if (event.key() != Qt::Key_Space)
        return false;
    if (!event.isAutoRepeat())
        setSpaceHeld(held);
    return true;
}

void MaskPainter::setSpaceHeld(bool held)
{
    m_isSpaceHeld = held;
    m_canvas->setCursor(cursor());
    updateOutline();
}

} // namespace gramarye
