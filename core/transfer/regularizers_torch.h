#pragma once

#include "core/compute/backend_torch.h"

namespace gramarye {

// Losses of a picture by itself, whatever its content and style.

/// Total variation of @p image (1 × 3 × H × W): twice the nine-point sum of mean squared
/// differences, horizontal and vertical neighbours weighted 1/3, diagonals 1/12; where it wraps,
/// also over its ends. Returns @p weight times it and adds that product's gradient to @p gradient.
double addTotalVariation(Backend &backend, const at::Tensor &image, double weight,
                         at::Tensor &gradient, Wrap wrap = {});

/// 50 · mean(max(x − 1, 0)² + max(−x, 0)²): keeps an optimiser that must not be clamped near the
/// values a picture can have. Returns it and adds its gradient to @p gradient.
double addRangePenalty(const at::Tensor &image, at::Tensor &gradient);

} // namespace gramarye
