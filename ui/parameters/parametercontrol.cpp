#include "ui/parameters/parametercontrol.h"

#include "core/model/parameterspec.h"
#include "ui/widgets/wheelguard.h"

#include <QAction>
#include <QColorDialog>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace gramarye {

ParameterControl::ParameterControl(QWidget *parent)
    : QWidget(parent), m_resetAction(new QAction(tr("Reset to default"), this))
{
    connect(m_resetAction, &QAction::triggered, this, &ParameterControl::reset);
    addAction(m_resetAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ParameterControl::reset()
{
    if (value() == m_default)
        return;
    setValue(m_default);
    Q_EMIT edited(m_default);
}

void ParameterControl::makeResetting(QWidget *widget)
{
    widget->installEventFilter(this);
    widget->addAction(m_resetAction);
    widget->setContextMenuPolicy(Qt::ActionsContextMenu);
}

bool ParameterControl::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::MouseButtonDblClick)
        return false;
    reset();
    return true;
}

void addChoices(QComboBox *box, const ParameterSpec &spec)
{
    for (const ParameterChoice &choice : spec.choices)
        box->addItem(choice.label ? parameterText(choice.label) : choice.key);
}

ChoiceControl::ChoiceControl(const ParameterSpec &spec, QWidget *parent)
    : ParameterControl(parent), m_box(new QComboBox)
{
    addChoices(m_box, spec);
    m_box->setAccessibleName(parameterText(spec.label));
    guardFromWheel(m_box);
    connect(m_box, &QComboBox::activated, this, [this](int index) { Q_EMIT edited(index); });

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_box, 1);
}

double ChoiceControl::value() const
{
    return m_box->currentIndex();
}

void ChoiceControl::setValue(double value)
{
    m_box->setCurrentIndex(int(value));
}

ColorControl::ColorControl(const ParameterSpec &spec, QWidget *parent)
    : ParameterControl(parent), m_button(new QPushButton), m_name(parameterText(spec.label))
{
    m_button->setAccessibleName(m_name);
    connect(m_button, &QPushButton::clicked, this, &ColorControl::ask);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_button, 1);
    setValue(spec.maximum);
}

void ColorControl::setValue(double value)
{
    m_value = value;
    QPixmap swatch(m_button->iconSize());
    swatch.fill(QColor(QRgb(value)));
    m_button->setIcon(swatch);
    m_button->setText(colorText(value));
}

void ColorControl::ask()
{
    auto *dialog = new QColorDialog(QColor(QRgb(m_value)), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(m_name);
    connect(dialog, &QColorDialog::colorSelected, this, [this](const QColor &color) {
        setValue(color.rgb() & RGB_MASK);
        Q_EMIT edited(m_value);
    });
    dialog->open();
}

} // namespace gramarye
