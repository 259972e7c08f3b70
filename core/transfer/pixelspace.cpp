#include "core/compute/pch_torch.h"

#include "core/transfer/pixelspace_torch.h"

namespace gramarye {

namespace {

// ImageNet's, whichever network: they only set what a learning rate means.
at::Tensor normalMean(const at::Tensor &like)
{
    return at::tensor({0.485f, 0.456f, 0.406f}).view({1, 3, 1, 1}).to(like.device());
}

at::Tensor normalStd(const at::Tensor &like)
{
    return at::tensor({0.229f, 0.224f, 0.225f}).view({1, 3, 1, 1}).to(like.device());
}

} // namespace

at::Tensor toPixels(const at::Tensor &iterate, PixelSpace space)
{
    return space == PixelSpace::Unit ? iterate : iterate * normalStd(iterate) + normalMean(iterate);
}

at::Tensor fromPixels(const at::Tensor &pixels, PixelSpace space)
{
    return space == PixelSpace::Unit ? pixels : (pixels - normalMean(pixels)) / normalStd(pixels);
}

at::Tensor fromPixelGradient(const at::Tensor &gradient, PixelSpace space)
{
    return space == PixelSpace::Unit ? gradient : gradient * normalStd(gradient);
}

at::Tensor noisePixels(const at::Tensor &like, int seed, const ValueRange &range)
{
    const auto generator = at::detail::createCPUGenerator(quint64(seed));
    const at::Tensor noise = at::randn(like.sizes(), generator, at::kFloat).to(like.device());
    return clamped(toPixels(noise, PixelSpace::Normalised), range);
}

at::Tensor clamped(const at::Tensor &values, const ValueRange &range)
{
    return range.isBounded() ? values.clamp(range.lowest, range.highest) : values;
}

} // namespace gramarye
