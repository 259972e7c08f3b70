#include "core/compute/planes.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace gramarye {

namespace {

/// So many values of each kind are taken at a time: they fit the cache next to each other.
constexpr std::ptrdiff_t pieceValues = 16 * 1024;

struct Piece
{
    int index = 0;
    std::ptrdiff_t begin = 0;
    std::ptrdiff_t end = 0;
};

int pieceCount(std::ptrdiff_t count)
{
    return int((count + pieceValues - 1) / pieceValues);
}

/// Calls @p body for pieces of 0..count-1, which do not depend on the threads.
template<typename Body>
void forEachPiece(std::ptrdiff_t count, ThreadPool &pool, const Body &body)
{
    pool.run(pieceCount(count), [&](int index, int) {
        const std::ptrdiff_t begin = index * pieceValues;
        body(Piece{index, begin, std::min(begin + pieceValues, count)});
    });
}

double product(const float *a, const float *b, const Piece &piece)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t i = piece.begin; i < piece.end; ++i)
        sum += a[i] * b[i];
    return sum;
}

/// Of those of @p heavy's pixels, by weight.
double product(const float *a, const float *b, const HeavyPixels &heavy, const Piece &piece)
{
    double sum = 0;
    heavy.forEachRun(int(piece.begin), int(piece.end - piece.begin), [&](const PixelRun &run) {
        const std::uint8_t *weights = heavy.weights.data() + run.first;
        const float *x = a + run.place;
        const float *y = b + run.place;
        double own = 0;
#pragma omp simd reduction(+ : own)
        for (int i = 0; i < run.count; ++i)
            own += float(weights[i]) * (x[i] * y[i]);
        sum += own;
    });
    return sum / wholeWeight;
}

/// A row of a plane between its neighbours. Where there is none, the row itself stands in for it
/// and its factors are 0.
struct Row
{
    const float *above;
    const float *own;
    const float *below;
    float across;
    float up;
    float upDiagonal;
    float down;
    float downDiagonal;
    float *gradient;
};

/// Adds the gradient of the pixel at @p x between its neighbours at @p left and @p right, which
/// are itself where it has none, half of it, and returns the differences to the neighbours right of
/// it and below: each pair is counted once.
template<bool hasLeft, bool hasRight>
inline float addPixel(const Row &row, std::ptrdiff_t x, std::ptrdiff_t left, std::ptrdiff_t right)
{
    const float value = row.own[x];
    const float toRight = value - row.own[right];
    const float toBelow = value - row.below[x];
    const float toBelowLeft = hasLeft ? value - row.below[left] : 0;
    const float toBelowRight = hasRight ? value - row.below[right] : 0;
    const float toAboveLeft = hasLeft ? value - row.above[left] : 0;
    const float toAboveRight = hasRight ? value - row.above[right] : 0;
    row.gradient[x] +=
        2
        * (row.across * (toRight + (value - row.own[left])) + row.down * toBelow
           + row.up * (value - row.above[x]) + row.downDiagonal * (toBelowLeft + toBelowRight)
           + row.upDiagonal * (toAboveLeft + toAboveRight));
    return row.across * toRight * toRight + row.down * toBelow * toBelow
           + row.downDiagonal * (toBelowLeft * toBelowLeft + toBelowRight * toBelowRight);
}

double addRow(const Row &row, std::ptrdiff_t width, bool wraps)
{
    const std::ptrdiff_t last = width - 1;
    if (width == 1)
        return wraps ? addPixel<true, true>(row, 0, 0, 0) : addPixel<false, false>(row, 0, 0, 0);
    double sum =
        wraps ? addPixel<true, true>(row, 0, last, 1) : addPixel<false, true>(row, 0, 0, 1);
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t x = 1; x < last; ++x)
        sum += addPixel<true, true>(row, x, x - 1, x + 1);
    return sum
           + (wraps ? addPixel<true, true>(row, last, last - 1, 0)
                    : addPixel<true, false>(row, last, last - 1, last));
}

