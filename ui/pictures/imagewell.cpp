#include "ui/pictures/imagewell.h"

#include "ui/text/errortext.h"
#include "ui/widgets/glyphicon.h"
#include "ui/widgets/rememberedfolder.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDrag>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace gramarye {

namespace {

constexpr int margin = 6; ///< between the frame and the picture
constexpr int cornerRadius = 5;
constexpr int dragWidth = 96;     ///< px, of what hangs on the pointer
constexpr int shadeWidth = 128;   ///< px, at least where the mask has them; it is smooth
constexpr double darkness = 0.75; ///< of what does not count

/// Black, as opaque as @p mask is dark.
QImage shadeOf(const QImage &mask)
{
    QImage opacity = mask.convertToFormat(QImage::Format_Grayscale8);
    opacity.invertPixels();
    QImage shade(mask.size(), QImage::Format_ARGB32);
    shade.fill(Qt::black);
    shade.setAlphaChannel(opacity);
    return shade;
}

ImageWell *draggedWell(const QMimeData &data)
{
    const auto *own = qobject_cast<const WellDragData *>(&data);
    return own ? own->well() : nullptr;
}

} // namespace

ImageWell::ImageWell(const QString &name, const QString &invitation, QWidget *parent)
    : QWidget(parent), m_invitation(invitation), m_clearButton(new QToolButton(this))
{
    setAccessibleName(name);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);

    m_clearButton->setIcon(glyphIcon(Glyph::Clear));
    m_clearButton->setToolTip(tr("Remove this picture"));
    m_clearButton->setAccessibleName(tr("Remove this picture"));
    m_clearButton->setFocusPolicy(Qt::NoFocus); // the Delete key does the same
    m_clearButton->setCursor(Qt::ArrowCursor);
    m_clearButton->hide();
    connect(m_clearButton, &QToolButton::clicked, this, &ImageWell::clear);

    connect(&m_loader, &PictureLoader::loaded, this, [this](const LoadedPicture &picture) {
        setPicture(picture);
        Q_EMIT pictureRead(picture);
    });
    connect(&m_loader, &PictureLoader::failed, this, [this](const Error &error) {
        update();
        Q_EMIT loadingChanged();
        Q_EMIT refused(error);
    });
    connect(&m_loader, &PictureLoader::cutShort, this, &ImageWell::askForPart);
    connect(&m_loader, &PictureLoader::folderFound, this, [this](const OfferedFolder &folder) {
        update();
        Q_EMIT loadingChanged();
        Q_EMIT folderOffered(folder);
    });
}

void offerPart(QWidget *parent, const Error &error, const std::function<void(bool)> &answered)
{
    auto *question = new QMessageBox(QMessageBox::Question, ImageWell::tr("Open picture"),
                                     cutShortText(error), QMessageBox::Cancel, parent);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *open =
        question->addButton(ImageWell::tr("Open what is there"), QMessageBox::AcceptRole);
    QObject::connect(question, &QDialog::finished, parent,
                     [question, open, answered] { answered(question->clickedButton() == open); });
    question->open();
}

void ImageWell::askForPart(const PictureSource &source, const Error &error)
{
    update();
    Q_EMIT loadingChanged();
    offerPart(this, error, [this, source](bool isWanted) {
        if (isWanted)
            load(source);
        else
            Q_EMIT declined();
    });
}

void ImageWell::load(const PictureSource &source)
{
    PictureSource wanted = source;
    wanted.reading.side = m_readingSide;
    m_loader.load(wanted);
    update();
    Q_EMIT loadingChanged();
}

void ImageWell::setPicture(const LoadedPicture &picture)
{
    m_loader.cancel();
    showAs(picture);
    Q_EMIT loadingChanged();
    Q_EMIT pictureChanged();
}

void ImageWell::exchangePicture(const LoadedPicture &picture)
{
    if (isLoading() || picture != m_picture)
        setPicture(picture);
}

void ImageWell::clear()
{
    if (!isEmpty() || isLoading())
        setPicture({});
}

void ImageWell::showAs(const LoadedPicture &picture)
{
    m_picture = picture;
    m_recolored = {};
    m_shade = {};
    describe();
    updateClearButton();
    update();
}

void ImageWell::setInvitation(const QString &invitation)
{
    if (invitation == m_invitation)
        return;
    m_invitation = invitation;
    update();
}

void ImageWell::showRecolored(const PicturePyramid &recolored)
{
    if (m_recolored.isNull() && recolored.isNull())
        return;
    m_recolored = recolored;
    describe();
    update();
}

void ImageWell::showPart(const PicturePyramid &mask)
{
    m_shade = mask.isNull() ? QImage() : shadeOf(mask.level(shadeWidth));
    update();
}

void ImageWell::describe()
{
    QString description;
    if (!isEmpty()) {
        const QSize size = m_picture.pyramid.size();
        description =
            tr("%1, %2 × %3 px").arg(m_picture.name()).arg(size.width()).arg(size.height());
    }
    if (!m_recolored.isNull())
        description = tr("%1, in the colours that it is painted with").arg(description);
    setToolTip(description);
    setAccessibleDescription(description);
}

