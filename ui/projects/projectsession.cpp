#include "ui/projects/projectsession.h"

#include "core/documents/projectfile.h"
#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"
#include "ui/run/rendersession.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gramarye {

namespace {

/// How @p project keeps the pictures that have files.
PictureStorage storageOf(const Project &project)
{
    const PictureRef &content = project.scene.content;
    return content.isEmbedded() && !content.path.isEmpty() ? PictureStorage::Embedded
                                                           : PictureStorage::Linked;
}

PictureRef projectPicture(const Picture &picture, PictureStorage storage)
{
    const bool hasFile = !picture.ref.path.isEmpty();
    return storage == PictureStorage::Embedded || !hasFile ? embedded(picture) : picture.ref;
}

/// @p draft as it is written. Compresses pictures, reads files and the network: any thread.
Project projectOf(const ProjectDraft &draft)
{
    Project project;
    project.program = QLatin1String("Gramarye ") + QCoreApplication::applicationVersion();
    project.recoveryOf = draft.recoveryOf;
    project.scene = draft.state.mapped(
        [&](const LoadedPicture &loaded) { return projectPicture(loaded.picture, draft.storage); },
        networkRef);
    project.scene.network.checksum = networkChecksum(draft.state.network);
    for (const KeptSnapshot &kept : draft.snapshots) {
        if (const auto snapshot = kept.whole()) // else it was removed meanwhile
            project.snapshots.push_back(
                {snapshot->png, snapshot->iteration, snapshot->kind == SnapshotKind::Automatic});
    }
    if (draft.run) {
        ProjectRun &run = project.run.emplace();
        run.parameters = draft.run->parameters;
        run.device = draft.device;
        run.iterations = draft.run->iterations;
        run.finished = draft.finished && draft.isOfRun;
        run.steered = draft.steered || !draft.isOfRun;
        if (draft.isOfRun)
            run.checkpoint = draft.run->checkpoint.bytes;
        if (!draft.run->image.isNull())
            run.picture = quickPng(draft.run->image);
    }
    return project;
}

} // namespace

ProjectSession::ProjectSession(RenderSession *session, const NetworkCatalog &catalog, Source source,
                               QObject *parent)
    : QObject(parent), m_session(session), m_source(std::move(source)), m_opener(catalog)
{
    m_clock.start();
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &ProjectSession::stateChanged);
    watchSession();
    connect(&m_opener, &ProjectOpener::opened, this, &ProjectSession::opened);
    connect(&m_opener, &ProjectOpener::failed, this, &ProjectSession::failed);
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
        return isRecovered() || hasSnapshots() || hasUnsavedMasks();
    return m_state != ProjectState::Clean || m_source.state() != m_savedState;
}

bool ProjectSession::hasUnsavedMasks() const
{
    std::vector<qint64> kept;
    for (const LoadedPicture *mask : std::as_const(m_savedState).masks())
        kept.push_back(mask->picture.image.cacheKey());
    if (m_session->hasKeptMasks()) {
        const ReadScene scene = m_session->job().scene;
        for (const Picture *mask : scene.masks())
            kept.push_back(mask->image.cacheKey());
    }
    const EditState state = m_source.state();
    const std::vector<const LoadedPicture *> masks = state.masks();
    return std::any_of(masks.begin(), masks.end(), [&](const LoadedPicture *mask) {
        const Picture &picture = mask->picture;
        const bool isPainted =
            !picture.image.isNull() && picture.ref.path.isEmpty() && !picture.ref.isEmbedded();
        return isPainted
               && std::find(kept.begin(), kept.end(), picture.image.cacheKey()) == kept.end();
    });
}

// Opening

void ProjectSession::startNew()
{
    m_opener.cancel();
    OpenedProject blank;
    blank.state.network = m_source.state().network;
    blank.state.parameters = m_source.state().parameters;
    Q_EMIT opened(blank);
}

void ProjectSession::begin(const OpenedProject &project)
{
    removeRecovery();
    m_save.reset(); // whatever is still written of what was here is none of this project's
    ProjectClaims claims = m_opener.takeClaims();
    m_state = claims.recovery ? ProjectState::Recovered : ProjectState::Clean;
    if (claims.recovery) {
        m_recovery = std::make_shared<Recovery>(Recovery{std::move(claims.recovery)});
        if (project.project.run && !project.project.run->checkpoint.isEmpty())
            m_recoveryRun = m_session->run();
    }
    if (!isSameFile(project.path, m_path))
        m_lock = std::move(claims.lock);
    m_path = project.path;
    m_storage = storageOf(project.project);
    m_savedState = m_source.state();
    Q_EMIT begun();
}

// Saving

void ProjectSession::save(const QString &path, PictureStorage storage)
{
    m_save.emplace();
    m_save->path = path;
    m_save->storage = storage;
    m_save->request = m_session->requestCheckpoint();
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
    begin(
        *m_save,
        [draft = std::move(draft), path = m_save->path, own = m_path](Written &written) -> Status {
            if (!isSameFile(path, own)) {
                auto lock = DocumentLock::acquire(path);
                if (!lock)
                    return lock.error();
                written.lock = std::move(lock).value();
            }
            return writeProject(projectOf(draft), path);
        });
}

