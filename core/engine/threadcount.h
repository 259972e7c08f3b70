#pragma once

namespace gramarye {

/// How many threads compute where the user names no number: one for each core that is fast (of two
/// kinds only the quicker ones; the second thread of a core adds nothing to multiplications), less
/// one for the window where that costs under a twentieth. At least 1.
int defaultThreadCount();

} // namespace gramarye
