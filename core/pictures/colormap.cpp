#include "core/pictures/colormap.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gramarye {

namespace {

/// Of flat pictures: a fortieth of a step between two of 8 bits, squared. Less would be lost among
/// the last digits of a root.
constexpr double smallestVariance = 1e-8;

/// A symmetric matrix as Σ values[k] · axes[·][k] axes[·][k]ᵀ.
struct Eigensystem
{
    Rgb values{};
    RgbMatrix axes{}; ///< its columns, orthonormal
};

RgbMatrix product(const RgbMatrix &a, const RgbMatrix &b)
{
    RgbMatrix result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j)
            result[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
    }
    return result;
}

double dot(const Rgb &a, const Rgb &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// One rotation of Jacobi's method: a[p][q] becomes 0.
void rotate(RgbMatrix &a, RgbMatrix &axes, std::size_t p, std::size_t q)
{
    if (a[p][q] == 0)
        return;
    const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    const double t = std::copysign(1 / (std::abs(theta) + std::hypot(theta, 1)), theta);
    const double c = 1 / std::hypot(t, 1);
    const double s = t * c;
    RgbMatrix turn{Rgb{1, 0, 0}, Rgb{0, 1, 0}, Rgb{0, 0, 1}};
    turn[p][p] = turn[q][q] = c;
    turn[p][q] = s;
    turn[q][p] = -s;
    RgbMatrix back = turn;
    std::swap(back[p][q], back[q][p]);
    a = product(back, product(a, turn));
    a[p][q] = a[q][p] = 0;
    axes = product(axes, turn);
}

/// By Jacobi's cyclic method (Golub and Van Loan, "Matrix Computations", 8.5), which doubles the
/// digits with every sweep.
Eigensystem eigensystem(RgbMatrix a)
{
    constexpr int sweeps = 10;
    RgbMatrix axes{Rgb{1, 0, 0}, Rgb{0, 1, 0}, Rgb{0, 0, 1}};
    for (int i = 0; i < sweeps; ++i) {
        rotate(a, axes, 0, 1);
        rotate(a, axes, 0, 2);
        rotate(a, axes, 1, 2);
    }
    return {{a[0][0], a[1][1], a[2][2]}, axes};
}

/// The matrix with the values @p f(k) in the place of values[k].
template<typename Function>
RgbMatrix withValues(const Eigensystem &system, const Function &f)
{
    const Rgb values{f(0), f(1), f(2)};
    RgbMatrix result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = i; j < 3; ++j) {
            for (std::size_t k = 0; k < 3; ++k)
                result[i][j] += values[k] * system.axes[i][k] * system.axes[j][k];
            result[j][i] = result[i][j]; // to the last bit
        }
    }
    return result;
}

/// The variance of @p covariance along axis @p k.
double varianceAlong(const RgbMatrix &covariance, const RgbMatrix &axes, std::size_t k)
{
    const Rgb axis{axes[0][k], axes[1][k], axes[2][k]};
    return dot(axis,
               {dot(covariance[0], axis), dot(covariance[1], axis), dot(covariance[2], axis)});
}

/// The standard deviations of @p from along its axes, but where those of @p to are more than
/// largestGain times as large: then that part of these.
Rgb deviations(const Eigensystem &from, const RgbMatrix &to)
{
    Rgb result{};
    for (std::size_t k = 0; k < 3; ++k) {
        const double least = varianceAlong(to, from.axes, k) / (largestGain * largestGain);
        result[k] = std::sqrt(std::max({from.values[k], least, smallestVariance}));
    }
    return result;
}

/// The colour of the pixel @p i, moved.
Rgb moved(const ColorPlanes &picture, std::size_t i, const ColorMap &map)
{
    return map({picture.channels[0][i], picture.channels[1][i], picture.channels[2][i]});
}

/// Between which values the channels are, but for a thousandth of them at either end.
struct Extent
{
    double lowest = 0;
    double highest = 1;
};

Extent extentOf(const ColorPlanes &picture)
{
    constexpr double first = -2; // what lies beyond counts there
    constexpr int binsOfUnit = 1024;
    std::array<std::size_t, 5 * binsOfUnit> counts{};
    for (const float *channel : picture.channels) {
        for (std::size_t i = 0; i < picture.count; ++i) {
            const double place = std::floor((double(channel[i]) - first) * binsOfUnit);
            ++counts[std::size_t(std::clamp(place, 0.0, double(counts.size() - 1)))];
        }
    }
    const std::size_t overlooked = 3 * picture.count / 1000;
    const auto placeOf = [overlooked](auto bin) {
        std::size_t passed = *bin;
        std::size_t place = 0;
        for (; passed <= overlooked; ++place)
            passed += *++bin;
        return place;
    };
    // The inner ends of the bins: what is exactly 0 or 1 does not lie beyond.
    Extent extent;
    extent.lowest = first + double(placeOf(counts.begin()) + 1) / binsOfUnit;
    extent.highest = first + double(counts.size() - 1 - placeOf(counts.rbegin())) / binsOfUnit;
    return extent;
}

