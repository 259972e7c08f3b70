#include "ui/projects/projectactions.h"

#include "core/base/background.h"
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

namespace gramarye {

namespace {

const QString projectFolderKind = QStringLiteral("projects");

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
        m_restoring.clear();
        m_embedAction->setChecked(m_session->storage() == PictureStorage::Embedded);
        if (!m_session->path().isEmpty())
            Q_EMIT used(m_session->path());
        if (m_session->isRecovered())
            offerRecovered(); // the next one
    });
    connect(m_session->opener(), &ProjectOpener::pictureMissing, this,
            &ProjectActions::askForPicture);
    connect(m_session->opener(), &ProjectOpener::failed, this, &ProjectActions::openingFailed);
}

void ProjectActions::addTo(QMenu *menu)
{
    menu->addActions({m_newAction, m_openAction, m_saveAction, m_saveAsAction, m_embedAction});
}

// Opening

void ProjectActions::chooseFile()
{
    askForFile(m_window,
               {projectFolderKind, tr("Open project"), tr("Gramarye projects (*.gramarye)")},
               [this](const QString &path) {
                   Q_EMIT leaveRequested({Departure::Kind::OpenProject, path});
               });
}

void ProjectActions::carryOut(const Departure &departure)
{
    switch (departure.kind) {
    case Departure::Kind::NewProject:
        m_restoring.clear();
        return m_session->startNew();
    case Departure::Kind::OpenProject:
        m_restoring.clear();
        RememberedFolder(projectFolderKind).rememberFolderOf(departure.path);
        return m_session->open(departure.path);
    case Departure::Kind::Recover:
        m_restoring = departure.path;
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
    askForFile(m_window, {QStringLiteral("pictures"), tr("Find picture"), pictureFileFilter()},
               [this](const QString &path) { m_session->opener()->takeInstead(path); });
}

void ProjectActions::offerRecovered()
{
    runInBackground(
        this, [] { return RecoveryFile::abandoned(); },
        [this](const Result<QStringList> &files) {
            if (files)
                offerNewest(*files);
        });
}

void ProjectActions::offerNewest(QStringList files)
{
    for (const QString &file : m_unreadable)
        files.removeAll(file);
    if (files.isEmpty())
        return;
    const QString path = files.first();
    const QString when = QLocale().toString(QFileInfo(path).lastModified(), QLocale::ShortFormat);
    const auto restore = [this, path] { Q_EMIT leaveRequested({Departure::Kind::Recover, path}); };
    const auto discard = [this, path] {
        const auto work = [path] {
            if (const auto recovery = RecoveryFile::takeOver(path))
                (*recovery)->remove();
        };
        runInBackground(this, work, [this](const Status &) { offerRecovered(); }); // the next one
    };
    const QString problem = std::exchange(m_problem, {});
    const QString offer =
        tr("Gramarye ended before the picture of %1 was saved: it can be restored.").arg(when);
    m_messages->showMessage(problem.isEmpty() ? offer : problem + u' ' + offer,
                            problem.isEmpty() ? MessageBar::Kind::Information
                                              : MessageBar::Kind::Problem,
                            {{tr("Restore"), restore}, {tr("Discard"), discard}});
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
    const QString name = QFileInfo(m_session->path()).dir().filePath(m_session->proposedName());
    const QFileDialog *dialog = askWhereToSave(
        m_window, {projectFolderKind, tr("Save project"), tr("Gramarye projects (*.gramarye)")},
        m_session->path().isEmpty() ? m_session->proposedName() : name,
        [this](const QString &path) { saveTo(path); });
    connect(dialog, &QDialog::rejected, this, &ProjectActions::saveCancelled);
}

void ProjectActions::saveTo(const QString &path)
{
    if (m_session->isSaving()) {
        m_saveNext = path;
        return;
    }
    m_session->save(path,
                    m_embedAction->isChecked() ? PictureStorage::Embedded : PictureStorage::Linked);
}

void ProjectActions::saved(const QString &path)
{
    m_messages->showInformation(tr("Saved “%1”.").arg(QDir::toNativeSeparators(path)));
    Q_EMIT used(path);
    if (const auto next = std::exchange(m_saveNext, std::nullopt))
        saveTo(next->isEmpty() ? path : *next);
}

void ProjectActions::failed(const Error &error)
{
    m_saveNext.reset();
    m_messages->showError(error);
}

/// After failed(), which has said so.
void ProjectActions::openingFailed(const Error &error)
{
    if (m_restoring.isEmpty())
        return;
    m_unreadable << std::exchange(m_restoring, {});
    m_problem = errorText(error);
    offerRecovered(); // an older one, together with what was wrong with this one
}

void ProjectActions::sayWithoutCheckpoint(CheckpointLack why)
{
    QString sentence;
    switch (why) {
    case CheckpointLack::OtherPictures: // the file names one set of pictures: those in the window
        sentence = tr("Saved “%1”, but its picture cannot go on from there: the pictures were "
                      "exchanged since the run began. Put them back and save again to keep where "
                      "it is.");
        break;
    case CheckpointLack::Memory:
        sentence = tr("Saved “%1”, but its picture cannot go on from there: there was too little "
                      "memory to keep where the run stood.");
        break;
    case CheckpointLack::Failure:
        sentence = tr("Saved “%1”, but its picture cannot go on from there: where the run stood "
                      "was lost when it failed.");
        break;
    }
    m_messages->showProblem(sentence.arg(QFileInfo(m_session->path()).fileName()));
}

} // namespace gramarye
