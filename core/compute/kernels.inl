// The inner loops, on vectors of GRAMARYE_LANES floats (GCC's and clang's vector extensions).
// Compiled once for each instruction set, so nothing here may be shared between translation units:
// no standard headers with inline functions, everything in an anonymous namespace.

#include "core/compute/kernels.h"

#if defined(__AVX__)
#include <immintrin.h>
#endif

namespace gramarye {

namespace {

constexpr int lanes = GRAMARYE_LANES;
constexpr int tileRows = GRAMARYE_TILE_ROWS;     ///< of the product's register tile
constexpr int tileBlocks = GRAMARYE_TILE_BLOCKS; ///< columns of it, in blocks
constexpr int vectors = channelBlock / lanes;    ///< in a block

typedef float Vector __attribute__((vector_size(lanes * sizeof(float))));
typedef float LooseVector
    __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)), may_alias));
typedef std::int32_t IntVector __attribute__((vector_size(lanes * sizeof(std::int32_t))));

inline Vector load(const float *p)
{
    return *reinterpret_cast<const LooseVector *>(p);
}

inline void store(float *p, Vector v)
{
    *reinterpret_cast<LooseVector *>(p) = v;
}

inline Vector larger(Vector a, Vector b)
{
    return a > b ? a : b;
}

inline Vector masked(Vector v, ChannelBits bits, int vector)
{
#if GRAMARYE_LANES == 16
    (void)vector;
    return _mm512_maskz_mov_ps(bits, v);
#else
    IntVector own;
    for (int l = 0; l < lanes; ++l)
        own[l] = 1 << l;
    const IntVector shifted = IntVector{} + (bits >> (vector * lanes));
    return reinterpret_cast<Vector>(((own & shifted) == own) & reinterpret_cast<IntVector>(v));
#endif
}

/// A bit for each true lane of a comparison, at its vector's place in the block.
inline ChannelBits bitsOf(IntVector truth, int vector)
{
#if GRAMARYE_LANES == 16
    (void)vector;
    return ChannelBits(_mm512_movepi32_mask(reinterpret_cast<__m512i>(truth)));
#elif defined(__AVX__) && GRAMARYE_LANES == 8
    return ChannelBits(_mm256_movemask_ps(reinterpret_cast<__m256>(truth)) << (vector * lanes));
#else
    unsigned bits = 0;
    for (int l = 0; l < lanes; ++l)
        bits |= unsigned(truth[l] & 1) << l;
    return ChannelBits(bits << (vector * lanes));
#endif
}

// ---- matrix product -----------------------------------------------------------------------

template<int Rows, int Blocks>
inline void productTile(const Product &p, const float *a, const float *b, float *c)
{
    constexpr int width = Blocks * vectors;
    Vector sum[Rows][width];
#pragma GCC unroll 32
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < width; ++v)
            sum[r][v] = Vector{};
    }
    for (int depth = 0; depth < p.depthBlocks; ++depth) {
#pragma GCC unroll 2
        for (int k = 0; k < channelBlock; ++k) {
            Vector column[width];
#pragma GCC unroll 8
            for (int v = 0; v < width; ++v)
                column[v] =
                    load(b + (v / vectors) * p.bStride + k * channelBlock + (v % vectors) * lanes);
#pragma GCC unroll 32
            for (int r = 0; r < Rows; ++r) {
                const Vector row = Vector{} + a[r * channelBlock + k];
#pragma GCC unroll 8
                for (int v = 0; v < width; ++v)
                    sum[r][v] += row * column[v];
            }
        }
        a += p.aStride;
        b += channelBlock * channelBlock;
    }
#pragma GCC unroll 32
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < width; ++v) {
            float *to = c + r * p.cRowStride + (v / vectors) * p.cStride + (v % vectors) * lanes;
            store(to, p.accumulate ? load(to) + sum[r][v] : sum[r][v]);
        }
    }
}

