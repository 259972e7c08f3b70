#pragma once

#include "core/base/error.h"

#include <QObject>

#include <functional>

class QAction;
class QMenu;

namespace gramarye {

class MessageBar;
class ProjectSession;

/// What a person does with projects: the entries of the File menu, their dialogs, questions and
/// messages.
class ProjectActions : public QObject
{
    Q_OBJECT

public:
    /// Whether the picture in the window may go; asks where it has to, and calls @p then once it
    /// may after all.
    using LeaveQuestion = std::function<bool(const std::function<void()> &then)>;

    /// All of them outlive this object.
    ProjectActions(ProjectSession *session, MessageBar *messages, QWidget *window,
                   LeaveQuestion mayLeave);

    void addTo(QMenu *menu);

    /// Opens the project @p path in place of what is in the window.
    void open(const QString &path);

    /// Offers what a program that came to a sudden end had in its window.
    void offerRecovered();

    /// Whether what is in the window may go, as a LeaveQuestion.
    bool mayLeave(const std::function<void()> &then);

    QAction *newAction() const { return m_newAction; }
    QAction *openAction() const { return m_openAction; }
    QAction *saveAction() const { return m_saveAction; }
    QAction *saveAsAction() const { return m_saveAsAction; }
    QAction *embedAction() const { return m_embedAction; }

Q_SIGNALS:
    /// The project @p path was opened or saved.
    void used(const QString &path);

private:
    void connectSession();
    void startNew();
    void chooseFile();
    void recover(const QString &path);
    void save();
    void saveAs();
    void saveTo(const QString &path);
    void saved(const QString &path);
    void failed(const Error &error);
    void askForPicture(const Error &error);
    void findPicture();
    bool askToSave(const std::function<void()> &then);
    QString unsavedText() const;

    ProjectSession *m_session;
    MessageBar *m_messages;
    QWidget *m_window;
    LeaveQuestion m_mayLeave;
    std::function<void()> m_afterSaving; ///< waits for the save that is on its way
    QAction *m_newAction;
    QAction *m_openAction;
    QAction *m_saveAction;
    QAction *m_saveAsAction;
    QAction *m_embedAction;
};

} // namespace gramarye