void ImageWell::take(const std::vector<PictureSource> &sources)
{
    if (sources.empty())
        return;
    load(sources.front());
    if (sources.size() > 1)
        Q_EMIT moreOffered({sources.begin() + 1, sources.end()});
}

void ImageWell::browse()
{
    askForFile(this, {QStringLiteral("pictures"), tr("Open picture"), pictureFileFilter()},
               [this](const QString &path) {
                   load({path, {}});
               });
}

void ImageWell::paste()
{
    if (const QMimeData *data = QApplication::clipboard()->mimeData())
        take(pictureSources(*data));
}

void ImageWell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter);
    if (isLoading())
        paintText(painter, tr("Reading…"));
    else if (isEmpty())
        paintText(painter, m_invitation);
    else
        paintPicture(painter);
}

void ImageWell::paintFrame(QPainter &painter) const
{
    const bool lit = m_dropHighlight || hasFocus();
    QColor line = palette().color(lit ? QPalette::Highlight : QPalette::Mid);
    QColor fill = palette().color(QPalette::Base);
    if (m_dropHighlight) {
        fill = palette().color(QPalette::Highlight);
        fill.setAlphaF(0.25F);
    }
    const bool dashed = isEmpty() && !lit;
    painter.setPen(QPen(line, lit ? 2 : 1, dashed ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

void ImageWell::paintPicture(QPainter &painter) const
{
    const QRect space = rect().adjusted(margin, margin, -margin, -margin);
    QRectF place({}, QSizeF(m_picture.pyramid.size()).scaled(space.size(), Qt::KeepAspectRatio));
    place.moveCenter(QRectF(space).center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, shown().level(qRound(place.width() * devicePixelRatioF())));
    painter.setOpacity(darkness);
    painter.drawImage(place, m_shade);
}

void ImageWell::paintText(QPainter &painter, const QString &text) const
{
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(margin, margin, -margin, -margin),
                     int(Qt::AlignCenter) | int(Qt::TextWordWrap), text);
}

void ImageWell::resizeEvent(QResizeEvent *)
{
    const QSize size = m_clearButton->sizeHint();
    m_clearButton->setGeometry(width() - size.width() - 3, 3, size.width(), size.height());
}

bool ImageWell::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave
        || event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        updateClearButton();
    return handled;
}

void ImageWell::updateClearButton()
{
    m_clearButton->setVisible(!isEmpty() && (underMouse() || hasFocus()));
}

void ImageWell::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton;
    m_pressedAt = event->pos();
}

void ImageWell::mouseMoveEvent(QMouseEvent *event)
{
    const int distance = (event->pos() - m_pressedAt).manhattanLength();
    if (!m_pressed || isEmpty() || distance < QApplication::startDragDistance())
        return;
    m_pressed = false;
    drag();
}

void ImageWell::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_pressed, false) && rect().contains(event->pos()))
        browse();
}

QMimeData *ImageWell::makeDragData()
{
    auto *data = new WellDragData(this);
    const QString path = m_picture.picture.ref.path;
    if (path.isEmpty())
        data->setImageData(m_picture.picture.image);
    else
        data->setUrls({QUrl::fromLocalFile(path)});
    return data;
}

void ImageWell::drag()
{
    auto *drag = new QDrag(this); // Qt deletes it
    drag->setMimeData(makeDragData());
    const QImage &image = m_picture.pyramid.level(dragWidth);
    drag->setPixmap(QPixmap::fromImage(image.scaledToWidth(dragWidth, Qt::SmoothTransformation)));
    drag->exec(Qt::CopyAction);
}

void ImageWell::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return clear();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (event->modifiers() == Qt::NoModifier)
            return browse();
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ImageWell::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open…"), this, &ImageWell::browse);
    menu->addAction(tr("Paste"), this, &ImageWell::paste);
    menu->addAction(tr("Remove"), this, &ImageWell::clear)->setEnabled(!isEmpty());
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

void ImageWell::dragEnterEvent(QDragEnterEvent *event)
{
    if (!offersPicture(*event->mimeData()) || draggedWell(*event->mimeData()) == this)
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    setDropHighlight(true);
}

void ImageWell::dropEvent(QDropEvent *event)
{
    setDropHighlight(false);
    if (ImageWell *well = draggedWell(*event->mimeData())) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        Q_EMIT wellDropped(well);
        return;
    }
    const auto sources = pictureSources(*event->mimeData());
    if (sources.empty())
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    take(sources);
}

void ImageWell::setDropHighlight(bool highlighted)
{
    m_dropHighlight = highlighted;
    update();
}

QString pictureFileFilter()
{
    QStringList patterns;
    for (const QString &suffix : readableSuffixes())
        patterns << QStringLiteral("*.") + suffix;
    return ImageWell::tr("Pictures (%1);;All files (*)").arg(patterns.join(u' '));
}

} // namespace gramarye
