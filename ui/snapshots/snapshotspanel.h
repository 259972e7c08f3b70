#pragma once

#include "core/documents/snapshotstore.h"
#include "ui/snapshots/snapshottaker.h"

#include <QWidget>

#include <map>
#include <vector>

class QAction;

namespace gramarye {

class SnapshotStrip;

/// The snapshots: a filmstrip and what can be done with them, by menu and by key.
class SnapshotsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SnapshotsPanel(QWidget *parent = nullptr);

    /// Keeps what a SnapshotTaker took; an automatic one replaces that of the same size of the same
    /// run.
    void keep(const ShownSnapshot &shown, SnapshotOrigin origin);

    /// Shows @p snapshots in place of those there are, which a project's opening does; those that
    /// there is no room for are left out, and refused() says so.
    void replaceAll(const std::vector<ShownSnapshot> &snapshots);

    /// Whether there are some that a person wanted.
    bool hasKeptByHand() const;

    SnapshotStrip *strip() const { return m_strip; }
    const SnapshotStore &store() const { return m_store; }

    /// Keeps the picture as it is now; the window has it in its menu and enables it.
    QAction *keepAction() const { return m_keepAction; }
    QAction *restoreAction() const { return m_restoreAction; }
    QAction *continueAction() const { return m_continueAction; }
    QAction *compareAction() const { return m_compareAction; }
    QAction *exportAction() const { return m_exportAction; }
    QAction *removeAction() const { return m_removeAction; }

Q_SIGNALS:
    void keepRequested();
    void restoreRequested(const gramarye::KeptSnapshot &snapshot);
    void continueRequested(const gramarye::KeptSnapshot &snapshot);
    void compareRequested(const gramarye::KeptSnapshot &snapshot);
    void exported(const gramarye::Snapshot &snapshot, const QString &path, bool isReplaced);
    void refused(const gramarye::Error &error);

    /// One was added or removed, other than by replaceAll().
    void changed();

private:
    void createActions();
    template<typename Handler>
    QAction *createAction(const QString &text, Handler handler);
    void updateActions();
    void showMenu(const QPoint &position);

    Status add(const ShownSnapshot &shown);
    void remove(quint64 id);

    void exportCurrent();
    void write(const Snapshot &snapshot, const QString &path);
    void copyCurrent();
    void removeChosen();
    void removeAutomatic();

    /// The one that has the focus; there is one.
    KeptSnapshot current() const;

    SnapshotStore m_store;
    SnapshotStrip *m_strip;
    QAction *m_keepAction;
    QAction *m_restoreAction = nullptr;
    QAction *m_continueAction = nullptr;
    QAction *m_compareAction = nullptr;
    QAction *m_exportAction = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_removeAction = nullptr;
    QAction *m_removeAutomaticAction = nullptr;
    int m_run = 0;                           ///< of the last automatic one
    std::map<int, quint64> m_automaticOfRun; ///< by the working size's place in that run
};

} // namespace gramarye
