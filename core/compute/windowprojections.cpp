#include "core/compute/projectionparts.h"

#include <iterator>
#include <memory>

namespace gramarye {

namespace {

constexpr int pictureChannels = 3;

/// What kernels may read behind the end of a row: four vectors.
constexpr int rowPadding = 4 * channelBlock;

int roundedUp(int count)
{
    return (count + channelBlock - 1) / channelBlock * channelBlock;
}

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
          m_padded(new float[std::size_t(pictureChannels) * std::size_t(planes.height)
                             * std::size_t(m_stride)]),
          m_forward(directions.values.size())
    {
        for (int row = 0; row < pieces(); ++row)
            m_spans.push_back(heavySpan(row));
        for (int y = 0; y < planes.height; ++y)
            copyRow(y);
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
                m_padded.get() + span.begin
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
    Span spanOf(int row) const { return m_spans[std::size_t(row)]; }

    Span heavySpan(int row) const
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

    /// To m_padded: what windows that weigh something see of row @p y of the picture.
    void copyRow(int y)
    {
        Span seen{m_planes.width, 0};
        for (int row = std::max(y - m_side + 1, 0); row <= std::min(y, pieces() - 1); ++row) {
            const Span span = spanOf(row);
            if (span.end > span.begin)
                seen = {std::min(seen.begin, span.begin), std::max(seen.end, span.end)};
        }
        if (seen.end <= seen.begin)
            return;
        const int last = std::min(seen.end + m_side - 1, m_planes.width);
        for (int c = 0; c < pictureChannels; ++c) {
            const std::ptrdiff_t row = std::ptrdiff_t(c) * m_planes.height + y;
            float *to = m_padded.get() + row * m_stride;
            std::copy_n(m_planes.values + row * m_planes.width + seen.begin, last - seen.begin,
                        to + seen.begin);
            std::fill(to + last, to + std::min<std::ptrdiff_t>(last + rowPadding, m_stride), 0.0f);
        }
    }

    PlanesView m_planes;
    int m_side;
    int m_windowRows;
    int m_windows;                     ///< in a row
    std::ptrdiff_t m_stride;           ///< from row to row
    std::unique_ptr<float[]> m_padded; ///< the planes, with room behind each row
    std::vector<Span> m_spans;         ///< of each row of windows
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
    const int parts = std::min(m_planes.height, mostProjectionParts);
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
                const Span span = spanOf(y);
                for (int d = 0; d < m_directions.count && m_areKept; ++d)
                    std::copy_n(keptAt(y) + d * m_stride + span.begin, span.end - span.begin,
                                values + d * m_stride + span.begin);
                for (const Run &run : m_areKept ? runsOf(y, values) : project(y, values)) {
                    float laneSums[2 * channelBlock] = {};
                    Projections::transport(run, ofRuns, padded, laneSums);
                    if (y < top)
                        continue; // counted by the part before
                    for (int lane = 0; lane < channelBlock; ++lane)
                        sums[std::size_t(part)].add(run.lanes / 2, laneSums, lane);
                }
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

std::unique_ptr<Projections> Projections::of(const PlanesView &planes, const Directions &directions,
                                             const PixelWeights *weights, Workspace &workspace)
{
    return std::make_unique<WindowProjections>(planes, directions, weights, workspace);
}

} // namespace gramarye
