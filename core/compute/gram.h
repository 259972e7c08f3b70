#pragma once

#include "core/compute/kernels.h"
#include "core/compute/workspace.h"

namespace gramarye {

/// @p gram = Σ over the pixels of value · valueᵀ: C × C floats with C = 16 · @p map.blocks. The
/// same to the last bit whatever the number of threads.
void gramOfMap(const MapView &map, float *gram, Workspace &workspace);

/// @p gradient += @p map · @p matrix, pixel by pixel; @p matrix: C × C, row after row.
void addProductOfMap(const MapView &map, const float *matrix, float *gradient,
                     Workspace &workspace);

} // namespace gramarye
