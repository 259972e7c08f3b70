#pragma once

#include "core/compute/projection.h"

#include <algorithm>

namespace gramarye {

// What the two kinds of Projections are made of.

/// Sums of real numbers are made in parts, which do not depend on how many threads there are.
constexpr int mostProjectionParts = 32;

/// What the lane @p lane of @p to falls by: direction @p direction of @p bins.
inline void setLane(BinLanes &to, int lane, const ProjectionBins &bins, int direction)
{
    const auto d = std::size_t(direction);
    to.low[lane] = bins.low[d];
    to.scale[lane] = bins.width[d] > 0 ? float(binSteps) / bins.width[d] : 0.0f;
    to.last[lane] = float(bins.count * binSteps - 1);
    to.first[lane] = direction * bins.count;
}

/// Of a lane without values: 0 falls into the bin behind all others.
inline void setPadding(BinLanes &to, int lane, const ProjectionBins &bins, int directions)
{
    to.low[lane] = to.scale[lane] = to.last[lane] = 0;
    to.first[lane] = directions * bins.count;
}

/// @p sums as transport() adds them up, sixteen and sixteen.
class PartSums
{
public:
    explicit PartSums(int directions) : m_sums(2 * std::size_t(directions)) {}

    void add(int direction, const float *sums, int lane)
    {
        m_sums[2 * std::size_t(direction)] += double(sums[lane]);
        m_sums[2 * std::size_t(direction) + 1] += double(sums[channelBlock + lane]);
    }

    void addTo(ProjectionSums &all) const
    {
        for (std::size_t d = 0; 2 * d < m_sums.size(); ++d) {
            all.residuals[d] += m_sums[2 * d];
            all.spreads[d] += m_sums[2 * d + 1];
        }
    }

private:
    std::vector<double> m_sums; ///< residual, spread of each direction
};

inline ProjectionSums sumOf(const std::vector<PartSums> &parts, int directions)
{
    ProjectionSums all{std::vector<double>(std::size_t(directions)),
                       std::vector<double>(std::size_t(directions))};
    for (const PartSums &part : parts)
        part.addTo(all);
    return all;
}

/// @p targets with that of padding behind them.
inline std::vector<BinTarget> withPadding(const ProjectionTargets &targets)
{
    std::vector<BinTarget> padded = targets.targets;
    padded.push_back({});
    return padded;
}

} // namespace gramarye
