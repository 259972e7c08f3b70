#include "core/compute/pch_torch.h"

#include "core/transfer/regularizer_torch.h"

#include "core/compute/planes.h"

namespace gramarye {

namespace {

struct Neighbour
{
    int64_t dy;
    int64_t dx;
    double weight;
};

constexpr Neighbour right{0, 1, 1.0 / 3};
constexpr Neighbour below{1, 0, 1.0 / 3};
constexpr Neighbour belowRight{1, 1, 1.0 / 12};
constexpr Neighbour belowLeft{1, -1, 1.0 / 12};

/// What the square of one difference to @p n is multiplied by, for all to be @p weight times a
/// mean; 0 where @p image is too narrow for any.
double factorOf(const Neighbour &n, double weight, const at::Tensor &image)
{
    const auto differences = double(image.size(0) * image.size(1) * (image.size(2) - n.dy)
                                    * (image.size(3) - std::abs(n.dx)));
    return differences > 0 ? 2 * weight * n.weight / differences : 0;
}

/// The part of @p t that has a neighbour at @p n (@p side 0), or those neighbours (@p side 1).
at::Tensor overlap(const at::Tensor &t, const Neighbour &n, int side)
{
    const int64_t height = t.size(2) - n.dy;
    const int64_t width = t.size(3) - std::abs(n.dx);
    const int64_t x = (side == 1) == (n.dx > 0) ? std::abs(n.dx) : 0;
    return t.narrow(2, side * n.dy, height).narrow(3, x, width);
}

} // namespace

double addTotalVariation(const at::Tensor &image, double weight, at::Tensor &gradient,
                         ThreadPool *pool)
{
    if (pool) {
        gradient = gradient.contiguous();
        const at::Tensor planes = image.contiguous();
        return addNeighbourDifferences({planes.data_ptr<float>(), int(planes.size(1)),
                                        int(planes.size(2)), int(planes.size(3))},
                                       {factorOf(right, weight, image),
                                        factorOf(below, weight, image),
                                        factorOf(belowRight, weight, image)},
                                       gradient.data_ptr<float>(), *pool);
    }
    double sum = 0;
    for (const Neighbour &n : {right, below, belowRight, belowLeft}) {
        const double factor = factorOf(n, weight, image);
        if (factor == 0)
            continue;
        at::Tensor difference = overlap(image, n, 1) - overlap(image, n, 0);
        sum += factor * difference.square().sum().item<double>();
        difference.mul_(2 * factor);
        overlap(gradient, n, 1).add_(difference);
        overlap(gradient, n, 0).sub_(difference);
    }
    return sum;
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
