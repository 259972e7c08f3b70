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
    /// @p style: outlives the loss, as @p backend does. @p blend: of the style pictures, missing
    /// ones count 1. @p weight: of the layer. @p wrap: of the picture, for windows of it.
    DistributionLoss(Backend &backend, const StyleProjections &style,
                     const std::vector<double> &blend, double weight, Wrap wrap = {});

    /// Of features that come in one part, compared. @p area outlives the loss.
    static DistributionLoss of(Backend &backend, const at::Tensor &features,
                               const StyleProjections &style, const std::vector<double> &blend,
                               double weight, const PixelWeights *area = nullptr, Wrap wrap = {});

    /// Between which values features are likely to lie, as those of the iterate before do along
    /// the same directions: then they need not be looked at twice.
    void expect(const ProjectionRange &range);

    /// Before anything is looked at: along which directions the next iterate will be.
    void lookAhead(const Directions &next) { m_next = &next; }

    /// Roughly between which values this one lies along them; empty where no sample says so.
    const ProjectionRange &rangeAhead() const { return m_rangeAhead; }

    /// The features come in several parts: none of them is kept to be seen again.
    void expectParts() { m_keeps = false; }

    void look(const at::Tensor &features, const PixelWeights *weights,
              const PixelWeights *sample) override;
    bool compare() override;
    at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features,
                           const PixelWeights *weights, double weight) override;
    double value() override;
    bool isReached() override;

    /// What each direction adds to value().
    std::vector<double> parts();

private:
    void setTargets();

    Backend &m_backend;
    const StyleProjections &m_style;
    std::vector<double> m_blend;
    double m_weight;
    Wrap m_wrap;
    bool m_keeps = true;
    std::unique_ptr<FeatureProjections> m_projections; ///< of the only part, until addGradient()
    const Directions *m_next = nullptr;                ///< until compare()
    ProjectionRange m_rangeAhead;
    bool m_isSampled = true; ///< what says the range
    ProjectionRange m_range; ///< as long as there are no bins
    ProjectionBins m_bins;   ///< none: their range is to be seen first
    bool m_binsAreExact = false;
    ProjectionHistogram m_histogram;
    ProjectionTargets m_targets;   ///< with the factors of the gradient for a weight of 1
    ProjectionSums m_sums;         ///< over the parts that addGradient() has seen
    std::vector<double> m_squares; ///< means of the styles' squares, along each direction
    std::vector<double> m_within;  ///< how far, squared, they are from the means of their bins
    std::vector<double> m_scales;  ///< what a squared distance is multiplied by
    double m_count = 0;            ///< of the iterate's values along a direction
};

} // namespace gramarye
