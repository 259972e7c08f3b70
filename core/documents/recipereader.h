#pragma once

#include "core/model/recipe.h"

#include <QStringList>

namespace gramarye {

/// The recipe inside the exported picture @p path. Reads only the beginning of the file. Any
/// thread. Errors: FileNotFound, FileUnreadable, RecipeMissing, DocumentDamaged, DocumentNewer.
Result<Recipe> readRecipe(const QString &path);

/// Where the pictures that a recipe names are on this computer; an empty path where one is not to
/// be found, or was pasted and never had a name. A value.
struct RecipePictures
{
    QString content;
    std::vector<QString> styles; ///< one for each of the recipe's
    QString start;
};

/// Looks for the pictures by their names, in the first of @p folders first. Any thread.
RecipePictures findPictures(const Recipe &recipe, const QStringList &folders);

} // namespace gramarye
