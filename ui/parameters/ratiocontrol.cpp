#include "ui/parameters/ratiocontrol.h"

#include "core/model/parameterspec.h"
#include "ui/widgets/wheelguard.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>
#include <limits>
#include <optional>

namespace gramarye {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double stepFactor = 1.2; ///< of one click on the arrows

QString styleOnly()
{
    return RatioBox::tr("style only");
}

QString contentOnly()
{
    return RatioBox::tr("content only");
}

QString ratioText(double ratio, const QLocale &locale)
{
    if (ratio == 0)
        return styleOnly();
    if (std::isinf(ratio))
        return contentOnly();
    const auto number = [&](double value) { return locale.toString(value, 'g', 3); };
    const auto large = [&](double value) {
        return value < 999.5 ? number(value) : locale.toString(std::round(value), 'f', 0);
    };
    return ratio > 1 ? large(ratio) + QStringLiteral(" : 1")
                     : QStringLiteral("1 : ") + large(1 / ratio);
}

std::optional<double> numberFromText(const QString &text, const QLocale &locale)
{
    bool ok = false;
    double value = locale.toDouble(text.trimmed(), &ok);
    if (!ok)
        value = QLocale::c().toDouble(text.trimmed(), &ok);
    if (!ok || !(value >= 0))
        return std::nullopt;
    return value;
}

std::optional<double> ratioFromText(const QString &text, const QLocale &locale)
{
    if (text.trimmed() == styleOnly())
        return 0;
    if (text.trimmed() == contentOnly())
        return infinity;
    const QStringList parts = QString(text).replace(u'/', u':').split(u':');
    const auto numerator = numberFromText(parts.front(), locale);
    if (parts.size() == 1 || !numerator)
        return numerator;
    const auto denominator = numberFromText(parts.at(1), locale);
    if (parts.size() != 2 || !denominator || (*numerator == 0 && *denominator == 0))
        return std::nullopt;
    return *numerator / *denominator;
}

} // namespace

RatioBox::RatioBox(QWidget *parent) : QAbstractSpinBox(parent)
{
    setAlignment(Qt::AlignCenter);
    connect(this, &QAbstractSpinBox::editingFinished, this, &RatioBox::textEdited);
    setValue(m_value);
}

void RatioBox::setValue(double ratio)
{
    m_value = ratio;
    lineEdit()->setText(ratioText(ratio, locale()));
}

void RatioBox::stepBy(int steps)
{
    take(m_value / std::pow(stepFactor, steps)); // up is more style, as on the slider
}

void RatioBox::fixup(QString &input) const
{
    input = ratioText(m_value, locale());
}

QValidator::State RatioBox::validate(QString &input, int &) const
{
    return ratioFromText(input, locale()) ? QValidator::Acceptable : QValidator::Intermediate;
}

QSize RatioBox::minimumSizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(contentOnly() + QStringLiteral("  "));
    return {text + 30, QAbstractSpinBox::minimumSizeHint().height()};
}

QAbstractSpinBox::StepEnabled RatioBox::stepEnabled() const
{
    const bool atAnEnd = m_value == 0 || std::isinf(m_value);
    return atAnEnd ? StepNone : StepUpEnabled | StepDownEnabled;
}

void RatioBox::take(double ratio)
{
    if (ratio == m_value)
        return;
    setValue(ratio);
    Q_EMIT edited(ratio);
}

void RatioBox::textEdited()
{
    // What is shown is rounded; leaving the box untouched must not round the value.
    if (text() == ratioText(m_value, locale()))
        return;
    if (const auto ratio = ratioFromText(text(), locale()))
        take(*ratio);
}

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
    guardFromWheel(m_slider);
    guardFromWheel(m_box);
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
