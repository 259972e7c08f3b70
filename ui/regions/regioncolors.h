#pragma once

#include <QColor>

namespace gramarye {

/// How many colours regions have before they begin again.
constexpr int regionColorCount = 8;

/// The colour that stands for the region of the style at @p place, 0 or more. Told apart by those
/// who see no red or no green, too.
QColor regionColor(int place);

/// The same for the mask that says how strongly the styles act; none of the regions'.
QColor strengthColor();

} // namespace gramarye
