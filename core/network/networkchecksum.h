#pragma once

#include "core/network/networkcatalog.h"

namespace gramarye {

/// The checksum (core/weights/checksum) of the numbers of @p network, under the names that the
/// store keeps them by: the same for a network in the store and for the file it came from. Empty
/// where its weights cannot be read. Any thread; takes a tenth of a second for
/// VGG-19, but only once as long as the file is the same, by its size and time.
QString networkChecksum(const NetworkSource &network);

} // namespace gramarye
