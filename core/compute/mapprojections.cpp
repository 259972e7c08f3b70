#include "core/compute/projectionparts.h"

namespace gramarye {

namespace {

// So many floats of a map are projected while they are in the cache.
constexpr int chunkFloats = 64 * 1024;

/// A matrix of @p rows × @p columns, at(row, column), in the layout of Product::b.
template<typename At>
std::vector<float> columnBlocks(int rows, int columns, const At &at)
{
    std::vector<float> blocks(std::size_t(rows) * std::size_t(paddedChannels(columns)));
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row)
            blocks[(std::size_t(column / channelBlock) * std::size_t(rows) + std::size_t(row))
                       * channelBlock
                   + std::size_t(column % channelBlock)] = at(row, column);
    }
    return blocks;
}

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
          m_pixels(map.height * map.width),
          m_chunk(std::max(chunkFloats / m_channels, channelBlock)),
          m_forward(columnBlocks(m_channels, directions.count, [&](int channel, int direction) {
              return value(direction, channel);
          }))
    {
        if (!weights)
            return;
        m_heavy = &weights->heavy();
        m_pixels = m_heavy->count();
        m_chunk = m_heavy->perPiece(m_chunk);
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
        const int parts = std::min(pieces(), mostProjectionParts);
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
    int pieces() const override { return (m_pixels + m_chunk - 1) / m_chunk; }

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
        forEachRun(piece, [&](const PixelRun &run, int place) {
            m_workspace.kernels().gather(m_map.values + std::ptrdiff_t(run.place) * m_channels,
                                         nullptr, features + std::ptrdiff_t(place) * channelBlock,
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

    int pixelsOf(int piece) const { return std::min(m_chunk, m_pixels - piece * m_chunk); }

    /// Calls @p body for each run of the piece's pixels, with its place in the piece.
    template<typename Body>
    void forEachRun(int piece, const Body &body) const
    {
        const int first = piece * m_chunk;
        if (!m_heavy)
            return body(PixelRun{first, first, pixelsOf(piece)}, 0);
        m_heavy->forEachRun(first, pixelsOf(piece),
                            [&](const PixelRun &run) { body(run, run.first - first); });
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
        forEachRun(piece, [&](const PixelRun &run, int place) {
            product.a = residuals + std::ptrdiff_t(place) * channelBlock;
            product.c = gradient + std::ptrdiff_t(run.place) * m_channels;
            product.rows = run.count;
            m_workspace.kernels().product(product);
        });
    }

    MapView m_map;
    int m_channels;                       ///< with those for padding
    int m_pixels;                         ///< that weigh something
    int m_chunk;                          ///< pixels of a piece
    const HeavyPixels *m_heavy = nullptr; ///< these, where not all weigh the same
    std::vector<float> m_forward;
};

} // namespace

std::unique_ptr<Projections> Projections::of(const MapView &map, const Directions &directions,
                                             const PixelWeights *weights, Workspace &workspace)
{
    return std::make_unique<MapProjections>(map, directions, weights, workspace);
}

} // namespace gramarye
