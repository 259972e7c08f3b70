#pragma once

#include <QString>

namespace gramarye {

/// What `gramarye --help` prints: the window, the networks commands, the render command and all its
/// options, wrapped for a terminal of 80 columns.
QString helpText();

} // namespace gramarye
