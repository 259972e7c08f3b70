#pragma once

#include "core/model/layer.h"

#include <array>
#include <optional>
#include <vector>

namespace gramarye {

/// How often each value occurs in the style pictures, blended, and in the picture being made, along
/// the direction of a layer's distributions where the two differ most. A value.
struct DistributionCurves
{
    static constexpr int bins = 32; ///< side by side, all as wide
    using Densities = std::array<float, bins>;

    double distance = 0;  ///< squared 2-Wasserstein distance over the styles' variance
    double low = 0;       ///< where the first bin begins
    double high = 0;      ///< where the last one ends
    Densities style = {}; ///< their area is 1: what lies beyond the bins, a little, is left out
    Densities picture = {};
};

/// What a style layer compares, of the style pictures, blended, beside the picture being made, for
/// people to look at. A value.
struct LayerStatistics
{
    /// Larger matrices are averaged down to this.
    static constexpr int largestSide = 128;

    Layer layer = Layer::Pixels;
    int channels = 0; ///< of the layer; `pixels` has red, green, blue and a constant 1
    int side = 0;     ///< of the Gram matrices; where less than `channels`, an entry is a block's
                      ///< mean; 0: the layer has none
    std::vector<float> style = {};                 ///< side × side, row by row
    std::vector<float> picture = {};               ///< likewise
    std::optional<DistributionCurves> curves = {}; ///< where distributions are compared
};

} // namespace gramarye
