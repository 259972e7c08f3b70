#pragma once

#include "core/compute/projection.h"

#include <cstdint>

namespace gramarye {

/// So many sets of directions take turns, so that over some iterations all of the space is seen.
constexpr int directionSets = 8;

/// How many directions a set has for features of @p channels channels; for windows.
int featureDirectionCount(int channels);
int windowDirectionCount();

/// Random directions among the values of @p channels channels, of unit length; as many of them as
/// there are channels are at right angles to each other. The same for the same @p seed, but for
/// what machines round otherwise.
Directions featureDirections(int channels, std::uint64_t seed);

/// The same among the colours of windows of @p side × @p side px.
Directions windowDirections(int side, std::uint64_t seed);

} // namespace gramarye
