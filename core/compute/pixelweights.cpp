#include "core/compute/pixelweights.h"

#include <algorithm>
#include <numeric>

namespace gramarye {

double PixelWeights::sum() const
{
    return double(std::accumulate(values.begin(), values.end(), std::uint64_t(0))) / wholeWeight;
}

const HeavyPixels &PixelWeights::heavy() const
{
    if (!m_heavy)
        m_heavy = std::make_shared<const HeavyPixels>(*this);
    return *m_heavy;
}

PixelWeights PixelWeights::averagedTo(int newHeight, int newWidth) const
{
    PixelWeights result(newHeight, newWidth);
    for (int y = 0; y < newHeight; ++y) {
        const int top = y * height / newHeight;
        const int bottom = ((y + 1) * height + newHeight - 1) / newHeight;
        for (int x = 0; x < newWidth; ++x) {
            const int left = x * width / newWidth;
            const int right = ((x + 1) * width + newWidth - 1) / newWidth;
            int sum = 0;
            for (int from = top; from < bottom; ++from)
                sum = std::accumulate(row(from) + left, row(from) + right, sum);
            const int count = (bottom - top) * (right - left);
            // However small an area is, something is left of it.
            result.row(y)[x] = std::uint8_t(std::max((sum + count / 2) / count, std::min(sum, 1)));
        }
    }
    return result;
}

PixelWeights PixelWeights::ofWindows(int side, Wrap wrap) const
{
    PixelWeights result(wrap.down ? height : std::max(height - side + 1, 0),
                        wrap.across ? width : std::max(width - side + 1, 0));
    for (int y = 0; y < result.height; ++y) {
        const std::uint8_t *middles = row((y + side / 2) % height);
        for (int x = 0; x < result.width; ++x)
            result.row(y)[x] = middles[(x + side / 2) % width];
    }
    return result;
}

HeavyPixels::HeavyPixels(const PixelWeights &all) : mapPixels(all.height * all.width)
{
    for (int y = 0; y < all.height; ++y) {
        const std::uint8_t *row = all.row(y);
        for (int x = 0; x < all.width; ++x) {
            if (row[x] == 0)
                continue;
            const int place = y * all.width + x;
            if (runs.empty() || place != runs.back().place + runs.back().count)
                runs.push_back({place, count(), 0});
            ++runs.back().count;
            weights.push_back(row[x]);
        }
    }
}

int HeavyPixels::perPiece(int pixels) const
{
    constexpr std::int64_t least = 64; // with fewer more is begun than done
    const std::int64_t share = (std::int64_t(pixels) * count() + mapPixels - 1) / mapPixels;
    return int(std::min<std::int64_t>(pixels, std::max(share, least)));
}

} // namespace gramarye
