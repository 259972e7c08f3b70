#pragma once

#include <ATen/core/Tensor.h>

#include <QImage>
#include <QSize>

namespace gramarye {

// Pictures as tensors: 1 × 3 × H × W, float, RGB in 0..1.

/// @p image scaled to @p size (smoothly; at most a few times @p size is converted at once).
at::Tensor tensorFromImage(const QImage &image, QSize size);

/// RGB888, rounded, values outside 0..1 clamped.
QImage imageFromTensor(const at::Tensor &tensor);

/// What that is made from: height × width × 3 bytes, on the device of @p tensor.
at::Tensor bytesFromTensor(const at::Tensor &tensor);

/// RGB888 from such bytes on the processor.
QImage imageFromBytes(const at::Tensor &bytes);

/// The same with 16 bits per channel: RGBX64.
QImage deepImageFromTensor(const at::Tensor &tensor);

QSize sizeOf(const at::Tensor &picture);

/// Scaled to @p size with antialiased bicubic interpolation, values kept in 0..1.
at::Tensor resampled(const at::Tensor &picture, QSize size);

/// Scaled to cover @p size, the overhang cut off evenly.
at::Tensor covering(const at::Tensor &picture, QSize size);

/// The luma of @p result with the chroma of @p content (ITU-R BT.601).
at::Tensor withColorsOf(const at::Tensor &content, const at::Tensor &result);

} // namespace gramarye
