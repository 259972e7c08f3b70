#pragma once

#include "core/transfer/renderjob.h"

namespace gramarye {

/// A region of @p scene that was read from a file of several flat colours is several masks: that of
/// its lightest colour becomes its style's region, and the next ones those of the styles after it,
/// from the last one on to the first, which have none or name the same file. They keep its name,
/// but have no file of their own: documents carry them along. Any thread.
void spreadColorRegions(ReadScene &scene);

} // namespace gramarye
