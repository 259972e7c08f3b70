#include "core/torchheaders.h"

#include "core/network/networklayers.h"

#include "core/network/fastlayers.h"
#include "core/network/torchlayers.h"

namespace gramarye {

std::unique_ptr<NetworkLayers> NetworkLayers::make(ConvolutionKind kind, PoolingStep pooling,
                                                   int threads)
{
    if (kind == ConvolutionKind::Fast)
        return std::make_unique<FastLayers>(pooling, threads);
    return std::make_unique<TorchLayers>(pooling);
}

at::Tensor NetworkLayers::gram(const at::Tensor &features)
{
    const at::Tensor f = features.reshape({features.size(1), -1});
    return at::mm(f, f.t());
}

at::Tensor NetworkLayers::addProduct(at::Tensor gradient, const at::Tensor &matrix,
                                     const at::Tensor &features)
{
    const at::Tensor f = features.reshape({features.size(1), -1});
    const at::Tensor own = at::mm(matrix, f).view(features.sizes());
    return gradient.defined() ? gradient.add_(own) : own;
}

} // namespace gramarye
