#pragma once

#include <ATen/ATen.h>

#include <algorithm>

namespace gramarye {

/// ‖t‖², to divide by: silent features have none to be relative to.
inline double squaredNorm(const at::Tensor &t)
{
    return std::max(t.square().sum().item<double>(), 1e-12);
}

/// A squared difference of this share of the target's squared norm is one of single precision's
/// rounding errors, which the layers of a network make larger.
constexpr double roundingShare = 1e-10;

} // namespace gramarye
