#pragma once

#include "core/model/recipe.h"

#include <QStringList>

namespace gramarye {

/// The recipe inside the exported picture @p path. Reads only the beginning of the file. Any
/// thread. Errors: FileNotFound, FileUnreadable, RecipeMissing, DocumentDamaged, DocumentNewer.
Result<Recipe> readRecipe(const QString &path);

/// Looks for the pictures of @p scene, which is a recipe's, by their names, in the first of
/// @p folders first, and gives those that are there their paths. Any thread.
void findPictures(Scene &scene, const QStringList &folders);

} // namespace gramarye
