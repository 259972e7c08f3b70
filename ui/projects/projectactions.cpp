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

ProjectActions::ProjectActions(ProjectSession *session, MessageBar *messages, QWidget *window,
                               LeaveQuestion mayLeave)
    : QObject(window),
      m_session(session),
      m_messages(messages),
      m_window(window),
      m_mayLeave(std::move(mayLeave)),
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
    connect(m_newAction, &QAction::triggered, this, &ProjectActions::startNew);
    connect(m_openAction, &QAction::triggered, this, &ProjectActions::chooseFile);
    connect(m_saveAction, &QAction::triggered, this, &ProjectActions::save);
    connect(m_saveAsAction, &QAction::triggered, this, &ProjectActions::saveAs);
    connectSession();
}

void ProjectActions::connectSession()
{
    connect(m_session, &ProjectSession::saved, this, &ProjectActions::saved);
    connect(m_session, &ProjectSession::failed, this, &ProjectActions::failed);
    connect(m_session, &ProjectSession::begun, this, [this] {
        m_embedAction->setChecked(m_session->keeping() == PictureKeeping::Embedded);
        if (!m_session->path().isEmpty())
            Q_EMIT used(m_session->path());
    });
    connect(m_session->opener(), &ProjectOpener::pictureMissing, this,
            &ProjectActions::askForPicture);
}

void ProjectActions::addTo(QMenu *menu)
{
    menu->addActions({m_newAction, m_openAction, m_saveAction, m_saveAsAction, m_embedAction});
}

// Opening

void ProjectActions::startNew()
{
    if (mayLeave([this] { startNew(); }))
        m_session->startNew();
}

void ProjectActions::chooseFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Open project"), projectFolder().path(),
                                   tr("Gramarye projects (*.gramarye)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ProjectActions::open);
    dialog->open();
}

void ProjectActions::open(const QString &path)
{
    if (!mayLeave([this, path] { open(path); }))
        return;
    projectFolder().rememberFolderOf(path);
    m_session->open(path);
}

void ProjectActions::askForPicture(const Error &error)
{
    // Much may have happened in the window since opening was asked for.
    const auto onceItMay = [this, error](const std::function<void()> &answer) {
        return [this, error, answer] {
            if (mayLeave(answer))
                answer();
            else
                askForPicture(error);
        };
    };
    m_messages->showMessage(
        errorText(error), MessageBar::Kind::Problem,
        {{tr("Find…"), onceItMay([this] { findPicture(); })},
         {tr("Open without it"), onceItMay([this] { m_session->opener()->leaveOut(); })}});
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
    m_messages->showMessage(
        tr("Gramarye ended before the picture of %1 was saved: it can go on from there.").arg(when),
        MessageBar::Kind::Information,
        {{tr("Restore"), [this, path] { recover(path); }}, {tr("Discard"), [this, path] {
                                                                ProjectSession::discard(path);
                                                                offerRecovered(); // the next one
                                                            }}});
}

void ProjectActions::recover(const QString &path)
{
    if (mayLeave([this, path] { recover(path); }))
        m_session->recover(path);
    else
        offerRecovered(); // an offer is made once only
}

// Saving

void ProjectActions::save()
{
    if (m_session->isSaving())
        m_afterSaving = [this] { save(); }; // of what there is then
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
    connect(dialog, &QDialog::rejected, this, [this] { m_afterSaving = {}; });
    dialog->open();
}

void ProjectActions::saveTo(const QString &path)
{
    if (m_session->isSaving()) {
        m_afterSaving = [this, path] { saveTo(path); };
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
    if (const auto then = std::exchange(m_afterSaving, {}))
        then();
}

void ProjectActions::failed(const Error &error)
{
    m_afterSaving = {};
    m_messages->showMessage(errorText(error), MessageBar::Kind::Problem);
}

QString ProjectActions::unsavedText() const
{
    const QString name = QFileInfo(m_session->path()).fileName();
    if (!name.isEmpty())
        return tr("“%1” has changes that are not saved. Save them first?").arg(name);
    if (m_session->isRecovered())
        return tr("The restored picture is not saved yet. Save it first?");
    return tr("The snapshots that you kept are not saved in a project. Save them first?");
}

bool ProjectActions::mayLeave(const std::function<void()> &then)
{
    if (m_session->isSaving()) {
        m_afterSaving = then;
        return false;
    }
    if (m_session->isModified() && !askToSave(then))
        return false;
    return !m_session->path().isEmpty() || m_mayLeave(then); // in a project the picture is saved
}

bool ProjectActions::askToSave(const std::function<void()> &then)
{
    const auto answer = QMessageBox::question(
        m_window, tr("Unsaved project"), unsavedText(),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) {
        m_afterSaving = then;
        m_session->holdRun();
        save();
    }
    return answer == QMessageBox::Discard;
}

} // namespace gramarye
