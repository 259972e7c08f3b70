#include "core/compute/pch_torch.h"

#include "core/compute/backend_torch.h"

#include "core/compute/maparena_torch.h"
#include "core/compute/maps.h"
#include "core/compute/pixelweights.h"

namespace gramarye {

namespace {

/// opponentColors: 3 × 3.
at::Tensor opponentMatrix()
{
    at::Tensor matrix = at::empty({3, 3}, at::kFloat);
    std::copy_n(&opponentColors[0][0], 9, matrix.data_ptr<float>());
    return matrix;
}

/// @p matrix (3 × 3) times the three planes of @p picture.
at::Tensor mixed(const at::Tensor &matrix, const at::Tensor &picture)
{
    return at::matmul(matrix, picture.flatten(2)).view(picture.sizes());
}

/// Features as C × N, without a copy where the pixels of a channel lie side by side or the
/// channels of a pixel do.
at::Tensor asMatrix(const at::Tensor &features)
{
    const int64_t channels = features.size(1);
    if (features.is_contiguous(at::MemoryFormat::ChannelsLast))
        return features.permute({0, 2, 3, 1}).reshape({-1, channels}).t();
    return features.reshape({channels, -1});
}

/// The pixels that weigh something.
struct HeavyColumns
{
    HeavyColumns(const at::Tensor &features, const PixelWeights &all)
    {
        const at::Tensor bytes = weightTensor(all).flatten();
        const at::Tensor heavy = bytes.nonzero().squeeze(1);
        weights =
            (bytes.index_select(0, heavy).to(at::kDouble) / wholeWeight).to(features.options());
        places = heavy.to(features.device());
        columns = asMatrix(features).index_select(1, places);
    }

    at::Tensor places;
    at::Tensor weights;
    at::Tensor columns; ///< of the features as a matrix
};

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

/// @p t turned round by @p n, as often as @p times says.
at::Tensor turned(const at::Tensor &t, const Neighbour &n, int64_t times)
{
    return n.dy == 0 && n.dx == 0 ? t : at::roll(t, {times * n.dy, times * n.dx}, {2, 3});
}

/// LibTorch's operators: any element type, any device, and what our own kernels are measured and
/// tested against.
class TorchBackend : public Backend
{
public:
    using Backend::Backend;

    std::unique_ptr<NetworkLayers> makeLayers(PoolingStep pooling) override
    {
        return makeTorchLayers(pooling);
    }

    at::Tensor planesLike(const at::Tensor &image, int64_t channels) override
    {
        return at::empty({1, channels, image.size(2), image.size(3)}, image.options());
    }

    at::Tensor gram(const at::Tensor &features, const PixelWeights *weights) override
    {
        if (weights) {
            const HeavyColumns heavy(features, *weights);
            const at::Tensor rooted = heavy.columns * heavy.weights.sqrt();
            return at::mm(rooted, rooted.t());
        }
        const at::Tensor f = asMatrix(features);
        return at::mm(f, f.t());
    }

    at::Tensor addProduct(at::Tensor gradient, const at::Tensor &matrix, const at::Tensor &features,
                          const PixelWeights *weights) override
    {
        at::Tensor product;
        if (weights) {
            const HeavyColumns heavy(features, *weights);
            product =
                at::zeros({features.size(1), weights->height * weights->width}, features.options());
            product.index_copy_(1, heavy.places, at::mm(matrix, heavy.columns * heavy.weights));
        } else {
            product = at::mm(matrix, asMatrix(features));
        }
        product = product.view(features.sizes());
        return gradient.defined() ? gradient.add_(product) : product;
    }

    std::unique_ptr<FeatureProjections> project(const at::Tensor &features,
                                                const Directions &directions,
                                                const PixelWeights *weights) override
    {
        return makeTorchProjections(features, directions, weights);
    }

