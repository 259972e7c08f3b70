#include "ui/queue/queuedialog.h"

#include "core/base/safefile.h"
#include "core/documents/outputname.h"
#include "core/pictures/outputformat.h"
#include "ui/pictures/offeredfolder.h"
#include "ui/settings/settings.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/glyphicon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rememberedfolder.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace gramarye {

namespace {

const QString resultsFolderKind = QStringLiteral("queue");

// Beside the networks, in the program's own data.
QString keptListFile()
{
    return QDir::cleanPath(QDir(networkFolder()).filePath(QStringLiteral("../queue.json")));
}

FileQuestion listQuestion(const QString &title)
{
    return {QStringLiteral("lists"), title, QueueDialog::tr("Lists of jobs (*.json)")};
}

/// A content may be in the queue with many styles.
QString queuePattern()
{
    const QString pattern = Settings().preferences().exportName;
    return pattern.contains(QLatin1String("{style}")) ? pattern
                                                      : QStringLiteral("{content}-{style}");
}

} // namespace

QueueDialog::QueueDialog(QueueAdder::Settings settings, const NetworkCatalog &catalog,
                         BatchListReader reader, QueueRunner::EngineMaker makeEngine,
                         QWidget *parent)
    : QDialog(parent),
      m_runner(m_queue, catalog, std::move(makeEngine)),
      m_reader(std::move(reader)),
      m_adder(new QueueAdder(std::move(settings))),
      m_list(new QTreeView),
      m_folderLabel(new ElidedLabel),
      m_format(new QComboBox),
      m_state(new QLabel),
      m_startButton(new QPushButton),
      m_messageBar(new MessageBar)
{
    setWindowTitle(tr("Queue"));
    setWindowFlag(Qt::WindowMinMaxButtonsHint);
    setAcceptDrops(true);
    createList();
    createActions();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_adder);
    layout->addWidget(makeFolderRow());
    layout->addWidget(m_list, 1);
    layout->addWidget(makeButtonRow());
    connect(m_adder, &QueueAdder::addRequested, this, &QueueDialog::addChosen);
    connect(m_adder, &QueueAdder::noted, m_messageBar, &MessageBar::showInformation);
    connect(&m_queue, &RenderQueue::picturesChanged, this, &QueueDialog::updateState);
    connect(&m_runner, &QueueRunner::stateChanged, this, &QueueDialog::updateState);
    connect(&m_runner, &QueueRunner::checkpointMissing, this, [this] {
        m_messageBar->showInformation(
            tr("There is too little memory to keep where the picture stood: it will be made from "
               "its beginning. Close other programs or choose a smaller size."));
    });
    connect(&m_runner, &QueueRunner::writtenOver, this,
            [this](const QString &path) { m_messageBar->showInformation(writtenOverText(path)); });
    setResultsFolder(Settings().folder(resultsFolderKind));
    if (!restoreGeometry(Settings().queueGeometry()))
        resize(760, 640);
    restore();
    updateState();
}

QueueDialog::~QueueDialog()
{
    // Here the disk is waited for: what was kept the last time may only now have been read.
    m_background.finish(this);
    keep();
    Settings().setQueueGeometry(saveGeometry());
}

void QueueDialog::createList()
{
    m_list->setModel(&m_queue);
    m_list->setAccessibleName(tr("Pictures in the queue"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->header()->setSectionsMovable(false);
    m_list->setColumnWidth(RenderQueue::Picture, 220);
    m_list->setColumnWidth(RenderQueue::Size, 100);
    m_list->setColumnWidth(RenderQueue::File, 200);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &QueueDialog::updateState);
}

void QueueDialog::createActions()
{
    m_rowActions = {addRowAction(tr("Move &up"), Qt::ALT | Qt::Key_Up, &QueueDialog::moveUp),
                    addRowAction(tr("Move &down"), Qt::ALT | Qt::Key_Down, &QueueDialog::moveDown),
                    addRowAction(tr("&Remove"), QKeySequence::Delete, &QueueDialog::removeSelected),
                    addRowAction(tr("Make a&gain"), {}, &QueueDialog::tryAgain)};
}

// In the list's context menu, and by their keys while the list has the focus.
QAction *QueueDialog::addRowAction(const QString &text, const QKeySequence &keys,
                                   void (QueueDialog::*slot)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    m_list->addAction(action);
    return action;
}

QWidget *QueueDialog::makeFolderRow()
{
    auto *choose = new QPushButton(tr("&Choose…"));
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose the folder of the results"));
    connect(choose, &QPushButton::clicked, this, &QueueDialog::browseFolder);
    for (const OutputFormat &format : outputFormats())
        m_format->addItem(format.name, format.suffixes.front());
    m_format->setCurrentIndex(std::max(0, m_format->findData(Settings().queueSuffix())));
    m_format->setAccessibleName(tr("Format of the results"));
    m_format->setToolTip(tr("Quality, bits and what is kept of the content are those of the last "
                            "export"));
    connect(m_format, &QComboBox::activated, this,
            [this] { Settings().setQueueSuffix(m_format->currentData().toString()); });
    auto *widget = new QWidget;
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(tr("Results go to")));
    layout->addWidget(m_folderLabel, 1);
    layout->addWidget(choose);
    layout->addWidget(new QLabel(tr("as")));
    layout->addWidget(m_format);
    return widget;
}

