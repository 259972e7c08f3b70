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

/// The pixels of a map that count, in pieces that fit the cache. Of those of a region there are as
/// many pieces as of the whole map, so that threads share them as well.
class Chunks
{
public:
    Chunks(const MapView &map, const HeavyPixels *heavy)
        : m_pixels(heavy ? heavy->count() : map.height * map.width),
          m_channels(map.blocks * channelBlock),
          m_most(std::max(chunkFloats / m_channels, 16))
    {
        if (heavy)
            m_most = heavy->perPiece(m_most);
    }

    int count() const { return (m_pixels + m_most - 1) / m_most; }
    int first(int chunk) const { return chunk * m_most; }
    int pixels(int chunk) const { return std::min(m_most, m_pixels - first(chunk)); }
    int most() const { return m_most; }
    std::size_t floats() const { return std::size_t(m_most) * std::size_t(m_channels); }

private:
    int m_pixels;
    int m_channels;
    int m_most; ///< pixels of a chunk
};

/// Copies @p count of @p heavy's pixels, from the @p first on, each times the root of its weight.
void copyWeighted(const MapView &map, const HeavyPixels &heavy, int first, int count, float *copy)
{
    const std::ptrdiff_t floats = std::ptrdiff_t(map.blocks) * channelBlock;
    heavy.forEachRun(first, count, [&](const PixelRun &run) {
        const float *from = map.values + run.place * floats;
        const std::uint8_t *weights = heavy.weights.data() + run.first;
        for (int i = 0; i < run.count; ++i, from += floats, copy += floats) {
            if (weights[i] == wholeWeight) {
                std::copy_n(from, floats, copy);
                continue;
            }
            const float root = std::sqrt(float(weights[i]) / wholeWeight);
            for (std::ptrdiff_t c = 0; c < floats; ++c)
                copy[c] = from[c] * root;
        }
    });
}

/// Multiplies the rows of a Product's @p a with @p weights.
void weigh(float *a, std::ptrdiff_t stride, int blocks, int rows, const std::uint8_t *weights)
{
    for (int row = 0; row < rows; ++row) {
        if (weights[row] == wholeWeight)
            continue;
        const float factor = float(weights[row]) / wholeWeight;
        for (int block = 0; block < blocks; ++block) {
            float *values = a + block * stride + std::ptrdiff_t(row) * channelBlock;
            for (int c = 0; c < channelBlock; ++c)
                values[c] *= factor;
        }
    }
}

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

void gramOfMap(const MapView &map, const HeavyPixels *heavy, float *gram, Workspace &workspace)
{
    const int channels = map.blocks * channelBlock;
    const std::size_t matrix = std::size_t(channels) * channels;
    const Chunks chunks(map, heavy);
    const int parts =
        std::min({chunks.count(), mostParts, int(std::ptrdiff_t(partFloats / matrix) + 1)});
    const std::size_t threadFloats = heavy ? chunks.floats() : 0;
    float *sums =
        workspace.floats(matrix * parts + threadFloats * std::size_t(workspace.pool().threads()));
    float *copies = sums + matrix * parts;
    workspace.pool().run(parts, [&](int part, int thread) {
        float *sum = sums + matrix * part;
        std::fill(sum, sum + matrix, 0.0f);
        for (int c = chunks.count() * part / parts; c < chunks.count() * (part + 1) / parts; ++c) {
            const float *values = map.values + std::ptrdiff_t(chunks.first(c)) * channels;
            if (heavy) {
                float *copy = copies + threadFloats * std::size_t(thread);
                copyWeighted(map, *heavy, chunks.first(c), chunks.pixels(c), copy);
                values = copy;
            }
            workspace.kernels().gram(values, sum, chunks.pixels(c), map.blocks);
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

void addProductOfMap(const MapView &map, const HeavyPixels *heavy, const float *matrix,
                     float *gradient, Workspace &workspace)
{
    const int channels = map.blocks * channelBlock;
    const Chunks chunks(map, heavy);
    float *columns = workspace.floats(std::size_t(channels) * channels
                                      + chunks.floats() * workspace.pool().threads());
    float *rows = columns + std::size_t(channels) * channels;
    const std::ptrdiff_t columnBlock = std::ptrdiff_t(channels) * channelBlock;
    for (int row = 0; row < channels; ++row) {
        for (int column = 0; column < channels; ++column)
            columns[column / channelBlock * columnBlock + row * channelBlock
                    + column % channelBlock] = matrix[std::size_t(row) * channels + column];
    }
    workspace.pool().run(chunks.count(), [&](int c, int thread) {
        Product product;
        product.aStride = std::ptrdiff_t(chunks.most()) * channelBlock;
        product.b = columns;
        product.bStride = columnBlock;
        product.cStride = channelBlock;
        product.cRowStride = channels;
        product.depthBlocks = map.blocks;
        product.blocks = map.blocks;
        product.accumulate = true;
        float *a = rows + chunks.floats() * thread;
        product.a = a;
        const auto add = [&](const PixelRun &run) {
            const std::ptrdiff_t place = std::ptrdiff_t(run.place) * channels;
            workspace.kernels().gather(map.values + place, nullptr, a, product.aStride, run.count,
                                       map.blocks);
            if (heavy)
                weigh(a, product.aStride, map.blocks, run.count, heavy->weights.data() + run.first);
            product.c = gradient + place;
            product.rows = run.count;
            workspace.kernels().product(product);
        };
        if (heavy)
            heavy->forEachRun(chunks.first(c), chunks.pixels(c), add);
        else
            add({chunks.first(c), chunks.first(c), chunks.pixels(c)});
    });
}

} // namespace gramarye
