#pragma once

#include "core/base/error.h"
#include "core/model/styleparameters.h"

#include <QJsonObject>

namespace gramarye {

// StyleParameters in files: presets, recipes, projects, batches. One number or word for each of
// parameterSpecs(), under its key; "inf" for infinity; "style-layer": the weights by layer, those
// that are 0 left out; "blend": the weights of the style pictures.

QJsonObject toJson(const StyleParameters &parameters);

/// What @p object says, in place of what @p base says; keys that are missing stay as there. Nothing
/// is taken that could not have been typed. Error, without a subject: DocumentDamaged.
Result<StyleParameters> parametersFromJson(const QJsonObject &object, StyleParameters base);

/// The object that @p json holds, with its "format" and "version" looked at. Errors, about the file
/// @p name: DocumentDamaged, DocumentNewer.
Result<QJsonObject> readDocument(const QByteArray &json, const QString &format, int version,
                                 const QString &name);

/// @p object as a document of that format, for readDocument().
QByteArray writeDocument(QJsonObject object, const QString &format, int version);

} // namespace gramarye
