#pragma once

#include "core/compute/border.h"

#include <ATen/ATen.h>

namespace gramarye {

/// A convolution with frozen weights (3×3 or 1×1, stride 1, output as large as the input) and its
/// gradient with respect to the input; the weights' own gradient is never needed. Through
/// LibTorch's operators. One thread at a time.
class Convolution
{
public:
    /// @p weight: outputs × inputs × k × k with k = 1 or 3; @p bias: outputs.
    Convolution(at::Tensor weight, at::Tensor bias, Border border)
        : m_weight(std::move(weight)),
          m_bias(std::move(bias)),
          m_flipped(m_weight.transpose(0, 1).flip({2, 3}).contiguous()),
          m_reach(static_cast<int>(m_weight.size(2) / 2)),
          m_border(border)
    {
    }

    /// @p x: 1 × inputs × H × W; returns 1 × outputs × H × W. What wraps has no border in that
    /// direction, what is one pixel wide repeats it where it cannot reflect.
    at::Tensor forward(const at::Tensor &x, Wrap wrap = {}) const
    {
        if (m_reach > 0 && !isPlain(x, wrap)) {
            const Borders border(m_border, wrap);
            return at::conv2d(continued(continued(x, 2, border.rows), 3, border.columns), m_weight,
                              m_bias);
        }
        if (!padsExplicitly())
            return at::conv2d(x, m_weight, m_bias, 1, m_reach);
        const at::Tensor padded = m_border == Border::Reflect
                                      ? at::reflection_pad2d(x, {1, 1, 1, 1})
                                      : at::replication_pad2d(x, {1, 1, 1, 1});
        return at::conv2d(padded, m_weight, m_bias);
    }

    /// The gradient with respect to the input, given that with respect to the output.
    at::Tensor backward(const at::Tensor &gradient, Wrap wrap = {}) const
    {
        // The adjoint of a convolution is a convolution with the kernel turned by half a turn; that
        // is the faster one of the two ways to have oneDNN compute it.
        const bool plain = isPlain(gradient, wrap);
        if (m_reach == 0 || (plain && !padsExplicitly()))
            return at::conv2d(gradient, m_flipped, {}, 1, m_reach);
        const at::Tensor padded = at::conv2d(gradient, m_flipped, {}, 1, 2 * m_reach);
        if (!plain) {
            const Borders border(m_border, wrap);
            return folded(folded(padded, 3, border.columns), 2, border.rows);
        }
        // Only the shape of the padding's input is looked at.
        const at::Tensor input =
            at::zeros({1}, gradient.options())
                .expand({1, m_weight.size(1), gradient.size(2), gradient.size(3)});
        return m_border == Border::Reflect
                   ? at::reflection_pad2d_backward(padded, input, {1, 1, 1, 1})
                   : at::replication_pad2d_backward(padded, input, {1, 1, 1, 1});
    }

private:
    /// Whether LibTorch's padding will do.
    static bool isPlain(const at::Tensor &x, Wrap wrap)
    {
        return wrap.isNone() && x.size(2) > 1 && x.size(3) > 1;
    }

    bool padsExplicitly() const { return m_reach > 0 && m_border != Border::Zero; }

    /// @p x with what stands beyond its two ends in @p dimension.
    static at::Tensor continued(const at::Tensor &x, int64_t dimension, Border border)
    {
        const int extent = int(x.size(dimension));
        const auto beyond = [&](int at) {
            const int index = borderIndex(at, extent, border);
            return index < 0 ? at::zeros_like(x.narrow(dimension, 0, 1))
                             : x.narrow(dimension, index, 1);
        };
        return at::cat({beyond(-1), x, beyond(extent)}, dimension);
    }

    /// The adjoint.
    static at::Tensor folded(const at::Tensor &x, int64_t dimension, Border border)
    {
        const int extent = int(x.size(dimension)) - 2;
        at::Tensor result = x.narrow(dimension, 1, extent).clone();
        for (const int at : {-1, extent}) {
            const int index = borderIndex(at, extent, border);
            if (index >= 0)
                result.narrow(dimension, index, 1).add_(x.narrow(dimension, at + 1, 1));
        }
        return result;
    }

    at::Tensor m_weight;
    at::Tensor m_bias;
    at::Tensor m_flipped; ///< inputs × outputs × k × k, turned by half a turn
    int m_reach;          ///< pixels that a window reaches beyond its centre: 0 or 1
    Border m_border;
};

} // namespace gramarye
