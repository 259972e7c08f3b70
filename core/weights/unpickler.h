#pragma once

#include "core/base/bytereader.h"
#include "core/weights/pickle.h"

namespace gramarye::pickled {

/// Runs the pickle that comes next: the few instructions that a state dict needs. Imports nothing
/// and calls nothing. Errors: WeightsDamaged, WeightsRefused.
Result<Pickle> unpickle(ByteReader &bytes);

} // namespace gramarye::pickled
