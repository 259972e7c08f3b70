#pragma once

#include "core/compute/projection.h"

#include <vector>

namespace gramarye {

// Loss and gradient differ from those by sorting by less than a hundredth, also where a picture is
// distributed almost as the style is, which half as many bins of the style miss by a little
// (tst_distributionloss).
constexpr int styleBins = 1024;
constexpr int iterateBins = 512;

/// What is known of the values along one direction of one or several style pictures: the share of
/// them in each bin, and where in the bin they lie. A value.
class BinnedDistribution
{
public:
    /// Values between @p low and low + @p width for each of @p bins bins.
    BinnedDistribution(double low, double width, int bins);

    /// Adds the values of a picture that is to count @p weight: of direction @p direction of
    /// @p histogram, which has the same bins.
    void add(const ProjectionHistogram &histogram, int direction, double weight);

    double meanSquare() const;
    double variance() const;

    /// The value that @p share (0..1) of all are below.
    double quantile(double share) const;

    /// How densely these values lie in each of @p bins bins, side by side from @p from to @p to,
    /// which is more: their area is 1, values elsewhere left out (0, where all are). Puts them at
    /// @p densities.
    void fillDensities(double from, double to, int bins, float *densities) const;

    /// Where the values of the histogram of @p direction are to go, so that they are distributed as
    /// these are: quantile to quantile. Within a bin it is linear, and on the mean exact, so that
    /// values which are all the same share what is theirs. Puts one BinTarget for each of @p bins
    /// bins at @p targets. Returns how far these values are from the means of what the bins share,
    /// squared, on the average.
    double fillTargets(const ProjectionHistogram &histogram, int direction, int bins,
                       BinTarget *targets) const;

private:
    double low(std::size_t bin) const;
    double high(std::size_t bin) const;

    double m_low;
    double m_width;
    std::vector<double> m_weights;   ///< of each bin
    std::vector<double> m_positions; ///< weighted sums of places in the bin, 0..1
};

} // namespace gramarye
