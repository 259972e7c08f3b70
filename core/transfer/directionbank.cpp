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

Directions windowDirections(int side, std::uint64_t seed)
{
    const int length = colors * side * side;
    return {windowDirectionCount(), colors, side,
            randomDirections(windowDirectionCount(), length, seed)};
}

} // namespace gramarye
