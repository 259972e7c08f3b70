#include "ui/projects/foundrecipe.h"

#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"
#include "ui/pictures/recentfiles.h"
#include "ui/regions/mask.h"
#include "ui/text/errortext.h"
#include "ui/text/recipetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

/// What notes on a recipe say.
struct RecipeNote
{
    Q_DECLARE_TR_FUNCTIONS(RecipeNote)
};

/// What a note calls the picture @p ref.
QString nameOf(const PictureRef &ref)
{
    return ref.name.isEmpty() ? RecipeNote::tr("a pasted picture")
                              : RecipeNote::tr("“%1”").arg(ref.name);
}

/// Finds the pictures of a recipe, and remembers what is not to be had.
class PictureFinder
{
public:
    /// @p beside: the folder of the recipe's file.
    PictureFinder(const QString &beside, const EditState &window)
        : m_beside(beside), m_window(window)
    {
        m_others << QStringLiteral(":/samples") << QStringLiteral(":/samples/styles");
        for (const char *kind : {"content", "styles"})
            m_others << RecentFiles(QLatin1String(kind)).folders();
        m_others.removeDuplicates();
    }

    /// Null where it is not to be had.
    LoadedPicture find(const PictureRef &ref)
    {
        if (ref.isEmpty())
            return {};
        if (ref.isEmbedded()) {
            auto mask = readPicture(ref);
            if (mask)
                return loaded(std::move(mask).value());
        }
        if (LoadedPicture shown = inWindow(ref); !shown.isNull())
            return shown;
        const Result<LoadedPicture> beside = in(m_beside, ref);
        if (isTheVery(ref, beside))
            return *beside;
        // Elsewhere a picture counts only where it is the very one: its name may be that of
        // another, which is missing.
        for (const QString &folder : m_others) {
            if (const auto other = in(folder, ref); isTheVery(ref, other))
                return *other;
        }
        if (beside)
            return *beside; // which differs, and that is said
        if (beside.error().code == ErrorCode::FileNotFound)
            m_missing << nameOf(ref);
        else
            m_notes << errorText(beside.error());
        return {};
    }

    QStringList notes() const
    {
        QStringList notes = m_notes;
        if (!m_missing.isEmpty())
            notes << RecipeNote::tr("Not to be found beside it, in the window or where pictures "
                                    "were opened last: %1.")
                         .arg(m_missing.join(QStringLiteral(", ")));
        return notes;
    }

private:
    static bool isTheVery(const PictureRef &ref, const Result<LoadedPicture> &picture)
    {
        return picture && !ref.hash.isEmpty() && isMeant(ref, picture->picture);
    }

    LoadedPicture inWindow(const PictureRef &ref) const
    {
        for (const LoadedPicture *picture : m_window.pictures()) {
            if (!picture->isNull() && !ref.hash.isEmpty() && isMeant(ref, picture->picture))
                return *picture;
        }
        return {};
    }

    static Result<LoadedPicture> in(const QString &folder, const PictureRef &ref)
    {
        const QString path = QDir(folder).filePath(QFileInfo(ref.name).fileName());
        if (!QFileInfo(path).isFile())
            return Error{ErrorCode::FileNotFound, ref.name, {}};
        PictureSource source{path, {}};
        if (!ref.hash.isEmpty()) // it was read before, as much of it as there is
            source.reading.cut = CutPictures::Accept;
        return loadPicture(source);
    }

    QString m_beside;
    const EditState &m_window;
    QStringList m_others;
    QStringList m_missing;
    QStringList m_notes;
};

/// Takes away what was painted on a content of another shape than the one that is there; returns
/// whether there was such.
bool fitMasks(EditState &state)
{
    const QSize content = state.isTexture() ? state.canvas : state.content.pyramid.size();
    bool lost = false;
    const auto fit = [&](LoadedPicture &mask) {
        if (mask.isNull() || isMaskOf(mask.picture.image.size(), content))
            return;
        mask = {};
        lost = true;
    };
    for (StyleOf<LoadedPicture> &style : state.styles)
        fit(style.region);
    fit(state.strength);
    return lost;
}

