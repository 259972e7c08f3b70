#include "core/compute/maps.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

// So many floats of the map are read for all columns of the matrix while they are in the cache.
constexpr int chunkFloats = 64 * 1024;

// Sums are made in parts, each by one thread, as long as these stay small.
constexpr int mostParts = 32;
constexpr std::size_t partFloats = 2 * 1024 * 1024;

} // namespace

void poolMap(const MapView &map, bool average, float scale, float *pooled, ChannelBits *bits,
             ThreadPool &pool)
{
    const std::ptrdiff_t pixelFloats = std::ptrdiff_t(map.blocks) * channelBlock;
    const std::ptrdiff_t rowFloats = pixelFloats * map.width;
    std::fill(bits, bits + std::ptrdiff_t(map.height) * map.width * map.blocks, ChannelBits(0));
    pool.run(map.height / 2, [&](int y, int) {
        for (int x = 0; x < map.width / 2; ++x) {
            const std::ptrdiff_t pixel = std::ptrdiff_t(2 * y) * map.width + 2 * x;
            const std::ptrdiff_t bitAt[4] = {0, 1, map.width, map.width + 1};
            const float *first = map.values + pixel * pixelFloats;
            const float *at[4] = {first, first + pixelFloats, first + rowFloats,
                                  first + rowFloats + pixelFloats};
            float *to = pooled + (std::ptrdiff_t(y) * (map.width / 2) + x) * pixelFloats;
            for (int c = 0; c < pixelFloats; ++c) {
                int largest = 0;
                for (int i = 1; i < 4; ++i)
                    largest = at[i][c] > at[largest][c] ? i : largest;
                to[c] = average ? (at[0][c] + at[1][c] + at[2][c] + at[3][c]) * (0.25f * scale)
                                : at[largest][c];
                for (int i = 0; i < 4; ++i) {
                    if (average || i == largest)
                        bits[(pixel + bitAt[i]) * map.blocks + c / channelBlock] |=
                            ChannelBits(1u << (c % channelBlock));
                }
            }
        }
    });
}

void unpoolMap(const float *gradient, const ChannelBits *bits, float scale, int height, int width,
               int blocks, float *values, ThreadPool &pool)
{
    pool.run(height, [&](int y, int) {
        for (int x = 0; x < width; ++x) {
            const std::ptrdiff_t pixel = std::ptrdiff_t(y) * width + x;
            // Where there is no window, no bit is set; any value will do.
            const std::ptrdiff_t pooled =
                std::ptrdiff_t(std::min(y / 2, height / 2 - 1)) * (width / 2)
                + std::min(x / 2, width / 2 - 1);
            for (int block = 0; block < blocks; ++block) {
                const ChannelBits passed = bits[pixel * blocks + block];
                const float *from = gradient + (pooled * blocks + block) * channelBlock;
                float *to = values + (pixel * blocks + block) * channelBlock;
                for (int c = 0; c < channelBlock; ++c)
                    to[c] = (passed >> c & 1) != 0 ? from[c] * scale : 0.0f;
            }
        }
    });
}

void foldRing(const MapView &ringed, Borders border, float *map, ThreadPool &pool)
{
    const int height = ringed.height - 2;
    const int width = ringed.width - 2;
    const int left = borderIndex(-1, width, border.columns);
    const int right = borderIndex(width, width, border.columns);
    const std::ptrdiff_t pixelFloats = std::ptrdiff_t(ringed.blocks) * channelBlock;
    const auto add = [&](int y, int x, float *to) {
        const float *from = ringed.values + (std::ptrdiff_t(y) * ringed.width + x) * pixelFloats;
        for (std::ptrdiff_t c = 0; c < pixelFloats; ++c)
            to[c] += from[c];
    };
    pool.run(height, [&](int y, int) {
        float *row = map + std::ptrdiff_t(y) * width * pixelFloats;
        const float *own = ringed.values + (std::ptrdiff_t(y + 1) * ringed.width + 1) * pixelFloats;
        std::copy(own, own + width * pixelFloats, row);
        for (const int source : {y + 1, 0, ringed.height - 1}) {
            const bool mirrored = source != y + 1;
            if (mirrored && borderIndex(source - 1, height, border.rows) != y)
                continue;
            for (int x = 0; mirrored && x < width; ++x)
                add(source, x + 1, row + x * pixelFloats);
            if (left >= 0) {
                add(source, 0, row + left * pixelFloats);
                add(source, ringed.width - 1, row + right * pixelFloats);
            }
        }
    });
}

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

namespace {

/// Calls @p body with the place of each heavy pixel among them, its place in the map, and the root
/// of its weight.
template<typename Body>
void forEachHeavy(const HeavyPixels &heavy, ThreadPool &pool, const Body &body)
{
    constexpr std::size_t chunk = 1024;
    const std::size_t count = heavy.places.size();
    pool.run(int((count + chunk - 1) / chunk), [&](int part, int) {
        const std::size_t first = std::size_t(part) * chunk;
        for (std::size_t i = first; i < std::min(first + chunk, count); ++i)
            body(std::ptrdiff_t(i), std::ptrdiff_t(heavy.places[i]),
                 std::sqrt(float(heavy.weights[i]) / wholeWeight));
    });
}

} // namespace

void copyWeighted(const MapView &map, const HeavyPixels &heavy, float *copy, ThreadPool &pool)
{
    const std::ptrdiff_t floats = std::ptrdiff_t(map.blocks) * channelBlock;
    forEachHeavy(heavy, pool, [&](std::ptrdiff_t i, std::ptrdiff_t place, float root) {
        for (std::ptrdiff_t c = 0; c < floats; ++c)
            copy[i * floats + c] = map.values[place * floats + c] * root;
    });
}

void addWeighted(const MapView &copy, const HeavyPixels &heavy, float *map, ThreadPool &pool)
{
    const std::ptrdiff_t floats = std::ptrdiff_t(copy.blocks) * channelBlock;
    forEachHeavy(heavy, pool, [&](std::ptrdiff_t i, std::ptrdiff_t place, float root) {
        for (std::ptrdiff_t c = 0; c < floats; ++c)
            map[place * floats + c] += copy.values[i * floats + c] * root;
    });
}

} // namespace gramarye
