#include "ui/projects/reciperestorer.h"

#include "core/documents/recipereader.h"
#include "core/documents/renderedpicture.h"
#include "core/pictures/picturechecksum.h"
#include "ui/text/errortext.h"
#include "ui/text/recipetext.h"

#include <QFileInfo>
#include <QtConcurrent>

namespace gramarye {

namespace {

/// Looks for the parts of one recipe. Any thread.
class Search
{
public:
    Search(const QString &file, const Recipe &recipe) : m_recipe(recipe) { m_found.file = file; }

    FoundRecipe run(const NetworkCatalog &catalog)
    {
        m_found.parameters = m_recipe.parameters;
        findPictures();
        findNetwork(catalog);
        return m_found;
    }

private:
    void findPictures();
    void findNetwork(const NetworkCatalog &catalog);
    LoadedPicture load(const QString &name, const QString &path, const QString &checksum);

    const Recipe m_recipe;
    FoundRecipe m_found;
    QStringList m_missing;
};

void Search::findPictures()
{
    const RecipePictures paths = gramarye::findPictures(
        m_recipe, {QFileInfo(m_found.file).absolutePath(), QStringLiteral(":/samples"),
                   QStringLiteral(":/samples/styles")});
    std::vector<QString> checksums = m_recipe.styleChecksums;
    checksums.resize(m_recipe.styles.size());
    m_found.content = load(m_recipe.content, paths.content, m_recipe.contentChecksum);
    for (std::size_t i = 0; i < m_recipe.styles.size(); ++i)
        m_found.styles.push_back(load(m_recipe.styles[i], paths.styles[i], checksums[i]));
    if (m_recipe.parameters.start == Start::File)
        m_found.start = load(m_recipe.start, paths.start, m_recipe.startChecksum);
    if (!m_missing.isEmpty())
        m_found.notes << RecipeRestorer::tr("Not to be found beside it: %1.")
                             .arg(m_missing.join(QStringLiteral(", ")));
}

LoadedPicture Search::load(const QString &name, const QString &path, const QString &checksum)
{
    const auto picture = path.isEmpty()
                             ? Result<LoadedPicture>(Error{ErrorCode::FileNotFound, {}, {}})
                             : loadPicture({path, {}});
    // A picture that came with the program counts only where it is the very one: its name may be
    // that of a picture of the user's, which is missing.
    const bool isOtherSample =
        picture && path.startsWith(u':') && pictureChecksum(picture->picture.image) != checksum;
    if (picture && !isOtherSample)
        return *picture;
    if (!path.isEmpty() && !picture)
        m_found.notes << errorText(picture.error());
    else
        m_missing << (name.isEmpty() ? RecipeRestorer::tr("a pasted picture")
                                     : RecipeRestorer::tr("“%1”").arg(name));
    return {};
}

void Search::findNetwork(const NetworkCatalog &catalog)
{
    RenderedPicture here; // of what was found
    here.job.origins = {m_recipe.content, m_recipe.styles, m_recipe.start, {}, {}};
    here.job.content = m_found.content.picture.image;
    for (const LoadedPicture &style : m_found.styles)
        here.job.styles.push_back(style.picture.image);
    here.job.startImage = m_found.start.picture.image;
    const auto network = catalog.locate(m_recipe.network);
    if (network) {
        m_found.network = *network;
        here.job.network = *network;
    } else {
        m_found.notes << errorText(network.error())
                      << RecipeRestorer::tr("Until then the network chosen now takes its place.");
    }
    m_found.notes = recipeNotes(m_found.file, m_recipe, recipeOf(here)) + m_found.notes;
}

} // namespace

EditState FoundRecipe::appliedTo(EditState now) const
{
    std::vector<double> weights = parameters.blend;
    weights.resize(styles.size(), 1);
    EditState next = now;
    next.styles.clear();
    next.parameters = parameters;
    next.parameters.blend.clear();
    for (std::size_t i = 0; i < styles.size(); ++i) {
        if (styles[i].isNull())
            continue;
        next.styles.push_back(styles[i]);
        next.parameters.blend.push_back(weights[i]);
    }
    if (next.styles.empty()) {
        next.styles = now.styles;
        next.parameters.blend = now.parameters.blend;
    }
    if (!content.isNull())
        next.content = content;
    if (!start.isNull())
        next.start = start;
    if (network)
        next.network = *network;
    return next;
}

RecipeRestorer::RecipeRestorer(const NetworkCatalog &catalog, QObject *parent)
    : QObject(parent), m_catalog(catalog)
{
}

void RecipeRestorer::restore(const QString &file, const Recipe &recipe)
{
    QtConcurrent::run([&catalog = m_catalog, file, recipe] {
        return Search(file, recipe).run(catalog);
    }).then(this, [this](const FoundRecipe &recipe) { Q_EMIT found(recipe); });
}

} // namespace gramarye
