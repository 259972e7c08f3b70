#pragma once

#include "core/base/background.h"
#include "ui/queue/queueadder.h"
#include "ui/queue/queuerunner.h"
#include "ui/queue/renderqueue.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace gramarye {

class ElidedLabel;
class MessageBar;

/// The pictures that are to be made by a list of jobs, or what is wrong with it, as a sentence.
using ListedJobs = Expected<std::vector<BatchJob>, QString>;

/// Reads a list of jobs, in any thread.
using BatchListReader = std::function<ListedJobs(const QString &path)>;

/// The queue, beside the window: pictures are added, put in order and made one after another into a
/// folder. What is not done when the dialog goes is there again next time.
class QueueDialog : public QDialog
{
    Q_OBJECT

public:
    /// Without a @p reader lists cannot be opened.
    QueueDialog(QueueAdder::Settings settings, const NetworkCatalog &catalog,
                BatchListReader reader, QueueRunner::EngineMaker makeEngine,
                QWidget *parent = nullptr);

    /// Keeps what is not done for the next time.
    ~QueueDialog() override;

    /// Puts the pictures that are chosen above into the queue, as soon as they are ready for it,
    /// which takes no time of this thread.
    void addChosen();

    /// Puts a picture for each of @p paths into the queue, in the styles that are chosen above and
    /// with the settings of the window; for folders one for each picture in them.
    void addContents(const QStringList &paths);

    /// Adds the pictures of a list of jobs.
    void openList(const QString &path);

    /// Writes what is not done as a list of jobs.
    void saveList(const QString &path);

    /// Where results of pictures added from now on go; remembered.
    void setResultsFolder(const QString &folder);

    RenderQueue *queue() { return &m_queue; }
    QueueRunner *runner() { return &m_runner; }
    QueueAdder *adder() const { return m_adder; }
    QComboBox *formatBox() const { return m_format; }
    QTreeView *list() const { return m_list; }
    MessageBar *messageBar() const { return m_messageBar; }
    QPushButton *startButton() const { return m_startButton; }

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createList();
    void createActions();
    QWidget *makeFolderRow();
    QWidget *makeButtonRow();
    QAction *addRowAction(const QString &text, const QKeySequence &keys,
                          void (QueueDialog::*slot)());
    QString freeFile(const Scene &scene, const QStringList &taken) const;
    std::vector<int> selectedRows() const;
    void moveUp();
    void moveDown();
    void removeSelected();
    void tryAgain();
    void startOrPause();
    void browseFolder();
    void browseToOpen();
    void browseToSave();
    void restore();
    void keep() const;
    void add(std::vector<BatchJob> jobs);
    void add(const Result<ListedJobs> &list);
    void updateState();

    RenderQueue m_queue;
    QueueRunner m_runner;
    BatchListReader m_reader;
    QString m_folder; ///< of results
    QueueAdder *m_adder;
    QTreeView *m_list;
    ElidedLabel *m_folderLabel;
    QComboBox *m_format; ///< of results
    QLabel *m_state;
    QPushButton *m_startButton;
    QPushButton *m_saveButton = nullptr;
    QList<QAction *> m_rowActions; ///< for the rows selected
    MessageBar *m_messageBar;
    WorkQueue m_background; ///< for what is added, and for lists
};

} // namespace gramarye
