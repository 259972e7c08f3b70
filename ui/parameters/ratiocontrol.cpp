#include "ui/parameters/ratiocontrol.h"

#include "core/model/parameterspec.h"
#include "ui/parameters/ratiobox.h"
#include "ui/widgets/wheelguard.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

namespace gramarye {

RatioControl::RatioControl(const ParameterSpec &spec, QWidget *parent)
    : ParameterControl(parent),
      m_sliderMinimum(spec.sliderMinimum),
      m_sliderMaximum(spec.sliderMaximum),
      m_scale(makeScale()),
      m_slider(new QSlider(Qt::Horizontal)),
      m_box(new RatioBox)
{
    m_slider->setRange(0, m_scale.lastPosition());
    m_slider->setPageStep(m_scale.lastPosition() / 12);
    m_slider->setAccessibleName(parameterText(spec.label));
    m_box->setAccessibleName(parameterText(spec.label));
    WheelGuard::guard(m_slider);
    WheelGuard::guard(m_box);
    makeResetting(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &RatioControl::sliderMoved);
    connect(m_box, &RatioBox::edited, this, &RatioControl::boxEdited);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(tr("Content")), 0, 0, Qt::AlignLeft);
    layout->addWidget(m_box, 0, 1, Qt::AlignCenter);
    layout->addWidget(new QLabel(tr("Style")), 0, 2, Qt::AlignRight);
    layout->addWidget(m_slider, 1, 0, 1, 3);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(2, 1);
}

SliderScale RatioControl::makeScale() const
{
    const double middle = defaultValue() > 0 ? defaultValue() : 1;
    return SliderScale::logarithmic(middle * m_sliderMinimum, middle * m_sliderMaximum);
}

double RatioControl::value() const
{
    return m_box->value();
}

void RatioControl::setValue(double value)
{
    m_box->setValue(value);
    showOnSlider(value);
}

void RatioControl::setDefaultValue(double value)
{
    ParameterControl::setDefaultValue(value);
    m_scale = makeScale();
    showOnSlider(this->value());
}

// The smallest ratio is the most style, and that is on the right.
void RatioControl::showOnSlider(double value)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(m_scale.lastPosition() - m_scale.position(value));
}

void RatioControl::sliderMoved(int position)
{
    m_box->setValue(m_scale.value(m_scale.lastPosition() - position));
    Q_EMIT edited(m_box->value());
}

void RatioControl::boxEdited(double value)
{
    showOnSlider(value);
    Q_EMIT edited(value);
}

} // namespace gramarye
