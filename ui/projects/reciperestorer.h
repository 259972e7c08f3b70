#pragma once

#include "core/base/background.h"
#include "core/model/recipe.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"

#include <QObject>
#include <QStringList>

#include <optional>

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

/// Looks for what a recipe names, off the GUI thread: its network in the store, its pictures beside
/// the one that carries it, or among those that came with the program.
class RecipeRestorer : public QObject
{
    Q_OBJECT

public:
    /// @p catalog outlives this object.
    explicit RecipeRestorer(const NetworkCatalog &catalog, QObject *parent = nullptr);

    /// @p file is the picture that carries @p recipe.
    void restore(const QString &file, const Recipe &recipe);

Q_SIGNALS:
    void found(const gramarye::FoundRecipe &recipe);
    void failed(const gramarye::Error &error);

private:
    const NetworkCatalog &m_catalog;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
