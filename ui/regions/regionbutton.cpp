#include "ui/regions/regionbutton.h"

#include "ui/regions/mask.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace gramarye {

namespace {

constexpr QSize chipSize(22, 16);
constexpr int previewSide = 128; ///< px, the longest side of what a painted mask is shown with

/// What a button of a kind says.
struct RegionTexts
{
    QString none; ///< on the button, where there is little room
    QString clear;
    QString some;
    QString paint;
    QString help;
};

RegionTexts textsOf(RegionKind kind, bool isBesideOthers)
{
    switch (kind) {
    case RegionKind::Region:
        return {isBesideOthers ? RegionButton::tr("Rest", "a style acts on the rest")
                               : RegionButton::tr("All", "a style acts on all of the content"),
                isBesideOthers ? RegionButton::tr("The rest", "a style acts on")
                               : RegionButton::tr("Everywhere", "a style acts"),
                RegionButton::tr("Region", "a style acts in its"),
                RegionButton::tr("&Paint region"),
                isBesideOthers ? RegionButton::tr("Where on the content this style acts: without a "
                                                  "region of its own, where no other style's is")
                               : RegionButton::tr("Where on the content this style acts")};
    case RegionKind::Strength:
        return {RegionButton::tr("Nothing stays"), RegionButton::tr("Nothing stays"),
                RegionButton::tr("Parts stay"), RegionButton::tr("&Paint what stays"),
                RegionButton::tr("What of the content stays as it is")};
    case RegionKind::Part:
        return {RegionButton::tr("All of it", "a style's picture counts"),
                RegionButton::tr("All of it", "a style's picture counts"),
                RegionButton::tr("A part of it", "a style's picture counts"),
                RegionButton::tr("&Paint the part"),
                RegionButton::tr("Which part of this picture is the style")};
    }
    Q_UNREACHABLE();
}

/// What an empty chip has, so that it is no box to be ticked.
enum class EmptyChip
{
    Plain,
    Crossed ///< out: nothing is
};

/// The chip: empty, or what @p painted covers in @p color.
QPixmap chipPixmap(const QImage &painted, const QColor &color, EmptyChip empty,
                   const QPalette &palette, double pixelRatio)
{
    QPixmap pixmap(chipSize * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(QPointF(), chipSize).adjusted(0.5, 0.5, -0.5, -0.5);
    const QRectF inside = frame.adjusted(0.5, 0.5, -0.5, -0.5);
    if (!painted.isNull()) {
        QImage tint(painted.size(), QImage::Format_ARGB32);
        tint.fill(color);
        tint.setAlphaChannel(painted);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.fillRect(inside, palette.color(QPalette::Dark)); // as around the picture
        painter.drawImage(inside, tint);
    }
    if (painted.isNull() && empty == EmptyChip::Crossed) {
        painter.setPen(QPen(palette.color(QPalette::PlaceholderText), 1.5));
        painter.drawLine(inside.bottomLeft(), inside.topRight());
    }
    painter.setPen(QPen(palette.color(QPalette::PlaceholderText), 1,
                        painted.isNull() ? Qt::DotLine : Qt::SolidLine));
    painter.drawRoundedRect(frame, 2, 2);
    return pixmap;
}

} // namespace

LoadedPicture paintedPicture(const QImage &mask)
{
    const QImage preview =
        mask.scaled(previewSide, previewSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return {unfiledPicture(mask, {}), PicturePyramid(preview), {}};
}

RegionButton::RegionButton(RegionKind kind, QWidget *parent)
    : ElidedButton(parent),
      m_kind(kind),
      m_paint(addRequest(textsOf(kind, false).paint, RegionRequest::Paint)),
      m_import(addRequest(tr("&Import mask…"), RegionRequest::Import)),
      m_export(addRequest(tr("&Export mask…"), RegionRequest::Export)),
      m_clear(new QAction(this))
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setIconSize(chipSize);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    connect(m_clear, &QAction::triggered, this, [this] { changeMask({}); });

    auto *menu = new QMenu(this);
    menu->addActions({m_paint, m_import, m_export});
    menu->addSeparator();
    menu->addAction(m_clear);
    setMenu(menu);
    showMask();
}

QAction *RegionButton::addRequest(const QString &text, RegionRequest request)
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [this, request] { Q_EMIT requested(request); });
    return action;
}

void RegionButton::setColor(const QColor &color)
{
    m_color = color;
    showMask();
}

void RegionButton::setMask(const LoadedPicture &mask)
{
    m_mask = mask;
    showMask();
}

void RegionButton::setBesideOthers(bool beside)
{
    if (beside == m_isBesideOthers)
        return;
    m_isBesideOthers = beside;
    showMask();
}

void RegionButton::changeMask(const LoadedPicture &mask)
{
    if (mask == m_mask)
        return;
    setMask(mask);
    Q_EMIT maskChanged();
}

QImage RegionButton::painted() const
{
    if (m_mask.isNull())
        return {};
    const QImage &image = m_mask.picture.image;
    const QImage mask = maskOfPicture(image, maskSize(image.size()));
    return m_kind == RegionKind::Strength ? invertedMask(mask) : mask;
}

QImage RegionButton::maskOf(const QImage &painted) const
{
    if (isBlank(painted))
        return {};
    return m_kind == RegionKind::Strength ? invertedMask(painted) : painted;
}

void RegionButton::changePainted(const QImage &painted)
{
    const QImage mask = maskOf(painted);
    changeMask(mask.isNull() ? LoadedPicture() : paintedPicture(mask));
}

void RegionButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showMask();
    ElidedButton::changeEvent(event);
}

void RegionButton::showMask()
{
    const RegionTexts texts = textsOf(m_kind, m_isBesideOthers);
    QImage preview;
    if (!m_mask.isNull()) {
        const QImage &small = m_mask.pyramid.level(2 * chipSize.width());
        preview = maskOfPicture(small, small.size());
        if (m_kind == RegionKind::Strength)
            preview = invertedMask(preview);
    }
    const auto empty = m_kind == RegionKind::Strength ? EmptyChip::Crossed : EmptyChip::Plain;
    QIcon icon;
    for (const double pixelRatio : {1.0, 2.0})
        icon.addPixmap(chipPixmap(preview, m_color, empty, palette(), pixelRatio));
    setIcon(icon);
    setText(m_mask.isNull() ? texts.none : texts.some);
    setAccessibleDescription(m_mask.isNull() ? texts.clear : texts.some);
    setToolTip(texts.help);
    m_clear->setText(texts.clear);
    m_export->setEnabled(!m_mask.isNull());
    m_clear->setEnabled(!m_mask.isNull());
}

} // namespace gramarye
