#include "ui/parameters/numbercontrol.h"

#include "ui/widgets/wheelguard.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

namespace gramarye {

namespace {

constexpr int boxMargins = 30; ///< px, with the arrows

// The same for all with a unit and for all without, so that they stand in line.
int boxWidth(const QFontMetrics &metrics, bool hasUnit)
{
    int unit = 0;
    for (const ParameterSpec &spec : parameterSpecs())
        unit = qMax(unit, metrics.horizontalAdvance(u' ' + parameterText(spec.unit)));
    return metrics.horizontalAdvance(QStringLiteral("00000")) + boxMargins
           + (hasUnit ? unit : metrics.horizontalAdvance(u'0'));
}

} // namespace

NumberControl::NumberControl(const ParameterSpec &spec, const QString &name, QWidget *parent)
    : ParameterControl(parent),
      m_spec(spec),
      m_scale(makeScale()),
      m_slider(new QSlider(Qt::Horizontal)),
      m_box(new QDoubleSpinBox)
{
    m_slider->setRange(0, m_scale.lastPosition());
    m_slider->setPageStep(qMax(1, m_scale.lastPosition() / 10));
    m_slider->setMinimumWidth(60);
    m_slider->setAccessibleName(name);

    m_box->setDecimals(spec.decimals);
    m_box->setRange(spec.minimum, spec.maximum);
    m_box->setSingleStep(spec.step);
    fixBoxWidth();
    m_box->setKeyboardTracking(false); // half-typed numbers do not steer
    m_box->setAccessibleName(name);
    if (hasUnit())
        m_box->setSuffix(u' ' + parameterText(spec.unit));

    guardFromWheel(m_slider);
    guardFromWheel(m_box);
    makeResetting(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &NumberControl::sliderMoved);
    connect(m_box, &QDoubleSpinBox::valueChanged, this, &NumberControl::boxEdited);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_box);
}

void NumberControl::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        fixBoxWidth();
    ParameterControl::changeEvent(event);
}

void NumberControl::fixBoxWidth()
{
    m_box->setFixedWidth(boxWidth(m_box->fontMetrics(), hasUnit()));
}

SliderScale NumberControl::makeScale() const
{
    const bool isRelative = m_spec.logarithmic || m_spec.group == ParameterGroup::Layers;
    const double unit = isRelative && defaultValue() > 0 ? defaultValue() : 1;
    const double low = unit * m_spec.sliderMinimum;
    const double high = unit * m_spec.sliderMaximum;
    return m_spec.logarithmic ? SliderScale::logarithmic(low, high)
                              : SliderScale::linear(low, high, unit * m_spec.step);
}

double NumberControl::value() const
{
    return m_box->value();
}

void NumberControl::setValue(double value)
{
    const QSignalBlocker blocker(m_box);
    m_box->setValue(value);
    showOnSlider(value);
}

void NumberControl::setDefaultValue(double value)
{
    ParameterControl::setDefaultValue(value);
    m_scale = makeScale();
    showOnSlider(this->value());
}

void NumberControl::setMinimumText(const QString &text)
{
    m_box->setSpecialValueText(text);
}

void NumberControl::showOnSlider(double value)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(m_scale.position(value));
}

void NumberControl::sliderMoved(int position)
{
    const QSignalBlocker blocker(m_box);
    m_box->setValue(m_scale.value(position));
    Q_EMIT edited(m_box->value());
}

void NumberControl::boxEdited(double value)
{
    showOnSlider(value);
    Q_EMIT edited(value);
}

} // namespace gramarye
