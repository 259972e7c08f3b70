#pragma once

#include "app/renderoptions.h"
#include "core/model/parameterspec.h"

namespace gramarye {

/// The option that corresponds to @p spec, which outlives it.
RenderOption parameterOption(const ParameterSpec &spec);

/// The option that corresponds to the sliders of the style layers.
RenderOption styleLayerOption();

/// The network whose defaults the help shows first.
const NetworkInfo &usualNetwork();

} // namespace gramarye
