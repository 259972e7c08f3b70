#pragma once

#include "core/base/background.h"
#include "core/documents/snapshotstore.h"
#include "core/model/savepace.h"
#include "core/transfer/renderjob.h"
#include "ui/projects/projectopener.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

class RenderSession;

/// What becomes of a project's pictures.
enum class PictureStorage
{
    Linked,  ///< where they have files
    Embedded ///< all of them
};

/// A project as the window has it: pictures, not yet bytes. Cheap to copy. A value.
struct ProjectDraft
{
    EditState state;
    QString recoveryOf; ///< as Project's
    PictureStorage storage = PictureStorage::Linked;

    std::optional<RenderResult> run; ///< the one in view, if there is one
    bool isOfRun = true;             ///< the state's pictures are those of the run
    QString device;                  ///< of the run
    bool finished = false;
    bool steered = false;
    std::vector<KeptSnapshot> snapshots;
};

/// Why a run that could go on cannot do so from what was saved of it.
enum class CheckpointLack
{
    OtherPictures, ///< are in the window by now, and so in the file
    Memory,        ///< was too short for the run's state
    Failure        ///< of the run, or of the attempt to keep its state
};

/// How what is in the window relates to the project's file.
enum class ProjectState
{
    Clean,     ///< the file has all of the run and the snapshots
    Modified,  ///< not the newest of them
    Recovered, ///< nothing was saved since it was recovered
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

    /// The project's file; empty where it has none yet.
    const QString &path() const { return m_path; }

    /// A file name for the project: its own, or one by its content.
    QString proposedName() const;

    PictureStorage storage() const { return m_storage; }

    /// Whether the window has something that the file has not; without a file, whether it was
    /// recovered and not saved since, or snapshots were taken or masks painted by hand.
    bool isModified() const;

    bool hasSnapshots() const { return m_source.hasSnapshots(); }

    /// Whether there are painted masks that are neither in the file nor in the recipe of the
    /// picture in view, which is asked about by itself.
    bool hasUnsavedMasks() const;
    bool isRecovered() const { return m_state == ProjectState::Recovered; }

    /// One without pictures and a file; the settings stay. opened() follows.
    void startNew();

    /// opened() or failed() follows, or the opener's pictureMissing().
    void open(const QString &path) { m_opener.open(path, m_path); }
    ProjectOpener *opener() { return &m_opener; }

    /// What was opened is in the window now.
    void begin(const OpenedProject &project);

    /// To path() or another one, which then is the project's. saved() or failed() follows; not
    /// while isSaving().
    void save(const QString &path, PictureStorage storage);

    /// Something that is not in the EditState, such as a snapshot, is not saved.
    void markChanged();

    /// There is a step more or less. Masks take work: what is painted before anything is rendered
    /// is kept in a recovery file, too, at the latest when the pace allows.
    void stateChanged();

    /// Opens a recovery file that a program left which came to a sudden end; as open().
    void recover(const QString &path) { m_opener.recover(path, m_path); }

    /// The window closes as it should: its recovery file is not needed.
    void close();

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

    /// What was saved has the run's picture, but not what the run needs to go on. Comes after
    /// saved().
    void savedWithoutCheckpoint(gramarye::CheckpointLack why);
    void failed(const gramarye::Error &error);

private:
    /// A file to be written once it is known where the run is.
    struct Write
    {
        quint64 request = 0; ///< RenderSession's; names it
        QString path;
        PictureStorage storage = PictureStorage::Linked;
        bool hasBegun = false;
        double heldUp = 0;                  ///< seconds that the run waited
        int run = 0;                        ///< RenderSession's that can go on from it; 0: none
        std::optional<CheckpointLack> lack; ///< the run could go on, but not from it
        bool isBehind = false;              ///< something came while it was being written
        EditState state;                    ///< that is written
        QImage picture;
    };

    /// What came of it.
    struct Written
    {
        qint64 milliseconds = 0;            ///< that it took
        std::shared_ptr<DocumentLock> lock; ///< where the project is in another file now
    };

    /// A recovery file, made when it is first needed. Only m_queue's work looks into it.
    struct Recovery
    {
        std::shared_ptr<RecoveryFile> file;
    };

    void watchSession();
    void writeIfAsked(const RenderResult &run, quint64 request);
    void refuse(const Error &error, quint64 request);
    void prepare(Write &write, ProjectDraft &draft, const RenderResult &run) const;
    template<typename Work>
    void begin(Write &write, Work work);
    void writeSave(const RenderResult &run);
    void writeBackup(const RenderResult &run);
    void ended(quint64 request, const Result<Written> &written);
    void saveEnded(const Write &save, const Written &written);
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
    PictureStorage m_storage = PictureStorage::Linked;
    ProjectState m_state = ProjectState::Clean;
    EditState m_savedState;               ///< as the file has it
    std::shared_ptr<DocumentLock> m_lock; ///< of m_path
    std::shared_ptr<Recovery> m_recovery;
    int m_recoveryRun = 0;         ///< RenderSession's that can go on from m_recovery; 0: none
    std::optional<Write> m_save;   ///< to m_path or another path
    std::optional<Write> m_backup; ///< to m_recovery
    bool m_backupIsDue = false;    ///< the next is to follow once nothing is written
    SavePace m_pace;
    QElapsedTimer m_clock;
    QTimer m_later;    ///< until masks that were painted meanwhile may be written
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
