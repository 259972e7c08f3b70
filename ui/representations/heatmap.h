#pragma once

#include <QColor>
#include <QImage>

#include <vector>

namespace gramarye {

/// The colour that stands for @p value on a scale from 0 to @p maximum: from black over violet and
/// orange to pale yellow, as the square root of the value, so that small entries are told apart
/// beside large ones. What is larger than @p maximum is white.
QColor heatColor(double value, double maximum);

/// @p values, side × side of them, row by row, one pixel each.
QImage heatMap(const std::vector<float> &values, int side, double maximum);

} // namespace gramarye
