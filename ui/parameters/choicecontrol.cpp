#include "ui/parameters/choicecontrol.h"

#include "core/model/parameterspec.h"
#include "ui/widgets/wheelguard.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace gramarye {

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
    WheelGuard::guard(m_box);
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

} // namespace gramarye
