#include "core/model/layer.h"

#include <algorithm>
#include <iterator>

namespace gramarye {

namespace {

constexpr const char *names[layerCount] = {
    "pixels",  "conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1",
    "conv3_2", "conv3_3", "conv3_4", "conv4_1", "conv4_2", "conv4_3",
    "conv4_4", "conv5_1", "conv5_2", "conv5_3", "conv5_4", "patches",
};

} // namespace

QString layerName(Layer layer)
{
    return QLatin1String(names[layerIndex(layer)]);
}

std::optional<Layer> layerFromName(const QString &name)
{
    const auto found = std::find_if(std::begin(names), std::end(names),
                                    [&](const char *n) { return name == QLatin1String(n); });
    if (found == std::end(names))
        return std::nullopt;
    return layerAt(static_cast<std::size_t>(std::distance(std::begin(names), found)));
}

Layer deepestOf(const LayerSet &layers)
{
    for (std::size_t i = networkLayerCount - 1; i > 0; --i) {
        if (layers.test(i))
            return layerAt(i);
    }
    return Layer::Pixels;
}

} // namespace gramarye
