#pragma once

#include "core/compute/planes.h"
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

/// The covariance (its lower triangle) of what windows of @p side × @p side px hold, of some
/// thousands of them all over
/// @p picture; their values as Directions have them, row by row. Adds to @p covariance.
void addWindowCovariance(const PlanesView &picture, int side, std::vector<double> &covariance);

/// Random directions of unit length among the colours of windows of @p side × @p side px.
///
/// Where @p covariance is given, every other one is drawn with its inverse in the place of the
/// identity (but for a share of the mean variance, below which nothing counts), so that what
/// windows vary in by little counts as much as what they vary in by much. What pictures are like
/// along the others is decided by where it is light and where dark: coloured fringes and a grain
/// that the styles do not have hardly count there.
Directions windowDirections(int side, std::uint64_t seed,
                            const std::vector<double> &covariance = {});

} // namespace gramarye
