#include "core/compute/pch_torch.h"

#include "core/transfer/rangepenalty_torch.h"

namespace gramarye {

double addRangePenalty(const at::Tensor &image, at::Tensor &gradient)
{
    const double scale = 50.0 / double(image.numel());
    at::Tensor excess = image - image.clamp(0, 1);
    const double penalty = scale * excess.square().sum().item<double>();
    gradient.add_(excess, 2 * scale);
    return penalty;
}

} // namespace gramarye
