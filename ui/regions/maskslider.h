#pragma once

#include "ui/parameters/sliderscale.h"

#include <QWidget>

#include <functional>

class QLabel;
class QSlider;

namespace gramarye {

/// A slider between its name and its value, for what a tool is set to.
class MaskSlider : public QWidget
{
    Q_OBJECT

public:
    /// @p text: how a value is written.
    MaskSlider(const QString &name, const SliderScale &scale, std::function<QString(double)> text,
               QWidget *parent = nullptr);

    double value() const { return m_value; }

    /// Shows @p value without a signal.
    void setValue(double value);

    QSlider *slider() const { return m_slider; }

Q_SIGNALS:
    /// By hand.
    void edited(double value);

private:
    void showText();

    SliderScale m_scale;
    std::function<QString(double)> m_text;
    double m_value = 0;
    QSlider *m_slider;
    QLabel *m_label;
};

} // namespace gramarye
