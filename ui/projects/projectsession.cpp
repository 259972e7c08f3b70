#include "ui/projects/projectsession.h"

#include "core/documents/projectfile.h"
#include "ui/run/rendersession.h"

#include <QFileInfo>

#include <cmath>

namespace gramarye {

namespace {

bool isSameFile(const QString &a, const QString &b)
{
    return QFileInfo(a).absoluteFilePath() == QFileInfo(b).absoluteFilePath();
}

/// How @p project keeps the pictures that have files.
PictureKeeping keepingOf(const Project &project)
{
    const PictureRef &content = project.scene.content;
    return content.isEmbedded() && !content.path.isEmpty() ? PictureKeeping::Embedded
                                                           : PictureKeeping::Linked;
}

} // namespace

ProjectSession::ProjectSession(RenderSession *session, const NetworkCatalog &catalog, Source source,
                               QObject *parent)
    : QObject(parent), m_session(session), m_source(std::move(source)), m_opener(catalog)
{
    m_clock.start();
    watchSession();
    connect(&m_opener, &ProjectOpener::opened, this, &ProjectSession::opened);
    connect(&m_opener, &ProjectOpener::failed, this, [this](const Error &error) {
        giveUpOpening();
        Q_EMIT failed(error);
    });
}

void ProjectSession::watchSession()
{
    connect(m_session, &RenderSession::iterated, this, &ProjectSession::backUpIfDue);
    connect(m_session, &RenderSession::stateChanged, this, &ProjectSession::runChanged);
    connect(m_session, &RenderSession::checkpointReady, this, &ProjectSession::writeIfAsked);
    connect(m_session, &RenderSession::requestRefused, this, &ProjectSession::refuse);
    for (const auto signal :
         {&RenderSession::pausedNow, &RenderSession::stopped, &RenderSession::finished})
        connect(m_session, signal, this, &ProjectSession::backUp);
}

QString ProjectSession::proposedName() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    const QString content = QFileInfo(m_source.state().content.name()).completeBaseName();
    return (content.isEmpty() ? QStringLiteral("gramarye") : content) + projectSuffix();
}

bool ProjectSession::isModified() const
{
    if (m_path.isEmpty())
        return isRecovered() || m_source.hasSnapshots();
    return m_state != ProjectState::Clean || m_source.state() != m_savedState;
}

// Opening

/// What is being opened stays as it is on the disk.
void ProjectSession::giveUpOpening()
{
    m_opener.cancel();
    m_openLock.reset();
    m_restoring.reset();
}

void ProjectSession::startNew()
{
    giveUpOpening();
    OpenedProject blank;
    blank.state.network = m_source.state().network;
    blank.state.parameters = m_source.state().parameters;
    Q_EMIT opened(blank);
}

void ProjectSession::open(const QString &path)
{
    giveUpOpening();
    if (!isSameFile(path, m_path)) {
        auto lock = DocumentLock::acquire(path);
        if (lock)
            m_openLock = std::move(lock).value();
        else if (lock.error().code == ErrorCode::DocumentBusy)
            return Q_EMIT failed(lock.error());
        // In a folder that nobody can write to one can still look.
    }
    m_opener.open(path);
}

void ProjectSession::recover(const QString &path)
{
    giveUpOpening();
    auto recovery = RecoveryFile::takeOver(path);
    if (!recovery)
        return Q_EMIT failed(recovery.error());
    m_restoring = std::move(recovery).value();
    m_opener.open(path);
}

void ProjectSession::discard(const QString &path)
{
    if (const auto recovery = RecoveryFile::takeOver(path))
        (*recovery)->remove();
}

void ProjectSession::begin(const OpenedProject &project)
{
    removeRecovery();
    m_save.reset(); // whatever is still written of what was here is none of this project's
    m_saveLock.reset();
    m_state = m_restoring ? ProjectState::Recovered : ProjectState::Clean;
    if (m_restoring) {
        m_recovery = std::move(m_restoring);
        m_recoveryHasCheckpoint = project.project.run && !project.project.run->checkpoint.isEmpty();
        belongTo(project.project.recoveryOf);
    } else {
        if (!isSameFile(project.path, m_path))
            m_lock = std::move(m_openLock);
        m_path = project.path;
    }
    m_keeping = keepingOf(project.project);
    m_savedState = m_source.state();
    Q_EMIT begun();
}

/// What was recovered can be saved where it was to be, unless that is open elsewhere by now.
void ProjectSession::belongTo(const QString &path)
{
    m_path.clear();
    m_lock.reset();
    if (!QFileInfo(path).isFile())
        return;
    auto lock = DocumentLock::acquire(path);
    if (!lock)
        return;
    m_path = path;
    m_lock = std::move(lock).value();
}

// Saving

void ProjectSession::save(const QString &path, PictureKeeping keeping)
{
    m_saveLock.reset();
    if (!isSameFile(path, m_path)) {
        auto lock = DocumentLock::acquire(path);
        if (!lock)
            return Q_EMIT failed(lock.error());
        m_saveLock = std::move(lock).value();
    }
    m_save.emplace();
    m_save->path = path;
    m_save->keeping = keeping;
    m_save->request = m_session->requestCheckpoint();
}

void ProjectSession::holdRun()
{
    if (m_session->isRunning())
        m_session->pause();
}

/// The answer to requestCheckpoint().
void ProjectSession::writeIfAsked(const RenderResult &run, quint64 request)
{
    if (m_save && m_save->request == request)
        writeSave(run);
    else if (m_backup && m_backup->request == request)
        writeBackup(run);
}

void ProjectSession::refuse(const Error &error, quint64 request)
{
    if (m_save && m_save->request == request)
        saveFailed(error);
    else if (m_backup && m_backup->request == request)
        m_backup.reset();
}

