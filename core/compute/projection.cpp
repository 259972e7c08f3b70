#include "core/compute/projection.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace gramarye {

namespace {

// So many floats of a map are projected while they are in the cache.
constexpr int chunkFloats = 64 * 1024;

// Sums of real numbers are made in parts, which do not depend on how many threads there are.
constexpr int mostParts = 32;

// So many pieces, all over the picture, say roughly between which values it lies.
constexpr int roughPieces = 16;

constexpr int pictureChannels = 3;

constexpr float infinity = std::numeric_limits<float>::infinity();

/// What kernels may read behind the end of a row: four vectors.
constexpr int rowPadding = 4 * channelBlock;

int roundedUp(int count)
{
    return (count + channelBlock - 1) / channelBlock * channelBlock;
}

/// What the lane @p lane of @p to falls by: direction @p direction of @p bins.
void setLane(BinLanes &to, int lane, const ProjectionBins &bins, int direction)
{
    const auto d = std::size_t(direction);
    to.low[lane] = bins.low[d];
    to.scale[lane] = bins.width[d] > 0 ? float(binSteps) / bins.width[d] : 0.0f;
    to.last[lane] = float(bins.count * binSteps - 1);
    to.first[lane] = direction * bins.count;
}

/// Of a lane without values: 0 falls into the bin behind all others.
void setPadding(BinLanes &to, int lane, const ProjectionBins &bins, int directions)
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

ProjectionSums sumOf(const std::vector<PartSums> &parts, int directions)
{
    ProjectionSums all{std::vector<double>(std::size_t(directions)),
                       std::vector<double>(std::size_t(directions))};
    for (const PartSums &part : parts)
        part.addTo(all);
    return all;
}

/// @p targets with that of padding behind them.
std::vector<BinTarget> withPadding(const ProjectionTargets &targets)
{
    std::vector<BinTarget> padded = targets.targets;
    padded.push_back({});
    return padded;
}

/// A matrix of @p rows × @p columns, at(row, column), in the layout of Product::b.
template<typename At>
std::vector<float> columnBlocks(int rows, int columns, const At &at)
{
    std::vector<float> blocks(std::size_t(rows) * std::size_t(roundedUp(columns)));
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row)
            blocks[(std::size_t(column / channelBlock) * std::size_t(rows) + std::size_t(row))
                       * channelBlock
                   + std::size_t(column % channelBlock)] = at(row, column);
    }
    return blocks;
}

} // namespace

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

