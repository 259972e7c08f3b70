#pragma once

#include "core/base/background.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"

#include <QObject>

namespace gramarye {

class EditRecorder;
class MessageBar;
class PreviewCanvas;
class SnapshotsPanel;
struct KeptSnapshot;

/// What a snapshot was made of: its masks were read, its other pictures are only named.
using RecalledScene = SceneOf<LoadedPicture, NetworkRef>;

/// What a person does with snapshots in the window: uses their settings, starts from them,
/// compares.
class SnapshotActions : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    SnapshotActions(SnapshotsPanel *snapshots, EditRecorder *edits, const NetworkCatalog &catalog,
                    PreviewCanvas *canvas, MessageBar *messages, QObject *parent = nullptr);

private:
    EditState stateWith(const RecalledScene &then);
    void apply(const EditState &state, const RecalledScene &then, const QString &what);
    void useSettings(const KeptSnapshot &kept);
    void startFrom(const KeptSnapshot &kept);
    void compare(const KeptSnapshot &kept);

    EditRecorder *m_edits;
    const NetworkCatalog &m_catalog;
    PreviewCanvas *m_canvas;
    MessageBar *m_messages;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
