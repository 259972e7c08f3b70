#pragma once

#include "app/option.h"
#include "app/renderarguments.h"

namespace gramarye {

/// The options of `gramarye render`, of which a job of a list has some as keys. Those of the
/// parameters are made from parameterSpecs().
OptionTable<RenderArguments> renderOptions();

} // namespace gramarye
