#pragma once

#include "core/network/networkcatalog.h"

namespace gramarye {

/// The checksum() of the numbers of @p network, under the names that the store keeps them by: the
/// same for a network in the store and for the file it came from. Empty where they cannot be read.
/// Any thread; takes a tenth of a second for VGG-19, once for a file of one size and time.
QString networkChecksum(const NetworkSource &network);

} // namespace gramarye
