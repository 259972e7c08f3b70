#pragma once

#include <QString>

namespace gramarye {

/// "0:41", "12:05", "1:02:30".
QString durationText(double seconds);

} // namespace gramarye
