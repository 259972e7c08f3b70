#pragma once

#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/sliderscale.h"

class QDoubleSpinBox;
class QSlider;

namespace gramarye {

struct ParameterSpec;

/// What a NumberControl covers. A value.
struct NumberRange
{
    double minimum = 0; ///< of what may be typed
    double maximum = 1;
    double sliderMinimum = 0;
    double sliderMaximum = 1;
    double step = 0.1;
    int decimals = 1;
    bool logarithmic = false;       ///< the slider is
    bool relativeToDefault = false; ///< the slider's range and the step are multiples of it
    QString unit;

    static NumberRange of(const ParameterSpec &spec);
    static NumberRange ofLayerWeight();
};

/// A slider and a number box for the same number: the slider for the usual values, the box for all.
class NumberControl : public ParameterControl
{
    Q_OBJECT

public:
    NumberControl(const NumberRange &range, const QString &name, QWidget *parent = nullptr);

    double value() const override;
    void setValue(double value) override;
    void setDefaultValue(double value) override;

    /// Shown in place of the smallest value, e.g. "as the content" for a size of 0.
    void setMinimumText(const QString &text);

    QSlider *slider() const { return m_slider; }
    QDoubleSpinBox *box() const { return m_box; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fixBoxWidth();
    SliderScale makeScale() const;
    void showOnSlider(double value);
    void sliderMoved(int position);
    void boxEdited(double value);

    NumberRange m_range;
    SliderScale m_scale;
    QSlider *m_slider;
    QDoubleSpinBox *m_box;
};

} // namespace gramarye
