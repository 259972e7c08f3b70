#pragma once

#include "core/compute/border.h"
#include "core/model/networkinfo.h"

#include <ATen/core/Tensor.h>

#include <memory>

namespace gramarye {

class MapArena;
class Workspace;

/// Pooling between the stages of a network.
struct PoolingStep
{
    PoolingKind kind = PoolingKind::Max;
    double factor = 1; ///< an average is multiplied by this
};

/// What one layer of a forward pass leaves for the losses and for the way back.
struct LayerTape
{
    /// Of the layers asked for: 1 × C × H × W after the ReLU; our own kernels' lie as maps do
    /// (MapView), which their strides say. `pixels` is R, G, B and a constant 1, always in planes.
    at::Tensor features;

    // ChannelBits, H × W × blocks, of our own kernels; of LibTorch as named.
    at::Tensor reluMask; ///< what the ReLU (and the pooling done with it) let through: bools
    at::Tensor poolMask; ///< what the pooling before the convolution did: indices of the maxima
    int64_t height = 0;  ///< of the features
    int64_t width = 0;
    bool pooled = false; ///< the pooling after this layer is done already
};

/// A forward pass, layer by layer (as a tape of automatic differentiation).
struct FeatureTape
{
    std::array<LayerTape, layerCount> layers;
    Layer deepest = Layer::Pixels;
    Wrap wrap; ///< of the picture

    LayerTape &operator[](std::size_t layer) { return layers[layer]; }
    const LayerTape &operator[](std::size_t layer) const { return layers[layer]; }
};

/// The layers of a network, one at a time: pooling where there is one before it, 3×3 convolution,
/// ReLU. Weights are frozen: only gradients with respect to the input are needed, for which bits
/// suffice. Maps are 1 × C × H × W; how they lie in memory, and whether a layer's result is already
/// pooled, is an implementation's own affair.
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

/// Through LibTorch's operators.
std::unique_ptr<NetworkLayers> makeTorchLayers(PoolingStep pooling);

/// By our own kernels. Maps come from @p arena; @p workspace computes. Both outlive the layers.
std::unique_ptr<NetworkLayers> makeFastLayers(MapArena &arena, Workspace &workspace,
                                              PoolingStep pooling);

} // namespace gramarye
