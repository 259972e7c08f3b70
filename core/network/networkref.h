#pragma once

#include "core/model/scene.h"
#include "core/network/networkcatalog.h"

namespace gramarye {

/// @p source as documents name it, without its checksum, which takes reading it.
NetworkRef networkRef(const NetworkSource &source);

/// The name by which @p catalog has the network @p network: another than its own where a better
/// network has taken that since.
QString nameHere(const NetworkRef &network, const NetworkCatalog &catalog);

/// The network that @p network means, if it is here and has the same numbers. Errors:
/// WeightsOtherNetwork and those of NetworkCatalog::locate().
Result<NetworkSource> locate(const NetworkRef &network, const NetworkCatalog &catalog);

} // namespace gramarye
