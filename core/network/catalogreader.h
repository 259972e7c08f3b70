#pragma once

#include "core/network/networkcatalog.h"

namespace gramarye {

/// Reads and checks a catalogue in the format of resources/NETWORKS.md.
/// Error: CatalogDamaged, with the entry's name (empty where it has none) and the key that is
/// wrong.
Result<std::vector<NetworkInfo>> readCatalog(const QByteArray &json);

} // namespace gramarye