/// As many rows as are left, fewer than Rows.
template<int Rows, int Blocks>
inline void productRest(const Product &p, const float *a, const float *b, float *c, int rows)
{
    if constexpr (Rows > 0) {
        if (rows == Rows)
            productTile<Rows, Blocks>(p, a, b, c);
        else
            productRest<Rows - 1, Blocks>(p, a, b, c, rows);
    }
}

template<int Blocks>
inline void productColumns(const Product &p, int block)
{
    const float *b = p.b + block * p.bStride;
    float *c = p.c + block * p.cStride;
    int row = 0;
    for (; row + tileRows <= p.rows; row += tileRows)
        productTile<tileRows, Blocks>(p, p.a + row * channelBlock, b, c + row * p.cRowStride);
    productRest<tileRows - 1, Blocks>(p, p.a + row * channelBlock, b, c + row * p.cRowStride,
                                      p.rows - row);
}

void product(const Product &p)
{
    int block = 0;
    for (; block + tileBlocks <= p.blocks; block += tileBlocks)
        productColumns<tileBlocks>(p, block);
    for (; block < p.blocks; ++block)
        productColumns<1>(p, block);
}

// ---- Winograd's transforms ----------------------------------------------------------------
// F(4 × 4, 3 × 3) and F(6 × 6, 3 × 3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural
// Networks" (2015), at the points 0, ±1, ±2, ∞ and 0, ±1, ±2, ±½, ∞.

inline void inputRow(const Vector (&d)[6], Vector (&t)[6])
{
    const Vector a = d[4] - 4 * d[2];
    const Vector b = d[3] - 4 * d[1];
    const Vector c = d[4] - d[2];
    const Vector e = 2 * (d[3] - d[1]);
    t[0] = 4 * d[0] - 5 * d[2] + d[4];
    t[1] = a + b;
    t[2] = a - b;
    t[3] = c + e;
    t[4] = c - e;
    t[5] = 4 * d[1] - 5 * d[3] + d[5];
}

inline void outputRow(const Vector (&m)[6], Vector (&y)[4])
{
    const Vector a = m[1] + m[2];
    const Vector b = m[1] - m[2];
    const Vector c = m[3] + m[4];
    const Vector d = m[3] - m[4];
    y[0] = m[0] + a + c;
    y[1] = b + 2 * d;
    y[2] = a + 4 * c;
    y[3] = b + 8 * d + m[5];
}

inline void inputRow(const Vector (&d)[8], Vector (&t)[8])
{
    const Vector a = d[2] + d[6] - 4.25f * d[4];
    const Vector b = d[1] + d[5] - 4.25f * d[3];
    const Vector c = d[6] + 0.25f * d[2] - 1.25f * d[4];
    const Vector e = 0.5f * d[1] - 2.5f * d[3] + 2 * d[5];
    const Vector f = d[6] + 4 * d[2] - 5 * d[4];
    const Vector g = 2 * d[1] - 2.5f * d[3] + 0.5f * d[5];
    t[0] = d[0] - d[6] + 5.25f * (d[4] - d[2]);
    t[1] = a + b;
    t[2] = a - b;
    t[3] = c + e;
    t[4] = c - e;
    t[5] = f + g;
    t[6] = f - g;
    t[7] = d[7] - d[1] + 5.25f * (d[3] - d[5]);
}

inline void outputRow(const Vector (&m)[8], Vector (&y)[6])
{
    const Vector a = m[1] + m[2];
    const Vector b = m[1] - m[2];
    const Vector c = m[3] + m[4];
    const Vector d = m[3] - m[4];
    const Vector e = m[5] + m[6];
    const Vector f = m[5] - m[6];
    y[0] = m[0] + a + c + e;
    y[1] = b + 2 * d + 0.5f * f;
    y[2] = a + 4 * c + 0.25f * e;
    y[3] = b + 8 * d + 0.125f * f;
    y[4] = a + 16 * c + 0.0625f * e;
    y[5] = b + 32 * d + 0.03125f * f + m[7];
}

