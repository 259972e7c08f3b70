#include "ui/snapshots/snapshotactions.h"

#include "core/documents/snapshot.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/text/errortext.h"
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
    connect(snapshots, &SnapshotsPanel::refused, this, &SnapshotActions::showProblem);
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
    const QString &name = recipe.scene.network.name;
    if (name != state.network.info.name) {
        auto network = m_catalog.locate(name);
        if (network)
            state.network = std::move(network).value();
        else
            showProblem(network.error());
    }
    return state;
}

void SnapshotActions::useSettings(const Snapshot &snapshot)
{
    m_edits->apply(stateOf(snapshot.recipe), tr("Use a snapshot's settings"));
}

void SnapshotActions::startFrom(const Snapshot &snapshot)
{
    const QImage picture = snapshot.picture();
    EditState state = stateOf(snapshot.recipe);
    state.start = loaded(unfiledPicture(picture, snapshotDescription(snapshot)));
    state.parameters.start = Start::File;
    m_edits->apply(state, tr("Start from a snapshot"));
}

void SnapshotActions::compare(const Snapshot &snapshot)
{
    m_canvas->setComparing(true);
    m_canvas->setBefore(PicturePyramid(snapshot.picture()));
}

void SnapshotActions::showProblem(const Error &error)
{
    m_messages->showMessage(errorText(error), MessageBar::Kind::Problem);
}

} // namespace gramarye
