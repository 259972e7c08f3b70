#pragma once

#include "core/model/styleparameters.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace gramarye {

// The colours of a picture moved onto those of another before a run: to the same mean and the same
// covariance, by the linear map that moves them least (Pitié and Kokaram, "The linear
// Monge–Kantorovitch linear colour mapping for example-based colour transfer", CVMP 2007). Of the
// values as pictures store them, sRGB-encoded: in linear light a few lamps are most of a night's
// covariance, and its dark parts fall below 0. Any thread.

using Rgb = std::array<double, 3>;
using RgbMatrix = std::array<Rgb, 3>; ///< its rows

/// A picture as planes of `count` values each, red, green and blue in 0..1; not owned.
struct ColorPlanes
{
    std::array<float *, 3> channels{};
    std::size_t count = 0;
};

/// Where a picture's colours lie, and how they spread. A value.
struct ColorStatistics
{
    Rgb mean{};             ///< 0..1 each
    RgbMatrix covariance{}; ///< symmetric, positive semidefinite
};

/// Of a picture with at least one pixel.
ColorStatistics colorStatistics(const ColorPlanes &picture);

/// The mean of the means and of the covariances of @p pictures, each with its weight of @p weights
/// (missing ones count 1). None where no weight is above 0.
std::optional<ColorStatistics> blended(const std::vector<ColorStatistics> &pictures,
                                       const std::vector<double> &weights);

/// color ↦ matrix · color + offset. A value.
struct ColorMap
{
    RgbMatrix matrix{}; ///< symmetric, positive definite
    Rgb offset{};

    Rgb operator()(const Rgb &color) const;
};

/// How much further apart a map moves colours along any principal axis of the picture they come
/// from (and so by no more than √3 times that along others): a grey picture's noise is no palette.
constexpr double largestGain = 3;

/// The map that gives colours with the statistics @p from those of @p to: of all that do the one
/// that moves them least, Σ⁻¹ᐟ² (Σ¹ᐟ² Σ_to Σ¹ᐟ²)¹ᐟ² Σ⁻¹ᐟ² with Σ of @p from. Where that would
/// take more than largestGain the spread remains smaller than that of @p to. Finite for flat, grey
/// and one-pixel pictures, too.
ColorMap colorMap(const ColorStatistics &from, const ColorStatistics &to);

/// Puts @p map on @p picture. What leaves 0..1 is brought back by a shoulder, the same for all
/// three channels, so that light and dark parts keep their drawing and greys stay grey; without
/// such values nothing but the map changes any.
void recolor(const ColorPlanes &picture, const ColorMap &map);

/// What @p colors do to pictures before a run: Matched recolours each of @p styles with the colours
/// of @p content, Palette @p content with those of the styles, blended by @p weights (missing ones
/// count 1). The others do nothing, nor does Palette where no style counts. @p ofStyles: of what
/// counts of each.
void recolor(Colors colors, const ColorPlanes &content, const std::vector<ColorPlanes> &styles,
             const std::vector<ColorStatistics> &ofStyles, const std::vector<double> &weights);

} // namespace gramarye
