#pragma once

#include <cstddef>
#include <cstdint>

namespace gramarye {

/// Channels are handled in blocks of this many; maps are padded to a multiple of it with zeros.
constexpr int channelBlock = 16;

constexpr int channelBlocks(int channels)
{
    return (channels + channelBlock - 1) / channelBlock;
}
constexpr int paddedChannels(int channels)
{
    return channelBlocks(channels) * channelBlock;
}

/// Sixteen channels' worth of one bit each: bit l of a block's is of its channel l. Bits of a map
/// lie as it does: those of block b at row y and column x are bits[(y · width + x) · blocks + b].
using ChannelBits = std::uint16_t;

/// A pixel-major map: row after row, pixel after pixel, paddedChannels() floats each. Channel c of
/// the pixel at row y and column x is values[(y · width + x) · blocks · channelBlock + c]; channels
/// that are there for padding are 0. Owns nothing.
struct MapView
{
    const float *values = nullptr;
    int height = 0;
    int width = 0;
    int blocks = 0; ///< of channels
};

/// What a tile of a map is made from.
enum class Source
{
    Plain,  ///< the map itself
    Masked, ///< the map where a bit is set, else zero
    Pooled  ///< a map of half the size, each value spread over the four pixels whose bit is set
};

struct InputTile
{
    Source source = Source::Plain;
    MapView map; ///< of Pooled: half as large as what it stands for
    const ChannelBits *bits = nullptr;
    int bitsWidth = 0;         ///< pixels in a row of bits
    float scale = 1;           ///< of Pooled
    const int *rows = nullptr; ///< rows of the map (of the bits, where pooled); negative: zeros
    const int *columns = nullptr;
    float *transformed = nullptr;   ///< of this tile, first block of channels, first component
    std::ptrdiff_t blockStride = 0; ///< floats from a block of channels to the next
    std::ptrdiff_t componentStride = 0;
};

/// What becomes of a tile of results.
enum class Tail
{
    Plain,
    Relu,
    ReluMax,    ///< ReLU and 2 × 2 max pooling; bits say where each maximum is, if positive
    ReluAverage ///< ReLU and 2 × 2 average pooling, times a scale
};

struct OutputTile
{
    Tail tail = Tail::Plain;
    const float *transformed = nullptr; ///< as of InputTile
    std::ptrdiff_t blockStride = 0;
    std::ptrdiff_t componentStride = 0;
    const float *bias = nullptr; ///< none for Plain
    float *values = nullptr;     ///< the whole map; of half the size where pooled
    ChannelBits *bits = nullptr; ///< of the whole map before pooling, where the value is passed on
    int height = 0;              ///< before pooling
    int width = 0;
    int blocks = 0;
    int row = 0; ///< of the tile's first pixel
    int column = 0;
    float scale = 1; ///< of ReluAverage
};

/// C (+)= A · B, all in blocks of sixteen columns: element (i, 16 j + l) of A is
/// a[j · aStride + 16 i + l], of B b[j · bStride + 16 i + l], of C
/// c[j · cStride + i · cRowStride + l].
struct Product
{
    const float *a = nullptr;
    std::ptrdiff_t aStride = 0;
    const float *b = nullptr;
    std::ptrdiff_t bStride = 0;
    float *c = nullptr;
    std::ptrdiff_t cStride = 0;
    std::ptrdiff_t cRowStride = channelBlock;
    int rows = 0;        ///< of A and C
    int depthBlocks = 0; ///< columns of A, rows of B, in blocks
    int blocks = 0;      ///< columns of B and C, in blocks
    bool accumulate = false;
};

/// Positions among the bins of a histogram are counted in so manyths of a bin.
constexpr int binShift = 12;
constexpr int binSteps = 1 << binShift;

/// How sixteen values that lie side by side fall among the bins of histograms, of one or of
/// several. A value's position is (value − low) · scale, in steps; outside the histogram it is that
/// of the nearest edge.
struct BinLanes
{
    float low[channelBlock];
    float scale[channelBlock];        ///< steps per unit
    float last[channelBlock];         ///< the largest position in steps
    std::int32_t first[channelBlock]; ///< the first of the histogram's bins
};

/// What is weighted counts so many wholeWeighths.
constexpr int wholeWeight = 255;

/// A histogram's bin: how many values fell into it, and the sum of their positions in it, in steps.
/// Integers, so that sums are the same in whatever order they are made.
struct Bin
{
    static constexpr int shift = 38;              ///< counts, below them the steps
    static constexpr std::int64_t most = 1 << 26; ///< values; less one

