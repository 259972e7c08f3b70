#pragma once

#include "core/io/recipereader.h"
#include "core/network/networkcatalog.h"

#include <QObject>

namespace gramarye {

class NetworkBox;
class PicturesPanel;

/// Puts what a recipe names back into the window: the network where it is installed, the pictures
/// that lie beside the exported one (or came with the program), the parameters. Looks for them off
/// the GUI thread.
class RecipeRestorer : public QObject
{
    Q_OBJECT

public:
    /// The arguments outlive this object.
    RecipeRestorer(const NetworkCatalog &catalog, NetworkBox *networkBox, PicturesPanel *pictures,
                   QObject *parent = nullptr);

    /// @p file is the picture that carries @p recipe.
    void restore(const QString &file, const Recipe &recipe);

Q_SIGNALS:
    /// The network is the recipe's by now, or as it was.
    void parametersFound(const gramarye::StyleParameters &parameters);

    /// Everything has been put back that could be; @p notes are sentences about the rest.
    void restored(const QString &file, const QStringList &notes);

private:
    /// What of a recipe is on this computer.
    struct Findings
    {
        Status network = success();
        RecipePictures pictures;
        Recipe recipe; ///< of what was found
    };

    static Findings lookFor(const NetworkCatalog &catalog, const QString &file,
                            const Recipe &recipe);
    void apply(const QString &file, const Recipe &recipe, const Findings &findings);
    void applyPictures(const Recipe &recipe, const RecipePictures &pictures);

    const NetworkCatalog &m_catalog;
    NetworkBox *m_networkBox;
    PicturesPanel *m_pictures;
};

} // namespace gramarye