/// What is loaded from where, for one block of channels.
template<Source source>
inline Vector loadInput(const InputTile &tile, int row, int column, int block, int vector)
{
    if (row < 0 || column < 0)
        return Vector{};
    const int y = source == Source::Pooled ? row / 2 : row;
    const int x = source == Source::Pooled ? column / 2 : column;
    if (source == Source::Pooled && (y >= tile.map.height || x >= tile.map.width))
        return Vector{};
    const std::ptrdiff_t pixel = std::ptrdiff_t(y) * tile.map.width + x;
    const Vector value =
        load(tile.map.values + (pixel * tile.map.blocks + block) * channelBlock + vector * lanes);
    if constexpr (source == Source::Plain)
        return value;
    const std::ptrdiff_t bitPixel = std::ptrdiff_t(row) * tile.bitsWidth + column;
    return masked(value, tile.bits[bitPixel * tile.map.blocks + block], vector);
}

template<int Size, Source source>
inline void inputTile(const InputTile &tile)
{
    for (int block = 0; block < tile.map.blocks; ++block) {
        for (int vector = 0; vector < vectors; ++vector) {
            Vector half[Size][Size];
            for (int j = 0; j < Size; ++j) {
                Vector d[Size];
                Vector t[Size];
#pragma GCC unroll 8
                for (int i = 0; i < Size; ++i)
                    d[i] = loadInput<source>(tile, tile.rows[i], tile.columns[j], block, vector);
                inputRow(d, t);
#pragma GCC unroll 8
                for (int i = 0; i < Size; ++i)
                    half[i][j] = t[i];
            }
            float *to = tile.transformed + block * tile.blockStride + vector * lanes;
            for (int i = 0; i < Size; ++i) {
                Vector t[Size];
                inputRow(half[i], t);
#pragma GCC unroll 8
                for (int j = 0; j < Size; ++j)
                    store(to + (i * Size + j) * tile.componentStride,
                          source == Source::Pooled ? t[j] * tile.scale : t[j]);
            }
        }
    }
}

template<int Size>
void input(const InputTile &tile)
{
    switch (tile.source) {
    case Source::Plain:
        return inputTile<Size, Source::Plain>(tile);
    case Source::Masked:
        return inputTile<Size, Source::Masked>(tile);
    case Source::Pooled:
        return inputTile<Size, Source::Pooled>(tile);
    }
}

/// Stores the part of a tile of results that lies on the map.
template<Tail tail, int Results>
inline void storeTile(const OutputTile &tile, const Vector (&y)[Results][Results], int block,
                      int vector)
{
    const int height = tile.height - tile.row < Results ? tile.height - tile.row : Results;
    const int width = tile.width - tile.column < Results ? tile.width - tile.column : Results;
    for (int i = 0; i < height; ++i) {
        for (int j = 0; j < width; ++j) {
            const std::ptrdiff_t at =
                (std::ptrdiff_t(tile.row + i) * tile.width + tile.column + j) * tile.blocks + block;
            store(tile.values + at * channelBlock + vector * lanes, y[i][j]);
            if constexpr (tail == Tail::Relu) {
                const ChannelBits bits = bitsOf(y[i][j] > 0, vector);
                tile.bits[at] = ChannelBits(vector == 0 ? bits : tile.bits[at] | bits);
            }
        }
    }
}

