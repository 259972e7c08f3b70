#pragma once

#include "core/compute/border.h"
#include "core/compute/featuretape_torch.h"
#include "core/model/networkinfo.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

/// Pooling between the stages of a network.
struct PoolingStep
{
    PoolingKind kind = PoolingKind::Max;
    double factor = 1; ///< an average is multiplied by this
};

/// The layers of a network, one at a time: pooling where there is one before it, 3×3 convolution,
/// ReLU. Weights are frozen, so only gradients with respect to the input are ever needed, and these
/// need no activations: bits suffice. Maps are 1 × C × H × W to look at; how they lie in memory,
/// and whether a layer's result is already pooled, is an implementation's own affair.
class NetworkLayers
{
public:
    virtual ~NetworkLayers() = default;

    /// The next layer, from conv1_1 on. @p weight: outputs × inputs × 3 × 3.
    virtual void append(const at::Tensor &weight, const at::Tensor &bias, Border border) = 0;

    /// The result of layer @p layer (1: conv1_1) for @p x, the result of the one before. With
    /// @p whole it is the layer's features; else it may be anything the next layer takes.
    virtual at::Tensor forward(std::size_t layer, const at::Tensor &x, bool whole,
                               FeatureTape &tape) = 0;

    /// The gradient with respect to @p layer's input, given that with respect to its result.
    virtual at::Tensor backward(std::size_t layer, const at::Tensor &gradient,
                                const FeatureTape &tape) = 0;

    /// Memory that prepared weights take so far.
    virtual std::size_t weightBytes() const = 0;
};

} // namespace gramarye
