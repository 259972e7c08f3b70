#pragma once

#include "core/base/background.h"
#include "core/documents/documentlock.h"
#include "core/documents/recoveryfile.h"
#include "core/model/savepace.h"
#include "ui/projects/projectdraft.h"
#include "ui/projects/projectopener.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

class RenderSession;

/// How what is in the window relates to the project's file.
enum class ProjectState
{
    Clean,     ///< the file has all of the run and the snapshots
    Modified,  ///< not the newest of them
    Recovered, ///< nothing was saved since it was recovered
    Saving
};

/// The project in the window: which file it is, and what of it is not saved. Opens and saves it off
/// the GUI thread, and writes recovery files of what is being rendered in case the program comes to
/// a sudden end.
class ProjectSession : public QObject
{
    Q_OBJECT

public:
    /// What the window has now.
    struct Source
    {
        std::function<EditState()> state;
        std::function<ProjectDraft()> draft; ///< everything but where the run is
        std::function<bool()> hasSnapshots;  ///< taken by hand
    };

    /// @p session and @p catalog outlive this object.
    ProjectSession(RenderSession *session, const NetworkCatalog &catalog, Source source,
                   QObject *parent = nullptr);

    /// Waits for what is being written.
    ~ProjectSession() override = default;

    /// The project's file; empty where it has none yet.
    const QString &path() const { return m_path; }

    /// A file name for the project: its own, or one by its content.
    QString proposedName() const;

    PictureKeeping keeping() const { return m_keeping; }

    ProjectState state() const { return m_save ? ProjectState::Saving : m_state; }

    /// Whether the window has something that the file has not; without a file, whether it was
    /// recovered and not saved since, or snapshots were taken by hand.
    bool isModified() const;
    bool isRecovered() const { return m_state == ProjectState::Recovered; }

    /// One without pictures and a file; the settings stay. opened() follows.
    void startNew();

    /// opened() or failed() follows, or the opener's pictureMissing().
    void open(const QString &path);
    ProjectOpener *opener() { return &m_opener; }

    /// What was opened is in the window now.
    void begin(const OpenedProject &project);

    /// To path() or another one, which then is the project's. saved() or failed() follows; not
    /// while isSaving().
    void save(const QString &path, PictureKeeping keeping);

    /// Something that is not in the EditState, such as a snapshot, is not saved.
    void markChanged();

    // Recovery files that programs left which came to a sudden end: to open one, or to remove it.
    void recover(const QString &path);
    static void discard(const QString &path);

    /// The window closes as it should: its recovery file is not needed.
    void close();

    /// Has the run wait, so that what is saved next stays the newest.
    void holdRun();

    /// True from save() until saved() or failed().
    bool isSaving() const { return m_save.has_value(); }

    /// True where nothing is being written, or waits to be.
    bool isIdle() const { return !m_save && !m_backup; }

    /// How often a recovery file is written of what is being rendered.
    void setPace(const SavePace &pace) { m_pace = pace; }

Q_SIGNALS:
    void opened(const gramarye::OpenedProject &project);

    /// What was opened is the project now.
    void begun();
    void saved(const QString &path);

    /// What was saved has the run's picture, but not what the run needs to go on: the pictures in
    /// the window are others by now. Comes after saved().
    void savedWithoutCheckpoint();
    void failed(const gramarye::Error &error);

private:
    /// A file to be written once it is known where the run is.
    struct Write
    {
        quint64 request = 0; ///< RenderSession's; names it
        QString path;
        PictureKeeping keeping = PictureKeeping::Linked;
        bool hasBegun = false;
        double heldUp = 0;            ///< seconds that the run waited
        bool hasCheckpoint = false;   ///< the run can go on from it
        bool lacksCheckpoint = false; ///< the run could go on, but not from it
        bool isBehind = false;        ///< something came while it was being written
        EditState state;              ///< that is written
        QImage picture;
    };

    void watchSession();
    void giveUpOpening();
    void belongTo(const QString &path);
    void writeIfAsked(const RenderResult &run, quint64 request);
    void refuse(const Error &error, quint64 request);
    void prepare(Write &write, ProjectDraft &draft, const RenderResult &run) const;
    void begin(Write &write, ProjectDraft draft, std::shared_ptr<RecoveryFile> recovery);
    void writeSave(const RenderResult &run);
    void writeBackup(const RenderResult &run);
    void ended(quint64 request, const Result<qint64> &milliseconds);
    void saveEnded(const Write &save, const Result<qint64> &milliseconds);
    void saveFailed(const Error &error);
    void changed();
    void runChanged();
    void backUpIfDue();
    void backUp();
    void backUpAgain();
    void removeRecovery();

    RenderSession *m_session;
    Source m_source;
    ProjectOpener m_opener;
    QString m_path;
    PictureKeeping m_keeping = PictureKeeping::Linked;
    ProjectState m_state = ProjectState::Clean;
    EditState m_savedState;                    ///< as the file has it
    std::unique_ptr<DocumentLock> m_lock;      ///< of m_path
    std::unique_ptr<DocumentLock> m_openLock;  ///< of what is being opened
    std::unique_ptr<DocumentLock> m_saveLock;  ///< of what is being saved to, if that is another
    std::unique_ptr<RecoveryFile> m_restoring; ///< what is being opened, if it is one
    std::shared_ptr<RecoveryFile> m_recovery;  ///< made when it is first needed
    bool m_recoveryHasCheckpoint = false;      ///< the run can go on from m_recovery
    std::optional<Write> m_save;               ///< to m_path or another path
    std::optional<Write> m_backup;             ///< to m_recovery
    bool m_backupIsDue = false;                ///< the next is to follow once nothing is written
    SavePace m_pace;
    QElapsedTimer m_clock;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
