#pragma once

#include "core/model/layer.h"

#include <ATen/core/Tensor.h>

#include <array>

namespace gramarye {

/// What one layer of a forward pass leaves for the losses and for the way back.
struct LayerTape
{
    /// Of the layers asked for: 1 × C × H × W after the ReLU; `pixels` is R, G, B and a constant 1.
    /// TorchLayers' lie in memory as LibTorch likes, FastLayers' as maps do (MapView: channel by
    /// channel of each pixel), which their strides say. Pixels are planes in both.
    at::Tensor features;

    // What the layers note for themselves, each in its own form. FastLayers: ChannelBits for each
    // pixel and block of channels, H × W × blocks. TorchLayers: as named.
    at::Tensor
        reluMask; ///< where the ReLU (and the pooling done with it) let values through: bools
    at::Tensor poolMask; ///< likewise of the pooling before the convolution: indices of the maxima
    int64_t height = 0;  ///< of the features
    int64_t width = 0;
    bool pooled = false; ///< the pooling after this layer is done already
};

/// A forward pass, layer by layer (as a tape of automatic differentiation).
struct FeatureTape
{
    std::array<LayerTape, layerCount> layers;
    Layer deepest = Layer::Pixels;

    LayerTape &operator[](std::size_t layer) { return layers[layer]; }
    const LayerTape &operator[](std::size_t layer) const { return layers[layer]; }
};

} // namespace gramarye
