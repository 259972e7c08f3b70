#pragma once

#include "core/error.h"
#include "core/network/layer.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <map>
#include <vector>

namespace gramarye {

enum class Padding
{
    Zero,
    Reflect
};
enum class PoolingKind
{
    Max,
    Average
};

/// What is known about a network of the VGG family before its weights are read: an entry of
/// resources/networks.json, whose format is documented beside it. A value.
struct NetworkInfo
{
    QString name;    ///< as typed by the user, e.g. "vgg19-distilled"
    QString title;   ///< words for the user, marked for translation in ui/catalogtext
    QString summary; ///< what it is good for, likewise
    QString licence;
    QString resource; ///< where its weights are inside the program; empty: a file is needed
    QString source;   ///< where its weights are published; empty where there is no such place

    std::map<Layer, QString> keys; ///< prefix of ".weight" and ".bias" of each convolution
    QString colorTransform;        ///< prefix of a 1×1 convolution before the first; may be empty
    int firstWidth = 0;            ///< channels of conv1_1, by which a file is recognised

    std::array<double, 3> mean{}; ///< the network's input is (RGB in 0..1 − mean) / std
    std::array<double, 3> std{1, 1, 1};
    Padding padding = Padding::Zero;
    PoolingKind pooling = PoolingKind::Max; ///< as it was trained

    std::map<Layer, QString> styleLayers; ///< offered as sliders, with an artist's word for each
    LayerWeights defaultWeights{};        ///< of the painterly method
    Layer defaultContentLayer = Layer::Conv4_2;
    double defaultRatio = 0.01;     ///< α/β at which the painterly method looks right
    double defaultSmoothness = 0.0; ///< weight of the total variation, painterly method

    friend bool operator==(const NetworkInfo &a, const NetworkInfo &b) { return a.name == b.name; }
};

/// A network together with the file its weights are in (":/…" for resources). A value.
struct NetworkSource
{
    NetworkInfo info;
    QString path;
};

/// The networks the program knows, in the order they are offered.
class NetworkCatalog
{
public:
    /// Reads a catalogue; the error says which entry is wrong, and how.
    static Result<NetworkCatalog> fromJson(const QByteArray &json);

    /// The catalogue inside the program.
    static const NetworkCatalog &builtIn();

    const std::vector<NetworkInfo> &networks() const { return m_networks; }
    const NetworkInfo *find(const QString &name) const;

    /// Finds the weights of @p nameOrPath: a name of this catalogue (in the program's resources or
    /// its data folder) or the path of a weight file, recognised by what is in it.
    /// Errors: NetworkUnknown, NetworkNotInstalled, WeightsNotVgg and those of WeightsFile::open.
    Result<NetworkSource> locate(const QString &nameOrPath) const;

private:
    Result<NetworkSource> recognize(const QString &path) const;

    std::vector<NetworkInfo> m_networks;
};

/// Where weight files of the catalogue's networks are looked for: "networks" in the platform's
/// data folder, or in $GRAMARYE_DATA_DIR where that is set.
QString networkFolder();

} // namespace gramarye
