#pragma once

namespace gramarye {

/// Maps the whole numbers of a QSlider, from 0 on, to values. A value.
class SliderScale
{
public:
    static SliderScale linear(double minimum, double maximum, double step);

    /// Equal distances multiply by equal factors; both ends are greater than 0.
    static SliderScale logarithmic(double minimum, double maximum);

    int lastPosition() const { return m_lastPosition; }

    /// The position nearest to @p value; values outside the scale count as its ends.
    int position(double value) const;
    double value(int position) const;

private:
    SliderScale(double minimum, double maximum, int lastPosition, bool logarithmic);

    double m_minimum; ///< the logarithm of it where the scale is logarithmic
    double m_maximum;
    int m_lastPosition;
    bool m_logarithmic;
};

} // namespace gramarye
