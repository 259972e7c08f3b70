#pragma once

#include "core/compute/border.h"
#include "core/pictures/colormap.h"
#include "core/transfer/methodrules.h"
#include "core/transfer/pendingimage.h"

#include <ATen/core/Tensor.h>

#include <QSize>

#include <memory>
#include <vector>

namespace gramarye {

// Pictures as tensors: 1 × 3 × H × W, float, RGB in 0..1.

/// @p image scaled to @p size (smoothly; at most a few times @p size is converted at once).
at::Tensor tensorFromImage(const QImage &image, QSize size);

/// RGB888, rounded, values outside 0..1 clamped.
QImage imageFromTensor(const at::Tensor &tensor);

/// What that is made from: height × width × 3 bytes, on the device of @p tensor.
at::Tensor bytesFromTensor(const at::Tensor &tensor);

/// RGB888 from such bytes, which are on a CUDA device, while that goes on computing.
std::unique_ptr<PendingImage> pendingImageFromBytes(const at::Tensor &bytes);

/// The same with 16 bits per channel: RGBX64.
QImage deepImageFromTensor(const at::Tensor &tensor);

QSize sizeOf(const at::Tensor &picture);

/// The memory of @p picture, which is contiguous and on the processor.
ColorPlanes planesOf(const at::Tensor &picture);

/// Scaled to @p size with antialiased bicubic interpolation, values kept in 0..1.
at::Tensor resampled(const at::Tensor &picture, QSize size);

enum class Upsampling
{
    Bicubic,
    Bilinear
};

/// @p values (1 × C × H × W) brought up to @p size; where they wrap, as if they had no end.
at::Tensor upsampled(const at::Tensor &values, QSize size, Upsampling by, Wrap wrap = {});

/// The pixels of @p picture where @p mask, brought to its size, is at least half white, as one row;
/// all as they are where nothing is, or the mask is null.
at::Tensor seenPixels(const at::Tensor &picture, const QImage &mask);

/// Scaled to cover @p size, the overhang cut off evenly.
at::Tensor covering(const at::Tensor &picture, QSize size);

/// The luma of @p result with the chroma of @p content (ITU-R BT.601).
at::Tensor withColorsOf(const at::Tensor &content, const at::Tensor &result);

// What is optimised may be other numbers (PixelSpace).

at::Tensor toPixels(const at::Tensor &iterate, PixelSpace space);
at::Tensor fromPixels(const at::Tensor &pixels, PixelSpace space);

/// The gradient with respect to the iterate, given that with respect to the pixels.
at::Tensor fromPixelGradient(const at::Tensor &gradient, PixelSpace space);

/// Noise from @p seed, of @p like's size and device, as pixels within @p range.
at::Tensor noisePixels(const at::Tensor &like, int seed, const ValueRange &range);

/// Noise from @p seed with the mean and the covariance that the colours of @p pictures have, mixed
/// by @p weights (missing ones are 1), as pixels within @p range: what is painted from it comes
/// nearer to them than from their very pixels in disorder, and much nearer than from any noise.
at::Tensor noiseInColorsOf(const std::vector<at::Tensor> &pictures,
                           const std::vector<double> &weights, QSize size, int seed,
                           const ValueRange &range);

/// @p values within @p range.
at::Tensor clamped(const at::Tensor &values, const ValueRange &range);

} // namespace gramarye
