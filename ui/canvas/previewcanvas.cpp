#include "ui/canvas/previewcanvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

constexpr double wheelZoom = 1.2; ///< for one notch
constexpr double keyZoom = 1.25;
constexpr double pixelZoom = 2; ///< from here on pixels are shown as they are
constexpr double keyPan = 40;   ///< px
constexpr double keyDividerStep = 0.02;
constexpr double dividerReach = 8; ///< px to either side in which it can be grabbed
constexpr int notch = 120;         ///< QWheelEvent's unit
constexpr int noteTime = 1200;     ///< ms that the zoom is shown after it changed
constexpr int noteMargin = 10;

QPointF panOfKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {keyPan, 0};
    case Qt::Key_Right:
        return {-keyPan, 0};
    case Qt::Key_Up:
        return {0, keyPan};
    case Qt::Key_Down:
        return {0, -keyPan};
    default:
        return {};
    }
}

} // namespace

PreviewCanvas::PreviewCanvas(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Picture being made"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(240, 180);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_zoomNote.setSingleShot(true);
    m_zoomNote.setInterval(noteTime);
    connect(&m_zoomNote, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_maker, &PyramidMaker::made, this, &PreviewCanvas::showResult);
}

void PreviewCanvas::setContent(const PicturePyramid &content)
{
    m_content = content;
    clearResult();
    m_before = {};
    m_view.fit();
    setFinalSize(content.size());
}

void PreviewCanvas::showResult(const PicturePyramid &result)
{
    m_result = result;
    update();
}

void PreviewCanvas::clearResult()
{
    m_maker.cancel();
    m_result = {};
    update();
}

void PreviewCanvas::setBefore(const PicturePyramid &before)
{
    m_before = before;
    update();
}

void PreviewCanvas::setFinalSize(QSize size)
{
    m_finalSize = size;
    m_view.setPicture(size);
    m_toolView.setPicture(actualSize());
    update();
}

void PreviewCanvas::setComparing(bool comparing)
{
    if (comparing == m_comparing)
        return;
    m_comparing = comparing;
    update();
    Q_EMIT comparingChanged(comparing);
}

void PreviewCanvas::setTool(CanvasTool *tool, const PicturePyramid &ground)
{
    if (m_tool)
        removeEventFilter(m_tool);
    m_tool = tool;
    if (m_tool)
        installEventFilter(m_tool);
    m_ground = ground;
    m_toolView.fit();
    m_toolView.setPicture(actualSize());
    m_drag = Drag::None;
    updateCursor(m_lastPosition);
    update();
}

void PreviewCanvas::setTiles(QSize tiles)
{
    if (tiles == m_view.tiles())
        return;
    m_view.setTiles(tiles);
    update();
}

void PreviewCanvas::setAnnouncement(const QString &announcement)
{
    if (announcement == m_announcement)
        return;
    m_announcement = announcement;
    update();
}

void PreviewCanvas::setDropHighlight(bool highlighted)
{
    m_dropHighlight = highlighted;
    update();
}

void PreviewCanvas::showActualSize()
{
    shownView().setWidth(actualSize().width() / devicePixelRatioF(), QRectF(rect()).center());
    viewChanged();
}

void PreviewCanvas::fit()
{
    shownView().fit();
    viewChanged();
}

void PreviewCanvas::fill()
{
    shownView().fill();
    viewChanged();
}

void PreviewCanvas::zoomIn()
{
    zoomBy(keyZoom, QRectF(rect()).center());
}

void PreviewCanvas::zoomOut()
{
    zoomBy(1 / keyZoom, QRectF(rect()).center());
}

void PreviewCanvas::zoomBy(double factor, QPointF anchor)
{
    shownView().zoomBy(factor, anchor);
    viewChanged();
}

// The user's doing; frames and the window's size do not come here.
void PreviewCanvas::viewChanged()
{
    m_zoomNote.start();
    setAccessibleDescription(note());
    update();
}

double PreviewCanvas::zoom() const
{
    const QSize size = actualSize();
    return size.isEmpty() ? 1 : view().pictureRect().width() * devicePixelRatioF() / size.width();
}

// Drawing

void PreviewCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
    if (m_content.isNull() && m_result.isNull() && m_ground.isNull())
        drawInvitation(painter);
    else if (showsDivider())
        drawComparison(painter);
    else
        drawPicture(painter, shownPicture());
    if (m_tool)
        drawTool(painter, event->rect());
    drawNote(painter);
    drawFrame(painter);
}