    double addNeighbourDifferences(const at::Tensor &image, const NeighbourFactors &factors,
                                   Wrap wrap, at::Tensor &gradient) override
    {
        const Neighbour neighbours[] = {{0, 1, factors.across},
                                        {1, 0, factors.down},
                                        {1, 1, factors.diagonal},
                                        {1, -1, factors.diagonal}};
        double sum = 0;
        for (const Neighbour &n : neighbours) {
            if (n.factor == 0)
                continue; // as where the picture is too narrow for one
            // Where it wraps the neighbours are all there, turned round; else some are cut off.
            const Neighbour turn{wrap.down ? n.dy : 0, wrap.across ? n.dx : 0, n.factor};
            const Neighbour cut{n.dy - turn.dy, n.dx - turn.dx, n.factor};
            at::Tensor difference =
                overlap(turned(image, turn, -1), cut, 1) - overlap(image, cut, 0);
            sum += n.factor * difference.square().sum().item<double>();
            difference.mul_(2 * n.factor);
            overlap(gradient, cut, 1).add_(turned(difference, turn, 1));
            overlap(gradient, cut, 0).sub_(difference);
        }
        return sum;
    }

    void stepAdam(AdamTensors &tensors, const at::Tensor &gradient,
                  const AdamFactors &factors) override
    {
        const bool byPlanes = factors.chroma == 1;
        const at::Tensor colors = byPlanes ? at::Tensor() : opponentMatrix().to(gradient.options());
        const at::Tensor seen = byPlanes ? gradient : mixed(colors, gradient);
        const at::Tensor first = tensors.first.mul(factors.beta1).add_(seen, 1 - factors.beta1);
        const at::Tensor second =
            tensors.second.mul(factors.beta2).addcmul_(seen, seen, 1 - factors.beta2);
        const at::Tensor spread = (second / factors.secondBias).sqrt_().add_(factors.epsilon);
        const double step = factors.rate / factors.firstBias;
        at::Tensor x;
        if (byPlanes) {
            x = tensors.x.addcdiv(first, spread, -step);
        } else {
            const auto lengths = opponentSteps(factors.chroma);
            const at::Tensor steps = at::tensor(lengths, colors.options()).view({1, 3, 1, 1});
            x = tensors.x.sub(mixed(colors.t(), steps * first / spread), step);
        }
        tensors = {x.clamp_(factors.lowest, factors.highest), first, second};
    }

    void addToMean(at::Tensor &mean, const at::Tensor &value, double decay) override
    {
        mean = mean.mul(decay).add_(value, 1 - decay);
    }

    void forEach(int count, const std::function<void(int)> &body) override
    {
        at::parallel_for(0, count, 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i)
                body(int(i));
        });
    }
};

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

/// Our own kernels on the processor, in single precision, by threads of their own; what they have
/// no layout for goes through LibTorch.
class FastBackend final : public TorchBackend
{
public:
    explicit FastBackend(const Computation &computation)
        : TorchBackend(computation), m_workspace(computation.threads)
    {
    }

    std::unique_ptr<NetworkLayers> makeLayers(PoolingStep pooling) override
    {
        return makeFastLayers(m_arena, m_workspace, pooling);
    }

    at::Tensor planesLike(const at::Tensor &image, int64_t channels) override
    {
        return m_arena.planes(channels, image.size(2), image.size(3));
    }

    at::Tensor gram(const at::Tensor &features, const PixelWeights *weights) override
    {
        const HeavyPixels *heavy = weights ? &weights->heavy() : nullptr;
        if (const auto planes = planesView(features)) {
            const at::Tensor gram = at::empty({features.size(1), features.size(1)}, at::kFloat);
            gramOfPlanes(*planes, heavy, gram.data_ptr<float>(), m_workspace.pool());
            return gram;
        }
        const auto map = mapView(features);
        if (!map)
            return TorchBackend::gram(features, weights);
        const int64_t channels = map->blocks * channelBlock;
        const at::Tensor gram = at::empty({channels, channels}, at::kFloat);
        gramOfMap(*map, heavy, gram.data_ptr<float>(), m_workspace);
        return gram.narrow(0, 0, features.size(1)).narrow(1, 0, features.size(1));
    }

