#include "core/torchheaders.h"

#include "core/transfer/regularizer.h"

namespace gramarye {

namespace {

struct Neighbour
{
    int64_t dy;
    int64_t dx;
    double weight;
};

constexpr Neighbour neighbours[] = {
    {0, 1, 1.0 / 3}, {1, 0, 1.0 / 3}, {1, 1, 1.0 / 12}, {1, -1, 1.0 / 12}};

/// The part of @p t that has a neighbour at @p n (@p side 0), or those neighbours (@p side 1).
at::Tensor overlap(const at::Tensor &t, const Neighbour &n, int side)
{
    const int64_t height = t.size(2) - n.dy;
    const int64_t width = t.size(3) - std::abs(n.dx);
    const int64_t x = (side == 1) == (n.dx > 0) ? std::abs(n.dx) : 0;
    return t.narrow(2, side * n.dy, height).narrow(3, x, width);
}

} // namespace

double addTotalVariation(const at::Tensor &image, double weight, at::Tensor &gradient)
{
    double sum = 0;
    for (const Neighbour &n : neighbours) {
        at::Tensor difference = overlap(image, n, 1) - overlap(image, n, 0);
        const double scale = 2 * weight * n.weight / double(difference.numel());
        sum += scale * difference.square().sum().item<double>();
        difference.mul_(2 * scale);
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