void PreviewCanvas::drawInvitation(QPainter &painter) const
{
    if (m_announcement.isEmpty()) {
        painter.setPen(palette().color(QPalette::BrightText));
        painter.drawText(rect(), Qt::AlignCenter,
                         tr("Drop a picture here, or open one with Ctrl+O"));
        return;
    }
    painter.setPen(QPen(palette().color(QPalette::BrightText), 1, Qt::DotLine));
    painter.drawRect(view().tiledRect());
    if (!m_tool) // or it would be in the way of what is painted
        painter.drawText(rect(), Qt::AlignCenter, m_announcement);
}

const PicturePyramid &PreviewCanvas::shownPicture() const
{
    if (!m_ground.isNull())
        return m_ground;
    return m_result.isNull() || m_showingOriginal ? m_content : m_result;
}

// Pixels of the picture fall on pixels of the screen, whatever lies between these and Qt's, and
// wherever the canvas is in its window.
QRect PreviewCanvas::placeOnScreen(const QPainter &painter) const
{
    const QRectF exact = painter.deviceTransform().mapRect(view().pictureRect());
    return {exact.topLeft().toPoint(), exact.size().toSize()};
}

void PreviewCanvas::drawPicture(QPainter &painter, const PicturePyramid &picture) const
{
    if (picture.isNull())
        return;
    const QRect place = placeOnScreen(painter);
    painter.save();
    painter.setTransform(painter.deviceTransform().inverted(), true);
    // Whoever zooms this far in wants to see pixels; before, coarse sizes would be all blocks.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < pixelZoom);
    const QImage &image = picture.level(place.width());
    const QSize tiles = view().tiles();
    for (int y = 0; y < tiles.height(); ++y) {
        for (int x = 0; x < tiles.width(); ++x)
            painter.drawImage(place.translated(x * place.width(), y * place.height()), image);
    }
    painter.restore();
}

void PreviewCanvas::drawTool(QPainter &painter, const QRect &part) const
{
    const QTransform toDevice = painter.deviceTransform();
    const QRect place = placeOnScreen(painter);
    painter.save();
    painter.setTransform(toDevice.inverted(), true);
    m_tool->drawOver(painter, place, toDevice.mapRect(QRectF(part)).toAlignedRect());
    painter.restore();
    painter.save();
    m_tool->drawPointer(painter);
    painter.restore();
}

void PreviewCanvas::drawComparison(QPainter &painter) const
{
    const QRectF before(0, 0, dividerX(), height());
    const QRectF after(dividerX(), 0, width() - dividerX(), height());
    painter.setClipRect(before);
    drawPicture(painter, m_before.isNull() ? m_content : m_before);
    painter.setClipRect(after);
    drawPicture(painter, m_result);
    painter.setClipping(false);
    drawDivider(painter);
}

void PreviewCanvas::drawDivider(QPainter &painter) const
{
    const QRectF place = m_view.tiledRect().intersected(rect());
    const QPointF handle(dividerX(), place.center().y());
    painter.setRenderHint(QPainter::Antialiasing);
    // White on black shows on every picture.
    painter.setPen(QPen(QColor(0, 0, 0, 140), 3));
    painter.drawLine(QPointF(handle.x(), place.top()), QPointF(handle.x(), place.bottom()));
    painter.setPen(QPen(Qt::white, 1));
    painter.drawLine(QPointF(handle.x(), place.top()), QPointF(handle.x(), place.bottom()));

    painter.setPen(QPen(QColor(0, 0, 0, 140), 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(handle, 11, 11);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(60, 60, 60));
    for (const double direction : {-1.0, 1.0}) {
        painter.drawPolygon(
            QPolygonF({handle + QPointF(direction * 2.5, -4), handle + QPointF(direction * 2.5, 4),
                       handle + QPointF(direction * 7.0, 0)}));
    }
}

// What is not plain to see: that this is the picture before, or how far in it is zoomed.
QString PreviewCanvas::note() const
{
    if (m_showingOriginal)
        return tr("Original");
    return m_zoomNote.isActive() ? tr("%1 %", "zoom").arg(qRound(100 * zoom())) : QString();
}

void PreviewCanvas::drawNote(QPainter &painter) const
{
    const QString text = note();
    if (text.isEmpty() || m_content.isNull())
        return;
    QRect place = fontMetrics().boundingRect(text).adjusted(-10, -4, 10, 4);
    place.moveBottomLeft(rect().bottomLeft() + QPoint(noteMargin, -noteMargin));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 160)); // on every picture, as the divider
    painter.drawRoundedRect(place, 5, 5);
    painter.setPen(Qt::white);
    painter.drawText(place, Qt::AlignCenter, text);
}