    std::uint64_t packed = 0;

    std::uint64_t count() const { return packed >> shift; }
    std::uint64_t steps() const { return packed & ((std::uint64_t(1) << shift) - 1); }
};

/// The least and the largest of the values that lie in each of sixteen lanes; what is no number is
/// none of them.
struct LaneExtremes
{
    float low[channelBlock];
    float high[channelBlock];
};

/// Where the values of a bin go: mean + slope · (place − position), with places in the bin in 0..1.
struct BinTarget
{
    float mean = 0;
    float slope = 0;
    float position = 0;
    float padding = 0; ///< so that all of it is loaded at once
};

/// The dot products of windows of a picture with sixteen filters. Rows are the channels' one after
/// the other, each with as many as a window is high; every row goes on for a vector's width and a
/// window's behind its end.
struct WindowRow
{
    const float *const *rows = nullptr;
    int rowCount = 0;
    int side = 1;                   ///< of the window
    const float *filters = nullptr; ///< row, column in the window, filter
    float *products = nullptr;      ///< of filter f and the window at x: [f · stride + x]
    std::ptrdiff_t stride = 0;
    int vectors = 0; ///< of sixteen windows
};

/// The adjoint: the sum over windows, of a row of three channels. Rows are those of the sixteen
/// filters' products one after the other, for each row that a window may have begun in; what lies
/// before their beginning, a window's width, and behind their end is 0.
struct WindowRowGradient
{
    const float *const *rows = nullptr;
    int rowCount = 0;
    int side = 1;
    const float *filters = nullptr; ///< row, column in the window, channel
    float *sums = nullptr;          ///< of channel c at x: [c · stride + x]
    std::ptrdiff_t stride = 0;
    int vectors = 0;
};

/// The inner loops, compiled once for each instruction set. Plain functions on plain memory.
struct Kernels
{
    const char *name;
    int tileRows; ///< rows of a product that are computed at once
    void (*product)(const Product &product);

    /// Winograd's transforms of a tile of 4 × 4 or 6 × 6 results, all channels.
    void (*input4)(const InputTile &tile);
    void (*input6)(const InputTile &tile);
    void (*output4)(const OutputTile &tile);
    void (*output6)(const OutputTile &tile);

    /// Adds bias, applies the ReLU in place, and notes the bits; of @p pixels pixels.
    void (*relu)(float *values, const float *bias, ChannelBits *bits, int pixels, int blocks);

    /// gram[16 i + l][…] += values' products over @p pixels pixels, for columns at or right of
    /// the diagonal blocks; @p gram has rows of 16 · @p blocks floats.
    void (*gram)(const float *values, float *gram, int pixels, int blocks);

    /// Zeroes what a bit does not let through while copying @p pixels pixels into the layout of
    /// Product::a; without bits it only copies.
    void (*gather)(const float *values, const ChannelBits *bits, float *a, std::ptrdiff_t aStride,
                   int pixels, int blocks);

    /// Counts @p vectors · 16 values in their bins; @p extremes are those of before and of these.
    void (*count)(const float *values, int vectors, const BinLanes &lanes, Bin *bins,
                  LaneExtremes &extremes);

    /// The same of values that count as often as their @p weights say. Of those that weigh nothing
    /// @p extremes know nothing.
    void (*countWeighted)(const float *values, const std::uint8_t *weights, int vectors,
                          const BinLanes &lanes, Bin *bins, LaneExtremes &extremes);

    /// Puts value − target in the place of @p vectors · 16 values. @p sums: 16 sums of the squares
    /// of what is put there, then 16 of (target − mean)², are added to.
    void (*transport)(float *values, int vectors, const BinLanes &lanes, const BinTarget *targets,
                      float *sums);

    /// Puts weight / wholeWeight · (value − target) there; squares count by their weights.
    void (*transportWeighted)(float *values, const std::uint8_t *weights, int vectors,
                              const BinLanes &lanes, const BinTarget *targets, float *sums);

    void (*windows)(const WindowRow &row);
    void (*windowGradient)(const WindowRowGradient &row);
};

/// The fastest kernels this processor runs.
const Kernels &kernels();

/// All kernels this processor runs, the fastest first; for tests and measurements.
struct KernelList
{
    const Kernels *const *first;
    int count;
};
KernelList supportedKernels();

} // namespace gramarye
