#include "core/transfer/directionbank.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace gramarye {

namespace {

constexpr int fewDirections = 16;
constexpr int manyDirections = 32;
constexpr int fewChannels = 32; ///< of so many or fewer there are few directions
constexpr int colors = 3;

constexpr int covarianceWindows = 64; ///< so many across and down are looked at
constexpr double noVariance = 1e-10;  ///< mean; below, a style is of one colour
constexpr double leastShare = 0.01;   ///< of the mean variance, where there is less

/// Normally distributed numbers (Box and Muller, 1958); the standard library's differ from one
/// implementation to the other.
class NormalNumbers
{
public:
    explicit NormalNumbers(std::uint64_t seed) : m_engine(seed) {}

    double next()
    {
        constexpr double turn = 6.283185307179586;
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(turn * uniform());
    }

private:
    /// In 0..1 without 0.
    double uniform() { return (double(m_engine() >> 11) + 1) * 0x1p-53; }

    std::mt19937_64 m_engine;
};

double dot(const double *a, const double *b, int count)
{
    double sum = 0;
    for (int i = 0; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

/// @p count directions of @p length values, in groups at right angles (Gram and Schmidt).
std::vector<float> randomDirections(int count, int length, std::uint64_t seed)
{
    NormalNumbers numbers(seed);
    std::vector<double> all(std::size_t(count) * std::size_t(length));
    for (int d = 0; d < count; ++d) {
        double *own = all.data() + std::size_t(d) * std::size_t(length);
        const int firstOfGroup = d / length * length;
        double norm = 0;
        while (norm < 1e-3) { // again where it lies almost within the others' span
            for (int i = 0; i < length; ++i)
                own[i] = numbers.next();
            const double before = std::sqrt(dot(own, own, length));
            for (int other = firstOfGroup; other < d; ++other) {
                const double *o = all.data() + std::size_t(other) * std::size_t(length);
                const double share = dot(own, o, length);
                for (int i = 0; i < length; ++i)
                    own[i] -= share * o[i];
            }
            norm = std::sqrt(dot(own, own, length));
            const bool isClear = norm > 1e-3 * before;
            for (int i = 0; i < length && isClear; ++i)
                own[i] /= norm;
            norm = isClear ? norm : 0;
        }
    }
    return {all.begin(), all.end()};
}

/// The lower triangle L of @p matrix + @p diagonal on its diagonal = L Lᵀ, row by row.
std::vector<double> cholesky(std::vector<double> matrix, int size, double diagonal)
{
    const auto row = [&](int i) { return matrix.data() + std::ptrdiff_t(i) * size; };
    for (int i = 0; i < size; ++i) {
        for (int j = 0; j <= i; ++j) {
            const double rest = row(i)[j] - dot(row(i), row(j), j);
            row(i)[j] = i == j ? std::sqrt(rest + diagonal) : rest / row(j)[j];
        }
    }
    return matrix;
}

/// Normal numbers of @p direction become ones of the covariance (L Lᵀ)⁻¹; then of unit length.
void decorrelate(float *direction, const std::vector<double> &lower, int length)
{
    std::vector<double> solved(direction, direction + length);
    for (int i = length; i-- > 0;) { // Lᵀ · solved = direction
        const double *row = lower.data() + std::ptrdiff_t(i) * length;
        solved[std::size_t(i)] /= row[i];
        for (int j = 0; j < i; ++j)
            solved[std::size_t(j)] -= row[j] * solved[std::size_t(i)];
    }
    const double norm = std::sqrt(dot(solved.data(), solved.data(), length));
    std::transform(solved.begin(), solved.end(), direction,
                   [norm](double value) { return float(value / norm); });
}

} // namespace

int featureDirectionCount(int channels)
{
    return channels <= fewChannels ? fewDirections : manyDirections;
}

int windowDirectionCount()
{
    return fewDirections;
}

Directions featureDirections(int channels, std::uint64_t seed)
{
    const int count = featureDirectionCount(channels);
    return {count, channels, 0, randomDirections(count, channels, seed)};
}

void addWindowCovariance(const PlanesView &picture, int side, std::vector<double> &covariance)
{
    const int rows = picture.height - side + 1;
    const int columns = picture.width - side + 1;
    if (rows < 1 || columns < 1)
        return;
    const auto length = std::size_t(picture.channels * side * side);
    std::vector<double> mean(length), square(length * length), window(length);
    const int down = std::min(rows, covarianceWindows);
    const int across = std::min(columns, covarianceWindows);
    for (int at = 0; at < down * across; ++at) {
        const int y = at / across * rows / down;
        const int x = at % across * columns / across;
        std::size_t next = 0;
        for (int c = 0; c < picture.channels; ++c) {
            for (int dy = 0; dy < side; ++dy) {
                const float *row = picture.values
                                   + (std::ptrdiff_t(c) * picture.height + y + dy) * picture.width
                                   + x;
                for (int dx = 0; dx < side; ++dx)
                    window[next++] = row[dx];
            }
        }
        for (std::size_t i = 0; i < length; ++i) {
            mean[i] += window[i];
            for (std::size_t j = 0; j <= i; ++j)
                square[i * length + j] += window[i] * window[j];
        }
    }
    const double count = double(down) * across;
    covariance.resize(length * length);
    for (std::size_t i = 0; i < length; ++i) {
        for (std::size_t j = 0; j <= i; ++j)
            covariance[i * length + j] +=
                square[i * length + j] / count - mean[i] / count * (mean[j] / count);
    }
}

Directions windowDirections(int side, std::uint64_t seed, const std::vector<double> &covariance)
{
    const int length = colors * side * side;
    const int count = windowDirectionCount();
    Directions directions{count, colors, side, randomDirections(count, length, seed)};
    double variance = 0;
    for (std::size_t i = 0; i < covariance.size(); i += std::size_t(length) + 1)
        variance += covariance[i] / length;
    if (variance > noVariance) {
        const std::vector<double> lower = cholesky(covariance, length, leastShare * variance);
        for (int d = 0; d < count; d += 2)
            decorrelate(directions.values.data() + std::ptrdiff_t(d) * length, lower, length);
    }
    return directions;
}

} // namespace gramarye
