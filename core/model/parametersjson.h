#pragma once

#include "core/base/jsonreader.h"
#include "core/model/styleparameters.h"

namespace gramarye {

// StyleParameters in files: presets, recipes, projects, batches. One number or word for each of
// parameterSpecs(), under its key; "inf" for infinity; "style-layer": the weights by layer, those
// that are 0 left out; of each style picture "blend": its weight, and where they are not as usual
// "style-scales" and "style-layers": its scale and its layers' factors.

QJsonObject toJson(const StyleParameters &parameters);

/// By the layers' names.
QJsonObject toJson(const LayerFactors &factors);
LayerFactors readLayerFactors(JsonReader &json);

/// What @p json says, in place of what @p base says; keys that are missing stay as there. What
/// could not have been typed is a problem of @p json.
StyleParameters readParameters(JsonReader &json, StyleParameters base = {});

/// The same for an object by itself. Error, without a subject: DocumentDamaged.
Result<StyleParameters> parametersFromJson(const QJsonObject &object, StyleParameters base);

} // namespace gramarye
