#include "core/compute/pch_torch.h"

#include "core/compute/torchbackend_torch.h"

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

/// Where a neighbour is.
struct Neighbour
{
    int64_t dy;
    int64_t dx;
    double factor;
};

/// The part of @p t that has a neighbour at @p n (@p side 0), or those neighbours (@p side 1).
at::Tensor overlap(const at::Tensor &t, const Neighbour &n, int side)
{
    const int64_t height = t.size(2) - n.dy;
    const int64_t width = t.size(3) - std::abs(n.dx);
    const int64_t x = (side == 1) == (n.dx > 0) ? std::abs(n.dx) : 0;
    return t.narrow(2, side * n.dy, height).narrow(3, x, width);
}

} // namespace

std::unique_ptr<NetworkLayers> TorchBackend::makeLayers(PoolingStep pooling)
{
    return std::make_unique<TorchLayers>(pooling);
}

at::Tensor TorchBackend::planesLike(const at::Tensor &image, int64_t channels)
{
    return at::empty({1, channels, image.size(2), image.size(3)}, image.options());
}

at::Tensor TorchBackend::gram(const at::Tensor &features)
{
    const at::Tensor f = asMatrix(features);
    return at::mm(f, f.t());
}

at::Tensor TorchBackend::addProduct(at::Tensor gradient, const at::Tensor &matrix,
                                    const at::Tensor &features)
{
    const at::Tensor product = at::mm(matrix, asMatrix(features)).view(features.sizes());
    return gradient.defined() ? gradient.add_(product) : product;
}

double TorchBackend::addNeighbourDifferences(const at::Tensor &image,
                                             const NeighbourFactors &factors, at::Tensor &gradient)
{
    const Neighbour neighbours[] = {{0, 1, factors.across},
                                    {1, 0, factors.down},
                                    {1, 1, factors.diagonal},
                                    {1, -1, factors.diagonal}};
    double sum = 0;
    for (const Neighbour &n : neighbours) {
        if (n.factor == 0)
            continue; // as where the picture is too narrow for one
        at::Tensor difference = overlap(image, n, 1) - overlap(image, n, 0);
        sum += n.factor * difference.square().sum().item<double>();
        difference.mul_(2 * n.factor);
        overlap(gradient, n, 1).add_(difference);
        overlap(gradient, n, 0).sub_(difference);
    }
    return sum;
}

void TorchBackend::stepAdam(AdamTensors &tensors, const at::Tensor &gradient,
                            const AdamFactors &factors)
{
    const at::Tensor first = tensors.first.mul(factors.beta1).add_(gradient, 1 - factors.beta1);
    const at::Tensor second =
        tensors.second.mul(factors.beta2).addcmul_(gradient, gradient, 1 - factors.beta2);
    const at::Tensor spread = (second / factors.secondBias).sqrt_().add_(factors.epsilon);
    const at::Tensor x = tensors.x.addcdiv(first, spread, -factors.rate / factors.firstBias)
                             .clamp_(factors.lowest, factors.highest);
    tensors = {x, first, second};
}

void TorchBackend::addToMean(at::Tensor &mean, const at::Tensor &value, double decay)
{
    mean = mean.mul(decay).add_(value, 1 - decay);
}

} // namespace gramarye
