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
QStringList otherPictures(const Recipe &recipe, const Recipe &here)
{
    QStringList others;
    if (differ(recipe.contentChecksum, here.contentChecksum))
        others << here.content;
    const std::size_t count =
        std::min({recipe.styleChecksums.size(), here.styleChecksums.size(), here.styles.size()});
    for (std::size_t i = 0; i < count; ++i) {
        if (differ(recipe.styleChecksums[i], here.styleChecksums[i]))
            others << here.styles[i];
    }
    if (differ(recipe.startChecksum, here.startChecksum))
        others << here.start;
    return others;
}

} // namespace

QStringList recipeNotes(const QString &file, const Recipe &recipe, const Recipe &here)
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
    if (differ(recipe.networkChecksum, here.networkChecksum))
        notes << RecipeText::tr("“%1” was made with another network than the “%2” that is here: "
                                "made again it looks different.")
                     .arg(name, here.network);
    for (const QString &picture : otherPictures(recipe, here))
        notes << RecipeText::tr("“%1” was made with another picture than the “%2” that is here: "
                                "made again it looks different.")
                     .arg(name, picture);
    return notes;
}

} // namespace gramarye
