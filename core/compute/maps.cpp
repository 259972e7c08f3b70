#include "core/compute/maps.h"

#include <algorithm>

namespace gramarye {

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

void foldRing(const MapView &ringed, Border border, float *map, ThreadPool &pool)
{
    const int height = ringed.height - 2;
    const int width = ringed.width - 2;
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
            if (mirrored && borderIndex(source - 1, height, border) != y)
                continue;
            for (int x = 0; mirrored && x < width; ++x)
                add(source, x + 1, row + x * pixelFloats);
            add(source, 0, row + borderIndex(-1, width, border) * pixelFloats);
            add(source, ringed.width - 1, row + borderIndex(width, width, border) * pixelFloats);
        }
    });
}

} // namespace gramarye