    at::Tensor addProduct(at::Tensor gradient, const at::Tensor &matrix, const at::Tensor &features,
                          const PixelWeights *weights) override
    {
        const HeavyPixels *heavy = weights ? &weights->heavy() : nullptr;
        if (const auto planes = planesView(features))
            return addProduct(std::move(gradient), matrix.contiguous(), features, *planes, heavy);
        const auto map = mapView(features);
        if (!map)
            return TorchBackend::addProduct(std::move(gradient), matrix, features, weights);
        const at::Tensor result =
            gradient.defined() ? m_arena.toMap(gradient) : m_arena.zeroMap(features.sizes());
        const int64_t padding = map->blocks * channelBlock - matrix.size(0);
        const at::Tensor square =
            at::constant_pad_nd(matrix, {0, padding, 0, padding}).contiguous();
        addProductOfMap(*map, heavy, square.data_ptr<float>(), result.data_ptr<float>(),
                        m_workspace);
        return result;
    }

    std::unique_ptr<FeatureProjections> project(const at::Tensor &features,
                                                const Directions &directions,
                                                const PixelWeights *weights) override
    {
        const bool isKnown = directions.side > 0 || mapView(features);
        return isKnown ? makeFastProjections(features, directions, weights, m_arena, m_workspace)
                       : TorchBackend::project(features, directions, weights);
    }

    double addNeighbourDifferences(const at::Tensor &image, const NeighbourFactors &factors,
                                   Wrap wrap, at::Tensor &gradient) override
    {
        gradient = gradient.contiguous();
        const at::Tensor planes = image.contiguous();
        return gramarye::addNeighbourDifferences(viewOf(planes), factors, wrap,
                                                 gradient.data_ptr<float>(), m_workspace.pool());
    }

    void stepAdam(AdamTensors &tensors, const at::Tensor &gradient,
                  const AdamFactors &factors) override
    {
        const at::Tensor packed = gradient.contiguous();
        tensors.x = tensors.x.contiguous();
        gramarye::stepAdam({tensors.x.data_ptr<float>(), tensors.first.data_ptr<float>(),
                            tensors.second.data_ptr<float>(), packed.data_ptr<float>(),
                            packed.numel()},
                           factors, m_workspace.pool());
    }

    void addToMean(at::Tensor &mean, const at::Tensor &value, double decay) override
    {
        gramarye::addToMean(mean.data_ptr<float>(), value.contiguous().data_ptr<float>(), decay,
                            value.numel(), m_workspace.pool());
    }

    void forEach(int count, const std::function<void(int)> &body) override
    {
        m_workspace.pool().run(count, [&](int i, int) { body(i); });
    }

private:
    at::Tensor addProduct(at::Tensor gradient, const at::Tensor &matrix, const at::Tensor &features,
                          const PlanesView &planes, const HeavyPixels *heavy)
    {
        const auto *first = matrix.data_ptr<float>();
        if (heavy) {
            const at::Tensor result =
                gradient.defined() ? gradient.contiguous() : at::zeros_like(features);
            addProductOfPlanes(planes, *heavy, first, result.data_ptr<float>(), m_workspace.pool());
            return result;
        }
        const at::Tensor product = planesLike(features, features.size(1));
        multiplyPlanes(planes, first, product.data_ptr<float>(), m_workspace.pool());
        return gradient.defined() ? gradient.add_(product) : product;
    }

    MapArena m_arena;
    Workspace m_workspace;
};

} // namespace

std::shared_ptr<Backend> Backend::make(const Computation &computation)
{
    if (computation.convolution == ConvolutionKind::Fast)
        return std::make_shared<FastBackend>(computation);
    return std::make_shared<TorchBackend>(computation);
}

} // namespace gramarye