ProjectionRange Projections::range(bool roughly)
{
    const int stride = roughly ? std::max(pieces() / roughPieces, 1) : 1;
    const ProjectionBins none{0, std::vector<float>(std::size_t(m_directions.count)),
                              std::vector<float>(std::size_t(m_directions.count))};
    Extremes extremes(m_workspace.pool().threads(), lanes(none).size());
    float *memory = m_workspace.floats(pieceFloats() * std::size_t(m_workspace.pool().threads()));
    m_workspace.pool().run((pieces() + stride - 1) / stride, [&](int i, int thread) {
        for (const Run &run : project(i * stride, memory + pieceFloats() * std::size_t(thread))) {
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
    const ProjectionRange found = rangeOf(extremes);
    const bool hasMissed = roughly && m_weights && found.low.front() > found.high.front();
    return hasMissed ? range(false) : found;
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

namespace {

/// Pixels one after the other.
struct PixelRun
{
    std::ptrdiff_t first;
    int count;
};

/// The pixels of a map that weigh something. A piece is some of them; its runs are blocks of
/// sixteen directions.
class MapProjections final : public Projections
{
public:
    MapProjections(const MapView &map, const Directions &directions, const PixelWeights *weights,
                   Workspace &workspace)
        : Projections(directions, weights, workspace),
          m_map(map),
          m_channels(map.blocks * channelBlock),
          m_pixels(std::ptrdiff_t(map.height) * map.width),
          m_chunk(std::max(chunkFloats / m_channels, channelBlock)),
          m_forward(columnBlocks(m_channels, directions.count, [&](int channel, int direction) {
              return value(direction, channel);
          }))
    {
        if (!weights)
            return;
        m_heavy.emplace(*weights);
        m_pixels = std::ptrdiff_t(m_heavy->places.size());
    }

    ProjectionSums transport(const ProjectionBins &bins, const ProjectionTargets &targets,
                             float *gradient) override
    {
        const std::vector<BinLanes> ofRuns = lanes(bins);
        const std::vector<BinTarget> padded = withPadding(targets);
        const std::vector<float> back =
            columnBlocks(m_directions.count, m_channels, [&](int direction, int channel) {
                return targets.factors[std::size_t(direction)] * value(direction, channel);
            });
        const int parts = std::min(pieces(), mostParts);
        std::vector<PartSums> sums(std::size_t(parts), PartSums(m_directions.count));
        float *memory =
            m_workspace.floats(pieceFloats() * std::size_t(m_workspace.pool().threads()));
        m_workspace.pool().run(parts, [&](int part, int thread) {
            float *own = memory + pieceFloats() * std::size_t(thread);
            for (int i = part * pieces() / parts; i < (part + 1) * pieces() / parts; ++i) {
                for (const Run &run : project(i, own)) {
                    float laneSums[2 * channelBlock] = {};
                    Projections::transport(run, ofRuns, padded, laneSums);
                    for (int lane = 0; lane < channelBlock; ++lane)
                        sums[std::size_t(part)].add(run.lanes * channelBlock + lane, laneSums,
                                                    lane);
                }
                if (gradient)
                    addBack(i, own, back, gradient);
            }
        });
        return sumOf(sums, m_directions.count);
    }

protected:
    int pieces() const override { return int((m_pixels + m_chunk - 1) / m_chunk); }

    std::size_t pieceFloats() const override
    {
        constexpr int weightFloats = channelBlock / int(sizeof(float)); // a byte for each lane
        return std::size_t(m_chunk)
               * std::size_t(m_channels + m_directions.count + (m_weights ? weightFloats : 0));
    }

    int pieceValues() const override { return m_chunk; }

    Runs project(int piece, float *memory) const override
    {
        const int pixels = pixelsOf(piece);
        float *features = memory + std::size_t(m_chunk) * std::size_t(m_directions.count);
        Product product;
        product.a = features;
        product.aStride = std::ptrdiff_t(m_chunk) * channelBlock;
        product.b = m_forward.data();
        product.bStride = std::ptrdiff_t(m_channels) * channelBlock;
        product.c = memory;
        product.cStride = std::ptrdiff_t(m_chunk) * channelBlock;
        product.rows = pixels;
        product.depthBlocks = m_map.blocks;
        product.blocks = m_directions.count / channelBlock;
        forEachRun(piece, [&](PixelRun run, int place) {
            m_workspace.kernels().gather(m_map.values + run.first * m_channels, nullptr,
                                         features + std::ptrdiff_t(place) * channelBlock,
                                         product.aStride, run.count, m_map.blocks);
        });
        m_workspace.kernels().product(product);
        std::uint8_t *weights = nullptr;
        if (m_heavy) { // every direction of a pixel counts alike
            weights = reinterpret_cast<std::uint8_t *>(
                features + std::size_t(m_chunk) * std::size_t(m_channels));
            const std::uint8_t *first = m_heavy->weights.data() + std::ptrdiff_t(piece) * m_chunk;
            for (int i = 0; i < pixels; ++i)
                std::fill_n(weights + std::ptrdiff_t(i) * channelBlock, channelBlock, first[i]);
        }
        Runs runs;
        for (int block = 0; block < product.blocks; ++block)
            runs.add({memory + block * product.cStride, pixels, block, weights});
        return runs;
    }

    std::vector<BinLanes> lanes(const ProjectionBins &bins) const override
    {
        std::vector<BinLanes> all(std::size_t(m_directions.count / channelBlock));
        for (int d = 0; d < m_directions.count; ++d)
            setLane(all[std::size_t(d / channelBlock)], d % channelBlock, bins, d);
        return all;
    }

    std::optional<int> directionOf(int lanes, int lane) const override
    {
        return lanes * channelBlock + lane;
    }

private:
    /// 0 in the channels that are there for padding.
    float value(int direction, int channel) const
    {
        return channel < m_directions.channels
                   ? m_directions.values[std::size_t(direction) * std::size_t(m_directions.channels)
                                         + std::size_t(channel)]
                   : 0.0f;
    }

    int pixelsOf(int piece) const
    {
        return int(std::min<std::ptrdiff_t>(m_chunk, m_pixels - std::ptrdiff_t(piece) * m_chunk));
    }

    /// Calls @p body for each run of the piece's pixels, with its place in the piece.
    template<typename Body>
    void forEachRun(int piece, const Body &body) const
    {
        const std::ptrdiff_t first = std::ptrdiff_t(piece) * m_chunk;
        const int pixels = pixelsOf(piece);
        if (!m_heavy)
            return body(PixelRun{first, pixels}, 0);
        const int *places = m_heavy->places.data() + first;
        for (int begin = 0, end; begin < pixels; begin = end) {
            end = begin + 1;
            while (end < pixels && places[end] == places[begin] + (end - begin))
                ++end;
            body(PixelRun{places[begin], end - begin}, begin);
        }
    }

    void addBack(int piece, const float *residuals, const std::vector<float> &back,
                 float *gradient) const
    {
        Product product;
        product.aStride = std::ptrdiff_t(m_chunk) * channelBlock;
        product.b = back.data();
        product.bStride = std::ptrdiff_t(m_directions.count) * channelBlock;
        product.cStride = channelBlock;
        product.cRowStride = m_channels;
        product.depthBlocks = m_directions.count / channelBlock;
        product.blocks = m_map.blocks;
        product.accumulate = true;
        forEachRun(piece, [&](PixelRun run, int place) {
            product.a = residuals + std::ptrdiff_t(place) * channelBlock;
            product.c = gradient + run.first * m_channels;
            product.rows = run.count;
            m_workspace.kernels().product(product);
        });
    }

    MapView m_map;
    int m_channels;                     ///< with those for padding
    std::ptrdiff_t m_pixels;            ///< that weigh something
    int m_chunk;                        ///< pixels of a piece
    std::optional<HeavyPixels> m_heavy; ///< these, where not all weigh the same
    std::vector<float> m_forward;
};

/// The windows of a picture. A piece is a row of windows; its runs are directions, each with its
/// last windows apart, among which some are there for padding.
class WindowProjections final : public Projections
{
public:
    WindowProjections(const PlanesView &planes, const Directions &directions,
                      const PixelWeights *weights, Workspace &workspace)
        : Projections(directions, weights, workspace),
          m_planes(planes),
          m_side(directions.side),
          m_windowRows(planes.height - m_side + 1),
          m_windows(planes.width - m_side + 1),
          m_stride(roundedUp(planes.width) + rowPadding),
          m_padded(std::size_t(pictureChannels) * std::size_t(planes.height)
                   * std::size_t(m_stride)),
          m_forward(directions.values.size())
    {
        for (int row = 0; row < pictureChannels * planes.height; ++row)
            std::copy_n(planes.values + std::ptrdiff_t(row) * planes.width, planes.width,
                        m_padded.begin() + std::ptrdiff_t(row) * m_stride);
        const int window = pictureChannels * m_side * m_side;
        for (int d = 0; d < directions.count; ++d) {
            for (int w = 0; w < window; ++w)
                m_forward[std::size_t((d / channelBlock * window + w) * channelBlock
                                      + d % channelBlock)] =
                    directions.values[std::size_t(d * window + w)];
        }
    }

    ProjectionSums transport(const ProjectionBins &bins, const ProjectionTargets &targets,
                             float *gradient) override;

    std::size_t keptFloats() const override
    {
        return m_side > 1 ? std::size_t(pieces()) * pieceFloats() : 0;
    }

protected:
    int pieces() const override { return std::max(m_windowRows, 0); }

    std::size_t pieceFloats() const override
    {
        return std::size_t(m_directions.count) * std::size_t(m_stride);
    }

    int pieceValues() const override { return std::max(m_windows, 1); }

    Runs project(int piece, float *memory) const override
    {
        const Span span = spanOf(piece);
        const float *rows[pictureChannels * largestWindow];
        for (int r = 0; r < pictureChannels * m_side; ++r)
            rows[r] =
                m_padded.data() + span.begin
                + std::ptrdiff_t(r / m_side * m_planes.height + piece + r % m_side) * m_stride;
        const int window = pictureChannels * m_side * m_side;
        for (int block = 0; block < m_directions.count / channelBlock; ++block) {
            WindowRow row;
            row.rows = rows;
            row.rowCount = pictureChannels * m_side;
            row.side = m_side;
            row.filters = m_forward.data() + std::ptrdiff_t(block) * window * channelBlock;
            row.products = memory + span.begin + std::ptrdiff_t(block) * channelBlock * m_stride;
            row.stride = m_stride;
            row.vectors = (span.end - span.begin) / channelBlock;
            m_workspace.kernels().windows(row);
        }
        if (span.end > m_windows) {
            for (int d = 0; d < m_directions.count; ++d)
                std::fill(memory + std::ptrdiff_t(d) * m_stride + m_windows,
                          memory + std::ptrdiff_t(d) * m_stride + span.end, 0.0f);
        }
        return runsOf(piece, memory);
    }

    Runs runsOf(int piece, float *memory) const
    {
        Runs runs;
        if (m_weights) {
            const Span span = spanOf(piece);
            const int vectors = (span.end - span.begin) / channelBlock;
            for (int d = 0; d < m_directions.count && vectors > 0; ++d)
                runs.add({memory + span.begin + std::ptrdiff_t(d) * m_stride, vectors, 2 * d,
                          m_weights->row(piece) + span.begin});
            return runs;
        }
        for (int d = 0; d < m_directions.count; ++d) {
            float *values = memory + std::ptrdiff_t(d) * m_stride;
            const int whole = m_windows / channelBlock;
            runs.add({values, whole, 2 * d});
            if (m_windows % channelBlock > 0)
                runs.add({values + std::ptrdiff_t(whole) * channelBlock, 1, 2 * d + 1});
        }
        return runs;
    }

    std::vector<BinLanes> lanes(const ProjectionBins &bins) const override
    {
        std::vector<BinLanes> all(2 * std::size_t(m_directions.count));
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (int lane = 0; lane < channelBlock; ++lane) {
                if (const auto direction = directionOf(int(i), lane))
                    setLane(all[i], lane, bins, *direction);
                else
                    setPadding(all[i], lane, bins, m_directions.count);
            }
        }
        return all;
    }

    std::optional<int> directionOf(int lanes, int lane) const override
    {
        const bool isPadding = lanes % 2 == 1 && lane >= m_windows % channelBlock;
        return isPadding ? std::nullopt : std::optional(lanes / 2);
    }

private:
    /// The filters as WindowRowGradient has them, times their factors.
    std::vector<float> backFilters(const ProjectionTargets &targets) const
    {
        std::vector<float> back(m_directions.values.size());
        auto to = back.begin();
        for (int y = 0; y < m_side; ++y) {
            for (int d = 0; d < m_directions.count; ++d) {
                for (int x = 0; x < m_side; ++x) {
                    for (int c = 0; c < pictureChannels; ++c)
                        *to++ = targets.factors[std::size_t(d)]
                                * m_directions.values[std::size_t(
                                    ((d * pictureChannels + c) * m_side + y) * m_side + x)];
                }
            }
        }
        return back;
    }

    /// Columns of windows, in multiples of channelBlock.
    struct Span
    {
        int begin;
        int end;
    };

    /// Those of row @p row that weigh something, and what lies between them.
    Span spanOf(int row) const
    {
        if (!m_weights)
            return {0, roundedUp(m_windows)};
        const auto isHeavy = [](std::uint8_t weight) { return weight > 0; };
        const std::uint8_t *begin = m_weights->row(row);
        const std::uint8_t *end = begin + m_weights->width;
        const auto first = std::find_if(begin, end, isHeavy) - begin;
        const auto last = std::find_if(std::make_reverse_iterator(end),
                                       std::make_reverse_iterator(begin), isHeavy)
                              .base()
                          - begin;
        if (first >= last)
            return {0, 0};
        return {int(first) / channelBlock * channelBlock, roundedUp(int(last))};
    }

    PlanesView m_planes;
    int m_side;
    int m_windowRows;
    int m_windows;               ///< in a row
    std::ptrdiff_t m_stride;     ///< from row to row
    std::vector<float> m_padded; ///< the planes, with room behind each row
    std::vector<float> m_forward;
};

/// From the first to the last row of the picture, in bands: a row of it gets its share as soon as
/// all rows of windows that reach into it are known, and no more of these are kept.
ProjectionSums WindowProjections::transport(const ProjectionBins &bins,
                                            const ProjectionTargets &targets, float *gradient)
{
    const std::vector<BinLanes> ofRuns = lanes(bins);
    const std::vector<BinTarget> padded = withPadding(targets);
    const std::vector<float> back = backFilters(targets);
    // Room for what kernels read before a row; rows of products lie so far apart.
    const std::ptrdiff_t margin = channelBlock;
    const std::size_t rowFloats = pieceFloats() + std::size_t(margin);
    const std::size_t shareFloats = std::size_t(pictureChannels) * std::size_t(m_stride);
    const std::size_t threadFloats =
        rowFloats * std::size_t(m_side + 1) + shareFloats + std::size_t(margin);
    const int parts = std::min(m_planes.height, mostParts);
    std::vector<PartSums> sums(std::size_t(parts), PartSums(m_directions.count));
    float *memory = m_workspace.floats(threadFloats * std::size_t(m_workspace.pool().threads()));

    m_workspace.pool().run(parts, [&](int part, int thread) {
        float *own = memory + threadFloats * std::size_t(thread);
        std::fill(own, own + threadFloats, 0.0f);
        const auto rowAt = [&](int place) { return own + rowFloats * std::size_t(place) + margin; };
        float *nothing = rowAt(m_side);
        float *shares = nothing + pieceFloats();
        const int top = part * m_planes.height / parts;
        const int bottom = (part + 1) * m_planes.height / parts;
        const float *rows[largestWindow * mostDirections];
        for (int y = std::max(top - m_side + 1, 0); y < bottom; ++y) {
            if (y < m_windowRows) {
                float *values = rowAt(y % m_side);
                if (m_areKept)
                    std::copy_n(keptAt(y), pieceFloats(), values);
                for (const Run &run : m_areKept ? runsOf(y, values) : project(y, values)) {
                    float laneSums[2 * channelBlock] = {};
                    Projections::transport(run, ofRuns, padded, laneSums);
                    if (y < top)
                        continue; // counted by the part before
                    for (int lane = 0; lane < channelBlock; ++lane)
                        sums[std::size_t(part)].add(run.lanes / 2, laneSums, lane);
                }
                const Span span = spanOf(y);
                for (int d = 0; d < m_directions.count; ++d) {
                    float *first = values + d * m_stride;
                    std::fill(first, first + span.begin, 0.0f);
                    std::fill(first + span.end, first + m_stride, 0.0f);
                }
            }
            if (y < top || !gradient)
                continue;
            Span reach{roundedUp(m_planes.width), 0}; // of the windows that the row is in
            for (int above = 0; above < m_side; ++above) {
                const int row = y - above;
                const bool isThere = row >= 0 && row < m_windowRows;
                const float *values = isThere ? rowAt(row % m_side) : nothing;
                for (int d = 0; d < m_directions.count; ++d)
                    rows[above * m_directions.count + d] = values + d * m_stride;
                const Span span = isThere ? spanOf(row) : Span{0, 0};
                if (span.end > span.begin)
                    reach = {std::min(reach.begin, span.begin), std::max(reach.end, span.end)};
            }
            reach.end = std::min(roundedUp(reach.end + m_side - 1), roundedUp(m_planes.width));
            if (reach.end <= reach.begin)
                continue;
            for (int r = 0; r < m_side * m_directions.count; ++r)
                rows[r] += reach.begin;
            WindowRowGradient row;
            row.rows = rows;
            row.rowCount = m_side * m_directions.count;
            row.side = m_side;
            row.filters = back.data();
            row.sums = shares;
            row.stride = m_stride;
            row.vectors = (reach.end - reach.begin) / channelBlock;
            m_workspace.kernels().windowGradient(row);
            const int last = std::min(reach.end, m_planes.width);
            for (int c = 0; c < pictureChannels; ++c) {
                float *to = gradient + (std::ptrdiff_t(c) * m_planes.height + y) * m_planes.width;
                for (int x = reach.begin; x < last; ++x)
                    to[x] += shares[c * m_stride + x - reach.begin];
            }
        }
    });
    return sumOf(sums, m_directions.count);
}

} // namespace

std::unique_ptr<Projections> Projections::of(const MapView &map, const Directions &directions,
                                             const PixelWeights *weights, Workspace &workspace)
{
    return std::make_unique<MapProjections>(map, directions, weights, workspace);
}

std::unique_ptr<Projections> Projections::of(const PlanesView &planes, const Directions &directions,
                                             const PixelWeights *weights, Workspace &workspace)
{
    return std::make_unique<WindowProjections>(planes, directions, weights, workspace);
}

} // namespace gramarye
