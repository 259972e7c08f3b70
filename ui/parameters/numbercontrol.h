#pragma once

#include "core/model/parameterspec.h"
#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/sliderscale.h"

class QDoubleSpinBox;
class QSlider;

namespace gramarye {

/// A slider and a number box for the same number: the slider for the usual values, the box for all.
/// A layer's weight, as a logarithmic slider, has its range and step as multiples of the default.
class NumberControl : public ParameterControl
{
    Q_OBJECT

public:
    NumberControl(const ParameterSpec &spec, const QString &name, QWidget *parent = nullptr);

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
    bool hasUnit() const { return *m_spec.unit != 0; }
    void fixBoxWidth();
    SliderScale makeScale() const;
    void showOnSlider(double value);
    void sliderMoved(int position);
    void boxEdited(double value);

    const ParameterSpec m_spec;
    SliderScale m_scale;
    QSlider *m_slider;
    QDoubleSpinBox *m_box;
};

} // namespace gramarye
