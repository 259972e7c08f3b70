#include "ui/text/recipetext.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

class RecipeText
{
    Q_DECLARE_TR_FUNCTIONS(RecipeText)
};

bool differ(const QString &a, const QString &b)
{
    return !a.isEmpty() && !b.isEmpty() && a != b;
}

/// The names of the pictures at hand that are others than the recipe's.
QStringList otherPictures(const Scene &recipe, const Scene &here)
{
    QStringList others;
    const auto compare = [&](const PictureRef &then, const PictureRef &now) {
        if (differ(then.hash, now.hash))
            others << now.name;
    };
    compare(recipe.content, here.content);
    for (std::size_t i = 0; i < std::min(recipe.styles.size(), here.styles.size()); ++i)
        compare(recipe.styles[i].picture, here.styles[i].picture);
    compare(recipe.start, here.start);
    const std::vector<const PictureRef *> masks = recipe.masks();
    const std::vector<const PictureRef *> masksHere = here.masks();
    for (std::size_t i = 0; masks.size() == masksHere.size() && i < masks.size(); ++i)
        compare(*masks[i], *masksHere[i]);
    return others;
}

} // namespace

QStringList recipeNotes(const QString &file, const Recipe &recipe, const Scene &here)
{
    const QString name = QFileInfo(file).fileName();
    QStringList notes;
    if (recipe.steered)
        notes << RecipeText::tr("“%1” was steered on its way, and only the last of its settings "
                                "are known: made again it looks different.")
                     .arg(name);
    if (recipe.stoppedAfter > 0)
        notes << RecipeText::tr("“%1” was stopped after %2 iterations: made again it goes on to "
                                "the end.")
                     .arg(name, QString::number(recipe.stoppedAfter));
    if (differ(recipe.scene.network.checksum, here.network.checksum))
        notes << RecipeText::tr("“%1” was made with another network than the “%2” that is here: "
                                "made again it looks different.")
                     .arg(name, here.network.name);
    for (const QString &picture : otherPictures(recipe.scene, here))
        notes << RecipeText::tr("“%1” was made with another picture than the “%2” that is here: "
                                "made again it looks different.")
                     .arg(name, picture);
    return notes;
}

} // namespace gramarye