template<Tail tail, int Results>
inline void storePooledTile(const OutputTile &tile, const Vector (&y)[Results][Results], int block,
                            int vector)
{
    const int height = tile.height - tile.row < Results ? tile.height - tile.row : Results;
    const int width = tile.width - tile.column < Results ? tile.width - tile.column : Results;
    const auto note = [&](int i, int j, IntVector truth) {
        const std::ptrdiff_t at =
            (std::ptrdiff_t(tile.row + i) * tile.width + tile.column + j) * tile.blocks + block;
        const ChannelBits bits = bitsOf(truth, vector);
        tile.bits[at] = ChannelBits(vector == 0 ? bits : tile.bits[at] | bits);
    };
    for (int i = 0; i < height; i += 2) {
        for (int j = 0; j < width; j += 2) {
            if (i + 1 == height || j + 1 == width) { // no whole window
                for (int k = i; k < i + 2 && k < height; ++k) {
                    for (int l = j; l < j + 2 && l < width; ++l)
                        note(k, l, IntVector{});
                }
                continue;
            }
            const Vector a = y[i][j];
            const Vector b = y[i][j + 1];
            const Vector c = y[i + 1][j];
            const Vector d = y[i + 1][j + 1];
            Vector pooled;
            if constexpr (tail == Tail::ReluMax) {
                pooled = larger(larger(a, b), larger(c, d));
                // The first of equals, as LibTorch has it.
                const IntVector first = a == pooled;
                const IntVector second = (b == pooled) & ~first;
                const IntVector third = (c == pooled) & ~(first | second);
                const IntVector fourth = ~(first | second | third);
                const IntVector positive = pooled > 0;
                note(i, j, first & positive);
                note(i, j + 1, second & positive);
                note(i + 1, j, third & positive);
                note(i + 1, j + 1, fourth & positive);
            } else {
                pooled = (a + b + c + d) * (0.25f * tile.scale);
                note(i, j, a > 0);
                note(i, j + 1, b > 0);
                note(i + 1, j, c > 0);
                note(i + 1, j + 1, d > 0);
            }
            const std::ptrdiff_t at =
                (std::ptrdiff_t((tile.row + i) / 2) * (tile.width / 2) + (tile.column + j) / 2)
                    * tile.blocks
                + block;
            store(tile.values + at * channelBlock + vector * lanes, pooled);
        }
    }
}

template<int Size, Tail tail>
inline void outputTile(const OutputTile &tile)
{
    constexpr int results = Size - 2;
    for (int block = 0; block < tile.blocks; ++block) {
        for (int vector = 0; vector < vectors; ++vector) {
            const float *from = tile.transformed + block * tile.blockStride + vector * lanes;
            Vector half[results][Size];
            for (int j = 0; j < Size; ++j) {
                Vector m[Size];
                Vector t[results];
#pragma GCC unroll 8
                for (int i = 0; i < Size; ++i)
                    m[i] = load(from + (i * Size + j) * tile.componentStride);
                outputRow(m, t);
#pragma GCC unroll 8
                for (int i = 0; i < results; ++i)
                    half[i][j] = t[i];
            }
            Vector y[results][results];
            for (int i = 0; i < results; ++i) {
                outputRow(half[i], y[i]);
                if constexpr (tail != Tail::Plain) {
                    const Vector bias = load(tile.bias + block * channelBlock + vector * lanes);
#pragma GCC unroll 8
                    for (int j = 0; j < results; ++j)
                        y[i][j] = larger(y[i][j] + bias, Vector{});
                }
            }
            if constexpr (tail == Tail::Plain || tail == Tail::Relu)
                storeTile<tail>(tile, y, block, vector);
            else
                storePooledTile<tail>(tile, y, block, vector);
        }
    }
}

template<int Size>
void output(const OutputTile &tile)
{
    switch (tile.tail) {
    case Tail::Plain:
        return outputTile<Size, Tail::Plain>(tile);
    case Tail::Relu:
        return outputTile<Size, Tail::Relu>(tile);
    case Tail::ReluMax:
        return outputTile<Size, Tail::ReluMax>(tile);
    case Tail::ReluAverage:
        return outputTile<Size, Tail::ReluAverage>(tile);
    }
}

// ---- the rest -----------------------------------------------------------------------------

