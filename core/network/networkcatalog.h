#pragma once

#include "core/base/error.h"
#include "core/model/networkinfo.h"
#include "core/weights/tensorview.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace gramarye {

class WeightsFile;

/// The networks the program knows, in the order they are offered.
class NetworkCatalog
{
public:
    /// Reads and checks a catalogue in the format of resources/NETWORKS.md. Error: CatalogDamaged,
    /// with the entry's name (empty where it has none) and the key that is wrong.
    static Result<NetworkCatalog> fromJson(const QByteArray &json);

    /// The catalogue inside the program.
    static const NetworkCatalog &builtIn();

    const std::vector<NetworkInfo> &networks() const { return m_networks; }
    const NetworkInfo *find(const QString &name) const;

    /// "builtin, vgg19, …"
    QString names() const;

    /// The networks that the weight file @p file may hold, judging by the names of its tensors and
    /// the width of the first convolution, with `keys` set to the names the file uses: the
    /// likeliest first, several where the file alone cannot tell. Where no entry has the width, the
    /// widest ones of the same names. Empty where it is not of the family.
    std::vector<NetworkInfo> candidates(const WeightsFile &file) const;

    /// Finds the weights of @p nameOrPath: a name of this catalogue (in the program's resources or
    /// the store's folder) or the path of a weight file, taken for the first of its candidates.
    /// Errors: NetworkUnknown, NetworkNotInstalled, NetworkNeedsFile, WeightsNotVgg and those of
    /// WeightsFile::open.
    Result<NetworkSource> locate(const QString &nameOrPath) const;

private:
    Result<NetworkSource> locateStored(const NetworkInfo &info) const;
    Result<NetworkSource> recognize(const QString &path) const;

    std::vector<NetworkInfo> m_networks;
};

/// The names of @p network's layers by which @p tensors has its conv1_1; null where it has none.
const LayerKeys *keysIn(const TensorMap &tensors, const NetworkInfo &network);

/// The folder of the store: "networks" in the data folder.
QString networkFolder();

/// The file in that folder that the store keeps the network @p name in.
QString networkFile(const QString &name);

} // namespace gramarye
