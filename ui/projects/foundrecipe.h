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
    Scene wanted;            ///< what it says
    EditState state;         ///< pictures are null where they are not to be found
    bool hasNetwork = false; ///< its network is installed
    QStringList notes;       ///< sentences about what will differ, and what is not here

    /// @p now with what was found in its place; what is not here stays as it is. The style that is
    /// at the place of one that is missing stands in for it, where there are as many.
    EditState appliedTo(const EditState &now) const;

    /// The notes, and what becomes of styles and masks on the way to appliedTo(@p now).
    QStringList notesOn(const EditState &now) const;

private:
    LoadedPicture standIn(const EditState &now, std::size_t place) const;
    std::vector<StyleOf<LoadedPicture>> stylesOn(const EditState &now) const;
    EditState fittedTo(const EditState &now, bool &lostMasks) const;
};

/// Looks for what the @p recipe of the picture @p file names: its network in the store, its
/// pictures in the @p window by their hashes, beside that file, among those that came with the
/// program, and in the folders that pictures were taken from last. Any thread.
FoundRecipe findRecipe(const QString &file, const Recipe &recipe, const NetworkCatalog &catalog,
                       const EditState &window);

} // namespace gramarye
