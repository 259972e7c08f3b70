#pragma once

#include "core/model/project.h"
#include "core/network/networkcatalog.h"

namespace gramarye {

/// @p source as a project names it. Reads all of its weights, for their checksum.
ProjectNetwork projectNetwork(const NetworkSource &source);

/// The network that a project names, if it is here and has the same numbers. Errors:
/// WeightsOtherNetwork and those of NetworkCatalog::locate().
Result<NetworkSource> locate(const ProjectNetwork &network, const NetworkCatalog &catalog);

} // namespace gramarye
