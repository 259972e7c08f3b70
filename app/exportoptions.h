#pragma once

#include "app/option.h"
#include "app/renderarguments.h"

namespace gramarye {

/// The options of `gramarye render` about the file that the result is written to.
OptionGroup<Option<RenderArguments>> exportFileOptions();

} // namespace gramarye
