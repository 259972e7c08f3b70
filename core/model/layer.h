#pragma once

#include <QString>

#include <array>
#include <bitset>
#include <map>
#include <optional>

namespace gramarye {

/// What a loss can be measured on: the picture's own pixels, VGG-19's convolutions, each read after
/// its ReLU, in the order of the network, and small patches of the picture.
enum class Layer
{
    Pixels,
    Conv1_1,
    Conv1_2,
    Conv2_1,
    Conv2_2,
    Conv3_1,
    Conv3_2,
    Conv3_3,
    Conv3_4,
    Conv4_1,
    Conv4_2,
    Conv4_3,
    Conv4_4,
    Conv5_1,
    Conv5_2,
    Conv5_3,
    Conv5_4,
    Patches, ///< of distributions only
};

constexpr int layerCount = 18;
constexpr int networkLayerCount = 17; ///< those that a network is asked for, the pixels among them

/// One non-negative number for every layer; 0 leaves the layer out.
using LayerWeights = std::array<double, layerCount>;

/// Factors of some layers' weights; those of the others are 1.
using LayerFactors = std::map<Layer, double>;

using LayerSet = std::bitset<layerCount>; ///< by layerIndex()

constexpr std::size_t layerIndex(Layer layer)
{
    return static_cast<std::size_t>(layer);
}
constexpr Layer layerAt(std::size_t index)
{
    return static_cast<Layer>(index);
}

/// "pixels", "conv1_1" … "conv5_4", "patches".
QString layerName(Layer layer);
std::optional<Layer> layerFromName(const QString &name);

/// True for the first convolution of blocks 2 to 5: a pooling stands before it.
constexpr bool followsPooling(Layer layer)
{
    return layer == Layer::Conv2_1 || layer == Layer::Conv3_1 || layer == Layer::Conv4_1
           || layer == Layer::Conv5_1;
}

/// True for the last convolution of blocks 1 to 4.
constexpr bool precedesPooling(Layer layer)
{
    return layer != Layer::Conv5_4 && followsPooling(layerAt(layerIndex(layer) + 1));
}

/// The last of @p layers in the order of the network; `pixels` where there is none.
Layer deepestOf(const LayerSet &layers);

} // namespace gramarye