/// What of the recipe is at hand.
Scene sceneOf(const FoundRecipe &found)
{
    Scene scene = found.state.mapped(
        [](const LoadedPicture &loaded) { return loaded.picture.ref; },
        [&](const NetworkSource &network) {
            return NetworkRef{
                network.info.name, {}, found.hasNetwork ? networkChecksum(network) : QString()};
        });
    std::vector<const Picture *> pictures;
    for (const LoadedPicture *picture : found.state.pictures())
        pictures.push_back(&picture->picture);
    nameAsIn(found.wanted, pictures, scene);
    return scene;
}

} // namespace

/// What the window shows at @p place, unless that is another one of the recipe's styles; null where
/// it has more styles or fewer.
LoadedPicture FoundRecipe::standIn(const EditState &now, std::size_t place) const
{
    if (now.styles.size() != state.styles.size())
        return {};
    const LoadedPicture &picture = now.styles[place].picture;
    const bool isFound = std::any_of(state.styles.begin(), state.styles.end(),
                                     [&](const auto &style) { return style.picture == picture; });
    return isFound ? LoadedPicture() : picture;
}

std::vector<StyleOf<LoadedPicture>> FoundRecipe::stylesOn(const EditState &now) const
{
    std::vector<StyleOf<LoadedPicture>> styles;
    for (std::size_t i = 0; i < state.styles.size(); ++i) {
        StyleOf<LoadedPicture> style = state.styles[i];
        if (style.picture.isNull()) {
            style.picture = standIn(now, i);
            style.mask = {}; // it is of the picture that is missing
        }
        if (!style.picture.isNull())
            styles.push_back(style);
    }
    return styles;
}

EditState FoundRecipe::fittedTo(const EditState &now, bool &lostMasks) const
{
    EditState next = state;
    next.styles = stylesOn(now);
    const bool hasOtherStyles = next.styles.empty();
    if (hasOtherStyles)
        next.styles = now.styles;
    const bool hasOtherContent = next.content.isNull() && !next.isTexture();
    if (hasOtherContent) {
        next.content = now.content;
        next.canvas = now.canvas;
    }
    // What stays was not painted for what comes.
    lostMasks = (hasOtherStyles || hasOtherContent) && fitMasks(next);
    if (next.start.isNull())
        next.start = now.start;
    if (!hasNetwork)
        next.network = now.network;
    return next;
}

EditState FoundRecipe::appliedTo(const EditState &now) const
{
    bool lostMasks = false;
    return fittedTo(now, lostMasks);
}

QStringList FoundRecipe::notesOn(const EditState &now) const
{
    QStringList said = notes;
    QStringList left;
    for (std::size_t i = 0; i < state.styles.size(); ++i) {
        if (!state.styles[i].picture.isNull())
            continue;
        const QString missing = nameOf(wanted.styles[i].picture);
        if (const LoadedPicture other = standIn(now, i); !other.isNull())
            said << RecipeNote::tr("In the place of %1 is now %2, with its region and all else "
                                   "that was set for it.")
                        .arg(missing, nameOf(other.picture.ref));
        else
            left << missing;
    }
    if (!left.isEmpty())
        said << RecipeNote::tr("Regions and all else that was set for %1 were not taken: add what "
                               "is missing to the styles and restore the recipe again.")
                    .arg(left.join(QStringLiteral(", ")));
    bool lostMasks = false;
    fittedTo(now, lostMasks);
    if (lostMasks)
        said << RecipeNote::tr("Masks that were painted on a picture of another shape were not "
                               "taken.");
    return said;
}

FoundRecipe findRecipe(const QString &file, const Recipe &recipe, const NetworkCatalog &catalog,
                       const EditState &window)
{
    FoundRecipe found;
    found.file = file;
    found.wanted = recipe.scene;
    if (found.wanted.parameters.start != Start::File)
        found.wanted.start = {};
    const auto network = catalog.locate(nameHere(recipe.scene.network, catalog));
    found.hasNetwork = bool(network);
    PictureFinder finder(QFileInfo(file).absolutePath(), window);
    found.state = found.wanted.mapped(
        [&](const PictureRef &ref) { return finder.find(ref); },
        [&](const NetworkRef &) { return network ? *network : NetworkSource(); });
    found.notes = recipeNotes(file, recipe, sceneOf(found)) + finder.notes();
    if (!network)
        found.notes << errorText(network.error())
                    << RecipeNote::tr("Until then the network chosen now takes its place.");
    return found;
}

} // namespace gramarye