void ProjectSession::writeBackup(const RenderResult &run)
{
    const bool held = !m_session->isIdle();
    const bool canGoOn = m_recoveryRun == m_session->run();
    ProjectDraft draft = m_source.draft();
    const bool lacksMemory = m_session->isRunning()
                                 ? run.checkpoint.isEmpty() && !run.image.isNull()
                                 : run.lacksCheckpoint() && canGoOn;
    const bool isOfOthers = held && !draft.isOfRun && canGoOn;
    if (lacksMemory || isOfOthers) // the run can go on from what was written before
        return m_backup.reset();
    draft.recoveryOf = m_path;
    prepare(*m_backup, draft, run);
    begin(*m_backup, [draft = std::move(draft), recovery = m_recovery](Written &) -> Status {
        if (!recovery->file) {
            auto file = RecoveryFile::create();
            if (!file)
                return file.error();
            recovery->file = std::move(file).value();
        }
        return writeProject(projectOf(draft), recovery->file->path());
    });
}

void ProjectSession::prepare(Write &write, ProjectDraft &draft, const RenderResult &run) const
{
    draft.storage = write.storage;
    draft.device = m_session->job().device;
    draft.finished = m_session->isFinished();
    draft.steered = m_session->isSteered();
    if (!run.image.isNull() || !run.checkpoint.isEmpty())
        draft.run = run;
    write.state = draft.state;
    write.picture = run.image;
    write.heldUp = run.heldUp;
    if (draft.run && run.lacksCheckpoint())
        write.lack = run.missing->code == ErrorCode::OutOfMemory ? CheckpointLack::Memory
                                                                 : CheckpointLack::Failure;
    else if (!run.checkpoint.isEmpty() && !draft.isOfRun)
        write.lack = CheckpointLack::OtherPictures;
    else if (!run.checkpoint.isEmpty())
        write.run = m_session->run();
}

template<typename Work>
void ProjectSession::begin(Write &write, Work work)
{
    write.hasBegun = true;
    m_backupIsDue = false; // it has what is due
    const auto timed = [work = std::move(work)]() -> Result<Written> {
        Written written;
        QElapsedTimer clock;
        clock.start();
        if (const Status status = work(written); !status)
            return status.error();
        written.milliseconds = clock.elapsed();
        return written;
    };
    m_queue.run(this, timed, [this, request = write.request](const Result<Written> &written) {
        ended(request, written);
    });
}

void ProjectSession::ended(quint64 request, const Result<Written> &written)
{
    const bool isSave = m_save && m_save->request == request;
    if (!isSave && !(m_backup && m_backup->request == request))
        return; // of what is in the window no more
    const Write write = *std::exchange(isSave ? m_save : m_backup, std::nullopt);
    m_pace.saved(m_clock.elapsed(),
                 (written ? written->milliseconds : 0) + std::llround(write.heldUp * 1000));
    if (isSave)
        return written ? saveEnded(write, *written) : saveFailed(written.error());
    if (written)
        m_recoveryRun = write.run;
    backUpAgain(); // where it failed, the next may find room
}

void ProjectSession::saveEnded(const Write &save, const Written &written)
{
    if (!isSameFile(save.path, m_path))
        m_lock = written.lock;
    m_path = save.path;
    m_storage = save.storage;
    m_savedState = save.state;
    m_state = save.isBehind ? ProjectState::Modified : ProjectState::Clean;
    m_session->markSaved(save.picture, true);
    const bool isDue = m_backupIsDue;
    if (!save.lack)
        removeRecovery(); // it is older than what was saved
    if (isDue)
        backUp();
    Q_EMIT saved(m_path);
    if (save.lack)
        Q_EMIT savedWithoutCheckpoint(*save.lack);
}

void ProjectSession::saveFailed(const Error &error)
{
    m_save.reset();
    if (error.code != ErrorCode::DocumentBusy) // else nothing was begun
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

void ProjectSession::stateChanged()
{
    if (m_session->isRunning() || !hasUnsavedMasks())
        return;
    if (!m_recovery || m_pace.isDue(m_clock.elapsed()))
        backUp();
    else
        m_later.start(m_pace.untilDue(m_clock.elapsed()));
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
    m_later.stop();
    m_backupIsDue = !isIdle();
    if (m_backupIsDue || (m_session->picture().isNull() && !hasUnsavedMasks()))
        return;
    if (!m_recovery)
        m_recovery = std::make_shared<Recovery>();
    m_backup.emplace();
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

/// After what is being written to it.
void ProjectSession::removeRecovery()
{
    m_later.stop();
    m_backupIsDue = false;
    m_backup.reset();
    m_recoveryRun = 0;
    if (!m_recovery)
        return;
    const auto work = [recovery = std::exchange(m_recovery, nullptr)] {
        if (recovery->file)
            recovery->file->remove();
    };
    m_queue.run(this, work, [](const Status &) {});
}

} // namespace gramarye
