#include "core/compute/pch_torch.h"

#include "core/compute/networklayers_torch.h"

#include "core/compute/fastlayers_torch.h"
#include "core/compute/torchlayers_torch.h"

namespace gramarye {

namespace {

/// Features as C × N, without a copy where the pixels of a channel lie side by side or the
/// channels of a pixel do.
at::Tensor asMatrix(const at::Tensor &features)
{
    const int64_t channels = features.size(1);
    if (features.is_contiguous(at::MemoryFormat::ChannelsLast))
        return features.permute({0, 2, 3, 1}).reshape({-1, channels}).t();
    return features.reshape({channels, -1});
}

} // namespace

std::unique_ptr<NetworkLayers> NetworkLayers::make(ConvolutionKind kind, PoolingStep pooling,
                                                   int threads)
{
    if (kind == ConvolutionKind::Fast)
        return std::make_unique<FastLayers>(pooling, threads);
    return std::make_unique<TorchLayers>(pooling);
}

at::Tensor NetworkLayers::planesLike(const at::Tensor &image, int64_t channels)
{
    return at::empty({1, channels, image.size(2), image.size(3)}, image.options());
}

at::Tensor NetworkLayers::gram(const at::Tensor &features)
{
    const at::Tensor f = asMatrix(features);
    return at::mm(f, f.t());
}

at::Tensor NetworkLayers::addProduct(at::Tensor gradient, const at::Tensor &matrix,
                                     const at::Tensor &features)
{
    const at::Tensor own = at::mm(matrix, asMatrix(features));
    const at::Tensor product = own.view(features.sizes());
    return gradient.defined() ? gradient.add_(product) : product;
}

} // namespace gramarye
