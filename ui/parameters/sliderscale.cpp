#include "ui/parameters/sliderscale.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

constexpr int logarithmicPositions = 240; ///< even, so that the middle is a position

// Two digits are what a hand can set; 1 : 20 says more than 1 : 19.953.
double rounded(double value)
{
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / unit) * unit;
}

} // namespace

SliderScale::SliderScale(double minimum, double maximum, int lastPosition, bool logarithmic)
    : m_minimum(minimum),
      m_maximum(maximum),
      m_lastPosition(lastPosition),
      m_logarithmic(logarithmic)
{
}

SliderScale SliderScale::linear(double minimum, double maximum, double step)
{
    const auto steps = std::lround((maximum - minimum) / step);
    return {minimum, maximum, std::max(1, int(steps)), false};
}

SliderScale SliderScale::logarithmic(double minimum, double maximum)
{
    return {std::log(minimum), std::log(maximum), logarithmicPositions, true};
}

int SliderScale::position(double value) const
{
    if (m_logarithmic && value <= 0)
        return 0;
    const double place = m_logarithmic ? std::log(value) : value;
    const double share = std::clamp((place - m_minimum) / (m_maximum - m_minimum), 0.0, 1.0);
    return int(std::lround(share * m_lastPosition));
}

double SliderScale::value(int position) const
{
    const double place = m_minimum + (m_maximum - m_minimum) * position / m_lastPosition;
    return m_logarithmic ? rounded(std::exp(place)) : place;
}

} // namespace gramarye
