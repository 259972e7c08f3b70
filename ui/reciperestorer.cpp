#include "ui/reciperestorer.h"

#include "core/engine/renderedpicture.h"
#include "core/io/imagereader.h"
#include "ui/errortext.h"
#include "ui/imagewell.h"
#include "ui/networkbox.h"
#include "ui/picturespanel.h"
#include "ui/recipetext.h"
#include "ui/stylelist.h"

#include <QFileInfo>
#include <QtConcurrent>

#include <algorithm>
#include <functional>

namespace gramarye {

namespace {

QImage readImage(const QString &path)
{
    if (path.isEmpty())
        return {};
    const auto picture = readPicture(path);
    return picture ? picture->image : QImage();
}

/// A picture that came with the program counts only where it is the very one: its name may be that
/// of a picture of the user's, which is missing.
void dropOtherSample(QString &path, const QString &wanted, const QString &found)
{
    if (path.startsWith(u':') && wanted != found)
        path.clear();
}

/// The sum of weights means nothing, and a row takes 0..1.
std::vector<double> rowWeights(const Recipe &recipe)
{
    std::vector<double> weights = recipe.parameters.blend;
    weights.resize(recipe.styles.size(), 1);
    const double largest = weights.empty() ? 1 : *std::max_element(weights.begin(), weights.end());
    if (largest > 1)
        std::transform(weights.begin(), weights.end(), weights.begin(),
                       [largest](double weight) { return weight / largest; });
    return weights;
}

QStringList missingNames(const Recipe &recipe, const RecipePictures &found)
{
    QStringList missing;
    const auto check = [&missing](const QString &name, const QString &path) {
        if (path.isEmpty())
            missing << (name.isEmpty() ? RecipeRestorer::tr("a pasted picture")
                                       : RecipeRestorer::tr("“%1”").arg(name));
    };
    check(recipe.content, found.content);
    for (std::size_t i = 0; i < recipe.styles.size(); ++i)
        check(recipe.styles[i], found.styles[i]);
    if (recipe.parameters.start == Start::File)
        check(recipe.start, found.start);
    return missing;
}

} // namespace

RecipeRestorer::RecipeRestorer(const NetworkCatalog &catalog, NetworkBox *networkBox,
                               PicturesPanel *pictures, QObject *parent)
    : QObject(parent), m_catalog(catalog), m_networkBox(networkBox), m_pictures(pictures)
{
}

void RecipeRestorer::restore(const QString &file, const Recipe &recipe)
{
    QtConcurrent::run(&RecipeRestorer::lookFor, std::cref(m_catalog), file, recipe)
        .then(this,
              [this, file, recipe](const Findings &findings) { apply(file, recipe, findings); });
}

RecipeRestorer::Findings RecipeRestorer::lookFor(const NetworkCatalog &catalog, const QString &file,
                                                 const Recipe &recipe)
{
    Findings findings;
    findings.pictures =
        findPictures(recipe, {QFileInfo(file).absolutePath(), QStringLiteral(":/samples"),
                              QStringLiteral(":/samples/styles")});
    RenderedPicture there;
    there.job.origins = {recipe.content, recipe.styles, recipe.start, {}};
    there.job.content = readImage(findings.pictures.content);
    for (const QString &style : findings.pictures.styles)
        there.job.styles.push_back(readImage(style));
    there.job.startImage = readImage(findings.pictures.start);
    const auto network = catalog.locate(recipe.network);
    if (network)
        there.job.network = *network;
    else
        findings.network = network.error();
    findings.recipe = recipeOf(there);

    RecipePictures &pictures = findings.pictures;
    dropOtherSample(pictures.content, recipe.contentChecksum, findings.recipe.contentChecksum);
    for (std::size_t i = 0; i < pictures.styles.size(); ++i) {
        const bool known = i < recipe.styleChecksums.size();
        dropOtherSample(pictures.styles[i], known ? recipe.styleChecksums[i] : QString(),
                        findings.recipe.styleChecksums[i]);
    }
    dropOtherSample(pictures.start, recipe.startChecksum, findings.recipe.startChecksum);
    return findings;
}

void RecipeRestorer::apply(const QString &file, const Recipe &recipe, const Findings &findings)
{
    QStringList notes = recipeNotes(file, recipe, findings.recipe);
    if (!findings.network)
        notes << errorText(findings.network.error())
              << tr("Until then the network chosen now takes its place.");
    else if (m_networkBox->source().info.name != recipe.network)
        m_networkBox->choose(recipe.network);
    applyPictures(recipe, findings.pictures);
    Q_EMIT parametersFound(recipe.parameters);

    const QStringList missing = missingNames(recipe, findings.pictures);
    if (!missing.isEmpty())
        notes << tr("Not to be found beside it: %1.").arg(missing.join(QStringLiteral(", ")));
    Q_EMIT restored(file, notes);
}

// What is not there leaves in place what is.
void RecipeRestorer::applyPictures(const Recipe &recipe, const RecipePictures &pictures)
{
    if (!pictures.content.isEmpty())
        m_pictures->content()->load({pictures.content, {}});
    if (!pictures.start.isEmpty())
        m_pictures->start()->load({pictures.start, {}});
    const auto isThere = [](const QString &path) { return !path.isEmpty(); };
    if (std::none_of(pictures.styles.begin(), pictures.styles.end(), isThere))
        return;
    m_pictures->styles()->clear();
    const std::vector<double> weights = rowWeights(recipe);
    for (std::size_t i = 0; i < pictures.styles.size(); ++i) {
        if (isThere(pictures.styles[i]))
            m_pictures->styles()->add({pictures.styles[i], {}}, weights[i]);
    }
}

} // namespace gramarye
