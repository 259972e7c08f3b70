#pragma once

namespace gramarye {

/// Says on stderr, once, where matrix products go through the reference BLAS, which takes several
/// times as long as OpenBLAS.
void warnOfReferenceBlas();

} // namespace gramarye
