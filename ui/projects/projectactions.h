#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QStringList>

#include <optional>

class QAction;
class QMenu;

namespace gramarye {

class MessageBar;
class ProjectSession;
enum class CheckpointLack;

/// Something that takes the place of what is in the window, which may not be saved. A value.
struct Departure
{
    enum class Kind
    {
        Close,
        StartOver,
        NewProject,
        OpenProject,
        Recover,       ///< path: of the recovery file
        FindPicture,   ///< that a project being opened lacks
        OpenWithoutIt, ///< the project, without that picture
    };

    Kind kind = Kind::Close;
    QString path = {}; ///< of the file that is opened
};

/// What a person does with projects: the entries of the File menu, their dialogs, questions and
/// messages.
class ProjectActions : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    ProjectActions(ProjectSession *session, MessageBar *messages, QWidget *window);

    void addTo(QMenu *menu);

    /// Offers what programs that came to a sudden end had in their windows, one after the other.
    void offerRecovered();

    /// To the project's file; asks for one where there is none. What is being saved comes first.
    void save();

    /// What was asked for by leaveRequested() may be done, or not now.
    void carryOut(const Departure &departure);
    void offerAgain(const Departure &departure);

    QAction *newAction() const { return m_newAction; }
    QAction *saveAction() const { return m_saveAction; }
    QAction *embedAction() const { return m_embedAction; }

Q_SIGNALS:
    /// The project @p path was opened or saved.
    void used(const QString &path);

    /// The file was not chosen.
    void saveCancelled();

    /// Something is to take the place of what is in the window: carryOut() or offerAgain() follows.
    void leaveRequested(const gramarye::Departure &departure);

private:
    void connectSession();
    void chooseFile();
    void saveAs();
    void saveTo(const QString &path);
    void saved(const QString &path);
    void failed(const Error &error);
    void openingFailed(const Error &error);
    void askForPicture(const Error &error);
    void findPicture();
    void offerNewest(QStringList files);
    void sayWithoutCheckpoint(CheckpointLack why);

    ProjectSession *m_session;
    MessageBar *m_messages;
    QWidget *m_window;
    std::optional<QString> m_saveNext; ///< the file to be saved to after what is being saved
    Error m_missing;                   ///< about the picture that a project being opened lacks
    QString m_restoring;               ///< the recovery file that is being opened
    QStringList m_unreadable;          ///< recovery files that could not be opened
    QString m_problem;                 ///< with the last of them, where it is yet to be said
    QAction *m_newAction;
    QAction *m_openAction;
    QAction *m_saveAction;
    QAction *m_saveAsAction;
    QAction *m_embedAction;
};

} // namespace gramarye