void ProjectSession::writeSave(const RenderResult &run)
{
    if (m_session->isRunning() && run.checkpoint.isEmpty() && !run.image.isNull())
        return saveFailed({ErrorCode::OutOfMemory, {}, {}});
    ProjectDraft draft = m_source.draft();
    prepare(*m_save, draft, run);
    begin(*m_save, std::move(draft), nullptr);
}

void ProjectSession::writeBackup(const RenderResult &run)
{
    const bool held = !m_session->isIdle();
    ProjectDraft draft = m_source.draft();
    const bool lacksMemory =
        m_session->isRunning() && run.checkpoint.isEmpty() && !run.image.isNull();
    const bool isOfOthers = held && !draft.isOfRun && m_recoveryHasCheckpoint;
    if (lacksMemory || isOfOthers) // the run can go on from what was written before
        return m_backup.reset();
    draft.recoveryOf = m_path;
    prepare(*m_backup, draft, run);
    begin(*m_backup, std::move(draft), m_recovery);
}

void ProjectSession::prepare(Write &write, ProjectDraft &draft, const RenderResult &run) const
{
    draft.keeping = write.keeping;
    draft.device = m_session->job().device;
    draft.finished = m_session->isFinished();
    draft.steered = m_session->isSteered();
    if (!run.image.isNull() || !run.checkpoint.isEmpty())
        draft.run = run;
    write.state = draft.state;
    write.picture = run.image;
    write.heldUp = run.heldUp;
    write.hasCheckpoint = draft.isOfRun && !run.checkpoint.isEmpty();
    write.lacksCheckpoint = !draft.isOfRun && !run.checkpoint.isEmpty();
}

void ProjectSession::begin(Write &write, ProjectDraft draft, std::shared_ptr<RecoveryFile> recovery)
{
    write.hasBegun = true;
    m_backupIsDue = false; // it has what is due
    const auto work = [draft = std::move(draft), path = write.path,
                       recovery = std::move(recovery)]() -> Result<qint64> {
        QElapsedTimer clock;
        clock.start();
        const Status status = writeProject(projectOf(draft), path);
        if (recovery && recovery->isRemoved())
            recovery->remove(); // it was given up meanwhile
        if (!status)
            return status.error();
        return clock.elapsed();
    };
    m_queue.run(this, work, [this, request = write.request](const Result<qint64> &milliseconds) {
        ended(request, milliseconds);
    });
}

void ProjectSession::ended(quint64 request, const Result<qint64> &milliseconds)
{
    const bool isSave = m_save && m_save->request == request;
    if (!isSave && !(m_backup && m_backup->request == request))
        return; // of what is in the window no more
    const Write write = *std::exchange(isSave ? m_save : m_backup, std::nullopt);
    m_pace.saved(m_clock.elapsed(),
                 (milliseconds ? *milliseconds : 0) + std::llround(write.heldUp * 1000));
    if (isSave)
        return saveEnded(write, milliseconds);
    if (milliseconds)
        m_recoveryHasCheckpoint = write.hasCheckpoint;
    backUpAgain(); // where it failed, the next may find room
}

void ProjectSession::saveEnded(const Write &save, const Result<qint64> &milliseconds)
{
    if (!milliseconds)
        return saveFailed(milliseconds.error());
    if (m_saveLock)
        m_lock = std::move(m_saveLock);
    m_path = save.path;
    m_keeping = save.keeping;
    m_savedState = save.state;
    m_state = save.isBehind ? ProjectState::Modified : ProjectState::Clean;
    m_session->markSaved(save.picture);
    const bool isDue = m_backupIsDue;
    if (!save.lacksCheckpoint)
        removeRecovery(); // it is older than what was saved
    if (isDue)
        backUp();
    Q_EMIT saved(m_path);
    if (save.lacksCheckpoint)
        Q_EMIT savedWithoutCheckpoint();
}

void ProjectSession::saveFailed(const Error &error)
{
    m_save.reset();
    m_saveLock.reset();
    changed();
    backUpAgain();
    Q_EMIT failed(error);
}

/// What is being written now is not the newest.
void ProjectSession::changed()
{
    if (m_state == ProjectState::Clean)
        m_state = ProjectState::Modified;
    if (m_save)
        m_save->isBehind = m_save->isBehind || m_save->hasBegun;
}

// In case of a sudden end

void ProjectSession::markChanged()
{
    changed();
    if (!m_session->isRunning())
        backUp();
}

void ProjectSession::runChanged()
{
    if (!m_session->isRunning())
        return;
    changed();
    m_pace.saved(m_clock.elapsed(), 0);
}

void ProjectSession::backUpIfDue()
{
    changed();
    if (isIdle() && m_pace.isDue(m_clock.elapsed()))
        backUp();
}

void ProjectSession::backUp()
{
    m_backupIsDue = !isIdle();
    if (m_backupIsDue || m_session->picture().isNull())
        return;
    if (!m_recovery) {
        auto recovery = RecoveryFile::create();
        if (!recovery)
            return;
        m_recovery = std::move(recovery).value();
    }
    m_backup.emplace();
    m_backup->path = m_recovery->path();
    m_backup->request = m_session->requestCheckpoint();
}

void ProjectSession::backUpAgain()
{
    if (std::exchange(m_backupIsDue, false))
        backUp();
}

void ProjectSession::close()
{
    disconnect(m_session, nullptr, this, nullptr);
    removeRecovery();
}

/// What is being written to it is removed when it is there.
void ProjectSession::removeRecovery()
{
    m_backupIsDue = false;
    m_backup.reset();
    if (m_recovery)
        m_recovery->remove();
    m_recovery.reset();
    m_recoveryHasCheckpoint = false;
}

} // namespace gramarye