/// Brings values up to @p highest back to no more than 1: as they are up to a knee, above it along
/// a hyperbola without a bend. The knee is as far below 1 as they go beyond, but not below ½.
class Shoulder
{
public:
    explicit Shoulder(double highest)
        : m_knee(std::max(0.5, 2 - highest)),
          m_bend(highest > 1 ? 1 / (1 - m_knee) - 1 / (highest - m_knee) : 0)
    {
    }

    double operator()(double value) const
    {
        const double above = std::max(0.0, value - m_knee);
        return std::min(1.0, value - above + above / (1 + m_bend * above));
    }

private:
    double m_knee;
    double m_bend;
};

} // namespace

ColorStatistics colorStatistics(const ColorPlanes &picture)
{
    constexpr double middle = 0.5; // sums of what is near 0 keep more digits
    Rgb sums{};
    RgbMatrix products{};
    for (std::size_t i = 0; i < picture.count; ++i) {
        Rgb color{};
        for (std::size_t k = 0; k < 3; ++k)
            color[k] = double(picture.channels[k][i]) - middle;
        for (std::size_t k = 0; k < 3; ++k) {
            sums[k] += color[k];
            for (std::size_t l = k; l < 3; ++l)
                products[k][l] += color[k] * color[l];
        }
    }
    const double n = double(picture.count);
    ColorStatistics result;
    for (std::size_t k = 0; k < 3; ++k) {
        result.mean[k] = sums[k] / n + middle;
        for (std::size_t l = k; l < 3; ++l)
            result.covariance[k][l] = result.covariance[l][k] =
                products[k][l] / n - sums[k] / n * sums[l] / n;
    }
    return result;
}

std::optional<ColorStatistics> blended(const std::vector<ColorStatistics> &pictures,
                                       const std::vector<double> &weights)
{
    std::vector<double> shares(pictures.size(), 1);
    std::copy_n(weights.begin(), std::min(weights.size(), shares.size()), shares.begin());
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (sum <= 0)
        return std::nullopt;
    ColorStatistics result;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const double share = shares[i] / sum;
        for (std::size_t k = 0; k < 3; ++k) {
            result.mean[k] += share * pictures[i].mean[k];
            for (std::size_t l = 0; l < 3; ++l)
                result.covariance[k][l] += share * pictures[i].covariance[k][l];
        }
    }
    return result;
}

Rgb ColorMap::operator()(const Rgb &color) const
{
    return {dot(matrix[0], color) + offset[0], dot(matrix[1], color) + offset[1],
            dot(matrix[2], color) + offset[2]};
}

ColorMap colorMap(const ColorStatistics &from, const ColorStatistics &to)
{
    const Eigensystem own = eigensystem(from.covariance);
    const Rgb spread = deviations(own, to.covariance);
    const RgbMatrix root = withValues(own, [&](std::size_t k) { return spread[k]; });
    const RgbMatrix inverseRoot = withValues(own, [&](std::size_t k) { return 1 / spread[k]; });
    const Eigensystem between = eigensystem(product(root, product(to.covariance, root)));
    const RgbMatrix middle = withValues(between, [&](std::size_t k) {
        return std::sqrt(std::max(between.values[k], smallestVariance * smallestVariance));
    });
    ColorMap map;
    map.matrix = product(inverseRoot, product(middle, inverseRoot));
    for (std::size_t k = 0; k < 3; ++k)
        map.offset[k] = to.mean[k] - dot(map.matrix[k], from.mean);
    return map;
}

void recolor(const ColorPlanes &picture, const ColorMap &map)
{
    for (std::size_t i = 0; i < picture.count; ++i) {
        const Rgb color = moved(picture, i, map);
        for (std::size_t k = 0; k < 3; ++k)
            picture.channels[k][i] = float(color[k]);
    }
    const Extent extent = extentOf(picture);
    const Shoulder light(extent.highest);
    const Shoulder dark(1 - extent.lowest);
    for (float *channel : picture.channels) {
        std::transform(channel, channel + picture.count, channel,
                       [&](float value) { return float(1 - dark(1 - light(double(value)))); });
    }
}

void recolor(Colors colors, const ColorPlanes &content, const std::vector<ColorPlanes> &styles,
             const std::vector<ColorStatistics> &ofStyles, const std::vector<double> &weights)
{
    if (!movesPictures(colors))
        return;
    const ColorStatistics ofContent = colorStatistics(content);
    if (colors == Colors::Matched) {
        for (std::size_t i = 0; i < styles.size(); ++i)
            recolor(styles[i], colorMap(ofStyles[i], ofContent));
    } else if (const auto palette = blended(ofStyles, weights)) {
        recolor(content, colorMap(ofContent, *palette));
    }
}

} // namespace gramarye
