#pragma once

#include "core/compute/pixelweights.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

/// The style loss of one iterate at one layer, times the layer's weight. The iterate comes in one
/// part or in several (tiles), since all that is compared are sums over positions: look() at all
/// of them, then compare(), then addGradient() for all of them, then its value is known. Features
/// are 1 × C × H × W, of which a part's weights count (null: all alike).
class LayerLoss
{
public:
    virtual ~LayerLoss() = default;

    /// Adds up what @p features say of the iterate. @p sample: the weights of some of them alone
    /// (null: of all); they say roughly between which values all of them lie.
    virtual void look(const at::Tensor &features, const PixelWeights *weights,
                      const PixelWeights *sample) = 0;

    /// All parts were looked at. False: all of them are to be looked at once more.
    virtual bool compare() = 0;

    /// @p gradient (may be undefined; may be changed) + @p weight · the loss's gradient at
    /// @p features, which were looked at; undefined stays so where the weight is 0.
    virtual at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features,
                                   const PixelWeights *weights, double weight) = 0;

    virtual double value() = 0;

    /// Whether the loss is nothing but rounding errors.
    virtual bool isReached() = 0;
};

} // namespace gramarye
