#pragma once

#include "core/transfer/distributionloss_torch.h"
#include "core/transfer/layerstatistics.h"

namespace gramarye {

/// Of that direction of @p style along which @p features differ most from it, by DistributionLoss's
/// measure. @p features, @p blend, @p area, @p wrap: as there.
DistributionCurves mostDifferentCurves(Backend &backend, const at::Tensor &features,
                                       const StyleProjections &style,
                                       const std::vector<double> &blend,
                                       const PixelWeights *area = nullptr, Wrap wrap = {});

} // namespace gramarye
