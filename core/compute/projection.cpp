#include "core/compute/projection.h"

#include <algorithm>
#include <limits>

namespace gramarye {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

} // namespace

void add(ProjectionRange &all, const ProjectionRange &more)
{
    if (all.low.empty())
        all = more;
    for (std::size_t d = 0; d < all.low.size(); ++d) {
        all.low[d] = std::min(all.low[d], more.low[d]);
        all.high[d] = std::max(all.high[d], more.high[d]);
    }
}

void add(ProjectionHistogram &all, const ProjectionHistogram &more)
{
    if (all.counts.empty()) {
        all = more;
        return;
    }
    for (std::size_t i = 0; i < all.counts.size(); ++i) {
        const double count = double(all.counts[i]) + more.counts[i];
        if (count > 0)
            all.positions[i] = float((double(all.counts[i]) * all.positions[i]
                                      + double(more.counts[i]) * more.positions[i])
                                     / count);
        all.counts[i] = float(count);
    }
    add(all.range, more.range);
}

void add(ProjectionSums &all, const ProjectionSums &more)
{
    if (all.residuals.empty())
        all = {std::vector<double>(more.residuals.size()),
               std::vector<double>(more.spreads.size())};
    for (std::size_t d = 0; d < all.residuals.size(); ++d) {
        all.residuals[d] += more.residuals[d];
        all.spreads[d] += more.spreads[d];
    }
}

/// Of each thread, by the runs' lanes.
class Projections::Extremes
{
public:
    Extremes(int threads, std::size_t lanes)
        : m_lanes(int(lanes)), m_all(std::size_t(threads) * lanes)
    {
        for (LaneExtremes &own : m_all) {
            std::fill(std::begin(own.low), std::end(own.low), infinity);
            std::fill(std::begin(own.high), std::end(own.high), -infinity);
        }
    }

    int lanes() const { return m_lanes; }
    LaneExtremes &of(int thread, int lanes) { return m_all[std::size_t(thread * m_lanes + lanes)]; }
    const LaneExtremes &of(int thread, int lanes) const
    {
        return m_all[std::size_t(thread * m_lanes + lanes)];
    }

private:
    int m_lanes;
    std::vector<LaneExtremes> m_all;
};

ProjectionRange Projections::range()
{
    const ProjectionBins none{0, std::vector<float>(std::size_t(m_directions.count)),
                              std::vector<float>(std::size_t(m_directions.count))};
    Extremes extremes(m_workspace.pool().threads(), lanes(none).size());
    float *memory = m_workspace.floats(pieceFloats() * std::size_t(m_workspace.pool().threads()));
    m_workspace.pool().run(pieces(), [&](int i, int thread) {
        for (const Run &run : project(i, memory + pieceFloats() * std::size_t(thread))) {
            LaneExtremes &own = extremes.of(thread, run.lanes);
            for (int v = 0; v < run.vectors * channelBlock; ++v) {
                if (run.weights && run.weights[v] == 0)
                    continue;
                float &low = own.low[v % channelBlock];
                float &high = own.high[v % channelBlock];
                low = std::min(low, run.values[v]);
                high = std::max(high, run.values[v]);
            }
        }
    });
    return rangeOf(extremes);
}

ProjectionRange Projections::rangeOf(const Extremes &extremes) const
{
    ProjectionRange range{std::vector<float>(std::size_t(m_directions.count), infinity),
                          std::vector<float>(std::size_t(m_directions.count), -infinity)};
    for (int thread = 0; thread < m_workspace.pool().threads(); ++thread) {
        for (int i = 0; i < extremes.lanes(); ++i) {
            const LaneExtremes &own = extremes.of(thread, i);
            for (int lane = 0; lane < channelBlock; ++lane) {
                const auto direction = directionOf(i, lane);
                if (!direction)
                    continue;
                const auto d = std::size_t(*direction);
                range.low[d] = std::min(range.low[d], own.low[lane]);
                range.high[d] = std::max(range.high[d], own.high[lane]);
            }
        }
    }
    return range;
}

ProjectionHistogram Projections::histogram(const ProjectionBins &bins)
{
    const std::size_t binCount = std::size_t(m_directions.count) * std::size_t(bins.count);
    const std::vector<BinLanes> ofRuns = lanes(bins);
    const int threads = m_workspace.pool().threads();
    std::vector<std::vector<Bin>> ofThreads(std::size_t(threads), std::vector<Bin>(binCount + 1));
    Extremes extremes(threads, ofRuns.size());
    std::vector<double> counts(binCount);
    std::vector<double> steps(binCount);
    float *memory = m_workspace.floats(pieceFloats() * std::size_t(threads));
    const int whole = m_weights ? wholeWeight : 1;
    // So many at a time that no bin overflows.
    const int most = int(std::min<std::int64_t>((Bin::most - 1) / pieceValues() / whole, pieces()));
    for (int first = 0; first < pieces(); first += most) {
        m_workspace.pool().run(std::min(most, pieces() - first), [&](int i, int thread) {
            float *kept = keptAt(first + i);
            float *values = kept ? kept : memory + pieceFloats() * std::size_t(thread);
            Bin *own = ofThreads[std::size_t(thread)].data();
            for (const Run &run : project(first + i, values)) {
                const BinLanes &ofRun = ofRuns[std::size_t(run.lanes)];
                LaneExtremes &ends = extremes.of(thread, run.lanes);
                if (run.weights)
                    m_workspace.kernels().countWeighted(run.values, run.weights, run.vectors, ofRun,
                                                        own, ends);
                else
                    m_workspace.kernels().count(run.values, run.vectors, ofRun, own, ends);
            }
        });
        for (std::vector<Bin> &part : ofThreads) {
            for (std::size_t i = 0; i < binCount; ++i) {
                counts[i] += double(part[i].count());
                steps[i] += double(part[i].steps());
            }
            std::fill(part.begin(), part.end(), Bin());
        }
    }
    m_areKept = keptAt(0) != nullptr;
    ProjectionHistogram histogram{std::vector<float>(binCount), std::vector<float>(binCount),
                                  rangeOf(extremes)};
    for (std::size_t i = 0; i < binCount; ++i) {
        histogram.counts[i] = float(counts[i] / whole);
        histogram.positions[i] = counts[i] > 0 ? float(steps[i] / (counts[i] * binSteps)) : 0.0f;
    }
    return histogram;
}

void Projections::transport(const Run &run, const std::vector<BinLanes> &lanes,
                            const std::vector<BinTarget> &targets, float *sums) const
{
    const BinLanes &ofRun = lanes[std::size_t(run.lanes)];
    if (run.weights)
        m_workspace.kernels().transportWeighted(run.values, run.weights, run.vectors, ofRun,
                                                targets.data(), sums);
    else
        m_workspace.kernels().transport(run.values, run.vectors, ofRun, targets.data(), sums);
}

} // namespace gramarye