void relu(float *values, const float *bias, ChannelBits *bits, int pixels, int blocks)
{
    for (int pixel = 0; pixel < pixels; ++pixel) {
        for (int block = 0; block < blocks; ++block) {
            const std::ptrdiff_t at = std::ptrdiff_t(pixel) * blocks + block;
            ChannelBits active = 0;
#pragma GCC unroll 4
            for (int vector = 0; vector < vectors; ++vector) {
                float *to = values + at * channelBlock + vector * lanes;
                const Vector v =
                    larger(load(to) + load(bias + block * channelBlock + vector * lanes), Vector{});
                store(to, v);
                active = ChannelBits(active | bitsOf(v > 0, vector));
            }
            bits[at] = active;
        }
    }
}

template<int Blocks>
inline void gramTile(const float *values, float *gram, int pixels, std::ptrdiff_t stride, int row,
                     int column)
{
    constexpr int rows = 8;
    constexpr int width = Blocks * vectors;
    for (int half = 0; half < channelBlock; half += rows) {
        float *to = gram + (row + half) * stride + column;
        Vector sum[rows][width];
#pragma GCC unroll 8
        for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 8
            for (int v = 0; v < width; ++v)
                sum[r][v] = Vector{};
        }
        for (int pixel = 0; pixel < pixels; ++pixel) {
            const float *p = values + pixel * stride;
            Vector right[width];
#pragma GCC unroll 8
            for (int v = 0; v < width; ++v)
                right[v] = load(p + column + v * lanes);
#pragma GCC unroll 8
            for (int r = 0; r < rows; ++r) {
                const Vector left = Vector{} + p[row + half + r];
#pragma GCC unroll 8
                for (int v = 0; v < width; ++v)
                    sum[r][v] += left * right[v];
            }
        }
#pragma GCC unroll 8
        for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 8
            for (int v = 0; v < width; ++v)
                store(to + r * stride + v * lanes, load(to + r * stride + v * lanes) + sum[r][v]);
        }
    }
}

void gram(const float *values, float *gram, int pixels, int blocks)
{
    const std::ptrdiff_t stride = std::ptrdiff_t(blocks) * channelBlock;
    for (int row = 0; row < blocks; ++row) {
        int column = row;
        for (; column + tileBlocks <= blocks; column += tileBlocks)
            gramTile<tileBlocks>(values, gram, pixels, stride, row * channelBlock,
                                 column * channelBlock);
        for (; column < blocks; ++column)
            gramTile<1>(values, gram, pixels, stride, row * channelBlock, column * channelBlock);
    }
}

void gather(const float *values, const ChannelBits *bits, float *a, std::ptrdiff_t aStride,
            int pixels, int blocks)
{
    for (int pixel = 0; pixel < pixels; ++pixel) {
        for (int block = 0; block < blocks; ++block) {
            const std::ptrdiff_t at = std::ptrdiff_t(pixel) * blocks + block;
#pragma GCC unroll 4
            for (int vector = 0; vector < vectors; ++vector) {
                const Vector v = load(values + at * channelBlock + vector * lanes);
                store(a + block * aStride + pixel * channelBlock + vector * lanes,
                      bits ? masked(v, bits[at], vector) : v);
            }
        }
    }
}

// ---- projections ---------------------------------------------------------------------------

inline IntVector positions(Vector value, const BinLanes &bins, int vector)
{
    const Vector steps =
        (value - load(bins.low + vector * lanes)) * load(bins.scale + vector * lanes);
    const Vector last = load(bins.last + vector * lanes);
    const Vector positive = steps > 0 ? steps : Vector{}; // of what is no number, too
    return __builtin_convertvector(positive < last ? positive : last, IntVector);
}

inline IntVector firstBins(const BinLanes &bins, int vector)
{
    IntVector first;
    __builtin_memcpy(&first, bins.first + vector * lanes, sizeof first);
    return first;
}

