#include "ui/snapshots/snapshotactions.h"

#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/widgets/messagebar.h"

#include <algorithm>

namespace gramarye {

namespace {

/// Looks into the masks: any thread.
RecalledScene recalled(const Scene &scene)
{
    const auto recall = [](const PictureRef &ref) {
        if (ref.isEmbedded()) {
            auto mask = readPicture(ref);
            if (mask)
                return loaded(std::move(mask).value());
        }
        return LoadedPicture{{{}, {}, ref}, {}, {}};
    };
    return scene.mapped(recall, [](const NetworkRef &network) { return network; });
}

/// Where they came from does not count.
bool hasSamePixels(const LoadedPicture &a, const LoadedPicture &b)
{
    return a.picture.ref.hash == b.picture.ref.hash;
}

/// What there was for the style of @p now at @p place: of the same picture, best in the same place;
/// null where there was none.
const StyleOf<LoadedPicture> *styleThen(const RecalledScene &then, const EditState &now,
                                        std::size_t place)
{
    const auto isIt = [&picture = now.styles[place].picture](const StyleOf<LoadedPicture> &style) {
        return hasSamePixels(style.picture, picture);
    };
    if (place < then.styles.size() && isIt(then.styles[place]))
        return &then.styles[place];
    const auto found = std::find_if(then.styles.begin(), then.styles.end(), isIt);
    return found == then.styles.end() ? nullptr : &*found;
}

/// @p mask becomes what it was @p then, unless that is not to be had any more.
void recallMask(LoadedPicture &mask, const LoadedPicture &then)
{
    const bool isKnown = !then.isNull() || then.picture.ref.isEmpty();
    if (isKnown && !hasSamePixels(mask, then))
        mask = then;
}

/// The masks of those pictures that are the same as @p then.
void recallMasks(EditState &state, const RecalledScene &then)
{
    const bool isSameContent = hasSamePixels(state.content, then.content);
    for (std::size_t place = 0; place < state.styles.size(); ++place) {
        const StyleOf<LoadedPicture> *was = styleThen(then, state, place);
        if (!was)
            continue;
        recallMask(state.styles[place].mask, was->mask);
        if (isSameContent)
            recallMask(state.styles[place].region, was->region);
    }
    if (isSameContent)
        recallMask(state.strength, then.strength);
}

/// Whether there were masks @p then that are not in @p state.
bool lacksMasks(const EditState &state, const RecalledScene &then)
{
    const std::vector<const LoadedPicture *> now = state.masks();
    const std::vector<const LoadedPicture *> were = then.masks();
    return std::any_of(were.begin(), were.end(), [&now](const LoadedPicture *mask) {
        return !mask->picture.ref.isEmpty()
               && std::none_of(now.begin(), now.end(), [mask](const LoadedPicture *other) {
                      return hasSamePixels(*other, *mask);
                  });
    });
}

} // namespace

SnapshotActions::SnapshotActions(SnapshotsPanel *snapshots, EditRecorder *edits,
                                 const NetworkCatalog &catalog, PreviewCanvas *canvas,
                                 MessageBar *messages, QObject *parent)
    : QObject(parent), m_edits(edits), m_catalog(catalog), m_canvas(canvas), m_messages(messages)
{
    connect(snapshots, &SnapshotsPanel::restoreRequested, this, &SnapshotActions::useSettings);
    connect(snapshots, &SnapshotsPanel::continueRequested, this, &SnapshotActions::startFrom);
    connect(snapshots, &SnapshotsPanel::compareRequested, this, &SnapshotActions::compare);
    connect(snapshots, &SnapshotsPanel::refused, messages, &MessageBar::showError);
    connect(canvas, &PreviewCanvas::comparingChanged, this, [this](bool comparing) {
        if (!comparing)
            m_canvas->setBefore({}); // the next comparison is with the content again
    });
}

/// What is set, with what was set @p then. The pictures stay, and with those that are other ones
/// what was painted on them.
EditState SnapshotActions::stateWith(const RecalledScene &then)
{
    EditState state = m_edits->state();
    state.parameters = then.parameters;
    if (then.styles.size() == state.styles.size()) // else there were others then
        state.setRunParameters(then.runParameters());
    recallMasks(state, then);
    const QString name = nameHere(then.network, m_catalog);
    if (name != state.network.info.name) {
        auto network = m_catalog.locate(name);
        if (network)
            state.network = std::move(network).value();
        else
            m_messages->showError(network.error());
    }
    return state;
}

void SnapshotActions::apply(const EditState &state, const RecalledScene &then, const QString &what)
{
    m_edits->apply(state, what);
    if (lacksMasks(state, then))
        m_messages->showInformation(
            tr("What was painted on other pictures than these has been left out."));
}

void SnapshotActions::useSettings(const KeptSnapshot &kept)
{
    m_queue.run(
        this, [scene = kept.facts.recipe.scene] { return recalled(scene); },
        [this](const Result<RecalledScene> &then) {
            if (!then)
                return m_messages->showError(then.error());
            apply(stateWith(*then), *then, tr("Use a snapshot's settings"));
        });
}

void SnapshotActions::startFrom(const KeptSnapshot &kept)
{
    const auto work = [kept]() -> Result<RecalledScene> {
        const auto snapshot = kept.whole();
        if (!snapshot)
            return snapshot.error();
        RecalledScene then = recalled(snapshot->recipe.scene);
        then.start = loaded(unfiledPicture(snapshot->picture(), snapshotDescription(*snapshot)));
        return then;
    };
    m_queue.run(this, work, [this](const Result<RecalledScene> &then) {
        if (!then)
            return m_messages->showError(then.error());
        EditState state = stateWith(*then);
        state.start = then->start;
        state.parameters.start = Start::File;
        apply(state, *then, tr("Start from a snapshot"));
    });
}

void SnapshotActions::compare(const KeptSnapshot &kept)
{
    const auto work = [kept]() -> Result<PicturePyramid> {
        const auto snapshot = kept.whole();
        if (!snapshot)
            return snapshot.error();
        return PicturePyramid(snapshot->picture());
    };
    runInBackground(this, work, [this](const Result<PicturePyramid> &picture) {
        if (!picture)
            return m_messages->showError(picture.error());
        m_canvas->setComparing(true);
        m_canvas->setBefore(*picture);
    });
}

} // namespace gramarye
