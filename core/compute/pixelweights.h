#pragma once

#include "core/compute/border.h"
#include "core/compute/kernels.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace gramarye {

struct HeavyPixels;

/// How often each pixel of a map, or each window of a picture, counts, in wholeWeighths of once: a
/// region with soft borders. Rows follow one another, each padded with zeros to a multiple of
/// channelBlock.
struct PixelWeights
{
    PixelWeights(int height, int width)
        : height(height),
          width(width),
          stride(paddedChannels(width)),
          values(std::size_t(height) * std::size_t(stride))
    {
    }

    const std::uint8_t *row(int y) const { return values.data() + std::ptrdiff_t(y) * stride; }
    std::uint8_t *row(int y)
    {
        m_heavy.reset();
        return values.data() + std::ptrdiff_t(y) * stride;
    }

    /// Those that weigh something: found once, until a row is changed. One thread at a time.
    const HeavyPixels &heavy() const;

    /// In whole pixels.
    double sum() const;

    /// Averaged down to @p height × @p width, which are no more than these.
    PixelWeights averagedTo(int height, int width) const;

    /// Of the windows of @p side × @p side px of the same picture: each weighs as the pixel in its
    /// middle does. Where that wraps there are as many as pixels.
    PixelWeights ofWindows(int side, Wrap wrap = {}) const;

    int height;
    int width;
    int stride;
    std::vector<std::uint8_t> values;

private:
    mutable std::shared_ptr<const HeavyPixels> m_heavy;
};

/// Some of those that weigh something, which lie one after the other.
struct PixelRun
{
    int place; ///< of the first one in the map: y · width + x
    int first; ///< the same among all that weigh something
    int count;
};

/// The pixels that weigh something, one after the other.
struct HeavyPixels
{
    explicit HeavyPixels(const PixelWeights &weights);

    int count() const { return int(weights.size()); }

    /// How many to a piece make as many pieces as the whole map in pieces of @p pixels: then as
    /// many threads share the work, however small a region is.
    int perPiece(int pixels) const;

    /// Calls @p body with the runs that @p some of them make up, from the @p first on.
    template<typename Body>
    void forEachRun(int first, int some, const Body &body) const
    {
        auto run = std::upper_bound(runs.begin(), runs.end(), first,
                                    [](int at, const PixelRun &r) { return at < r.first; });
        if (run != runs.begin())
            --run;
        for (const int end = first + some; first < end; ++run) {
            const int count = std::min(run->first + run->count, end) - first;
            body(PixelRun{run->place + (first - run->first), first, count});
            first += count;
        }
    }

    std::vector<PixelRun> runs;
    std::vector<std::uint8_t> weights; ///< of each pixel
    int mapPixels;
};

} // namespace gramarye
