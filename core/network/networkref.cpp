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

Result<NetworkSource> locate(const NetworkRef &network, const NetworkCatalog &catalog)
{
    const bool isFile = !network.path.isEmpty() && QFileInfo::exists(network.path);
    auto source = catalog.locate(isFile ? network.path : network.name);
    if (source && !network.checksum.isEmpty() && networkChecksum(*source) != network.checksum)
        return Error{ErrorCode::WeightsOtherNetwork, source->path, QStringLiteral("checksum")};
    return source;
}

} // namespace gramarye
