#include "ui/presets/variationtile.h"

#include <QKeyEvent>
#include <QPainter>

namespace gramarye {

namespace {

constexpr int margin = 6;         ///< between the frame and the picture
constexpr int cornerRadius = 5;   ///< as of the picture wells
constexpr int progressHeight = 3; ///< of the line below the picture

} // namespace

VariationTile::VariationTile(const QString &name, QWidget *parent) : QAbstractButton(parent)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover); // is drawn anew when the pointer comes or goes
    setCursor(Qt::PointingHandCursor);
    setMinimumSize(120, 100);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void VariationTile::showWaiting()
{
    m_picture = {};
    m_progress = 0;
    setState(State::Waiting);
}

void VariationTile::showPicture(const QImage &picture)
{
    m_picture = picture;
    setState(State::Rendering);
}

void VariationTile::showProgress(double progress)
{
    m_progress = progress;
    setState(State::Rendering);
}

void VariationTile::showDone(const QImage &picture)
{
    m_picture = picture;
    setState(State::Done);
}

void VariationTile::setState(State state)
{
    m_state = state;
    update();
}

void VariationTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter);
    if (!m_picture.isNull())
        paintPicture(painter);
    if (m_state == State::Waiting) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, tr("Waiting…"));
    }
    if (m_state == State::Rendering)
        paintProgress(painter);
}

void VariationTile::paintFrame(QPainter &painter) const
{
    const bool lit = hasFocus() || underMouse();
    painter.setPen(QPen(palette().color(lit ? QPalette::Highlight : QPalette::Mid), lit ? 2 : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

void VariationTile::paintPicture(QPainter &painter) const
{
    const QRect space = rect().adjusted(margin, margin, -margin, -margin);
    QRectF place({}, QSizeF(m_picture.size()).scaled(space.size(), Qt::KeepAspectRatio));
    place.moveCenter(QRectF(space).center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_picture);
}

void VariationTile::paintProgress(QPainter &painter) const
{
    QRectF line(margin, height() - margin, width() - 2 * margin, progressHeight);
    line.setWidth(line.width() * m_progress);
    painter.fillRect(line, palette().color(QPalette::Highlight));
}

// As in a list: what has the focus is taken with Return, too.
void VariationTile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

} // namespace gramarye
