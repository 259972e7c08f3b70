#include "ui/projects/reciperestorer.h"

#include "core/documents/recipereader.h"
#include "core/network/networkchecksum.h"
#include "ui/text/errortext.h"
#include "ui/text/recipetext.h"

#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

/// Looks for the parts of one recipe. Any thread.
class Search
{
public:
    Search(const QString &file, const Recipe &recipe) : m_recipe(recipe) { m_found.file = file; }

    FoundRecipe run(const NetworkCatalog &catalog)
    {
        Scene scene = m_recipe.scene;
        findPictures(scene, {QFileInfo(m_found.file).absolutePath(), QStringLiteral(":/samples"),
                             QStringLiteral(":/samples/styles")});
        if (scene.parameters.start != Start::File)
            scene.start = {};
        const auto network = catalog.locate(scene.network.name);
        m_found.hasNetwork = bool(network);
        m_found.state =
            scene.mapped([this](const PictureRef &ref) { return load(ref); },
                         [&](const NetworkRef &) { return network ? *network : NetworkSource(); });
        if (!m_missing.isEmpty())
            m_found.notes << RecipeRestorer::tr("Not to be found beside it: %1.")
                                 .arg(m_missing.join(QStringLiteral(", ")));
        if (!network)
            m_found.notes << errorText(network.error())
                          << RecipeRestorer::tr("Until then the network chosen now takes its "
                                                "place.");
        m_found.notes = recipeNotes(m_found.file, m_recipe, here()) + m_found.notes;
        return m_found;
    }

private:
    LoadedPicture load(const PictureRef &ref);
    Scene here() const;

    const Recipe m_recipe;
    FoundRecipe m_found;
    QStringList m_missing;
};

LoadedPicture Search::load(const PictureRef &ref)
{
    if (ref.isEmpty())
        return {};
    const auto picture = ref.path.isEmpty()
                             ? Result<LoadedPicture>(Error{ErrorCode::FileNotFound, {}, {}})
                             : loadPicture({ref.path, {}});
    // A picture that came with the program counts only where it is the very one: its name may be
    // that of a picture of the user's, which is missing.
    const bool isOtherSample =
        picture && ref.path.startsWith(u':') && picture->picture.ref.hash != ref.hash;
    if (picture && !isOtherSample)
        return *picture;
    if (!ref.path.isEmpty() && !picture)
        m_found.notes << errorText(picture.error());
    else
        m_missing << (ref.name.isEmpty() ? RecipeRestorer::tr("a pasted picture")
                                         : RecipeRestorer::tr("“%1”").arg(ref.name));
    return {};
}

/// What of the recipe is at hand.
Scene Search::here() const
{
    return m_found.state.mapped(
        [](const LoadedPicture &loaded) { return loaded.picture.ref; },
        [this](const NetworkSource &network) {
            return NetworkRef{
                network.info.name, {}, m_found.hasNetwork ? networkChecksum(network) : QString()};
        });
}

} // namespace

EditState FoundRecipe::appliedTo(EditState now) const
{
    EditState next = state;
    next.styles.erase(std::remove_if(next.styles.begin(), next.styles.end(),
                                     [](const auto &style) { return style.picture.isNull(); }),
                      next.styles.end());
    if (next.styles.empty())
        next.styles = now.styles;
    if (next.content.isNull())
        next.content = now.content;
    if (next.start.isNull())
        next.start = now.start;
    if (!hasNetwork)
        next.network = now.network;
    return next;
}

RecipeRestorer::RecipeRestorer(const NetworkCatalog &catalog, QObject *parent)
    : QObject(parent), m_catalog(catalog)
{
}

void RecipeRestorer::restore(const QString &file, const Recipe &recipe)
{
    m_queue.run(
        this, [&catalog = m_catalog, file, recipe] { return Search(file, recipe).run(catalog); },
        [this](const Result<FoundRecipe> &result) {
            if (result)
                Q_EMIT found(*result);
            else
                Q_EMIT failed(result.error());
        });
}

} // namespace gramarye
