#pragma once

#include <ATen/core/Tensor.h>

namespace gramarye {

/// The style loss of one iterate at one layer, times the layer's weight.
class LayerLoss
{
public:
    virtual ~LayerLoss() = default;

    /// @p gradient (may be undefined; may be changed) + @p weight, above 0, · the loss's gradient
    /// at @p features, those it was made of. Once at the most.
    virtual at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features,
                                   double weight) = 0;

    /// Cheaper after addGradient().
    virtual double value() = 0;

    /// Whether the loss is nothing but rounding errors.
    virtual bool isReached() = 0;
};

} // namespace gramarye
