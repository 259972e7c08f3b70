#pragma once

#include "core/compute/border.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

/// A convolution with frozen weights (3×3 or 1×1, stride 1, output as large as the input) and its
/// gradient with respect to the input; the weights' own gradient is never needed. Through
/// LibTorch's operators. One thread at a time.
class Convolution
{
public:
    /// @p weight: outputs × inputs × k × k with k = 1 or 3; @p bias: outputs.
    Convolution(at::Tensor weight, at::Tensor bias, Border border);

    /// @p x: 1 × inputs × H × W; returns 1 × outputs × H × W.
    at::Tensor forward(const at::Tensor &x) const;

    /// The gradient with respect to the input, given that with respect to the output.
    at::Tensor backward(const at::Tensor &gradient) const;

private:
    bool padsExplicitly() const { return m_reach > 0 && m_border != Border::Zero; }

    at::Tensor m_weight;
    at::Tensor m_bias;
    at::Tensor m_flipped; ///< inputs × outputs × k × k, turned by half a turn
    int m_reach;          ///< pixels that a window reaches beyond its centre: 0 or 1
    Border m_border;
};

} // namespace gramarye
