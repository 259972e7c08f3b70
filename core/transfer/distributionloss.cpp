#include "core/compute/pch_torch.h"

#include "core/transfer/distributionloss_torch.h"

#include "core/transfer/squarednorm_torch.h"

#include <algorithm>
#include <numeric>

namespace gramarye {

namespace {

// What a sample says of the range, or the iterate before, is exceeded a little.
constexpr float rangeMargin = 0.1f;

// Where it is exceeded by more than this factor, as by a lamp in the dark that the sample misses,
// or when the picture is steered, bins are made anew: all that is outside them is one value to the
// loss.
constexpr float mostExcess = 1.5f;

// Values that differ by less, relative to their size, are the same but for rounding.
constexpr float roundingWidth = 1e-5f;

// A style's variance along a direction is at least this share of its mean square: where a style is
// of one colour, not everything is a matter of rounding errors.
constexpr double leastVariance = 1e-3;
constexpr double tiny = 1e-10;

// Of pictures in 0..1, with which a style may be black: a hundredth is a grain that is hardly seen.
constexpr double leastPictureVariance = 1e-4;

/// Of direction @p d; 0 where all values are the same.
float widthOf(const ProjectionRange &range, std::size_t d)
{
    const float width = range.high[d] - range.low[d];
    const float largest = std::max(std::abs(range.low[d]), std::abs(range.high[d]));
    return width > roundingWidth * largest ? width : 0;
}

ProjectionBins binsOf(const ProjectionRange &range, int count, float margin)
{
    ProjectionBins bins{count, {}, {}};
    for (std::size_t d = 0; d < range.low.size(); ++d) {
        const float width = widthOf(range, d);
        bins.low.push_back(range.low[d] - margin * width);
        bins.width.push_back((1 + 2 * margin) * width / float(count));
    }
    return bins;
}

bool isExceeded(const ProjectionBins &bins, const ProjectionRange &range)
{
    for (std::size_t d = 0; d < bins.low.size(); ++d) {
        if (widthOf(range, d) > mostExcess * bins.width[d] * float(bins.count))
            return true;
    }
    return false;
}

} // namespace

ProjectionBins StyleProjections::binsFor(const std::vector<ProjectionRange> &ranges)
{
    ProjectionRange all;
    for (const ProjectionRange &range : ranges)
        add(all, range);
    return binsOf(all, styleBins, 0);
}

BinnedDistribution StyleProjections::blended(int direction, const std::vector<double> &blend) const
{
    const auto at = std::size_t(direction);
    BinnedDistribution values(bins.low[at], bins.width[at]);
    for (std::size_t s = 0; s < pictures.size(); ++s) {
        const double weight = s < blend.size() ? blend[s] : 1.0;
        if (weight > 0) // most are not of a region
            values.add(pictures[s], direction, weight);
    }
    return values;
}

DistributionLoss::DistributionLoss(Backend &backend, const StyleProjections &style,
                                   const std::vector<double> &blend, double weight, Wrap wrap)
    : m_backend(backend), m_style(style), m_blend(blend), m_weight(weight), m_wrap(wrap)
{
}

DistributionLoss DistributionLoss::of(Backend &backend, const at::Tensor &features,
                                      const StyleProjections &style,
                                      const std::vector<double> &blend, double weight,
                                      const PixelWeights *area, Wrap wrap)
{
    DistributionLoss loss(backend, style, blend, weight, wrap);
    loss.look(features, area, area);
    loss.compare();
    return loss;
}

void DistributionLoss::expect(const ProjectionRange &range)
{
    if (range.low.size() != std::size_t(m_style.directions.count)) // a checkpoint says anything
        return;
    m_bins = binsOf(range, iterateBins, rangeMargin);
}

void DistributionLoss::look(const at::Tensor &features, const PixelWeights *weights,
                            const PixelWeights *sample)
{
    const auto addRange = [&](ProjectionRange &range, const Directions &directions) {
        if (!sample || sample->sum() > 0)
            add(range, makeProjections(m_backend, features, directions, sample, m_wrap)->range());
    };
    if (m_next)
        addRange(m_rangeAhead, *m_next);
    auto projections = makeProjections(m_backend, features, m_style.directions, weights, m_wrap);
    if (m_bins.count > 0)
        add(m_histogram, projections->histogram(m_bins));
    else if (m_isSampled)
        addRange(m_range, m_style.directions);
    else
        add(m_range, projections->range());
    if (m_keeps)
        m_projections = std::move(projections);
}

bool DistributionLoss::compare()
{
    m_next = nullptr;
    if (m_bins.count == 0) {
        if (m_range.low.empty()) { // the area is so small that the samples have nothing of it
            m_isSampled = false;
            if (!m_projections)
                return false;
            m_range = m_projections->range();
        }
        m_bins = binsOf(m_range, iterateBins, rangeMargin);
        if (!m_projections)
            return false;
        m_histogram = m_projections->histogram(m_bins);
    }
    if (!m_binsAreExact && isExceeded(m_bins, m_histogram.range)) {
        m_binsAreExact = true;
        m_bins = binsOf(m_histogram.range, iterateBins, 0);
        m_histogram = {};
        if (!m_projections)
            return false;
        m_histogram = m_projections->histogram(m_bins);
    }
    setTargets();
    return true;
}

void DistributionLoss::setTargets()
{
    const auto directions = std::size_t(m_style.directions.count);
    m_count =
        std::accumulate(m_histogram.counts.begin(), m_histogram.counts.begin() + iterateBins, 0.0);
    m_targets.targets.resize(directions * iterateBins);
    for (std::vector<double> *values : {&m_squares, &m_scales, &m_within})
        values->resize(directions);
    m_targets.factors.resize(directions);
    const double least = m_style.directions.side > 0 ? leastPictureVariance : tiny;
    m_backend.forEach(int(directions), [&](int d) {
        const auto at = std::size_t(d);
        const BinnedDistribution values = m_style.blended(d, m_blend);
        const BinnedDistribution::Moments moments = values.moments();
        m_squares[at] = moments.meanSquare;
        m_scales[at] =
            m_weight
            / (double(directions)
               * std::max({moments.variance, leastVariance * moments.meanSquare, least}));
        m_targets.factors[at] = float(2 * m_scales[at] / m_count);
        m_within[at] = values.fillTargets(m_histogram, d, iterateBins,
                                          m_targets.targets.data() + at * iterateBins);
    });
}

at::Tensor DistributionLoss::addGradient(at::Tensor gradient, const at::Tensor &features,
                                         const PixelWeights *weights, double weight)
{
    const auto projections =
        m_projections ? std::move(m_projections) // they hold the features
                      : makeProjections(m_backend, features, m_style.directions, weights, m_wrap);
    if (weight == 0) {
        add(m_sums, projections->transportSums(m_bins, m_targets));
        return gradient;
    }
    ProjectionTargets weighted = m_targets;
    for (float &factor : weighted.factors)
        factor *= float(weight);
    ProjectionSums sums;
    gradient = projections->addTransport(std::move(gradient), m_bins, weighted, sums);
    add(m_sums, sums);
    return gradient;
}

/// Distances to the bins' targets, and what the styles vary within them: of values that are all the
/// same the targets are, too, which leaves a distance.
std::vector<double> DistributionLoss::parts()
{
    const ProjectionSums sums =
        m_projections ? m_projections->transportSums(m_bins, m_targets) : m_sums;
    std::vector<double> parts;
    for (std::size_t d = 0; d < m_scales.size(); ++d)
        parts.push_back(m_scales[d]
                        * (sums.residuals[d] / m_count
                           + std::max(0.0, m_within[d] - sums.spreads[d] / m_count)));
    return parts;
}

double DistributionLoss::value()
{
    const std::vector<double> all = parts();
    return std::accumulate(all.begin(), all.end(), 0.0);
}

bool DistributionLoss::isReached()
{
    double most = 0;
    for (std::size_t d = 0; d < m_scales.size(); ++d)
        most += m_scales[d] * m_squares[d];
    return value() <= roundingShare * most;
}

} // namespace gramarye