void count(const float *values, int count, const BinLanes &bins, Bin *histogram,
           LaneExtremes &extremes)
{
    Vector least[vectors];
    Vector most[vectors];
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v) {
        least[v] = load(extremes.low + v * lanes);
        most[v] = load(extremes.high + v * lanes);
    }
    for (int i = 0; i < count; ++i) {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            const Vector value = load(values + (i * vectors + v) * lanes);
            least[v] = value < least[v] ? value : least[v];
            most[v] = value > most[v] ? value : most[v];
            const IntVector steps = positions(value, bins, v);
            const IntVector bin = firstBins(bins, v) + (steps >> binShift);
            const IntVector part = steps & (binSteps - 1);
#pragma GCC unroll 16
            for (int l = 0; l < lanes; ++l)
                histogram[bin[l]].packed +=
                    (std::uint64_t(1) << Bin::shift) + std::uint64_t(part[l]);
        }
    }
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v) {
        store(extremes.low + v * lanes, least[v]);
        store(extremes.high + v * lanes, most[v]);
    }
}

/// What becomes of a value: how far it is from its target, and that from its bin's mean.
struct Moved
{
    Vector residual;
    Vector aside;
};

inline Moved moved(Vector value, const BinLanes &bins, int vector, const BinTarget *targets)
{
    constexpr float step = 1.0f / binSteps;
    [[maybe_unused]] constexpr int targetFloats = sizeof(BinTarget) / sizeof(float);
    [[maybe_unused]] const auto *first = reinterpret_cast<const float *>(targets);
    const IntVector steps = positions(value, bins, vector);
    const IntVector bin = firstBins(bins, vector) + (steps >> binShift);
    const Vector part = __builtin_convertvector(steps & (binSteps - 1), Vector) * step;
    Vector mean;
    Vector slope;
    Vector position;
#if GRAMARYE_LANES == 16
    const auto gather = [&](int member) {
        return _mm512_mask_i32gather_ps(Vector{}, 0xffff,
                                        reinterpret_cast<__m512i>(bin * targetFloats + member),
                                        first, sizeof(float));
    };
    mean = gather(0);
    slope = gather(1);
    position = gather(2);
#elif defined(__AVX__) && GRAMARYE_LANES == 8
    // A target in one load, and eight of them turned into what they are made of.
    const auto two = [&](int l) {
        const __m128 low = _mm_loadu_ps(first + bin[l] * targetFloats);
        const __m128 high = _mm_loadu_ps(first + bin[l + 4] * targetFloats);
        return _mm256_insertf128_ps(_mm256_castps128_ps256(low), high, 1);
    };
    const __m256 t0 = two(0), t1 = two(1), t2 = two(2), t3 = two(3);
    const __m256 begin01 = _mm256_unpacklo_ps(t0, t1); // means and slopes
    const __m256 begin23 = _mm256_unpacklo_ps(t2, t3);
    mean = _mm256_shuffle_ps(begin01, begin23, 0x44);
    slope = _mm256_shuffle_ps(begin01, begin23, 0xee);
    position = _mm256_shuffle_ps(_mm256_unpackhi_ps(t0, t1), _mm256_unpackhi_ps(t2, t3), 0x44);
#else
#pragma GCC unroll 16
    for (int l = 0; l < lanes; ++l) {
        mean[l] = targets[bin[l]].mean;
        slope[l] = targets[bin[l]].slope;
        position[l] = targets[bin[l]].position;
    }
#endif
    const Vector aside = slope * (part - position);
    return {value - mean - aside, aside};
}

/// Sixteen sums of squares and sixteen more, while they are added to.
class SquareSums
{
public:
    explicit SquareSums(float *sums) : m_sums(sums)
    {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            m_residuals[v] = load(sums + v * lanes);
            m_asides[v] = load(sums + channelBlock + v * lanes);
        }
    }

    void add(int vector, const Moved &value)
    {
        m_residuals[vector] += value.residual * value.residual;
        m_asides[vector] += value.aside * value.aside;
    }

    void add(int vector, const Moved &value, Vector weight)
    {
        m_residuals[vector] += weight * value.residual * value.residual;
        m_asides[vector] += weight * value.aside * value.aside;
    }

    void put() const
    {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            store(m_sums + v * lanes, m_residuals[v]);
            store(m_sums + channelBlock + v * lanes, m_asides[v]);
        }
    }

