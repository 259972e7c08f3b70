#pragma once

#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/sliderscale.h"

#include <QAbstractSpinBox>

class QSlider;

namespace gramarye {

struct ParameterSpec;

/// A box for α/β, content against style, 0..∞, written as people say it: "1 : 20" or "3 : 1".
/// Understands that, "a/b", a plain number and the words it shows for the two ends.
class RatioBox : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit RatioBox(QWidget *parent = nullptr);

    double value() const { return m_value; }
    void setValue(double ratio); ///< without a signal

    void stepBy(int steps) override;
    void fixup(QString &input) const override;
    QValidator::State validate(QString &input, int &position) const override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override { return minimumSizeHint(); }

Q_SIGNALS:
    void edited(double ratio);

protected:
    StepEnabled stepEnabled() const override;

private:
    void take(double ratio);
    void textEdited();

    double m_value = 1;
};

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
