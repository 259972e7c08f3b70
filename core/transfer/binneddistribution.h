#pragma once

#include "core/compute/projection.h"

#include <array>

namespace gramarye {

// Loss and gradient differ from those by sorting by less than a hundredth, also where a picture is
// distributed almost as the style is, which half as many bins of the style miss by a little
// (tst_distributionloss).
constexpr int styleBins = 1024;
constexpr int iterateBins = 512;

/// What is known of the values along one direction of one or several style pictures: the share of
/// them in each bin, and where in the bin they lie. A value; it takes no memory of its own, so that
/// threads of a pool may make one.
class BinnedDistribution
{
public:
    /// Values between @p low and low + @p width for each of styleBins bins.
    BinnedDistribution(double low, double width) : m_low(low), m_width(width) {}

    /// Adds the values of a picture that is to count @p weight: of direction @p direction of
    /// @p histogram, which has the same bins.
    void add(const ProjectionHistogram &histogram, int direction, double weight);

    struct Moments
    {
        double meanSquare = 0;
        double variance = 0;
    };
    Moments moments() const;

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
    /// What the values of a bin are taken to be: evenly from one to the other.
    struct Span
    {
        double low = 0;
        double high = 0;
    };
    Span span(std::size_t bin) const;

    /// The first bin from @p bin on that holds something; styleBins: none.
    std::size_t filledFrom(std::size_t bin) const;

    double m_low;
    double m_width;
    std::array<double, styleBins> m_weights{};   ///< of each bin
    std::array<double, styleBins> m_positions{}; ///< weighted sums of places in the bin, 0..1
};

} // namespace gramarye
