#pragma once

#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

// Pictures are RGB in 0..1, 1 × 3 × H × W; what is optimised may be other numbers.

at::Tensor toPixels(const at::Tensor &iterate, PixelSpace space);
at::Tensor fromPixels(const at::Tensor &pixels, PixelSpace space);

/// The gradient with respect to the iterate, given that with respect to the pixels.
at::Tensor fromPixelGradient(const at::Tensor &gradient, PixelSpace space);

/// Noise from @p seed, of @p like's size and device, as pixels within @p range.
at::Tensor noisePixels(const at::Tensor &like, int seed, const ValueRange &range);

/// @p values within @p range.
at::Tensor clamped(const at::Tensor &values, const ValueRange &range);

} // namespace gramarye
