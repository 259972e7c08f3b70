#include "core/network/networkref.h"

#include "core/network/networkchecksum.h"

#include <QFileInfo>

namespace gramarye {

NetworkRef networkRef(const NetworkSource &source)
{
    const bool isOurs =
        source.path == source.info.resource || source.path == networkFile(source.info.name);
    return {source.info.name, isOurs ? QString() : QFileInfo(source.path).absoluteFilePath(), {}};
}

QString nameHere(const NetworkRef &network, const NetworkCatalog &catalog)
{
    for (const NetworkInfo &info : catalog.networks()) {
        if (!info.formerName.isEmpty() && info.formerName == network.name
            && networkChecksum({info, info.resource}) == network.checksum)
            return info.name;
    }
    return network.name;
}

Result<NetworkSource> locate(const NetworkRef &network, const NetworkCatalog &catalog)
{
    const bool isFile = !network.path.isEmpty() && QFileInfo::exists(network.path);
    auto source = catalog.locate(isFile ? network.path : nameHere(network, catalog));
    if (source && !network.checksum.isEmpty() && networkChecksum(*source) != network.checksum)
        return Error{ErrorCode::WeightsOtherNetwork, source->path, QStringLiteral("checksum")};
    return source;
}

} // namespace gramarye
