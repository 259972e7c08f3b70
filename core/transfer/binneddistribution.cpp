#include "core/transfer/binneddistribution.h"

#include <algorithm>
#include <numeric>

namespace gramarye {

namespace {

// Shares that differ by less of the whole are the same but for rounding.
constexpr double negligibleShare = 1e-12;

/// Of values that lie evenly from @p a to @p b.
double meanSquareOf(double a, double b)
{
    return (a * a + a * b + b * b) / 3;
}

} // namespace

void BinnedDistribution::add(const ProjectionHistogram &histogram, int direction, double weight)
{
    const float *counts = histogram.counts.data() + std::ptrdiff_t(styleBins) * direction;
    const float *positions = histogram.positions.data() + std::ptrdiff_t(styleBins) * direction;
    const double all = std::accumulate(counts, counts + styleBins, 0.0);
    const double factor = all > 0 ? weight / all : 0;
    for (std::size_t i = 0; i < styleBins; ++i) {
        const double share = factor * double(counts[i]);
        m_weights[i] += share;
        m_positions[i] += share * double(positions[i]);
    }
}

/// Around their mean, as far as the bin reaches on both sides of it.
BinnedDistribution::Span BinnedDistribution::span(std::size_t bin) const
{
    const double mean = m_positions[bin] / m_weights[bin];
    const double begin = m_low + m_width * double(bin);
    return {begin + m_width * std::max(0.0, 2 * mean - 1),
            begin + m_width * std::min(1.0, 2 * mean)};
}

std::size_t BinnedDistribution::filledFrom(std::size_t bin) const
{
    while (bin < styleBins && m_weights[bin] == 0)
        ++bin;
    return bin;
}

BinnedDistribution::Moments BinnedDistribution::moments() const
{
    double weights = 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = filledFrom(0); i < styleBins; i = filledFrom(i + 1)) {
        const Span values = span(i);
        weights += m_weights[i];
        sum += m_weights[i] * (values.low + values.high) / 2;
        squares += m_weights[i] * meanSquareOf(values.low, values.high);
    }
    if (!(weights > 0))
        return {};
    const double mean = sum / weights;
    return {squares / weights, std::max(0.0, squares / weights - mean * mean)};
}

double BinnedDistribution::quantile(double share) const
{
    double left = share * std::accumulate(m_weights.begin(), m_weights.end(), 0.0);
    double value = m_low;
    for (std::size_t i = filledFrom(0); i < styleBins; i = filledFrom(i + 1)) {
        const Span values = span(i);
        if (left <= m_weights[i])
            return values.low + (values.high - values.low) * (left / m_weights[i]);
        left -= m_weights[i];
        value = values.high;
    }
    return value; // but for rounding errors the last one's
}

void BinnedDistribution::fillDensities(double from, double to, int bins, float *densities) const
{
    const double width = (to - from) / bins;
    const auto binOf = [&](double value) {
        return std::clamp(int((value - from) / width), 0, bins - 1);
    };
    std::vector<double> weights(std::size_t(bins), 0.0);
    for (std::size_t i = filledFrom(0); i < styleBins; i = filledFrom(i + 1)) {
        const Span values = span(i);
        if (values.high < from || values.low > to)
            continue;
        const double first = std::max(values.low, from);
        const double last = std::min(values.high, to);
        const double all = values.high - values.low;
        for (int bin = binOf(first); bin <= binOf(last); ++bin) {
            const double begin = from + width * bin;
            const double part = std::min(last, begin + width) - std::max(first, begin);
            // Values that are all the same are all in one bin.
            weights[std::size_t(bin)] += m_weights[i] * (all > 0 ? std::max(part, 0.0) / all : 1);
        }
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (int bin = 0; bin < bins; ++bin)
        densities[bin] = sum > 0 ? float(weights[std::size_t(bin)] / (sum * width)) : 0.0f;
}

double BinnedDistribution::fillTargets(const ProjectionHistogram &histogram, int direction,
                                       int bins, BinTarget *targets) const
{
    const std::ptrdiff_t first = std::ptrdiff_t(bins) * direction;
    const auto counts = histogram.counts.begin() + first;
    const double all = std::accumulate(counts, counts + bins, 0.0);
    const double own = std::accumulate(m_weights.begin(), m_weights.end(), 0.0);
    const double rounding = negligibleShare * own;
    // Both histograms are walked along together; these values' bin at `place` has given `taken` of
    // its weight, up to `here`.
    std::size_t place = filledFrom(0);
    Span values = place < styleBins ? span(place) : Span{m_low, m_low};
    double taken = 0;
    double here = values.low;
    const auto left = [&] { return m_weights[place] - taken; };
    const auto goOn = [&] {
        const std::size_t next = filledFrom(place + 1);
        if (next == styleBins)
            return false;
        place = next;
        values = span(place);
        taken = 0;
        here = values.low;
        return true;
    };
    double within = 0;
    for (int i = 0; i < bins; ++i) {
        const double share = own * double(counts[i]) / all;
        if (!(share > 0)) {
            targets[i] = {float(here), 0, 0};
            continue;
        }
        if (left() <= rounding)
            goOn();
        const double edge = here;
        double wanted = share;
        double integral = 0;
        double squares = 0; // less the edge, so that little is lost to rounding
        while (wanted > rounding) {
            if (left() <= rounding && goOn())
                continue;
            // Where nothing is left, what is wanted is rounding errors: it goes to the last value.
            const double part = left() > rounding ? std::min(left(), wanted) : wanted;
            const double before = here;
            taken += part;
            here =
                values.low + (values.high - values.low) * std::min(1.0, taken / m_weights[place]);
            integral += part * (before + here) / 2;
            squares += part * meanSquareOf(before - edge, here - edge);
            wanted -= part;
        }
        const double mean = integral / (share - wanted);
        targets[i] = {float(mean), float(here - edge), histogram.positions[std::size_t(first + i)]};
        within += std::max(0.0, squares - share * (mean - edge) * (mean - edge));
    }
    return own > 0 ? within / own : 0;
}

} // namespace gramarye
