#include "ui/regions/maskslider.h"

#include "ui/widgets/wheelguard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace gramarye {

MaskSlider::MaskSlider(const QString &name, const SliderScale &scale,
                       std::function<QString(double)> text, QWidget *parent)
    : QWidget(parent),
      m_scale(scale),
      m_text(std::move(text)),
      m_slider(new QSlider(Qt::Horizontal)),
      m_label(new QLabel)
{
    m_slider->setRange(0, m_scale.lastPosition());
    m_slider->setPageStep(std::max(1, m_scale.lastPosition() / 10));
    m_slider->setMinimumWidth(40);
    m_slider->setMaximumWidth(160);
    m_slider->setAccessibleName(name);
    guardFromWheel(m_slider);
    m_slider->setFocusPolicy(Qt::TabFocus); // a click leaves the keys with the canvas
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_value = m_scale.value(position);
        showText();
        Q_EMIT edited(m_value);
    });
    const QString longest = m_text(m_scale.value(m_scale.lastPosition()));
    m_label->setMinimumWidth(m_label->fontMetrics().horizontalAdvance(longest));
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(name));
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_label);
    setValue(m_scale.value(0));
}

void MaskSlider::setValue(double value)
{
    const QSignalBlocker blocker(m_slider);
    m_value = value;
    m_slider->setValue(m_scale.position(value));
    showText();
}

void MaskSlider::showText()
{
    m_label->setText(m_text(m_value));
    m_slider->setAccessibleDescription(m_label->text());
}

} // namespace gramarye
