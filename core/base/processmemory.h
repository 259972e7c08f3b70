#pragma once

#include <QtGlobal>

namespace gramarye {

// What the system says of this process's main memory, in bytes; 0 where it does not tell.

/// In use now.
qint64 residentMemory();

/// The most that was in use since resetPeakMemory(), or ever.
qint64 peakMemory();

void resetPeakMemory();

} // namespace gramarye