/// What Adam does with one value.
class AdamRule
{
public:
    explicit AdamRule(const AdamFactors &factors)
        : m_beta1(float(factors.beta1)),
          m_beta2(float(factors.beta2)),
          m_share1(float(1 - factors.beta1)),
          m_share2(float(1 - factors.beta2)),
          m_secondBias(float(1 / factors.secondBias)),
          m_step(float(factors.rate / factors.firstBias)),
          m_epsilon(float(factors.epsilon)),
          m_lowest(float(factors.lowest)),
          m_highest(float(factors.highest))
    {
    }

    /// How far to go against @p gradient; its means are brought up to date.
    float step(float &first, float &second, float gradient) const
    {
        first = m_beta1 * first + m_share1 * gradient;
        second = m_beta2 * second + m_share2 * gradient * gradient;
        return m_step * first / (std::sqrt(second * m_secondBias) + m_epsilon);
    }

    float clamped(float value) const { return std::min(std::max(value, m_lowest), m_highest); }

private:
    float m_beta1;
    float m_beta2;
    float m_share1;
    float m_share2;
    float m_secondBias;
    float m_step;
    float m_epsilon;
    float m_lowest;
    float m_highest;
};

} // namespace

double addNeighbourDifferences(const PlanesView &picture, const NeighbourFactors &factors,
                               Wrap wrap, float *gradient, ThreadPool &pool)
{
    const std::ptrdiff_t around = std::ptrdiff_t(picture.height - 1) * picture.width;
    std::vector<double> sums(std::size_t(picture.channels) * std::size_t(picture.height));
    pool.run(int(sums.size()), [&](int index, int) {
        const int y = index % picture.height;
        const bool isFirst = y == 0;
        const bool isLast = y + 1 == picture.height;
        const bool hasAbove = !isFirst || wrap.down;
        const bool hasBelow = !isLast || wrap.down;
        const std::ptrdiff_t place = std::ptrdiff_t(index) * picture.width;
        Row row;
        row.own = picture.values + place;
        row.above = !hasAbove ? row.own : isFirst ? row.own + around : row.own - picture.width;
        row.below = !hasBelow ? row.own : isLast ? row.own - around : row.own + picture.width;
        row.across = float(factors.across);
        row.up = hasAbove ? float(factors.down) : 0;
        row.upDiagonal = hasAbove ? float(factors.diagonal) : 0;
        row.down = hasBelow ? float(factors.down) : 0;
        row.downDiagonal = hasBelow ? float(factors.diagonal) : 0;
        row.gradient = gradient + place;
        sums[std::size_t(index)] = addRow(row, picture.width, wrap.across);
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

void gramOfPlanes(const PlanesView &planes, const HeavyPixels *heavy, float *gram, ThreadPool &pool)
{
    const std::ptrdiff_t pixels = std::ptrdiff_t(planes.height) * planes.width;
    const std::ptrdiff_t counted = heavy ? heavy->count() : pixels;
    const std::ptrdiff_t channels = planes.channels;
    const std::ptrdiff_t matrix = channels * channels;
    std::vector<double> sums(std::size_t(matrix * pieceCount(counted)));
    forEachPiece(counted, pool, [&](const Piece &piece) {
        double *sum = sums.data() + matrix * piece.index;
        for (std::ptrdiff_t i = 0; i < channels; ++i) {
            for (std::ptrdiff_t j = 0; j <= i; ++j) {
                const float *a = planes.values + pixels * i;
                const float *b = planes.values + pixels * j;
                sum[channels * i + j] = heavy ? product(a, b, *heavy, piece) : product(a, b, piece);
            }
        }
    });
    for (std::ptrdiff_t i = 0; i < channels; ++i) {
        for (std::ptrdiff_t j = 0; j <= i; ++j) {
            double sum = 0;
            for (int piece = 0; piece < pieceCount(counted); ++piece)
                sum += sums[std::size_t(matrix * piece + channels * i + j)];
            gram[channels * i + j] = gram[channels * j + i] = float(sum);
        }
    }
}

void multiplyPlanes(const PlanesView &planes, const float *matrix, float *product, ThreadPool &pool)
{
    const std::ptrdiff_t pixels = std::ptrdiff_t(planes.height) * planes.width;
    const std::ptrdiff_t channels = planes.channels;
    forEachPiece(pixels, pool, [&](const Piece &piece) {
        for (std::ptrdiff_t i = 0; i < channels; ++i) {
            float *__restrict sum = product + pixels * i;
            std::fill(sum + piece.begin, sum + piece.end, 0.0F);
            for (std::ptrdiff_t j = 0; j < channels; ++j) {
                const float factor = matrix[channels * i + j];
                const float *__restrict values = planes.values + pixels * j;
                for (std::ptrdiff_t p = piece.begin; p < piece.end; ++p)
                    sum[p] += factor * values[p];
            }
        }
    });
}

void addProductOfPlanes(const PlanesView &planes, const HeavyPixels &heavy, const float *matrix,
                        float *sum, ThreadPool &pool)
{
    const std::ptrdiff_t pixels = std::ptrdiff_t(planes.height) * planes.width;
    const std::ptrdiff_t channels = planes.channels;
    forEachPiece(heavy.count(), pool, [&](const Piece &piece) {
        heavy.forEachRun(int(piece.begin), int(piece.end - piece.begin), [&](const PixelRun &run) {
            const std::uint8_t *weights = heavy.weights.data() + run.first;
            for (std::ptrdiff_t i = 0; i < channels; ++i) {
                float *__restrict to = sum + pixels * i + run.place;
                for (std::ptrdiff_t j = 0; j < channels; ++j) {
                    const float factor = matrix[channels * i + j] / wholeWeight;
                    const float *__restrict values = planes.values + pixels * j + run.place;
                    for (int p = 0; p < run.count; ++p)
                        to[p] += factor * float(weights[p]) * values[p];
                }
            }
        });
    });
}

void stepAdam(const AdamValues &values, const AdamFactors &factors, ThreadPool &pool)
{
    const AdamRule rule(factors);
    if (factors.chroma == 1) {
        forEachPiece(values.count, pool, [&](const Piece &piece) {
            float *__restrict x = values.x;
            float *__restrict first = values.first;
            float *__restrict second = values.second;
            const float *__restrict gradient = values.gradient;
            for (std::ptrdiff_t i = piece.begin; i < piece.end; ++i)
                x[i] = rule.clamped(x[i] - rule.step(first[i], second[i], gradient[i]));
        });
        return;
    }
    const std::ptrdiff_t pixels = values.count / 3;
    const std::array<double, 3> steps = opponentSteps(factors.chroma);
    forEachPiece(pixels, pool, [&](const Piece &piece) {
        // In blocks, colour after colour: loops over one plane at a time are what compilers make
        // vectors of.
        constexpr std::ptrdiff_t blockSize = 256;
        float step[3][blockSize];
        for (std::ptrdiff_t begin = piece.begin; begin < piece.end; begin += blockSize) {
            const std::ptrdiff_t size = std::min(blockSize, piece.end - begin);
            for (std::ptrdiff_t k = 0; k < 3; ++k) {
                const float *__restrict gradient = values.gradient + begin;
                float *__restrict first = values.first + k * pixels + begin;
                float *__restrict second = values.second + k * pixels + begin;
                float *own = step[k];
                const float red = opponentColors[k][0];
                const float green = opponentColors[k][1];
                const float blue = opponentColors[k][2];
                const auto length = float(steps[std::size_t(k)]);
                for (std::ptrdiff_t i = 0; i < size; ++i) {
                    const float seen = red * gradient[i] + green * gradient[pixels + i]
                                       + blue * gradient[2 * pixels + i];
                    own[i] = length * rule.step(first[i], second[i], seen);
                }
            }
            for (std::ptrdiff_t c = 0; c < 3; ++c) {
                float *__restrict x = values.x + c * pixels + begin;
                for (std::ptrdiff_t i = 0; i < size; ++i)
                    x[i] = rule.clamped(x[i]
                                        - (opponentColors[0][c] * step[0][i]
                                           + opponentColors[1][c] * step[1][i]
                                           + opponentColors[2][c] * step[2][i]));
            }
        }
    });
}

void addToMean(float *mean, const float *values, double decay, std::ptrdiff_t count,
               ThreadPool &pool)
{
    const auto kept = float(decay);
    const auto share = float(1 - decay);
    forEachPiece(count, pool, [&](const Piece &piece) {
        for (std::ptrdiff_t i = piece.begin; i < piece.end; ++i)
            mean[i] = kept * mean[i] + share * values[i];
    });
}

} // namespace gramarye