private:
    float *m_sums;
    Vector m_residuals[vectors];
    Vector m_asides[vectors];
};

void transport(float *values, int count, const BinLanes &bins, const BinTarget *targets,
               float *sums)
{
    SquareSums all(sums);
    for (int i = 0; i < count; ++i) {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            float *at = values + (i * vectors + v) * lanes;
            const Moved value = moved(load(at), bins, v, targets);
            store(at, value.residual);
            all.add(v, value);
        }
    }
    all.put();
}

/// Of the values of a vector.
typedef std::uint8_t WeightVector __attribute__((vector_size(lanes), aligned(1)));

/// Inside a region all are whole, outside of it all are nothing: both are quicker than its border.
enum class WeightKind
{
    Nothing,
    Mixed,
    Whole
};

inline WeightKind kindOf(WeightVector weights)
{
    static_assert(lanes % 4 == 0 && wholeWeight == 0xff);
    std::uint32_t parts[lanes / 4];
    __builtin_memcpy(parts, &weights, sizeof parts);
    std::uint32_t any = 0;
    std::uint32_t all = ~0u;
    for (const std::uint32_t part : parts) {
        any |= part;
        all &= part;
    }
    return any == 0 ? WeightKind::Nothing : all == ~0u ? WeightKind::Whole : WeightKind::Mixed;
}

void countWeighted(const float *values, const std::uint8_t *weights, int count,
                   const BinLanes &bins, Bin *histogram, LaneExtremes &extremes)
{
    Vector least[vectors];
    Vector most[vectors];
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v) {
        least[v] = load(extremes.low + v * lanes);
        most[v] = load(extremes.high + v * lanes);
    }
    for (int i = 0; i < count; ++i) {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            const int at = (i * vectors + v) * lanes;
            WeightVector weight;
            __builtin_memcpy(&weight, weights + at, sizeof weight);
            const WeightKind kind = kindOf(weight);
            if (kind == WeightKind::Nothing)
                continue;
            const Vector value = load(values + at);
            const IntVector steps = positions(value, bins, v);
            const IntVector bin = firstBins(bins, v) + (steps >> binShift);
            const IntVector part = steps & (binSteps - 1);
            if (kind == WeightKind::Whole) {
                least[v] = value < least[v] ? value : least[v];
                most[v] = value > most[v] ? value : most[v];
                const IntVector parts = part * wholeWeight;
#pragma GCC unroll 16
                for (int l = 0; l < lanes; ++l)
                    histogram[bin[l]].packed +=
                        (std::uint64_t(wholeWeight) << Bin::shift) + std::uint64_t(parts[l]);
                continue;
            }
            const IntVector times = __builtin_convertvector(weight, IntVector);
            const IntVector counts = times > 0;
            const IntVector isLower = counts & (value < least[v]);
            const IntVector isHigher = counts & (value > most[v]);
            least[v] = isLower ? value : least[v];
            most[v] = isHigher ? value : most[v];
            const IntVector parts = part * times;
#pragma GCC unroll 16
            for (int l = 0; l < lanes; ++l)
                histogram[bin[l]].packed +=
                    (std::uint64_t(times[l]) << Bin::shift) + std::uint64_t(parts[l]);
        }
    }
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v) {
        store(extremes.low + v * lanes, least[v]);
        store(extremes.high + v * lanes, most[v]);
    }
}

void transportWeighted(float *values, const std::uint8_t *weights, int count, const BinLanes &bins,
                       const BinTarget *targets, float *sums)
{
    constexpr float unit = 1.0f / wholeWeight;
    SquareSums all(sums);
    for (int i = 0; i < count; ++i) {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            const int at = (i * vectors + v) * lanes;
            WeightVector bytes;
            __builtin_memcpy(&bytes, weights + at, sizeof bytes);
            const WeightKind kind = kindOf(bytes);
            if (kind == WeightKind::Nothing) {
                store(values + at, Vector{});
                continue;
            }
            const Moved value = moved(load(values + at), bins, v, targets);
            if (kind == WeightKind::Whole) {
                store(values + at, value.residual);
                all.add(v, value);
                continue;
            }
            const Vector weight = __builtin_convertvector(bytes, Vector) * unit;
            store(values + at, weight * value.residual);
            all.add(v, value, weight);
        }
    }
    all.put();
}