QWidget *QueueDialog::makeButtonRow()
{
    auto *widget = new QWidget;
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins({});
    layout->addWidget(m_startButton);
    connect(m_startButton, &QPushButton::clicked, this, &QueueDialog::startOrPause);
    layout->addWidget(m_state, 1);
    for (QAction *action : m_rowActions) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    auto *open = new QPushButton(tr("&Open list…"));
    m_saveButton = new QPushButton(tr("Sa&ve list…"));
    open->setVisible(bool(m_reader));
    connect(open, &QPushButton::clicked, this, &QueueDialog::browseToOpen);
    connect(m_saveButton, &QPushButton::clicked, this, &QueueDialog::browseToSave);
    layout->addSpacing(12);
    for (QPushButton *button : {m_startButton, open, m_saveButton})
        button->setAutoDefault(false); // Return is for the list
    layout->addWidget(open);
    layout->addWidget(m_saveButton);
    return widget;
}

void QueueDialog::showEvent(QShowEvent *event)
{
    m_adder->suggest();
    QDialog::showEvent(event);
}

// Pictures in

void QueueDialog::addChosen()
{
    m_background.run(
        this, [choice = m_adder->choice()] { return choice.jobs(); },
        [this](const Result<std::vector<BatchJob>> &jobs) {
            if (jobs)
                add(*jobs);
            else
                m_messageBar->showError(jobs.error());
        });
}

// The lists above take what is dropped on them, for choosing; dropped elsewhere it is chosen.
void QueueDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void QueueDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QStringList files = filesIn(*event->mimeData());
    if (m_reader && files.size() == 1 && files.first().endsWith(QLatin1String(".json")))
        return openList(files.first());
    addContents(files);
}

void QueueDialog::addContents(const QStringList &paths)
{
    QueueChoice choice = m_adder->choice();
    if (choice.styleSets.empty())
        return m_messageBar->showProblem(
            tr("There is no style to paint these in yet: add one above, then drop them again."));
    struct Chosen
    {
        std::vector<BatchJob> jobs;
        QString emptyFolder;
    };
    const auto work = [choice, paths]() -> Result<Chosen> {
        const auto taken = takenFiles(paths);
        if (!taken)
            return taken.error();
        QueueChoice all = choice;
        all.contents = taken->files;
        return Chosen{all.jobs(), taken->emptyFolder};
    };
    m_background.run(this, work, [this](const Result<Chosen> &chosen) {
        if (!chosen)
            return m_messageBar->showError(chosen.error());
        add(chosen->jobs);
        if (!chosen->emptyFolder.isEmpty())
            m_messageBar->showInformation(noPicturesText(chosen->emptyFolder));
    });
}

void QueueDialog::add(std::vector<BatchJob> jobs)
{
    const auto lacksStart = [](const BatchJob &job) {
        return job.scene.parameters.start == Start::File && job.scene.start.isEmpty();
    };
    if (std::any_of(jobs.begin(), jobs.end(), lacksStart))
        return m_messageBar->showProblem(tr("The picture to start from is in no file: drop one "
                                            "that is into the start well."));
    QStringList taken;
    for (BatchJob &job : jobs) {
        job.output = freeFile(job.scene, taken);
        taken << job.output;
    }
    m_queue.add(jobs);
}

// Nothing is overwritten unasked.
QString QueueDialog::freeFile(const Scene &scene, const QStringList &taken) const
{
    QStringList styles;
    for (const Style &style : scene.styles)
        styles << style.picture.name;
    const QString name =
        fileNameOf(queuePattern(), namePartsOf(scene.content.name, styles, scene.parameters.size));
    const QString suffix = m_format->currentData().toString();
    const QDir folder(m_folder);
    QString file = folder.filePath(name + u'.' + suffix);
    for (int number = 2; QFileInfo::exists(file) || m_queue.writes(file) || taken.contains(file);
         ++number)
        file = folder.filePath(QStringLiteral("%1-%2.%3").arg(name).arg(number).arg(suffix));
    return file;
}

void QueueDialog::openList(const QString &path)
{
    m_background.run(
        this, [read = m_reader, path] { return read(path); },
        [this](const Result<ListedJobs> &list) { add(list); });
}

