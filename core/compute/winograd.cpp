#include "core/compute/winograd.h"

#include <algorithm>
#include <array>

namespace gramarye {

namespace {

// One thread's share of the second-level cache, in floats.
constexpr std::size_t cacheFloats = 192 * 1024;

// Weights up to this many floats are read again for every few tiles; larger ones are shared by all
// threads over many tiles.
constexpr std::size_t smallWeights = 1536 * 1024;
constexpr int manyTiles = 128;

// Keeps components from falling on the same lines of the cache.
constexpr std::ptrdiff_t componentPadding = 16;

// Larger tiles multiply less, but their weights take 7 times the memory of the plain ones instead
// of 4, in either direction; for the deep layers that would be half a gigabyte more.
constexpr int mostLargeTileWeights = 256 * 256;

int componentsOf(int tileSize)
{
    return (tileSize + 2) * (tileSize + 2);
}

using WeightTransform = std::array<std::array<double, 3>, 8>;

/// G of Lavin and Gray: a row of weights to its components.
WeightTransform weightTransform(int tileSize)
{
    if (tileSize == 4)
        return {{{1.0 / 4, 0, 0},
                 {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                 {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                 {1.0 / 24, 1.0 / 12, 1.0 / 6},
                 {1.0 / 24, -1.0 / 12, 1.0 / 6},
                 {0, 0, 1}}};
    return {{{1, 0, 0},
             {-2.0 / 9, -2.0 / 9, -2.0 / 9},
             {-2.0 / 9, 2.0 / 9, -2.0 / 9},
             {1.0 / 90, 1.0 / 45, 2.0 / 45},
             {1.0 / 90, -1.0 / 45, 2.0 / 45},
             {32.0 / 45, 16.0 / 45, 8.0 / 45},
             {32.0 / 45, -16.0 / 45, 8.0 / 45},
             {0, 0, 1}}};
}

} // namespace

int winogradTileSize(int inputs, int outputs)
{
    return inputs * outputs <= mostLargeTileWeights ? 6 : 4;
}

double winogradWeightBytes(int inputs, int outputs)
{
    return double(componentsOf(winogradTileSize(inputs, outputs))) * paddedChannels(inputs)
           * paddedChannels(outputs) * sizeof(float);
}

double winogradWorkspaceBytes(int inputs, int outputs)
{
    return double(componentsOf(winogradTileSize(inputs, outputs))) * manyTiles
           * (paddedChannels(inputs) + paddedChannels(outputs)) * sizeof(float);
}

/// How a map is cut into tiles, and where their components lie.
struct WinogradConvolution::Grid
{
    const Kernels &kernels;
    const WinogradInput &input;
    const WinogradOutput &output;
    int height; ///< of the output
    int width;
    int tileColumns;
    int tiles;
    int slots;                     ///< tiles in a buffer
    std::ptrdiff_t inputComponent; ///< floats from a component of the input's to the next
    std::ptrdiff_t outputComponent;
};

WinogradConvolution::WinogradConvolution(const WindowWeights &weights, Direction direction,
                                         int tileSize, ThreadPool &pool)
    : m_tileSize(tileSize)
{
    const bool forward = direction == Direction::Forward;
    const int outputs = forward ? weights.outputs : weights.inputs;
    const int inputs = forward ? weights.inputs : weights.outputs;
    m_outputBlocks = channelBlocks(outputs);
    m_inputBlocks = channelBlocks(inputs);
    const std::size_t component =
        std::size_t(m_outputBlocks) * m_inputBlocks * channelBlock * channelBlock;
    m_weights.resize(component * components());
    const int size = tileSize + 2;
    const auto g = weightTransform(tileSize);
    pool.run(m_outputBlocks, [&](int block, int) {
        for (int input = 0; input < inputs; ++input) {
            double rows[8][3][channelBlock] = {};
            for (int l = 0; l < std::min(outputs - block * channelBlock, channelBlock); ++l) {
                const int output = block * channelBlock + l;
                for (int y = 0; y < 3; ++y) {
                    for (int x = 0; x < 3; ++x) {
                        // The adjoint of a convolution is one with its window turned by half a
                        // turn.
                        const double weight = forward ? weights.at(output, input, y, x)
                                                      : weights.at(input, output, 2 - y, 2 - x);
                        for (int r = 0; r < size; ++r)
                            rows[r][x][l] += g[r][y] * weight;
                    }
                }
            }
            float *to =
                m_weights.data()
                + (std::size_t(block) * m_inputBlocks * channelBlock + input) * channelBlock;
            for (int r = 0; r < size; ++r) {
                for (int c = 0; c < size; ++c, to += component) {
                    for (int l = 0; l < channelBlock; ++l)
                        to[l] = float(rows[r][0][l] * g[c][0] + rows[r][1][l] * g[c][1]
                                      + rows[r][2][l] * g[c][2]);
                }
            }
        }
    });
}

void WinogradConvolution::transformInput(const Grid &grid, int tile, int slot, float *buffer) const
{
    const int size = m_tileSize + 2;
    const int ring = grid.output.withRing ? 2 : 1;
    const int top = tile / grid.tileColumns * m_tileSize - ring;
    const int left = tile % grid.tileColumns * m_tileSize - ring;
    std::array<int, 8> rows{};
    std::array<int, 8> columns{};
    for (int i = 0; i < size; ++i) {
        rows[i] = borderIndex(top + i, grid.input.height, grid.input.border.rows);
        columns[i] = borderIndex(left + i, grid.input.width, grid.input.border.columns);
    }
    const bool pooled = grid.input.source == Source::Pooled;
    InputTile part;
    part.source = grid.input.source;
    part.map = {grid.input.values, pooled ? grid.input.height / 2 : grid.input.height,
                pooled ? grid.input.width / 2 : grid.input.width, m_inputBlocks};
    part.bits = grid.input.bits;
    part.bitsWidth = grid.input.width;
    part.scale = grid.input.scale;
    part.rows = rows.data();
    part.columns = columns.data();
    part.transformed = buffer + slot * channelBlock;
    part.blockStride = std::ptrdiff_t(grid.slots) * channelBlock;
    part.componentStride = grid.inputComponent;
    (m_tileSize == 4 ? grid.kernels.input4 : grid.kernels.input6)(part);
}

void WinogradConvolution::multiply(const Grid &grid, int component, int firstBlock, int blocks,
                                   int rows, const float *from, float *to) const
{
    const std::ptrdiff_t block = std::ptrdiff_t(m_inputBlocks) * channelBlock * channelBlock;
    const std::ptrdiff_t slots = std::ptrdiff_t(grid.slots) * channelBlock;
    Product product;
    product.a = from;
    product.aStride = slots;
    product.b =
        m_weights.data() + (std::ptrdiff_t(component) * m_outputBlocks + firstBlock) * block;
    product.bStride = block;
    product.c = to + firstBlock * slots;
    product.cStride = slots;
    product.rows = rows;
    product.depthBlocks = m_inputBlocks;
    product.blocks = blocks;
    grid.kernels.product(product);
}

void WinogradConvolution::transformOutput(const Grid &grid, int tile, int slot,
                                          const float *buffer) const
{
    OutputTile part;
    part.tail = grid.output.tail;
    part.transformed = buffer + slot * channelBlock;
    part.blockStride = std::ptrdiff_t(grid.slots) * channelBlock;
    part.componentStride = grid.outputComponent;
    part.bias = grid.output.bias;
    part.values = grid.output.values;
    part.bits = grid.output.bits;
    part.height = grid.height;
    part.width = grid.width;
    part.blocks = m_outputBlocks;
    part.row = tile / grid.tileColumns * m_tileSize;
    part.column = tile % grid.tileColumns * m_tileSize;
    part.scale = grid.output.scale;
    (m_tileSize == 4 ? grid.kernels.output4 : grid.kernels.output6)(part);
}

void WinogradConvolution::run(const WinogradInput &input, const WinogradOutput &output,
                              Workspace &workspace) const
{
    const int ring = output.withRing ? 2 : 0;
    Grid grid{
        workspace.kernels(), input, output, input.height + ring, input.width + ring, 0, 0, 0, 0, 0};
    grid.tileColumns = (grid.width + m_tileSize - 1) / m_tileSize;
    grid.tiles = grid.tileColumns * ((grid.height + m_tileSize - 1) / m_tileSize);
    if (m_weights.size() <= smallWeights)
        runByTiles(grid, workspace);
    else
        runBySteps(grid, workspace);
}

/// Each thread takes a few tiles through all three steps while they are in its cache. The results
/// of a component take the place of the input's component before it.
void WinogradConvolution::runByTiles(Grid &grid, Workspace &workspace) const
{
    const int threads = workspace.pool().threads();
    const int blocks = std::max(m_inputBlocks, m_outputBlocks);
    const std::size_t tileFloats = std::size_t(components()) * blocks * channelBlock;
    const int fitting =
        std::max(1, int(cacheFloats / tileFloats) / grid.kernels.tileRows) * grid.kernels.tileRows;
    grid.slots = std::min(fitting, (grid.tiles + threads - 1) / threads);
    grid.inputComponent = grid.outputComponent =
        std::ptrdiff_t(grid.slots) * blocks * channelBlock + componentPadding;
    const std::size_t threadFloats = std::size_t(components() + 1) * grid.inputComponent;
    float *buffers = workspace.floats(threadFloats * threads);
    const int groups = (grid.tiles + grid.slots - 1) / grid.slots;
    workspace.pool().run(groups, [&](int group, int thread) {
        float *results = buffers + threadFloats * thread;
        float *inputs = results + grid.inputComponent;
        const int first = group * grid.slots;
        const int count = std::min(grid.slots, grid.tiles - first);
        for (int i = 0; i < count; ++i)
            transformInput(grid, first + i, i, inputs);
        for (int c = 0; c < components(); ++c)
            multiply(grid, c, 0, m_outputBlocks, count, inputs + c * grid.inputComponent,
                     results + c * grid.outputComponent);
        for (int i = 0; i < count; ++i)
            transformOutput(grid, first + i, i, results);
    });
}

/// The threads take each step together, so that large weights come from memory once for many tiles
/// and once for all threads.
void WinogradConvolution::runBySteps(Grid &grid, Workspace &workspace) const
{
    grid.slots = std::min(grid.tiles, manyTiles);
    const std::ptrdiff_t slots = std::ptrdiff_t(grid.slots) * channelBlock;
    grid.inputComponent = slots * m_inputBlocks + componentPadding;
    grid.outputComponent = slots * m_outputBlocks + componentPadding;
    float *inputs =
        workspace.floats(std::size_t(components()) * (grid.inputComponent + grid.outputComponent));
    float *results = inputs + components() * grid.inputComponent;
    constexpr int productBlocks = 4;
    const int parts = (m_outputBlocks + productBlocks - 1) / productBlocks;
    for (int first = 0; first < grid.tiles; first += grid.slots) {
        const int count = std::min(grid.slots, grid.tiles - first);
        workspace.pool().run(count,
                             [&](int i, int) { transformInput(grid, first + i, i, inputs); });
        workspace.pool().run(components() * parts, [&](int i, int) {
            const int component = i / parts;
            const int block = i % parts * productBlocks;
            multiply(grid, component, block, std::min(productBlocks, m_outputBlocks - block), count,
                     inputs + component * grid.inputComponent,
                     results + component * grid.outputComponent);
        });
        workspace.pool().run(count,
                             [&](int i, int) { transformOutput(grid, first + i, i, results); });
    }
}

} // namespace gramarye
