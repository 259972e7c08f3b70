#pragma once

#include "app/option.h"
#include "app/renderarguments.h"
#include "core/model/parameterspec.h"

namespace gramarye {

/// The option that corresponds to @p spec, which outlives it.
Option<RenderArguments> parameterOption(const ParameterSpec &spec);

/// The option that corresponds to the sliders of the style layers.
Option<RenderArguments> styleLayerOption();

/// The network whose defaults the help shows first.
const NetworkInfo &usualNetwork();

} // namespace gramarye