/// So many vectors of windows and filters at once that their sums fill most of the registers: more
/// is added than loaded.
constexpr int windowVectors = 3;
constexpr int windowFilters = lanes == 16 ? 8 : 4;

template<int width>
void windowTile(const WindowRow &row, int firstVector, int firstFilter)
{
    Vector sum[windowFilters][width];
#pragma GCC unroll 8
    for (int f = 0; f < windowFilters; ++f) {
#pragma GCC unroll 4
        for (int w = 0; w < width; ++w)
            sum[f][w] = Vector{};
    }
    const float *filter = row.filters + firstFilter;
    for (int r = 0; r < row.rowCount; ++r) {
        const float *values = row.rows[r] + firstVector * lanes;
        for (int x = 0; x < row.side; ++x, filter += channelBlock) {
            Vector value[width];
#pragma GCC unroll 4
            for (int w = 0; w < width; ++w)
                value[w] = load(values + w * lanes + x);
#pragma GCC unroll 8
            for (int f = 0; f < windowFilters; ++f) {
#pragma GCC unroll 4
                for (int w = 0; w < width; ++w)
                    sum[f][w] += value[w] * filter[f];
            }
        }
    }
#pragma GCC unroll 8
    for (int f = 0; f < windowFilters; ++f) {
#pragma GCC unroll 4
        for (int w = 0; w < width; ++w)
            store(row.products + (firstFilter + f) * row.stride + (firstVector + w) * lanes,
                  sum[f][w]);
    }
}

void windows(const WindowRow &row)
{
    const int count = row.vectors * vectors;
    for (int i = 0; i < count; i += windowVectors) {
        for (int f = 0; f < channelBlock; f += windowFilters) {
            if (count - i >= windowVectors)
                windowTile<windowVectors>(row, i, f);
            else if (count - i == 2)
                windowTile<2>(row, i, f);
            else
                windowTile<1>(row, i, f);
        }
    }
}

void windowGradient(const WindowRowGradient &row)
{
    constexpr int channels = 3;
    constexpr int width = 4; ///< vectors of a row at once
    const int count = row.vectors * vectors;
    for (int i = 0; i < count; i += width) {
        const int wide = count - i < width ? count - i : width;
        Vector sum[channels][width];
#pragma GCC unroll 4
        for (int c = 0; c < channels; ++c) {
#pragma GCC unroll 4
            for (int w = 0; w < width; ++w)
                sum[c][w] = Vector{};
        }
        const float *filter = row.filters;
        for (int r = 0; r < row.rowCount; ++r) {
            const float *values = row.rows[r] + i * lanes;
            for (int x = 0; x < row.side; ++x, filter += channels) {
#pragma GCC unroll 4
                for (int w = 0; w < width; ++w) {
                    const Vector value = load(values + w * lanes - x);
#pragma GCC unroll 4
                    for (int c = 0; c < channels; ++c)
                        sum[c][w] += value * filter[c];
                }
            }
        }
        for (int c = 0; c < channels; ++c) {
            for (int w = 0; w < wide; ++w)
                store(row.sums + c * row.stride + (i + w) * lanes, sum[c][w]);
        }
    }
}

} // namespace

extern const Kernels GRAMARYE_KERNELS;
const Kernels GRAMARYE_KERNELS = {GRAMARYE_KERNELS_NAME,
                                  tileRows,
                                  product,
                                  input<6>,
                                  input<8>,
                                  output<6>,
                                  output<8>,
                                  relu,
                                  gram,
                                  gather,
                                  count,
                                  countWeighted,
                                  transport,
                                  transportWeighted,
                                  windows,
                                  windowGradient};

} // namespace gramarye
