#pragma once

#include "core/documents/documentlock.h"
#include "core/documents/recoveryfile.h"
#include "core/model/savepace.h"
#include "ui/projects/projectopener.h"
#include "ui/projects/projectwriter.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

class RenderSession;

/// The project in the window: which file it is, and what of it is not saved. Opens and saves it,
/// and keeps what is being rendered in case the program comes to a sudden end.
class ProjectSession : public QObject
{
    Q_OBJECT

public:
    /// What the window has now.
    struct Source
    {
        std::function<EditState()> state;
        std::function<ProjectDraft()> draft; ///< everything but where the run stands
        std::function<bool()> hasKept;       ///< something that a person kept
    };

    /// @p session and @p catalog outlive this object.
    ProjectSession(RenderSession *session, const NetworkCatalog &catalog, Source source,
                   QObject *parent = nullptr);

    /// The project's file; empty where it has none yet.
    const QString &path() const { return m_path; }

    /// A file name for the project: its own, or one by its content.
    QString proposedName() const;

    PictureKeeping keeping() const { return m_keeping; }

    /// Whether the window has something that the file has not; without a file, whether it was
    /// recovered and not saved since, or something was kept.
    bool isModified() const;
    bool isRecovered() const { return m_isRecovered; }

    /// One without pictures and a file; the settings stay. opened() follows.
    void startNew();

    /// opened() or failed() follows, or the opener's pictureMissing().
    void open(const QString &path);
    ProjectOpener *opener() { return &m_opener; }

    /// What was opened is in the window now.
    void begin(const OpenedProject &project);

    /// To path() or another one, which then is the project's. saved() or failed() follows.
    void save(const QString &path, PictureKeeping keeping);

    /// Something that is not in the state, such as a snapshot, is not saved.
    void markChanged();

    // What programs left that came to a sudden end: to open one, or not to keep it.
    void recover(const QString &path);
    static void discard(const QString &path);

    /// The window closes as it should: what is kept in case of a sudden end is not needed.
    void close();

    /// Has the run wait, so that what is saved next stays the newest.
    void holdRun();

    /// True from save() until saved() or failed().
    bool isSaving() const;

    /// True where nothing is being written, or waits to be.
    bool isIdle() const { return !m_ordered && !m_writer.isBusy(); }

    /// How often what is being rendered is kept.
    void setPace(const SavePace &pace) { m_pace = pace; }

Q_SIGNALS:
    void opened(const gramarye::OpenedProject &project);

    /// What was opened is the project now.
    void begun();
    void saved(const QString &path);
    void failed(const gramarye::Error &error);

private:
    /// A file to be written once it is known where the run stands.
    struct Order
    {
        QString path;
        PictureKeeping keeping = PictureKeeping::Linked;
        bool isRecovery = false;
        double heldUp = 0;   ///< seconds that the run waited
        bool goesOn = false; ///< it has where the run stands
        EditState state;     ///< that is written
        QImage picture;
    };

    void watchSession();
    void makeWay();
    void giveUpOpening();
    void belongTo(const QString &path);
    void place(const Order &order);
    void write(const RenderResult &standing);
    void sessionChanged();
    void keepIfDue();
    void keep();
    void keepAgain();
    void forget();
    void wrote(qint64 milliseconds);
    void failedToWrite(qint64 milliseconds, const Error &error);
    Order takeWritten(qint64 milliseconds);

    RenderSession *m_session;
    Source m_source;
    ProjectOpener m_opener;
    ProjectWriter m_writer;
    QString m_path;
    PictureKeeping m_keeping = PictureKeeping::Linked;
    std::unique_ptr<DocumentLock> m_lock;      ///< of m_path
    std::unique_ptr<DocumentLock> m_openLock;  ///< of what is being opened
    std::unique_ptr<DocumentLock> m_saveLock;  ///< of what is being saved to, if that is another
    std::unique_ptr<RecoveryFile> m_recovery;  ///< made when it is first needed
    std::unique_ptr<RecoveryFile> m_restoring; ///< what is being opened, if it is one
    std::optional<Order> m_ordered;            ///< waits for the run
    std::optional<Order> m_written;            ///< being written
    EditState m_savedState;                    ///< as the file has it
    bool m_runSaved = true;                    ///< the file has the newest of run and snapshots
    bool m_keepAgain = false;                  ///< something came while the last was being written
    bool m_recoveryGoesOn = false;             ///< m_recovery has where the run stands
    bool m_isRecovered = false;
    SavePace m_pace;
    QElapsedTimer m_clock;
};

} // namespace gramarye
