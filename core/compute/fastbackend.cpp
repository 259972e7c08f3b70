#include "core/compute/pch_torch.h"

#include "core/compute/fastbackend_torch.h"

#include "core/compute/fastlayers_torch.h"
#include "core/compute/gram.h"

namespace gramarye {

namespace {

PlanesView viewOf(const at::Tensor &planes)
{
    return {planes.data_ptr<float>(), int(planes.size(1)), int(planes.size(2)),
            int(planes.size(3))};
}

/// The channels of the picture itself, which @p features may be; none where they are not those.
std::optional<PlanesView> planesView(const at::Tensor &features)
{
    const bool fits = features.scalar_type() == at::kFloat && features.is_contiguous()
                      && features.size(1) <= channelBlock;
    return fits ? std::optional(viewOf(features)) : std::nullopt;
}

} // namespace

std::unique_ptr<NetworkLayers> FastBackend::makeLayers(PoolingStep pooling)
{
    return std::make_unique<FastLayers>(m_arena, m_workspace, pooling);
}

at::Tensor FastBackend::planesLike(const at::Tensor &image, int64_t channels)
{
    return m_arena.planes(channels, image.size(2), image.size(3));
}

at::Tensor FastBackend::gram(const at::Tensor &features)
{
    if (const auto planes = planesView(features)) {
        const at::Tensor gram = at::empty({features.size(1), features.size(1)}, at::kFloat);
        gramOfPlanes(*planes, gram.data_ptr<float>(), m_workspace.pool());
        return gram;
    }
    const auto map = mapView(features);
    if (!map)
        return TorchBackend::gram(features);
    const int64_t channels = map->blocks * channelBlock;
    const at::Tensor gram = at::empty({channels, channels}, at::kFloat);
    gramOfMap(*map, gram.data_ptr<float>(), m_workspace);
    return gram.narrow(0, 0, features.size(1)).narrow(1, 0, features.size(1));
}

at::Tensor FastBackend::addProduct(at::Tensor gradient, const at::Tensor &matrix,
                                   const at::Tensor &features)
{
    if (const auto planes = planesView(features)) {
        const at::Tensor product = planesLike(features, features.size(1));
        multiplyPlanes(*planes, matrix.contiguous().data_ptr<float>(), product.data_ptr<float>(),
                       m_workspace.pool());
        return gradient.defined() ? gradient.add_(product) : product;
    }
    const auto map = mapView(features);
    if (!map)
        return TorchBackend::addProduct(std::move(gradient), matrix, features);
    const at::Tensor result =
        gradient.defined() ? m_arena.toMap(gradient) : m_arena.zeroMap(features.sizes());
    const int64_t padding = map->blocks * channelBlock - matrix.size(0);
    const at::Tensor square = at::constant_pad_nd(matrix, {0, padding, 0, padding}).contiguous();
    addProductOfMap(*map, square.data_ptr<float>(), result.data_ptr<float>(), m_workspace);
    return result;
}

double FastBackend::addNeighbourDifferences(const at::Tensor &image,
                                            const NeighbourFactors &factors, at::Tensor &gradient)
{
    gradient = gradient.contiguous();
    const at::Tensor planes = image.contiguous();
    return gramarye::addNeighbourDifferences(viewOf(planes), factors, gradient.data_ptr<float>(),
                                             m_workspace.pool());
}

void FastBackend::stepAdam(AdamTensors &tensors, const at::Tensor &gradient,
                           const AdamFactors &factors)
{
    const at::Tensor packed = gradient.contiguous();
    tensors.x = tensors.x.contiguous();
    gramarye::stepAdam({tensors.x.data_ptr<float>(), tensors.first.data_ptr<float>(),
                        tensors.second.data_ptr<float>(), packed.data_ptr<float>(), packed.numel()},
                       factors, m_workspace.pool());
}

void FastBackend::addToMean(at::Tensor &mean, const at::Tensor &value, double decay)
{
    gramarye::addToMean(mean.data_ptr<float>(), value.contiguous().data_ptr<float>(), decay,
                        value.numel(), m_workspace.pool());
}

} // namespace gramarye
