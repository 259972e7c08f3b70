#pragma once

#include "core/model/styleparameters.h"

#include <vector>

namespace gramarye {

/// @p count looks around @p around, made with @p network: its ratio, layer weights, style scale,
/// smoothness and blend moved at random, by steps a hand might take, and spread so that no two
/// resemble each other; all else is as it is. The same seed gives the same looks.
std::vector<StyleParameters> variations(const StyleParameters &around, const NetworkInfo &network,
                                        int count, quint32 seed);

} // namespace gramarye
