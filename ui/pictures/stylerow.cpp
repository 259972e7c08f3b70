#include "ui/pictures/stylerow.h"

#include "ui/pictures/imagewell.h"
#include "ui/pictures/styledetails.h"
#include "ui/regions/regionbutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/wheelguard.h"

#include <QAction>
#include <QFileInfo>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QSlider>

namespace gramarye {

namespace {

constexpr int weightSteps = 100;

} // namespace

StyleRow::StyleRow(double weight, QWidget *parent)
    : QWidget(parent),
      m_well(new ImageWell(tr("Style picture"), tr("Style"))),
      m_name(new ElidedLabel),
      m_slider(new QSlider(Qt::Horizontal)),
      m_share(new QLabel),
      m_region(new RegionButton(RegionKind::Region)),
      m_details(new StyleDetails),
      m_upAction(makeMoveAction(tr("Move up"), Qt::ALT | Qt::Key_Up)),
      m_downAction(makeMoveAction(tr("Move down"), Qt::ALT | Qt::Key_Down))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_well->setFixedSize(92, 72);
    m_slider->setRange(0, weightSteps);
    setWeight(weight);
    m_slider->setToolTip(tr("How much of this style is mixed in"));
    m_share->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_share->setMinimumWidth(m_share->fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
    guardFromWheel(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &StyleRow::sliderMoved);
    connect(m_well, &ImageWell::pictureChanged, this, &StyleRow::wellChanged);
    connect(m_region, &RegionButton::maskChanged, this, &StyleRow::regionChanged);
    connect(m_details, &StyleDetails::edited, this, &StyleRow::detailsChanged);
    connect(m_details, &StyleDetails::partChanged, this, [this] {
        showPart();
        Q_EMIT regionChanged();
    });

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setVerticalSpacing(2);
    layout->addWidget(m_well, 0, 0, 6, 1);
    layout->setRowStretch(0, 1);
    layout->addWidget(m_name, 1, 1, 1, 2);
    layout->addWidget(m_slider, 2, 1);
    layout->addWidget(m_share, 2, 2);
    layout->addWidget(m_region, 3, 1, 1, 2, Qt::AlignLeft);
    layout->addWidget(m_details, 4, 1, 1, 2, Qt::AlignLeft);
    layout->setRowStretch(5, 1);
    layout->setColumnStretch(1, 1);
}

StyleOf<LoadedPicture> StyleRow::style() const
{
    return {m_well->picture(),         m_weight,           m_region->mask(),
            m_details->part()->mask(), m_details->scale(), m_details->layers()};
}

void StyleRow::exchangeStyle(const StyleOf<LoadedPicture> &style)
{
    m_well->exchangePicture(style.picture);
    m_region->setMask(style.region);
    setPart(style.mask);
    m_details->setDetails(style.scale, style.layers);
}

void StyleRow::setPart(const LoadedPicture &mask)
{
    m_details->setPart(mask);
    showPart();
}

void StyleRow::showPart()
{
    m_well->showPart(m_details->part()->mask().pyramid);
}

void StyleRow::setWeight(double weight)
{
    const QSignalBlocker blocker(m_slider);
    m_weight = weight;
    m_slider->setValue(qRound(weight * weightSteps));
}

void StyleRow::sliderMoved(int position)
{
    m_weight = double(position) / weightSteps;
    Q_EMIT weightChanged();
}

void StyleRow::showShare(int percent, bool adjustable)
{
    m_share->setText(tr("%1 %", "a share, %1 is a whole number").arg(percent));
    m_slider->setAccessibleDescription(m_share->text());
    m_share->setVisible(adjustable);
    m_slider->setVisible(adjustable);
}

void StyleRow::setMovable(bool up, bool down)
{
    m_upAction->setEnabled(up);
    m_downAction->setEnabled(down);
}

// In the whole row, and in the menu of its well.
QAction *StyleRow::makeMoveAction(const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    m_well->addAction(action);
    return action;
}

void StyleRow::wellChanged()
{
    m_name->setText(QFileInfo(m_well->picture().name()).completeBaseName());
    m_slider->setAccessibleName(tr("Weight of %1", "a style picture").arg(m_name->text()));
    m_region->setAccessibleName(tr("Region of %1", "a style picture").arg(m_name->text()));
    m_details->setAccessibleName(
        tr("Scale and layers of %1", "a style picture").arg(m_name->text()));
    m_details->part()->setAccessibleName(tr("Part of %1", "a style picture").arg(m_name->text()));
    setPart({}); // it was of the picture before
    Q_EMIT pictureChanged();
}

} // namespace gramarye
