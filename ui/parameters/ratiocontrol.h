#pragma once

#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/sliderscale.h"

class QSlider;

namespace gramarye {

class RatioBox;
struct ParameterSpec;

/// The balance of content and style: a logarithmic slider from more content (left) to more style
/// (right) around the default, and a box for any ratio α/β.
class RatioControl : public ParameterControl
{
    Q_OBJECT

public:
    explicit RatioControl(const ParameterSpec &spec, QWidget *parent = nullptr);

    double value() const override;
    void setValue(double value) override;
    void setDefaultValue(double value) override;

    QSlider *slider() const { return m_slider; }
    RatioBox *box() const { return m_box; }

private:
    SliderScale makeScale() const;
    void showOnSlider(double value);
    void sliderMoved(int position);
    void boxEdited(double value);

    double m_sliderMinimum; ///< relative to the default
    double m_sliderMaximum;
    SliderScale m_scale;
    QSlider *m_slider;
    RatioBox *m_box;
};

} // namespace gramarye
