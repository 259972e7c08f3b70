#include "core/compute/gram.h"

#include <algorithm>

namespace gramarye {

namespace {

// So many floats of the map are read for all columns of the matrix while they are in the cache.
constexpr int chunkFloats = 64 * 1024;

// Sums are made in parts, each by one thread, as long as these stay small.
constexpr int mostParts = 32;
constexpr std::size_t partFloats = 2 * 1024 * 1024;

} // namespace

void gramOfMap(const MapView &map, float *gram, Workspace &workspace)
{
    const int channels = map.blocks * channelBlock;
    const std::size_t matrix = std::size_t(channels) * channels;
    const std::ptrdiff_t pixels = std::ptrdiff_t(map.height) * map.width;
    const int chunk = std::max(chunkFloats / channels, 16);
    const std::ptrdiff_t chunks = (pixels + chunk - 1) / chunk;
    const int parts =
        int(std::min<std::ptrdiff_t>({chunks, mostParts, std::ptrdiff_t(partFloats / matrix) + 1}));
    float *sums = workspace.floats(matrix * parts);
    workspace.pool().run(parts, [&](int part, int) {
        float *sum = sums + matrix * part;
        std::fill(sum, sum + matrix, 0.0f);
        for (std::ptrdiff_t c = chunks * part / parts; c < chunks * (part + 1) / parts; ++c) {
            const std::ptrdiff_t first = c * chunk;
            workspace.kernels().gram(map.values + first * channels, sum,
                                     int(std::min<std::ptrdiff_t>(chunk, pixels - first)),
                                     map.blocks);
        }
    });
    workspace.pool().run(channels, [&](int row, int) {
        for (int column = row; column < channels; ++column) {
            float sum = 0;
            for (int part = 0; part < parts; ++part)
                sum += sums[matrix * part + std::size_t(row) * channels + column];
            gram[std::size_t(row) * channels + column] = sum;
            gram[std::size_t(column) * channels + row] = sum;
        }
    });
}

void addProductOfMap(const MapView &map, const float *matrix, float *gradient, Workspace &workspace)
{
    const int channels = map.blocks * channelBlock;
    const std::ptrdiff_t pixels = std::ptrdiff_t(map.height) * map.width;
    const int chunk = std::max(chunkFloats / channels, 16);
    const int chunks = int((pixels + chunk - 1) / chunk);
    const std::size_t threadFloats = std::size_t(chunk) * channels;
    float *columns = workspace.floats(std::size_t(channels) * channels
                                      + threadFloats * workspace.pool().threads());
    float *rows = columns + std::size_t(channels) * channels;
    const std::ptrdiff_t columnBlock = std::ptrdiff_t(channels) * channelBlock;
    for (int row = 0; row < channels; ++row) {
        for (int column = 0; column < channels; ++column)
            columns[column / channelBlock * columnBlock + row * channelBlock
                    + column % channelBlock] = matrix[std::size_t(row) * channels + column];
    }
    workspace.pool().run(chunks, [&](int c, int thread) {
        const std::ptrdiff_t first = std::ptrdiff_t(c) * chunk;
        Product product;
        product.rows = int(std::min<std::ptrdiff_t>(chunk, pixels - first));
        float *a = rows + threadFloats * thread;
        product.a = a;
        product.aStride = std::ptrdiff_t(chunk) * channelBlock;
        product.b = columns;
        product.bStride = columnBlock;
        product.c = gradient + first * channels;
        product.cStride = channelBlock;
        product.cRowStride = channels;
        product.depthBlocks = map.blocks;
        product.blocks = map.blocks;
        product.accumulate = true;
        workspace.kernels().gather(map.values + first * channels, nullptr, a, product.aStride,
                                   product.rows, map.blocks);
        workspace.kernels().product(product);
    });
}

} // namespace gramarye
