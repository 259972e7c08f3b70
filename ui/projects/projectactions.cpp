#include "ui/projects/projectactions.h"

#include "core/documents/projectfile.h"
#include "core/documents/recoveryfile.h"
#include "ui/pictures/imagewell.h"
#include "ui/projects/projectsession.h"
#include "ui/text/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rememberedfolder.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>

namespace gramarye {

namespace {

RememberedFolder projectFolder()
{
    return RememberedFolder(QStringLiteral("projects"));
}

} // namespace

ProjectActions::ProjectActions(ProjectSession *session, MessageBar *messages, QWidget *window)
    : QObject(window),
      m_session(session),
      m_messages(messages),
      m_window(window),
      m_newAction(new QAction(tr("&New project"), this)),
      m_openAction(new QAction(tr("Open &project…"), this)),
      m_saveAction(new QAction(tr("&Save project"), this)),
      m_saveAsAction(new QAction(tr("Save project &as…"), this)),
      m_embedAction(new QAction(tr("&Keep pictures inside the project"), this))
{
    m_newAction->setShortcuts(QKeySequence::New);
    m_openAction->setShortcut(Qt::CTRL | Qt::ALT | Qt::Key_O);
    m_saveAction->setShortcuts(QKeySequence::Save);
    m_saveAsAction->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    m_embedAction->setCheckable(true);
    m_embedAction->setToolTip(
        tr("The project can then be moved or sent without the pictures' files, and is larger"));
    connect(m_newAction, &QAction::triggered, this,
            [this] { Q_EMIT leaveRequested({Departure::Kind::NewProject}); });
    connect(m_openAction, &QAction::triggered, this, &ProjectActions::chooseFile);
    connect(m_saveAction, &QAction::triggered, this, &ProjectActions::save);
    connect(m_saveAsAction, &QAction::triggered, this, &ProjectActions::saveAs);
    connectSession();
}

void ProjectActions::connectSession()
{
    connect(m_session, &ProjectSession::saved, this, &ProjectActions::saved);
    connect(m_session, &ProjectSession::failed, this, &ProjectActions::failed);
    connect(m_session, &ProjectSession::savedWithoutCheckpoint, this,
            &ProjectActions::sayWithoutCheckpoint);
    connect(m_session, &ProjectSession::begun, this, [this] {
        m_embedAction->setChecked(m_session->keeping() == PictureKeeping::Embedded);
        if (!m_session->path().isEmpty())
            Q_EMIT used(m_session->path());
        if (m_session->isRecovered())
            offerRecovered(); // the next one
    });
    connect(m_session->opener(), &ProjectOpener::pictureMissing, this,
            &ProjectActions::askForPicture);
}

void ProjectActions::addTo(QMenu *menu)
{
    menu->addActions({m_newAction, m_openAction, m_saveAction, m_saveAsAction, m_embedAction});
}

// Opening

void ProjectActions::chooseFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Open project"), projectFolder().path(),
                                   tr("Gramarye projects (*.gramarye)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT leaveRequested({Departure::Kind::OpenProject, path});
    });
    dialog->open();
}

void ProjectActions::carryOut(const Departure &departure)
{
    switch (departure.kind) {
    case Departure::Kind::NewProject:
        return m_session->startNew();
    case Departure::Kind::OpenProject:
        projectFolder().rememberFolderOf(departure.path);
        return m_session->open(departure.path);
    case Departure::Kind::Recover:
        return m_session->recover(departure.path);
    case Departure::Kind::FindPicture:
        return findPicture();
    case Departure::Kind::OpenWithoutIt:
        return m_session->opener()->leaveOut();
    case Departure::Kind::Close:
    case Departure::Kind::StartOver:
        return; // the window's
    }
}

// A message goes when one of its buttons is pressed.
void ProjectActions::offerAgain(const Departure &departure)
{
    if (departure.kind == Departure::Kind::Recover)
        offerRecovered();
    else if (departure.kind == Departure::Kind::FindPicture
             || departure.kind == Departure::Kind::OpenWithoutIt)
        askForPicture(m_missing);
}

// Much may have happened in the window since opening was asked for.
void ProjectActions::askForPicture(const Error &error)
{
    m_missing = error;
    m_messages->showMessage(
        errorText(error), MessageBar::Kind::Problem,
        {{tr("Find…"), [this] { Q_EMIT leaveRequested({Departure::Kind::FindPicture}); }},
         {tr("Open without it"),
          [this] { Q_EMIT leaveRequested({Departure::Kind::OpenWithoutIt}); }}});
}

void ProjectActions::findPicture()
{
    const RememberedFolder folder(QStringLiteral("pictures"));
    auto *dialog =
        new QFileDialog(m_window, tr("Find picture"), folder.path(), pictureFileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_session->opener(), &ProjectOpener::takeInstead);
    dialog->open();
}

void ProjectActions::offerRecovered()
{
    const QStringList left = RecoveryFile::abandoned();
    if (left.isEmpty())
        return;
    const QString path = left.first();
    const QString when = QLocale().toString(QFileInfo(path).lastModified(), QLocale::ShortFormat);
    const auto restore = [this, path] { Q_EMIT leaveRequested({Departure::Kind::Recover, path}); };
    const auto discard = [this, path] {
        ProjectSession::discard(path);
        offerRecovered(); // the next one
    };
    m_messages->showMessage(
        tr("Gramarye ended before the picture of %1 was saved: it can go on from there.").arg(when),
        MessageBar::Kind::Information, {{tr("Restore"), restore}, {tr("Discard"), discard}});
}

// Saving

void ProjectActions::save()
{
    if (m_session->isSaving())
        m_saveNext = m_session->path(); // with what there is then
    else if (m_session->path().isEmpty())
        saveAs();
    else
        saveTo(m_session->path());
}

void ProjectActions::saveAs()
{
    auto *dialog = new QFileDialog(m_window, tr("Save project"), projectFolder().path(),
                                   tr("Gramarye projects (*.gramarye)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(projectSuffix().mid(1));
    const QString &path = m_session->path();
    const QString folder = path.isEmpty() ? projectFolder().path() : QFileInfo(path).path();
    dialog->selectFile(QDir(folder).filePath(m_session->proposedName()));
    connect(dialog, &QFileDialog::fileSelected, this, &ProjectActions::saveTo);
    connect(dialog, &QDialog::rejected, this, &ProjectActions::saveCancelled);
    dialog->open();
}

void ProjectActions::saveTo(const QString &path)
{
    if (m_session->isSaving()) {
        m_saveNext = path;
        return;
    }
    projectFolder().rememberFolderOf(path);
    m_session->save(path,
                    m_embedAction->isChecked() ? PictureKeeping::Embedded : PictureKeeping::Linked);
}

void ProjectActions::saved(const QString &path)
{
    m_messages->showMessage(tr("Saved “%1”.").arg(QDir::toNativeSeparators(path)),
                            MessageBar::Kind::Information);
    Q_EMIT used(path);
    if (const auto next = std::exchange(m_saveNext, std::nullopt))
        saveTo(next->isEmpty() ? path : *next);
}

void ProjectActions::failed(const Error &error)
{
    m_saveNext.reset();
    m_messages->showMessage(errorText(error), MessageBar::Kind::Problem);
}

// The file names one set of pictures: those in the window.
void ProjectActions::sayWithoutCheckpoint()
{
    m_messages->showMessage(
        tr("Saved “%1”, but its picture cannot go on from there: the pictures were exchanged since "
           "the run began. Put them back and save again to keep where it is.")
            .arg(QFileInfo(m_session->path()).fileName()),
        MessageBar::Kind::Problem);
}

} // namespace gramarye
