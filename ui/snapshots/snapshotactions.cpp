#include "ui/snapshots/snapshotactions.h"

#include "core/base/background.h"
#include "core/network/networkref.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/widgets/messagebar.h"

namespace gramarye {

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

/// What is set, with what @p recipe says of it; the pictures stay.
EditState SnapshotActions::stateOf(const Recipe &recipe)
{
    EditState state = m_edits->state();
    state.parameters = recipe.scene.parameters;
    if (recipe.scene.styles.size() == state.styles.size()) // else there were others then
        state.setRunParameters(recipe.scene.runParameters());
    const QString name = nameHere(recipe.scene.network, m_catalog);
    if (name != state.network.info.name) {
        auto network = m_catalog.locate(name);
        if (network)
            state.network = std::move(network).value();
        else
            m_messages->showError(network.error());
    }
    return state;
}

void SnapshotActions::useSettings(const KeptSnapshot &kept)
{
    m_edits->apply(stateOf(kept.facts.recipe), tr("Use a snapshot's settings"));
}

void SnapshotActions::startFrom(const KeptSnapshot &kept)
{
    const auto work = [kept]() -> Result<LoadedPicture> {
        const auto snapshot = kept.whole();
        if (!snapshot)
            return snapshot.error();
        return loaded(unfiledPicture(snapshot->picture(), snapshotDescription(*snapshot)));
    };
    runInBackground(this, work, [this, kept](const Result<LoadedPicture> &picture) {
        if (!picture)
            return m_messages->showError(picture.error());
        EditState state = stateOf(kept.facts.recipe);
        state.start = *picture;
        state.parameters.start = Start::File;
        m_edits->apply(state, tr("Start from a snapshot"));
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
