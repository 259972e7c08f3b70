#include "core/compute/pch_torch.h"

#include "core/transfer/regularizers_torch.h"

namespace gramarye {

double addTotalVariation(Backend &backend, const at::Tensor &image, double weight,
                         at::Tensor &gradient, Wrap wrap)
{
    // What the square of one difference is multiplied by, for all of its kind to be a share of the
    // weight times their mean; 0 where the picture is too narrow for any.
    const auto factor = [&](int64_t dy, int64_t dx, double share) {
        const int64_t rows = image.size(2) - (wrap.down ? 0 : dy);
        const int64_t columns = image.size(3) - (wrap.across ? 0 : dx);
        const auto differences = double(image.size(0) * image.size(1) * rows * columns);
        return differences > 0 ? 2 * weight * share / differences : 0;
    };
    const NeighbourFactors factors{factor(0, 1, 1.0 / 3), factor(1, 0, 1.0 / 3),
                                   factor(1, 1, 1.0 / 12)};
    return backend.addNeighbourDifferences(image, factors, wrap, gradient);
}

double addRangePenalty(const at::Tensor &image, at::Tensor &gradient)
{
    const double scale = 50.0 / double(image.numel());
    at::Tensor excess = image - image.clamp(0, 1);
    const double penalty = scale * excess.square().sum().item<double>();
    gradient.add_(excess, 2 * scale);
    return penalty;
}

} // namespace gramarye
