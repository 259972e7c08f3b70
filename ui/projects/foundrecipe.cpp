#include "ui/projects/foundrecipe.h"

#include "core/documents/pictureexport.h"
#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"
#include "ui/regions/mask.h"
#include "ui/text/errortext.h"
#include "ui/text/recipetext.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

/// What notes on a recipe say.
struct RecipeNote
{
    Q_DECLARE_TR_FUNCTIONS(RecipeNote)
};

/// The picture @p ref; null where it is not to be had, which then is among @p notes or @p missing.
LoadedPicture load(const PictureRef &ref, QStringList &notes, QStringList &missing)
{
    if (ref.isEmpty())
        return {};
    if (ref.isEmbedded()) {
        auto mask = readPicture(ref);
        if (mask)
            return loaded(std::move(mask).value());
    }
    PictureSource source{ref.path, {}};
    if (!ref.hash.isEmpty()) // it was read before, as much of it as there is
        source.cut = CutPictures::Accept;
    const auto picture = ref.path.isEmpty()
                             ? Result<LoadedPicture>(Error{ErrorCode::FileNotFound, {}, {}})
                             : loadPicture(source);
    // A picture that came with the program counts only where it is the very one: its name may be
    // that of a picture of the user's, which is missing.
    const bool isOtherSample =
        picture && ref.path.startsWith(u':') && picture->picture.ref.hash != ref.hash;
    if (picture && !isOtherSample)
        return *picture;
    if (!ref.path.isEmpty() && !picture)
        notes << errorText(picture.error());
    else
        missing << (ref.name.isEmpty() ? RecipeNote::tr("a pasted picture")
                                       : RecipeNote::tr("“%1”").arg(ref.name));
    return {};
}

/// Takes away what was painted on a content of another shape than the one that is there.
void fitMasks(EditState &state)
{
    const QSize content = state.content.pyramid.size();
    const auto fit = [content](LoadedPicture &mask) {
        if (!mask.isNull() && !isMaskOf(mask.picture.image.size(), content))
            mask = {};
    };
    for (StyleOf<LoadedPicture> &style : state.styles)
        fit(style.region);
    fit(state.strength);
}

/// What of the recipe is at hand.
Scene sceneOf(const FoundRecipe &found)
{
    return found.state.mapped(
        [](const LoadedPicture &loaded) { return loaded.picture.ref; },
        [&](const NetworkSource &network) {
            return NetworkRef{
                network.info.name, {}, found.hasNetwork ? networkChecksum(network) : QString()};
        });
}

} // namespace

EditState FoundRecipe::appliedTo(EditState now) const
{
    EditState next = state;
    next.styles.erase(std::remove_if(next.styles.begin(), next.styles.end(),
                                     [](const auto &style) { return style.picture.isNull(); }),
                      next.styles.end());
    const bool hasOtherStyles = next.styles.empty();
    if (hasOtherStyles)
        next.styles = now.styles;
    const bool hasOtherContent = next.content.isNull() && !next.isTexture();
    if (hasOtherContent) {
        next.content = now.content;
        next.canvas = now.canvas;
    }
    if (hasOtherStyles || hasOtherContent) // what stays was not painted for what comes
        fitMasks(next);
    if (next.start.isNull())
        next.start = now.start;
    if (!hasNetwork)
        next.network = now.network;
    return next;
}

FoundRecipe findRecipe(const QString &file, const Recipe &recipe, const NetworkCatalog &catalog)
{
    FoundRecipe found;
    found.file = file;
    QStringList missing;
    Scene scene = recipe.scene;
    findPictures(scene, {QFileInfo(file).absolutePath(), QStringLiteral(":/samples"),
                         QStringLiteral(":/samples/styles")});
    if (scene.parameters.start != Start::File)
        scene.start = {};
    const auto network = catalog.locate(nameHere(scene.network, catalog));
    found.hasNetwork = bool(network);
    found.state =
        scene.mapped([&](const PictureRef &ref) { return load(ref, found.notes, missing); },
                     [&](const NetworkRef &) { return network ? *network : NetworkSource(); });
    if (!missing.isEmpty())
        found.notes << RecipeNote::tr("Not to be found beside it: %1.")
                           .arg(missing.join(QStringLiteral(", ")));
    if (!network)
        found.notes << errorText(network.error())
                    << RecipeNote::tr("Until then the network chosen now takes its place.");
    found.notes = recipeNotes(file, recipe, sceneOf(found)) + found.notes;
    return found;
}

} // namespace gramarye
