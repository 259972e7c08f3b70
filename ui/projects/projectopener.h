#pragma once

#include "core/base/background.h"
#include "core/documents/documentlock.h"
#include "core/documents/recoveryfile.h"
#include "core/model/project.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"
#include "ui/snapshots/snapshottaker.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

/// A project that was read, with its pictures. A value.
struct OpenedProject
{
    QString path; ///< empty where it has no file
    Project project;
    EditState state;
    QImage picture; ///< the run's so far; null where there is none
    std::vector<ShownSnapshot> snapshots;
};

/// What on the disk is an open project's alone.
struct ProjectClaims
{
    std::unique_ptr<DocumentLock> lock;     ///< of its file; null in a folder nobody can write to
    std::unique_ptr<RecoveryFile> recovery; ///< where it was read from one
};

/// By their absolute names; two empty ones are the same.
bool isSameFile(const QString &a, const QString &b);

/// Locks and reads a project and its pictures off the GUI thread; the newest request wins. Pictures
/// that are not to be had are asked for one after the other.
class ProjectOpener : public QObject
{
    Q_OBJECT

public:
    /// @p catalog outlives this object.
    explicit ProjectOpener(const NetworkCatalog &catalog, QObject *parent = nullptr);

    /// @p own is the file that is locked already, if there is one.
    void open(const QString &path, const QString &own);

    /// The same with a recovery file. The project's path is then that of the file that it is of,
    /// unless that is open elsewhere by now.
    void recover(const QString &path, const QString &own);

    /// Forgets what is being read, or waits for an answer.
    void cancel();

    /// Those of what was opened last, to be kept while it is open.
    ProjectClaims takeClaims() { return std::move(m_claims); }

    // Answers to pictureMissing(). Without any the project is not opened.
    void takeInstead(const QString &file);
    void leaveOut();

Q_SIGNALS:
    void opened(const gramarye::OpenedProject &project);

    /// PictureMissing or PictureChanged.
    void pictureMissing(const gramarye::Error &error);
    void failed(const gramarye::Error &error);

private:
    enum class Stage
    {
        Idle,
        Reading,
        Asking ///< waits for an answer to pictureMissing()
    };

    /// What comes of reading.
    struct Attempt
    {
        OpenedProject opened;
        ProjectClaims claims;
        QString name; ///< of the file that is read
        std::optional<Error> error;
        int missing = -1; ///< which of the scene's pictures() the error is about; −1: none
    };

    using AttemptPtr = std::shared_ptr<Attempt>;
    using Work = std::function<void(Attempt &)>;

    static void read(Attempt &attempt, const QString &path, const NetworkCatalog &catalog);
    static void readPictures(Attempt &attempt, const NetworkCatalog &catalog);
    static void readSnapshots(Attempt &attempt);
    void start(AttemptPtr attempt, const Work &work);
    void deliver(const Status &status);

    const NetworkCatalog &m_catalog;
    Stage m_stage = Stage::Idle;
    AttemptPtr m_attempt; ///< the last one, until it was delivered
    ProjectClaims m_claims;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
