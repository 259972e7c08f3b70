#pragma once

#include "core/model/layer.h"

#include <vector>

namespace gramarye {

/// A style layer's Gram matrix of the style pictures, blended, beside that of the picture being
/// made, for people to look at. A value.
struct LayerStatistics
{
    /// Larger matrices are averaged down to this.
    static constexpr int largestSide = 128;

    Layer layer = Layer::Pixels;
    int channels = 0; ///< of the layer; `pixels` has red, green, blue and a constant 1
    int side = 0;     ///< of the matrices; where less than `channels`, an entry is a block's mean
    std::vector<float> style;   ///< side × side, row by row
    std::vector<float> picture; ///< likewise
};

} // namespace gramarye
