#pragma once

#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"

#include <QObject>

namespace gramarye {

class EditRecorder;
class MessageBar;
class PreviewCanvas;
class SnapshotsPanel;
struct KeptSnapshot;
struct Recipe;

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
    EditState stateOf(const Recipe &recipe);
    void useSettings(const KeptSnapshot &kept);
    void startFrom(const KeptSnapshot &kept);
    void compare(const KeptSnapshot &kept);

    EditRecorder *m_edits;
    const NetworkCatalog &m_catalog;
    PreviewCanvas *m_canvas;
    MessageBar *m_messages;
};

} // namespace gramarye
