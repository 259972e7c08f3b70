#pragma once

#include "core/transfer/renderjob.h"

namespace gramarye {

/// Reads the pictures and finds the network that @p scene names. Places without a picture stay
/// empty. Any thread. Errors: those of readPicture() and locate().
Result<ReadScene> resolve(const Scene &scene, const NetworkCatalog &catalog);

} // namespace gramarye