void QueueDialog::add(const Result<ListedJobs> &list)
{
    if (!list)
        return m_messageBar->showError(list.error());
    if (!list.value())
        return m_messageBar->showProblem(list->error());
    m_messageBar->hide();
    m_queue.add(list->value());
}

void QueueDialog::saveList(const QString &path)
{
    const auto write = [path, jobs = m_queue.openJobs()] {
        return writeSafely(path, writeBatchList(jobs, QFileInfo(path).absoluteDir()));
    };
    m_background.run(this, write, [this, path](const Status &status) {
        if (!status)
            return m_messageBar->showError(status.error());
        m_messageBar->showInformation(tr("Saved “%1”: “gramarye render --batch” takes it, too.")
                                          .arg(QDir::toNativeSeparators(path)));
    });
}

void QueueDialog::setResultsFolder(const QString &folder)
{
    m_folder = folder;
    m_folderLabel->setText(QDir::toNativeSeparators(folder));
    m_folderLabel->setToolTip(m_folderLabel->text());
    Settings().setFolder(resultsFolderKind, folder);
}

void QueueDialog::browseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder of the results"), m_folder);
    if (!folder.isEmpty())
        setResultsFolder(folder);
}

void QueueDialog::browseToOpen()
{
    askForFile(this, listQuestion(tr("Open list of jobs")),
               [this](const QString &path) { openList(path); });
}

void QueueDialog::browseToSave()
{
    askWhereToSave(this, listQuestion(tr("Save list of jobs")), QStringLiteral("queue.json"),
                   [this](const QString &path) { saveList(path); });
}

// The rows

std::vector<int> QueueDialog::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

// Each as far as the one before it leaves room, so that several stay in their order.
void QueueDialog::moveUp()
{
    int first = 0;
    for (const int row : selectedRows()) {
        if (row > first)
            m_queue.moveBefore(row, row - 1);
        first = std::max(first, row - 1) + 1;
    }
}

void QueueDialog::moveDown()
{
    std::vector<int> rows = selectedRows();
    int last = m_queue.rowCount() - 1;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (*row < last)
            m_queue.moveBefore(*row, *row + 2);
        last = std::min(last, *row + 1) - 1;
    }
}

void QueueDialog::removeSelected()
{
    const std::vector<int> rows = selectedRows();
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        m_queue.removeAt(*row);
}

void QueueDialog::tryAgain()
{
    for (const int row : selectedRows())
        m_queue.tryAgain(row);
}

// The run

void QueueDialog::startOrPause()
{
    if (m_runner.isStarted())
        m_runner.pause();
    else
        m_runner.start();
}

void QueueDialog::updateState()
{
    using State = QueueEntry::State;
    const int waiting = m_queue.count(State::Waiting) + m_queue.count(State::Running);
    const int failed = m_queue.count(State::Failed);
    QString text = tr("%1 of %2 done").arg(m_queue.count(State::Done)).arg(m_queue.rowCount());
    if (failed > 0)
        text += tr(", %1 failed").arg(failed);
    if (m_runner.isStarted() && m_runner.hasMadeWay())
        text = tr("Waits until the picture in the window is done");
    m_state->setText(m_queue.rowCount() > 0 ? text : QString());
    m_startButton->setText(m_runner.isStarted() ? tr("&Pause") : tr("&Start"));
    m_startButton->setIcon(glyphIcon(m_runner.isStarted() ? Glyph::Pause : Glyph::Start));
    m_startButton->setEnabled(m_runner.isStarted() || waiting > 0);
    m_saveButton->setEnabled(!m_queue.openJobs().empty());
    for (QAction *action : m_rowActions)
        action->setEnabled(m_list->selectionModel()->hasSelection());
}

// From one time to the next

void QueueDialog::restore()
{
    if (!m_reader || !QFileInfo::exists(keptListFile()))
        return;
    const auto work = [read = m_reader] {
        const Result<ListedJobs> list = caught([&] { return read(keptListFile()); });
        // What cannot be read, since a network was removed, say, may be of use again some day.
        if (!list || !list.value())
            QFile::rename(keptListFile(), keptListFile() + QStringLiteral(".unread"));
        return list;
    };
    m_background.run(this, work, [this](const Result<ListedJobs> &list) { add(list); });
}

void QueueDialog::keep() const
{
    const std::vector<BatchJob> open = m_queue.openJobs();
    if (open.empty()) {
        QFile::remove(keptListFile());
        return;
    }
    const QFileInfo file(keptListFile());
    QDir().mkpath(file.absolutePath());
    // Nobody is there any more to be told of a failure.
    [[maybe_unused]] const Status status =
        writeSafely(keptListFile(), writeBatchList(open, file.absoluteDir()));
}

} // namespace gramarye
