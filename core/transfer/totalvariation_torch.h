#pragma once

#include <ATen/core/Tensor.h>

namespace gramarye {

class ThreadPool;

/// Total variation of @p image (1 × 3 × H × W): twice the nine-point sum of mean squared
/// differences, horizontal and vertical neighbours weighted 1/3, diagonals 1/12. Returns
/// @p weight times it and adds that product's gradient to @p gradient. By the threads of @p pool,
/// of planes in single precision; where there is none by LibTorch, on any device.
double addTotalVariation(const at::Tensor &image, double weight, at::Tensor &gradient,
                         ThreadPool *pool);

/// 50 · mean(max(x − 1, 0)² + max(−x, 0)²): keeps an optimiser that must not be clamped near the
/// values a picture can have. Returns it and adds its gradient to @p gradient.
double addRangePenalty(const at::Tensor &image, at::Tensor &gradient);

} // namespace gramarye
