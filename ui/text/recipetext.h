#pragma once

#include "core/model/recipe.h"

#include <QStringList>

namespace gramarye {

/// Why @p file, made again from its @p recipe, will be another picture: a sentence for each reason.
/// @p here is what is at hand; checksums that either does not know are taken for
/// equal.
QStringList recipeNotes(const QString &file, const Recipe &recipe, const Scene &here);

} // namespace gramarye
