#pragma once

#include <ATen/core/Tensor.h>

namespace gramarye {

/// 50 · mean(max(x − 1, 0)² + max(−x, 0)²): keeps an optimiser that must not be clamped near the
/// values a picture can have. Returns it and adds its gradient to @p gradient.
double addRangePenalty(const at::Tensor &image, at::Tensor &gradient);

} // namespace gramarye
