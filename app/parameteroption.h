#pragma once

#include "app/option.h"
#include "app/renderarguments.h"
#include "core/model/parameterspec.h"

namespace gramarye {

/// The option that corresponds to @p spec, which outlives it.
Option<RenderArguments> parameterOption(const ParameterSpec &spec);

/// The option that corresponds to the sliders of the style layers.
Option<RenderArguments> styleLayerOption();

/// "conv3_1=0.5", given for the option @p option.
Parsed<std::pair<Layer, double>> readLayerWeight(const QString &option, const QString &text);

/// The network whose defaults the help shows first.
const NetworkInfo &usualNetwork();

} // namespace gramarye
