#pragma once

#include "core/compute/backend_torch.h"

namespace gramarye {

/// Total variation of @p image (1 × 3 × H × W): twice the nine-point sum of mean squared
/// differences, horizontal and vertical neighbours weighted 1/3, diagonals 1/12. Returns
/// @p weight times it and adds that product's gradient to @p gradient.
double addTotalVariation(Backend &backend, const at::Tensor &image, double weight,
                         at::Tensor &gradient);

} // namespace gramarye
