#include "core/transfer/binneddistribution.h"

#include <algorithm>
#include <numeric>

namespace gramarye {

namespace {

/// Of values that lie evenly from @p a to @p b.
double meanSquareOf(double a, double b)
{
    return (a * a + a * b + b * b) / 3;
}

} // namespace

BinnedDistribution::BinnedDistribution(double low, double width, int bins)
    : m_low(low), m_width(width), m_weights(std::size_t(bins)), m_positions(std::size_t(bins))
{
}

void BinnedDistribution::add(const ProjectionHistogram &histogram, int direction, double weight)
{
    const std::size_t bins = m_weights.size();
    const auto counts = histogram.counts.begin() + std::ptrdiff_t(bins) * direction;
    const auto positions = histogram.positions.begin() + std::ptrdiff_t(bins) * direction;
    const double all = std::accumulate(counts, counts + std::ptrdiff_t(bins), 0.0);
    for (std::size_t i = 0; i < bins && all > 0; ++i) {
        const double share = weight * double(counts[std::ptrdiff_t(i)]) / all;
        m_weights[i] += share;
        m_positions[i] += share * double(positions[std::ptrdiff_t(i)]);
    }
}

/// The values of a bin are taken to lie evenly around their mean, as far as the bin reaches on both
/// sides of it.
double BinnedDistribution::low(std::size_t bin) const
{
    const double position = m_positions[bin] / m_weights[bin];
    return m_low + m_width * (double(bin) + std::max(0.0, 2 * position - 1));
}

double BinnedDistribution::high(std::size_t bin) const
{
    const double position = m_positions[bin] / m_weights[bin];
    return m_low + m_width * (double(bin) + std::min(1.0, 2 * position));
}

double BinnedDistribution::meanSquare() const
{
    double sum = 0;
    double weights = 0;
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        if (m_weights[i] == 0)
            continue;
        sum += m_weights[i] * meanSquareOf(low(i), high(i));
        weights += m_weights[i];
    }
    return weights > 0 ? sum / weights : 0;
}

double BinnedDistribution::variance() const
{
    double mean = 0;
    double weights = 0;
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        mean += m_weights[i] * double(i) + m_positions[i];
        weights += m_weights[i];
    }
    if (!(weights > 0))
        return 0;
    mean = m_low + m_width * mean / weights;
    double sum = 0;
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        if (m_weights[i] > 0)
            sum += m_weights[i] * meanSquareOf(low(i) - mean, high(i) - mean);
    }
    return sum / weights;
}

double BinnedDistribution::quantile(double share) const
{
    double left = share * std::accumulate(m_weights.begin(), m_weights.end(), 0.0);
    double value = m_low;
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        if (m_weights[i] == 0)
            continue;
        if (left <= m_weights[i])
            return low(i) + (high(i) - low(i)) * (left / m_weights[i]);
        left -= m_weights[i];
        value = high(i);
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
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        if (m_weights[i] == 0 || high(i) < from || low(i) > to)
            continue;
        const double first = std::max(low(i), from);
        const double last = std::min(high(i), to);
        const double all = high(i) - low(i);
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
    // Both histograms are walked along together; these values' bin at `place` has given `taken` of
    // its weight.
    std::size_t place = 0;
    while (place + 1 < m_weights.size() && m_weights[place] == 0)
        ++place;
    double taken = 0;
    const auto valueHere = [&] {
        if (m_weights[place] == 0)
            return m_low;
        return low(place) + (high(place) - low(place)) * (taken / m_weights[place]);
    };
    double edge = valueHere();
    double within = 0;
    for (int i = 0; i < bins; ++i) {
        const double share = own * double(counts[i]) / all;
        if (!(share > 0)) {
            targets[i] = {float(edge), 0, 0};
            continue;
        }
        double wanted = share;
        double integral = 0;
        double squares = 0; // less the edge, so that little is lost to rounding
        while (wanted > 0) {
            const double left = m_weights[place] - taken;
            const double part = std::min(left, wanted);
            const double before = valueHere();
            taken += part;
            integral += part * (before + valueHere()) / 2;
            squares += part * meanSquareOf(before - edge, valueHere() - edge);
            wanted -= part;
            if (part < left)
                break;
            std::size_t next = place + 1;
            while (next < m_weights.size() && m_weights[next] == 0)
                ++next;
            if (next == m_weights.size()) { // rounding errors are left of what is wanted
                integral += wanted * valueHere();
                squares += wanted * meanSquareOf(valueHere() - edge, valueHere() - edge);
                break;
            }
            place = next;
            taken = 0;
        }
        const double end = valueHere();
        const double mean = integral / share;
        targets[i] = {float(mean), float(end - edge), histogram.positions[std::size_t(first + i)]};
        within += std::max(0.0, squares - share * (mean - edge) * (mean - edge));
        edge = end;
    }
    return own > 0 ? within / own : 0;
}

} // namespace gramarye
