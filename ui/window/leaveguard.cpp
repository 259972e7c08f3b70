#include "ui/window/leaveguard.h"

#include "ui/pictures/exportactions.h"
#include "ui/projects/projectsession.h"
#include "ui/run/rendersession.h"
#include "ui/widgets/messagebar.h"

#include <QFileInfo>
#include <QMessageBox>

namespace gramarye {

LeaveGuard::LeaveGuard(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(m_parts.project, &ProjectSession::saved, this, &LeaveGuard::written);
    connect(m_parts.project, &ProjectSession::failed, this, &LeaveGuard::giveUp);
    connect(m_parts.projectActions, &ProjectActions::saveCancelled, this, &LeaveGuard::giveUp);
    connect(m_parts.exports, &ExportActions::started, this, [this](quint64 number) {
        if (m_state != State::ChoosingExport)
            return;
        m_state = State::Exporting;
        m_export = number;
    });
    connect(m_parts.exports, &ExportActions::cancelled, this, &LeaveGuard::giveUp);
    connect(m_parts.exports, &ExportActions::exported, this, &LeaveGuard::exported);
    connect(m_parts.exports, &ExportActions::copied, this, &LeaveGuard::written);
    connect(m_parts.exports, &ExportActions::failed, this, &LeaveGuard::giveUp);
}

void LeaveGuard::request(const Departure &departure)
{
    if (mayLeave(departure))
        Q_EMIT leave(departure);
    else
        Q_EMIT stayed(departure);
}

bool LeaveGuard::mayLeave(const Departure &departure)
{
    if (isWriting(departure)) {
        const bool closes = departure.kind == Departure::Kind::Close;
        m_parts.messages->showInformation(
            closes ? tr("Saving… The window closes when that is done.") : tr("Saving…"));
        waitFor(State::Finishing, departure);
        return false;
    }
    m_state = State::Idle; // whatever was asked for before
    if (m_parts.project->isModified() && !askToSave(departure))
        return false;
    // In a project the picture is saved.
    return !m_parts.project->path().isEmpty() || askToExport(departure);
}

bool LeaveGuard::askToSave(const Departure &departure)
{
    const auto answer = QMessageBox::question(
        m_parts.window, tr("Unsaved project"), unsavedText(),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) {
        waitFor(State::Saving, departure);
        m_parts.session->pause(); // so that what is saved stays the newest
        m_parts.projectActions->save();
    }
    return answer == QMessageBox::Discard;
}

QString LeaveGuard::unsavedText() const
{
    const QString name = QFileInfo(m_parts.project->path()).fileName();
    if (!name.isEmpty())
        return tr("“%1” has changes that are not saved. Save them first?").arg(name);
    if (m_parts.project->isRecovered())
        return tr("The restored picture is not saved yet. Save it first?");
    if (!m_parts.project->hasUnsavedMasks())
        return tr("The snapshots that you kept are not saved in a project. Save them first?");
    if (!m_parts.project->hasSnapshots())
        return tr("The masks that you painted are not saved in a project. Save them first?");
    return tr("The masks that you painted and the snapshots that you kept are not saved in a "
              "project. Save them first?");
}

bool LeaveGuard::askToExport(const Departure &departure)
{
    if (!m_parts.session->hasUnsavedPicture())
        return true;
    const auto answer = QMessageBox::question(
        m_parts.window, tr("Unsaved picture"),
        tr("The picture has not been exported. Export it first?"),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) {
        m_parts.session->pause(); // so that what is saved stays the newest
        exportFirst(departure);
    }
    return answer == QMessageBox::Discard;
}

void LeaveGuard::exportFirst(const Departure &departure)
{
    waitFor(State::ChoosingExport, departure);
    m_parts.exports->chooseFile();
}

void LeaveGuard::waitFor(State state, const Departure &departure)
{
    m_state = state;
    m_departure = departure;
}

bool LeaveGuard::isWriting(const Departure &departure) const
{
    const bool closes = departure.kind == Departure::Kind::Close;
    return m_parts.project->isSaving() || (closes && !m_parts.exports->isIdle());
}

void LeaveGuard::written()
{
    if ((m_state == State::Saving || m_state == State::Finishing) && !isWriting(m_departure))
        goOn();
}

void LeaveGuard::exported(quint64 number)
{
    if (m_state == State::Exporting && number == m_export)
        goOn();
    else
        written();
}

/// There may be something else to ask about by now.
void LeaveGuard::goOn()
{
    m_state = State::Idle;
    const Departure departure = m_departure;
    if (departure.kind == Departure::Kind::Close || departure.kind == Departure::Kind::StartOver)
        Q_EMIT leave(departure);
    else
        request(departure);
}

} // namespace gramarye