void PreviewCanvas::drawFrame(QPainter &painter) const
{
    if (!hasFocus() && !m_dropHighlight)
        return;
    const int width = m_dropHighlight ? 3 : 1;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Highlight));
    const QRegion frame = QRegion(rect()) - rect().adjusted(width, width, -width, -width);
    for (const QRect &side : frame)
        painter.drawRect(side);
}

// The divider

double PreviewCanvas::dividerX() const
{
    const QRectF place = m_view.tiledRect();
    return place.left() + m_divider * place.width();
}

bool PreviewCanvas::isOnDivider(QPointF position) const
{
    return showsDivider() && std::abs(position.x() - dividerX()) <= dividerReach;
}

void PreviewCanvas::setDivider(double divider)
{
    m_divider = std::clamp(divider, 0.0, 1.0);
    update();
}

void PreviewCanvas::setShowingOriginal(bool showing)
{
    m_showingOriginal = showing;
    update();
}

// Mouse and keys

void PreviewCanvas::resizeEvent(QResizeEvent *)
{
    m_view.setViewport(size());
    m_toolView.setViewport(size());
}

void PreviewCanvas::wheelEvent(QWheelEvent *event)
{
    zoomBy(std::pow(wheelZoom, double(event->angleDelta().y()) / notch), event->position());
    event->accept();
}

bool PreviewCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::NativeGesture)
        return QWidget::event(event);
    const auto *gesture = static_cast<QNativeGestureEvent *>(event);
    if (gesture->gestureType() == Qt::ZoomNativeGesture) // two fingers on a touchpad
        zoomBy(1 + gesture->value(), gesture->position());
    return true;
}

void PreviewCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_lastPosition = event->position();
    m_drag = isOnDivider(m_lastPosition) ? Drag::Divider : Drag::Pan;
    updateCursor(m_lastPosition);
}

void PreviewCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    if (m_drag == Drag::Divider) {
        const QRectF place = m_view.tiledRect();
        setDivider((position.x() - place.left()) / place.width());
    } else if (m_drag == Drag::Pan) {
        shownView().panBy(position - m_lastPosition);
        update();
    }
    m_lastPosition = position;
    updateCursor(position);
}

void PreviewCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_drag = Drag::None;
    updateCursor(event->position());
}

void PreviewCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !isOnDivider(event->position()))
        fit();
}

void PreviewCanvas::updateCursor(QPointF position)
{
    if (m_drag == Drag::Pan)
        setCursor(Qt::ClosedHandCursor);
    else if (m_drag == Drag::Divider || isOnDivider(position))
        setCursor(Qt::SplitHCursor);
    else if (m_tool)
        setCursor(m_tool->cursor());
    else
        unsetCursor();
}

void PreviewCanvas::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        Q_EMIT startPauseRequested();
    else if (event->key() == Qt::Key_O && event->modifiers() == Qt::NoModifier)
        setShowingOriginal(true);
    else if (!handleViewKey(event->key(), event->modifiers()))
        QWidget::keyPressEvent(event);
}

bool PreviewCanvas::handleViewKey(int key, Qt::KeyboardModifiers modifiers)
{
    const QPointF pan = panOfKey(key);
    if (!pan.isNull()) {
        if (showsDivider() && modifiers.testFlag(Qt::ShiftModifier))
            setDivider(m_divider + (pan.x() > 0 ? -keyDividerStep : keyDividerStep));
        else
            shownView().panBy(pan);
    } else if (key == Qt::Key_Plus) {
        zoomIn();
    } else if (key == Qt::Key_Minus) {
        zoomOut();
    } else {
        return false;
    }
    update();
    return true;
}

void PreviewCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_O && !event->isAutoRepeat())
        setShowingOriginal(false);
    else
        QWidget::keyReleaseEvent(event);
}

} // namespace gramarye
