#pragma once

#include "core/compute/backend_torch.h"
#include "core/transfer/binneddistribution.h"
#include "core/transfer/layerloss_torch.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

namespace gramarye {

/// What the style pictures are like along one set of directions at one layer.
struct StyleProjections
{
    Directions directions;
    ProjectionBins bins; ///< the same for all style pictures
    std::vector<ProjectionHistogram> pictures;

    /// Those of @p pictures pictures, whose features at the layer lie within @p ranges.
    static ProjectionBins binsFor(const std::vector<ProjectionRange> &ranges);

    /// Their values along @p direction together. @p blend: missing ones count 1.
    BinnedDistribution blended(int direction, const std::vector<double> &blend) const;
};

/// The style loss of one iterate at one layer as a distance of distributions: the squared
/// 2-Wasserstein distance between the iterate's features and the styles', seen along directions,
/// divided by the styles' variance there, averaged over the directions (Heitz et al., "A Sliced
/// Wasserstein Loss for Neural Texture Synthesis", CVPR 2021). Quantiles are matched by histograms,
/// whose bins keep their means (see BinnedDistribution).
class DistributionLoss final : public LayerLoss
{
public:
    /// @p features: 1 × C × H × W, or the picture for windows of it, of which @p area counts (null:
    /// all). @p blend: of the style pictures, missing ones count 1. @p weight: of the layer.
    /// @p wrap: of that picture. @p backend, @p style and @p area outlive the loss.
    DistributionLoss(Backend &backend, const at::Tensor &features, const StyleProjections &style,
                     const std::vector<double> &blend, double weight,
                     const PixelWeights *area = nullptr, Wrap wrap = {});

    at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features, double weight) override;
    double value() override;
    bool isReached() override;

    /// What each direction adds to value().
    const std::vector<double> &parts();

private:
    void take(const ProjectionSums &sums);

    std::unique_ptr<FeatureProjections> m_projections; ///< null after addGradient()
    ProjectionBins m_bins;
    ProjectionTargets m_targets;   ///< with the factors of the gradient for a weight of 1
    std::vector<double> m_squares; ///< means of the styles' squares, along each direction
    std::vector<double> m_within;  ///< how far, squared, they are from the means of their bins
    std::vector<double> m_scales;  ///< what a squared distance is multiplied by
    double m_count = 0;            ///< of the iterate's values along a direction
    std::vector<double> m_parts;   ///< of the value, of each direction; none: not known yet
};

} // namespace gramarye
