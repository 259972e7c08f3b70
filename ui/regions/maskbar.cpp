#include "ui/regions/maskbar.h"

#include "ui/regions/maskslider.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/glyphicon.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

namespace gramarye {

namespace {

constexpr int chipSide = 14; ///< px
constexpr int iconSide = 16;
constexpr int nameWidth = 120; ///< px, at least: what tells one region from another comes last
constexpr int sideMargin = 8;
constexpr int spacing = 8;
constexpr double percentStep = 0.01;

/// The pages of what a tool is set to.
enum SettingsPage
{
    BrushSettings,
    FillSettings,
    NoSettings
};

SettingsPage pageOf(MaskTool tool)
{
    switch (tool) {
    case MaskTool::Brush:
    case MaskTool::Eraser:
        return BrushSettings;
    case MaskTool::Fill:
        return FillSettings;
    case MaskTool::Rectangle:
    case MaskTool::Lasso:
        return NoSettings;
    }
    Q_UNREACHABLE();
}

QString pixelsText(double value)
{
    return MaskBar::tr("%1 px").arg(qRound(value));
}

QString percentText(double value)
{
    return MaskBar::tr("%1 %", "a share, %1 is a whole number").arg(qRound(100 * value));
}

/// A button with only a glyph. @p name: what it is or does; @p help: more of it, with the keys.
QToolButton *makeButton(Glyph glyph, const QString &name, const QString &help)
{
    auto *button = new QToolButton;
    button->setIcon(glyphIcon(glyph));
    button->setIconSize({iconSide, iconSide});
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QWidget *inRow(const QList<QWidget *> &widgets, int spacing)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(spacing);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return row;
}

QToolButton *makeDoneButton()
{
    auto *button = new QToolButton;
    button->setText(MaskBar::tr("Done"));
    button->setToolTip(MaskBar::tr("Leave the mask (Esc)"));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QFrame *makeChip()
{
    auto *chip = new QFrame;
    chip->setFrameShape(QFrame::Box);
    chip->setFixedSize(chipSide, chipSide);
    chip->setAutoFillBackground(true);
    return chip;
}

} // namespace

MaskBar::MaskBar(QWidget *parent)
    : QFrame(parent),
      m_chip(makeChip()),
      m_name(new ElidedLabel),
      m_tools(new QButtonGroup(this)),
      m_settings(new QStackedWidget),
      m_size(new MaskSlider(tr("Size"), SliderScale::logarithmic(Brush::smallest, Brush::largest),
                            pixelsText)),
      m_hardness(
          new MaskSlider(tr("Hardness"), SliderScale::linear(0, 1, percentStep), percentText)),
      m_tolerance(
          new MaskSlider(tr("Tolerance"), SliderScale::linear(0, 1, percentStep), percentText)),
      m_feather(makeButton(Glyph::Feather, tr("Feather"),
                           tr("Make the edges softer; again for more (S)"))),
      m_invert(makeButton(Glyph::Invert, tr("Invert"), tr("Exchange inside and outside (I)"))),
      m_clear(makeButton(Glyph::Bin, tr("Clear"), tr("Take everything out (Delete)"))),
      m_done(makeDoneButton()),
      m_endRow(inRow({m_feather, m_invert, m_clear, m_done}, 1)),
      m_line(new QHBoxLayout),
      m_secondLine(new QHBoxLayout)
{
    setAutoFillBackground(true);
    m_name->setTextFormat(Qt::PlainText); // names of files are no markup
    m_name->setMinimumWidth(nameWidth);
    m_toolRow = makeTools();
    fillSettings();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(sideMargin, 4, sideMargin, 4);
    layout->setSpacing(0);
    layout->addLayout(m_line);
    layout->addLayout(m_secondLine);
    m_line->setSpacing(spacing);
    m_line->addWidget(m_chip);
    m_line->addWidget(m_name);
    m_secondLine->setSpacing(spacing);
    arrange(true);
    m_line->addWidget(m_endRow); // where Tab goes last
    setTool(MaskTool::Brush);
    setBrush({});
}

void MaskBar::arrange(bool inOneLine)
{
    if (inOneLine) {
        m_line->insertWidget(2, m_toolRow);
        m_line->insertWidget(3, m_settings, 1);
    } else {
        m_secondLine->addWidget(m_toolRow);
        m_secondLine->addWidget(m_settings, 1);
    }
}

int MaskBar::oneLineWidth() const
{
    int width = 2 * sideMargin + 4 * spacing;
    for (const QWidget *part :
         std::initializer_list<const QWidget *>{m_chip, m_name, m_toolRow, m_settings, m_endRow})
        width += std::max(part->minimumWidth(), part->minimumSizeHint().width());
    return width;
}

QSize MaskBar::minimumSizeHint() const
{
    const int below = m_toolRow->minimumSizeHint().width() + m_settings->minimumSizeHint().width();
    return {2 * sideMargin + spacing + below, QFrame::minimumSizeHint().height()};
}

void MaskBar::resizeEvent(QResizeEvent *event)
{
    const bool isInOneLine = m_secondLine->isEmpty();
    const bool fits = width() >= oneLineWidth();
    if (fits != isInOneLine)
        arrange(fits);
    QFrame::resizeEvent(event);
}

QWidget *MaskBar::makeTools()
{
    const QList<QWidget *> buttons{
        addTool(MaskTool::Brush, makeButton(Glyph::Brush, tr("Brush"),
                                            tr("Brush (B)\nSize: [ and ], or Shift and the wheel\n"
                                               "Erase: the right button, or Alt"))),
        addTool(MaskTool::Eraser, makeButton(Glyph::Eraser, tr("Eraser"), tr("Eraser (E)"))),
        addTool(MaskTool::Rectangle,
                makeButton(Glyph::Rectangle, tr("Rectangle"), tr("Rectangle (R)"))),
        addTool(MaskTool::Lasso, makeButton(Glyph::Lasso, tr("Lasso"), tr("Lasso (L)"))),
        addTool(MaskTool::Fill,
                makeButton(Glyph::Fill, tr("Fill"), tr("Fill what is of a similar colour (F)")))};
    connect(m_tools, &QButtonGroup::idClicked, this, [this](int id) {
        showSettings();
        Q_EMIT toolChosen(MaskTool(id));
    });
    return inRow(buttons, 1);
}

QToolButton *MaskBar::addTool(MaskTool tool, QToolButton *button)
{
    button->setCheckable(true);
    m_tools->addButton(button, int(tool));
    return button;
}

void MaskBar::fillSettings()
{
    m_settings->insertWidget(BrushSettings, inRow({m_size, m_hardness}, spacing));
    m_settings->insertWidget(FillSettings, m_tolerance);
    m_settings->insertWidget(NoSettings, new QWidget);
    for (const MaskSlider *slider : {m_size, m_hardness})
        connect(slider, &MaskSlider::edited, this, [this] { Q_EMIT brushChanged(brush()); });
    connect(m_tolerance, &MaskSlider::edited, this, &MaskBar::toleranceChanged);
}

void MaskBar::setRegion(const QString &name, const QColor &color)
{
    m_name->setText(name);
    m_name->setToolTip(name);
    QPalette palette;
    palette.setColor(QPalette::Window, color);
    m_chip->setPalette(palette);
}

void MaskBar::setTool(MaskTool tool)
{
    toolButton(tool)->setChecked(true);
    showSettings();
}

void MaskBar::setBrush(const Brush &brush)
{
    m_size->setValue(brush.size);
    m_hardness->setValue(brush.hardness);
}

void MaskBar::setTolerance(double tolerance)
{
    m_tolerance->setValue(tolerance);
}

QToolButton *MaskBar::toolButton(MaskTool tool) const
{
    return static_cast<QToolButton *>(m_tools->button(int(tool)));
}

void MaskBar::showSettings()
{
    m_settings->setCurrentIndex(pageOf(MaskTool(m_tools->checkedId())));
}

Brush MaskBar::brush() const
{
    return {m_size->value(), m_hardness->value()};
}

} // namespace gramarye
