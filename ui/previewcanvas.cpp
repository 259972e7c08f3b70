#include "ui/previewcanvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
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
}

QSize PreviewCanvas::sizeHint() const
{
    return {720, 540};
}

void PreviewCanvas::setContent(const PicturePyramid &content)
{
    m_content = content;
    m_result = {};
    m_before = {};
    setFinalSize(content.size());
    fit();
}

void PreviewCanvas::setResult(const QImage &result)
{
    m_result = PicturePyramid(result);
    update();
}

void PreviewCanvas::clearResult()
{
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

void PreviewCanvas::showActualSize()
{
    changeWidth(m_finalSize.width() / devicePixelRatioF());
}

void PreviewCanvas::changeWidth(double width)
{
    m_view.setWidth(width, QRectF(rect()).center());
    update();
}

void PreviewCanvas::fit()
{
    m_view.fit();
    update();
}

void PreviewCanvas::fill()
{
    m_view.fill();
    update();
}

double PreviewCanvas::zoom() const
{
    if (m_finalSize.isEmpty())
        return 1;
    return m_view.pictureRect().width() * devicePixelRatioF() / m_finalSize.width();
}

void PreviewCanvas::resizeEvent(QResizeEvent *)
{
    m_view.setViewport(size());
}

// Drawing

void PreviewCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
    if (m_content.isNull() && m_result.isNull())
        drawInvitation(painter);
    else if (showsDivider())
        drawComparison(painter);
    else
        drawPicture(painter, m_result.isNull() || m_showingOriginal ? m_content : m_result);
    drawFocus(painter);
}

void PreviewCanvas::drawInvitation(QPainter &painter) const
{
    painter.setPen(palette().color(QPalette::BrightText));
    painter.drawText(rect(), Qt::AlignCenter, tr("Drop a picture here, or open one with Ctrl+O"));
}

void PreviewCanvas::drawPicture(QPainter &painter, const PicturePyramid &picture) const
{
    if (picture.isNull())
        return;
    const QRectF place = deviceAligned(m_view.pictureRect());
    const double deviceWidth = place.width() * devicePixelRatioF();
    const QImage &image = picture.level(int(std::ceil(deviceWidth)));
    // Whoever zooms this far in wants to see pixels; before, coarse sizes would be all blocks.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < pixelZoom);
    painter.drawImage(place, image);
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
    const QRectF place = m_view.pictureRect().intersected(rect());
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

void PreviewCanvas::drawFocus(QPainter &painter) const
{
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

// Pixels of the picture fall on pixels of the screen.
QRectF PreviewCanvas::deviceAligned(const QRectF &rect) const
{
    const double ratio = devicePixelRatioF();
    const auto aligned = [ratio](double value) { return std::round(value * ratio) / ratio; };
    return {QPointF(aligned(rect.left()), aligned(rect.top())),
            QPointF(aligned(rect.right()), aligned(rect.bottom()))};
}

// The divider

double PreviewCanvas::dividerX() const
{
    const QRectF place = m_view.pictureRect();
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

void PreviewCanvas::wheelEvent(QWheelEvent *event)
{
    m_view.zoomBy(std::pow(wheelZoom, double(event->angleDelta().y()) / notch), event->position());
    update();
    event->accept();
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
        setDivider(m_view.pictureAt(position).x());
    } else if (m_drag == Drag::Pan) {
        m_view.panBy(position - m_lastPosition);
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
            m_view.panBy(pan);
    } else if (key == Qt::Key_Plus) {
        changeWidth(m_view.pictureRect().width() * keyZoom);
    } else if (key == Qt::Key_Minus) {
        changeWidth(m_view.pictureRect().width() / keyZoom);
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

void PreviewCanvas::focusInEvent(QFocusEvent *)
{
    update();
}

void PreviewCanvas::focusOutEvent(QFocusEvent *)
{
    setShowingOriginal(false);
}

} // namespace gramarye
