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
    connect(&m_writer, &ProjectWriter::written, this, &ProjectSession::wrote);
    connect(&m_writer, &ProjectWriter::failed, this, &ProjectSession::failedToWrite);
    connect(&m_opener, &ProjectOpener::opened, this, [this](const OpenedProject &project) {
        makeWay();
        Q_EMIT opened(project);
    });
    connect(&m_opener, &ProjectOpener::failed, this, [this](const Error &error) {
        giveUpOpening();
        Q_EMIT failed(error);
    });
}

void ProjectSession::watchSession()
{
    connect(m_session, &RenderSession::iterated, this, &ProjectSession::keepIfDue);
    connect(m_session, &RenderSession::stateChanged, this, &ProjectSession::sessionChanged);
    connect(m_session, &RenderSession::standingTold, this, &ProjectSession::write);
    for (const auto signal :
         {&RenderSession::pausedNow, &RenderSession::stopped, &RenderSession::finished})
        connect(m_session, signal, this, &ProjectSession::keep);
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
        return m_isRecovered || m_source.hasKept();
    return !m_runSaved || m_source.state() != m_savedState;
}

// Opening

/// What is being opened stays as it is on the disk.
void ProjectSession::giveUpOpening()
{
    m_opener.cancel();
    m_openLock.reset();
    m_restoring.reset();
}

/// What is in the window goes: nothing may be written of what comes in its place.
void ProjectSession::makeWay()
{
    m_ordered.reset();
    m_keepAgain = false;
    if (m_writer.isBusy())
        m_writer.finish();
}

void ProjectSession::startNew()
{
    giveUpOpening();
    makeWay();
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
    forget();
    m_isRecovered = m_restoring != nullptr;
    if (m_isRecovered) {
        m_recovery = std::move(m_restoring);
        m_recoveryGoesOn = project.project.run && !project.project.run->checkpoint.isEmpty();
        belongTo(project.project.recoveryOf);
    } else {
        if (!isSameFile(project.path, m_path))
            m_lock = std::move(m_openLock);
        m_path = project.path;
    }
    m_keeping = keepingOf(project.project);
    m_savedState = m_source.state();
    m_runSaved = !m_isRecovered;
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
    Order order;
    order.path = path;
    order.keeping = keeping;
    place(order);
}

void ProjectSession::holdRun()
{
    if (m_session->state() == RenderSession::State::Running)
        m_session->pause();
}

bool ProjectSession::isSaving() const
{
    return (m_ordered && !m_ordered->isRecovery) || (m_written && !m_written->isRecovery);
}

void ProjectSession::place(const Order &order)
{
    m_ordered = order;
    m_session->askStanding();
}

/// The answer to askStanding().
void ProjectSession::write(const RenderResult &standing)
{
    if (!m_ordered)
        return;
    Order order = *std::exchange(m_ordered, std::nullopt);
    const bool runs = m_session->state() == RenderSession::State::Running;
    if (runs && standing.checkpoint.isEmpty() && !standing.image.isNull()) {
        if (!order.isRecovery) // what was kept before is better than a picture alone
            Q_EMIT failed({ErrorCode::OutOfMemory, {}, {}});
        return;
    }
    ProjectDraft draft = m_source.draft();
    const bool held = m_session->state() != RenderSession::State::Idle;
    if (order.isRecovery && held && !draft.isOfRun && m_recoveryGoesOn)
        return; // the pictures were exchanged: what was kept before can go on
    m_keepAgain = false;
    if (m_writer.isBusy())
        m_writer.finish();
    draft.keeping = order.keeping;
    if (order.isRecovery)
        draft.recoveryOf = m_path;
    draft.device = m_session->job().device;
    draft.finished = m_session->isFinished();
    draft.steered = m_session->isSteered();
    if (!standing.image.isNull() || !standing.checkpoint.isEmpty())
        draft.run = standing;
    order.state = draft.state;
    order.picture = standing.image;
    order.heldUp = standing.heldUp;
    order.goesOn = draft.isOfRun && !standing.checkpoint.isEmpty();
    m_runSaved = m_runSaved || !order.isRecovery; // until the run goes on
    m_written = order;
    m_writer.start(draft, order.path);
}

ProjectSession::Order ProjectSession::takeWritten(qint64 milliseconds)
{
    Order order = *std::exchange(m_written, std::nullopt);
    m_pace.saved(m_clock.elapsed(), milliseconds + std::llround(order.heldUp * 1000));
    return order;
}

void ProjectSession::wrote(qint64 milliseconds)
{
    const Order order = takeWritten(milliseconds);
    if (order.isRecovery) {
        m_recoveryGoesOn = order.goesOn;
        return keepAgain();
    }
    if (m_saveLock)
        m_lock = std::move(m_saveLock);
    m_path = order.path;
    m_keeping = order.keeping;
    m_savedState = order.state;
    m_isRecovered = false;
    m_session->markSaved(order.picture);
    const bool isBehind = m_keepAgain;
    forget(); // it is older than what was saved
    if (isBehind)
        keep();
    Q_EMIT saved(m_path);
}

void ProjectSession::failedToWrite(qint64 milliseconds, const Error &error)
{
    const Order order = takeWritten(milliseconds);
    keepAgain();
    if (order.isRecovery)
        return; // the next try may find room
    m_saveLock.reset();
    m_runSaved = false;
    Q_EMIT failed(error);
}

// In case of a sudden end

void ProjectSession::markChanged()
{
    m_runSaved = false;
    if (m_session->state() != RenderSession::State::Running)
        keep();
}

void ProjectSession::sessionChanged()
{
    if (m_ordered)
        m_session->askStanding(); // the run that was asked may have ended, or waits no more
    if (m_session->state() != RenderSession::State::Running)
        return;
    m_runSaved = false;
    m_pace.saved(m_clock.elapsed(), 0);
}

void ProjectSession::keepIfDue()
{
    m_runSaved = false;
    if (isIdle() && m_pace.isDue(m_clock.elapsed()))
        keep();
}

void ProjectSession::keep()
{
    m_keepAgain = !isIdle();
    if (m_keepAgain || m_session->picture().isNull())
        return;
    if (!m_recovery) {
        auto recovery = RecoveryFile::create();
        if (!recovery)
            return;
        m_recovery = std::move(recovery).value();
    }
    Order order;
    order.path = m_recovery->path();
    order.isRecovery = true;
    place(order);
}

void ProjectSession::keepAgain()
{
    if (std::exchange(m_keepAgain, false))
        keep();
}

void ProjectSession::close()
{
    disconnect(m_session, nullptr, this, nullptr);
    forget();
}

void ProjectSession::forget()
{
    m_keepAgain = false;
    if (m_ordered && m_ordered->isRecovery)
        m_ordered.reset();
    if (m_written && m_written->isRecovery)
        m_writer.finish();
    if (m_recovery)
        m_recovery->remove();
    m_recovery.reset();
    m_recoveryGoesOn = false;
}

} // namespace gramarye
