#pragma once

#include "core/model/layer.h"

#include <QString>

#include <array>
#include <map>
#include <vector>

namespace gramarye {

/// What stands around a map where a 3×3 window reaches over its border.
enum class Border
{
    Zero,
    Reflect,
    Replicate,
    Circular ///< the map itself again, from its other end: it tiles
};
enum class PoolingKind
{
    Max,
    Average
};
enum class ChannelOrder
{
    Rgb,
    Bgr
};

/// Prefix of ".weight" and ".bias" of each convolution in a weight file, from conv1_1 on.
using LayerKeys = std::map<Layer, QString>;

/// A place that a network's weights are published at. A value.
struct PublishedFile
{
    QString address; ///< https
    QString sha256;  ///< of the whole file, in lower-case hexadecimal digits
    qint64 size = 0; ///< in bytes; 0: not known
};

/// What is known about a network of the VGG family before its weights are read: an entry of
/// resources/networks.json, whose format is documented beside it. A value.
struct NetworkInfo
{
    QString name;       ///< as typed by the user, e.g. "vgg19-distilled"
    QString formerName; ///< that it had before a better one took it; mostly empty
    QString title;      ///< words for the user, marked for translation in ui/text/catalogtext
    QString summary;    ///< what it is good for, likewise
    QString licence;
    QString resource; ///< where its weights are inside the program; empty: a file is needed
    std::vector<PublishedFile> published; ///< the best to download from first; may be empty
    qint64 downloadSize = 0;              ///< bytes from the first of these; 0: published nowhere

    LayerKeys keys;                      ///< of the file at hand; else the first of acceptedKeys
    std::vector<LayerKeys> acceptedKeys; ///< the usual names first
    QString colorTransform;              ///< prefix of a 1×1 convolution before the first
    std::vector<QString> marks;          ///< tensors that only files of this network have
    std::vector<int> widths;             ///< channels of the convolutions, from conv1_1 on; of the
                                         ///< file at hand, as far as it goes

    ChannelOrder channels = ChannelOrder::Rgb; ///< that the first convolution's weights expect
    std::array<double, 3> mean{};              ///< the input is (RGB in 0..1 − mean) / std
    std::array<double, 3> std{1, 1, 1};
    Border padding = Border::Zero;
    PoolingKind pooling = PoolingKind::Max; ///< as it was trained

    std::map<Layer, QString> styleLayers; ///< of its own that have a slider, see sliderLayers()
    LayerWeights defaultWeights{};        ///< of the painterly method
    Layer defaultContentLayer = Layer::Conv4_2;
    double defaultRatio = 0.01; ///< α/β at which Gram matrices look right, painterly method
    double defaultDistributionRatio = 0.12; ///< the same of distributions
    double defaultSmoothness = 0.0;         ///< weight of the total variation, painterly method

    /// The layers that have a slider, with an artist's word for each: the styleLayers, and where
    /// the style is compared by distributions the patches, which are of every network.
    std::map<Layer, QString> sliderLayers(bool comparesDistributions) const
    {
        std::map<Layer, QString> layers = styleLayers;
        if (comparesDistributions)
            layers[Layer::Patches] = QStringLiteral("brushwork");
        return layers;
    }

    /// Channels that leave the convolution @p layer.
    int channelCount(Layer layer) const { return widths.at(layerIndex(layer) - 1); }

    /// Multiplications for each pixel of a picture that its convolutions down to @p deepest take,
    /// by the plain sum.
    double multiplications(Layer deepest) const
    {
        double sum = 0;
        double pixels = 1;
        double inputs = 3;
        for (std::size_t i = 1; i <= layerIndex(deepest); ++i) {
            pixels /= followsPooling(layerAt(i)) ? 4 : 1;
            const double outputs = channelCount(layerAt(i));
            sum += 9 * inputs * outputs * pixels;
            inputs = outputs;
        }
        return sum;
    }

    friend bool operator==(const NetworkInfo &a, const NetworkInfo &b) { return a.name == b.name; }
};

/// A network together with the file its weights are in (":/…" for resources). A value.
struct NetworkSource
{
    NetworkInfo info;
    QString path;

    friend bool operator==(const NetworkSource &a, const NetworkSource &b)
    {
        return a.info == b.info && a.path == b.path;
    }
    friend bool operator!=(const NetworkSource &a, const NetworkSource &b) { return !(a == b); }
};

} // namespace gramarye
