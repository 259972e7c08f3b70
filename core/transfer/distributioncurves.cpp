#include "core/compute/pch_torch.h"

#include "core/transfer/distributioncurves_torch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gramarye {

namespace {

// So much of the values at either end is not shown: features have a few far away, beside which the
// others would be a line.
constexpr double shareLeftOut = 0.005;

constexpr double leastAxis = 0.01; ///< relative to values, where all are the same

/// The features' values along @p direction.
BinnedDistribution valuesAlong(Backend &backend, const at::Tensor &features,
                               const Directions &directions, int direction,
                               const PixelWeights *area, Wrap wrap)
{
    const auto projections = makeProjections(backend, features, directions, area, wrap);
    const ProjectionBins bins = StyleProjections::binsFor({projections->range()});
    const auto at = std::size_t(direction);
    BinnedDistribution values(bins.low[at], bins.width[at]);
    values.add(projections->histogram(bins), direction, 1);
    return values;
}

/// The direction with the largest distance, and that distance.
std::pair<int, double> mostDifferent(Backend &backend, const at::Tensor &features,
                                     const StyleProjections &style,
                                     const std::vector<double> &blend, const PixelWeights *area,
                                     Wrap wrap)
{
    // The loss is a mean, of which each direction's part is to be its distance.
    DistributionLoss loss =
        DistributionLoss::of(backend, features, style, blend, style.directions.count, area, wrap);
    const std::vector<double> distances = loss.parts();
    const auto most = std::max_element(distances.begin(), distances.end());
    return {int(most - distances.begin()), *most};
}

} // namespace

DistributionCurves mostDifferentCurves(Backend &backend, const at::Tensor &features,
                                       const StyleProjections &style,
                                       const std::vector<double> &blend, const PixelWeights *area,
                                       Wrap wrap)
{
    const auto [direction, distance] = mostDifferent(backend, features, style, blend, area, wrap);
    const BinnedDistribution styles = style.blended(direction, blend);
    const BinnedDistribution picture =
        valuesAlong(backend, features, style.directions, direction, area, wrap);
    DistributionCurves curves;
    curves.distance = distance;
    curves.low = std::min(styles.quantile(shareLeftOut), picture.quantile(shareLeftOut));
    curves.high = std::max(styles.quantile(1 - shareLeftOut), picture.quantile(1 - shareLeftOut));
    if (!(curves.high > curves.low)) { // one value for all, which is to be amid the bins
        const double margin = std::max(std::abs(curves.low), 1.0) * leastAxis / 2;
        curves.low -= margin;
        curves.high += margin;
    }
    styles.fillDensities(curves.low, curves.high, DistributionCurves::bins, curves.style.data());
    picture.fillDensities(curves.low, curves.high, DistributionCurves::bins, curves.picture.data());
    return curves;
}

} // namespace gramarye
