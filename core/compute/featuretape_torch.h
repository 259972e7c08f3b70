#pragma once

#include "core/model/layer.h"

#include <ATen/core/Tensor.h>

#include <array>

namespace gramarye {

/// What one layer of a forward pass leaves for the losses and for the way back.
struct LayerTape
{
    /// Of the layers asked for: 1 × C × H × W after the ReLU; `pixels` is R, G, B and a constant 1.
    at::Tensor features;

    // What NetworkLayers notes for itself.
    at::Tensor passed;     ///< where the ReLU (and the pooling after it) let values through
    at::Tensor poolPassed; ///< likewise of the pooling before the convolution
    int64_t height = 0;    ///< of the features
    int64_t width = 0;
    bool pooled = false; ///< the pooling after this layer is done already
};

struct FeatureTape
{
    std::array<LayerTape, layerCount> layers;
    Layer deepest = Layer::Pixels;

    LayerTape &operator[](std::size_t layer) { return layers[layer]; }
    const LayerTape &operator[](std::size_t layer) const { return layers[layer]; }
};

} // namespace gramarye
