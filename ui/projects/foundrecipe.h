#pragma once

#include "core/model/recipe.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"

#include <QStringList>

namespace gramarye {

/// What of a recipe is on this computer. A value.
struct FoundRecipe
{
    QString file;            ///< the picture that carries the recipe
    EditState state;         ///< pictures are null where they are not to be found
    bool hasNetwork = false; ///< its network is installed
    QStringList notes;       ///< sentences about what will differ, and what is not here

    /// @p now with what was found in its place; what is not here stays as it is.
    EditState appliedTo(EditState now) const;
};

/// Looks for what the @p recipe of the picture @p file names: its network in the store, its
/// pictures beside that one, or among those that came with the program. Any thread.
FoundRecipe findRecipe(const QString &file, const Recipe &recipe, const NetworkCatalog &catalog);

} // namespace gramarye
