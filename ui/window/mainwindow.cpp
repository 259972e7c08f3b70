#include "ui/window/mainwindow.h"

#include "core/documents/projectfile.h"
#include "core/download/networkinstaller.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/devicebox.h"
#include "ui/networks/networkbar.h"
#include "ui/networks/networkbox.h"
#include "ui/networks/networksdialog.h"
#include "ui/networks/weightfiles.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/exportactions.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/incomingpictures.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/presets/presetmenu.h"
#include "ui/presets/surprise.h"
#include "ui/projects/projectactions.h"
#include "ui/projects/projectsession.h"
#include "ui/regions/maskbar.h"
#include "ui/regions/regionactions.h"
#include "ui/regions/regioncontroller.h"
#include "ui/representations/gramview.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/run/runcontroller.h"
#include "ui/settings/settings.h"
#include "ui/snapshots/snapshotactions.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshottaker.h"
#include "ui/snapshots/timelapsemenu.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/panelscrollarea.h"
#include "ui/window/appearance.h"
#include "ui/window/leaveguard.h"

#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QGridLayout>
#include <QMimeData>
#include <QScreen>

namespace gramarye {

namespace {

constexpr int layoutVersion = 2; ///< to be raised when docks or tool bars change

} // namespace

MainWindow::MainWindow(std::unique_ptr<RenderEngine> engine, const NetworkCatalog &catalog,
                       QWidget *parent)
    : QMainWindow(parent),
      m_appearance(new Appearance(this)),
      m_session(new RenderSession(std::move(engine), this)),
      m_networkBox(new NetworkBox(catalog)),
      m_networkInstaller(new NetworkInstaller(catalog, this)),
      m_networksDialog(new NetworksDialog(*m_networkInstaller, this)),
      m_networkBar(new NetworkBar(*m_networkInstaller, m_networksDialog)),
      m_deviceBox(new DeviceBox),
      m_pictures(new PicturesPanel),
      m_canvas(new PreviewCanvas),
      m_maskBar(new MaskBar),
      m_parameterPanel(new ParameterPanel(m_networkBox->source().info)),
      m_runBar(new RunBar),
      m_messageBar(new MessageBar),
      m_edits(new EditRecorder(m_pictures, m_parameterPanel, m_networkBox, this)),
      m_regions(new RegionController(m_canvas, m_maskBar, this)),
      m_regionActions(new RegionActions(m_pictures, m_edits, m_regions, m_messageBar, this)),
      m_incoming(new IncomingPictures(m_pictures, m_edits, catalog, m_messageBar, this)),
      m_presets(new PresetMenu(m_edits, this)),
      m_surprise(new Surprise(m_session, this)),
      m_snapshotTaker(new SnapshotTaker(*m_session, this)),
      m_snapshots(new SnapshotsPanel),
      m_gramView(new GramView),
      m_timeLapse(new TimeLapseMenu(*m_session, this)),
      m_run(new RunController({m_session, m_edits, m_pictures, m_parameterPanel, m_networkBox,
                               m_deviceBox, m_canvas, m_runBar, m_messageBar, this},
                              this)),
      m_exports(new ExportActions(m_session, m_messageBar, this)),
      m_project(new ProjectSession(
          m_session, catalog,
          {[this] {
               // While pictures are being read the newest step lags behind what is shown.
               return m_pictures->isLoading() ? m_edits->state() : m_edits->history()->present();
           },
           [this] { return projectDraft(); }, [this] { return m_snapshots->hasKeptByHand(); }},
          this)),
      m_projectActions(new ProjectActions(m_project, m_messageBar, this)),
      m_leaveGuard(new LeaveGuard(
          {m_session, m_project, m_projectActions, m_exports, m_messageBar, this}, this)),
      m_dialogs(new WindowDialogs(this, catalog))
{
    setAcceptDrops(true);
    createCenter();
    createDocks();
    m_actions = new WindowActions(this); // it lists the docks
    new SnapshotActions(m_snapshots, m_edits, catalog, m_canvas, m_messageBar, this);
    connectEdits();
    connectNetworks();
    connectPresets();
    connectSession();
    connectSnapshots();
    connectProject();
    restoreLayout();
    updateState();
    m_canvas->setFocus();
}

MainWindow::~MainWindow() = default;

// What there is to see

void MainWindow::createCenter()
{
    auto *center = new QWidget;
    auto *layout = new QGridLayout(center);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_maskBar, 0, 0);
    layout->addWidget(m_canvas, 1, 0);
    layout->addWidget(m_messageBar, 1, 0, Qt::AlignTop); // over the canvas, which must not move
    layout->addWidget(m_networkBar, 1, 0, Qt::AlignBottom);
    layout->addWidget(m_runBar, 2, 0);
    layout->setRowStretch(1, 1);
    setCentralWidget(center);
}

void MainWindow::createDocks()
{
    addDock(Qt::LeftDockWidgetArea, QStringLiteral("pictures"), tr("Pictures"),
            new PanelScrollArea(m_pictures));
    addDock(Qt::LeftDockWidgetArea, QStringLiteral("snapshots"), tr("Snapshots"),
            new PanelScrollArea(m_snapshots));
    addDock(Qt::RightDockWidgetArea, QStringLiteral("settings"), tr("Settings"),
            new PanelScrollArea(m_parameterPanel));
    // Hidden until somebody wants to look inside; what is not seen is not computed.
    QDockWidget *grams = addDock(Qt::BottomDockWidgetArea, QStringLiteral("grams"),
                                 tr("Gram matrices and distributions"), m_gramView);
    grams->hide();
    connect(grams, &QDockWidget::visibilityChanged, m_session, &RenderSession::setStatisticsWanted);
    connect(m_session, &RenderSession::statisticsChanged, m_gramView, &GramView::setStatistics);
    for (const Qt::Corner corner : {Qt::TopLeftCorner, Qt::BottomLeftCorner})
        setCorner(corner, Qt::LeftDockWidgetArea);
    for (const Qt::Corner corner : {Qt::TopRightCorner, Qt::BottomRightCorner})
        setCorner(corner, Qt::RightDockWidgetArea);
}

QDockWidget *MainWindow::addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                                 QWidget *content)
{
    auto *dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::restoreLayout()
{
    const Settings settings;
    if (!restoreGeometry(settings.windowGeometry()))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize()));
    if (restoreState(settings.windowLayout(), layoutVersion))
        return;
    // Several styles are to be seen at once; snapshots need a row at first.
    resizeDocks({findChild<QDockWidget *>(QStringLiteral("pictures")),
                 findChild<QDockWidget *>(QStringLiteral("snapshots"))},
                {3, 1}, Qt::Vertical);
}

// Wiring

void MainWindow::connectEdits()
{
    connect(m_regionActions, &RegionActions::maskMoved, m_run, &RunController::paintMask);
    connect(m_edits->history(), &EditHistory::changed, this, &MainWindow::updateTitle);
    connect(m_edits, &EditRecorder::contentShown, m_run, &RunController::showContent);
    connect(m_edits, &EditRecorder::stateShown, this, [this] {
        m_networksDialog->setChosen(m_networkBox->chosenName());
        m_run->refresh();
    });
    connect(m_pictures, &PicturesPanel::contentChanged, m_run, &RunController::showContent);
    connect(m_pictures, &PicturesPanel::contentChanged, this, &MainWindow::updateTitle);
    connect(m_pictures, &PicturesPanel::loadingChanged, m_actions, &WindowActions::update);
    connect(m_run, &RunController::nextChanged, this, [this] {
        const StyleParameters &parameters = m_run->next().scene.parameters;
        m_pictures->showStart(parameters.start == Start::File);
        m_pictures->showColors(parameters.colors, parameters.background);
        announceTexture();
        updateState();
    });
}

void MainWindow::connectNetworks()
{
    connect(m_networkInstaller, &NetworkInstaller::storeChanged, m_networkBox,
            &NetworkBox::refresh);
    connect(m_networkInstaller, &NetworkInstaller::storeChanged, m_run, &RunController::refresh);
    connect(m_networkBox, &NetworkBox::wanted, m_networksDialog, &NetworksDialog::showNetwork);
    connect(m_networkBox, &NetworkBox::refused, m_messageBar, &MessageBar::showError);
    connect(m_networkBox, &NetworkBox::chosen, m_parameterPanel, &ParameterPanel::chooseNetwork);
    connect(m_networkBox, &NetworkBox::chosen, this, [this](const NetworkInfo &network) {
        m_networksDialog->setChosen(m_networkBox->chosenName());
        m_networkBar->used(network.name);
    });
    connect(m_networksDialog, &NetworksDialog::useRequested, m_networkBox, &NetworkBox::choose);
    connect(m_networkBar, &NetworkBar::useRequested, m_networkBox, &NetworkBox::choose);
    m_networksDialog->setChosen(m_networkBox->chosenName());
    m_networkBar->offer();
}

void MainWindow::connectPresets()
{
    connect(m_presets, &PresetMenu::done, m_messageBar, &MessageBar::showInformation);
    connect(m_presets, &PresetMenu::refused, m_messageBar, &MessageBar::showError);
    connect(m_presets->surpriseAction(), &QAction::triggered, m_dialogs,
            &WindowDialogs::showSurprise);
    connect(m_surprise, &Surprise::picked, this, [this](const StyleParameters &look) {
        m_edits->applyParameters(look, tr("Surprise"));
    });
}

void MainWindow::connectSession()
{
    for (const auto signal : {&RenderSession::stateChanged, &RenderSession::pausedNow})
        connect(m_session, signal, this, &MainWindow::updateState);
    connect(m_session, &RenderSession::pictureChanged, m_actions, &WindowActions::update);
    connect(m_session, &RenderSession::iterated, this, &MainWindow::updateTitle);
    connect(m_canvas, &PreviewCanvas::startPauseRequested, m_run, &RunController::startOrPause);
    connect(m_run, &RunController::exportWanted, m_leaveGuard,
            [this] { m_leaveGuard->exportFirst({Departure::Kind::StartOver}); });
    connect(m_exports, &ExportActions::exported, this, &MainWindow::updateTitle);
}

void MainWindow::connectSnapshots()
{
    connect(m_snapshotTaker, &SnapshotTaker::taken, m_snapshots, &SnapshotsPanel::keep);
    connect(m_snapshotTaker, &SnapshotTaker::failed, m_messageBar, &MessageBar::showError);
    connect(m_snapshots, &SnapshotsPanel::keepRequested, m_snapshotTaker, &SnapshotTaker::take);
    connect(m_snapshots, &SnapshotsPanel::exported, m_exports,
            [this](const Snapshot &snapshot, const QString &path, bool isReplaced) {
                m_exports->sayExported(snapshot.size, path, isReplaced);
            });
    connect(m_timeLapse, &TimeLapseMenu::refused, m_messageBar, &MessageBar::showError);
    connect(m_timeLapse, &TimeLapseMenu::exported, this, [this](const QString &path, int frames) {
        m_messageBar->showInformation(
            tr("Exported “%1”, pictures: %2.").arg(QDir::toNativeSeparators(path)).arg(frames));
    });
}

void MainWindow::connectProject()
{
    connect(m_project, &ProjectSession::opened, this, &MainWindow::showProject);
    connect(m_project, &ProjectSession::saved, this, &MainWindow::updateTitle);
    connect(m_snapshots, &SnapshotsPanel::changed, m_project, &ProjectSession::markChanged);
    connect(m_edits->history(), &EditHistory::changed, m_project, &ProjectSession::stateChanged);
    connect(m_snapshots, &SnapshotsPanel::changed, this, &MainWindow::updateTitle);
    connect(m_projectActions, &ProjectActions::leaveRequested, m_leaveGuard, &LeaveGuard::request);
    connect(m_leaveGuard, &LeaveGuard::leave, this, &MainWindow::leave);
    connect(m_leaveGuard, &LeaveGuard::stayed, m_projectActions, &ProjectActions::offerAgain);
}

/// What nobody sees otherwise before the first preview.
void MainWindow::announceTexture()
{
    const ReadScene &scene = m_run->next().scene;
    const QSize size = scene.isTexture() ? resultSize(scene.canvas, scene.parameters) : QSize();
    m_pictures->showTexture(size);
    const QString what = scene.styles.empty() ? tr("Texture, %1 × %2 px: add a style")
                                              : tr("Texture, %1 × %2 px: press Start");
    m_canvas->setAnnouncement(size.isEmpty() ? QString()
                                             : what.arg(size.width()).arg(size.height()));
}

void MainWindow::updateState()
{
    m_actions->update();
    updateTitle();
}

void MainWindow::updateTitle()
{
    const QString content = m_pictures->content()->picture().name();
    const QString file = QFileInfo(m_project->path()).completeBaseName();
    const QString name = file.isEmpty() ? content : file;
    QString title = name.isEmpty() ? tr("Gramarye") : tr("%1[*] – Gramarye").arg(name);
    if (m_session->isIdle()) {
        m_taskbar.hide();
    } else {
        m_taskbar.show(m_runBar->percent());
        title = tr("%1 % – %2", "progress – title").arg(m_runBar->percent()).arg(title);
    }
    setWindowTitle(title);
    setWindowModified(
        !name.isEmpty()
        && (m_project->isModified() || (file.isEmpty() && m_session->hasUnsavedResult())));
}

// Pictures in

void MainWindow::setContent(const QString &path)
{
    m_pictures->content()->load({path, {}});
}

void MainWindow::addStyle(const QString &path)
{
    m_pictures->styles()->add({path, {}});
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!offersPicture(*event->mimeData()) && weightFiles(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_canvas->setDropHighlight(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_canvas->setDropHighlight(false);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_canvas->setDropHighlight(false);
    event->acceptProposedAction();
    if (PresetMenu::offersPresets(*event->mimeData()))
        return m_presets->import(*event->mimeData());
    const QString file = QUrl(event->mimeData()->urls().value(0)).toLocalFile();
    if (isProjectPath(file))
        return openProject(file);
    for (const QString &path : weightFiles(*event->mimeData()))
        m_networkInstaller->import(path);
    m_incoming->offer(pictureSources(*event->mimeData()), mapToGlobal(event->position().toPoint()));
}

// Projects

void MainWindow::openProject(const QString &path)
{
    m_leaveGuard->request({Departure::Kind::OpenProject, path});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_leaveGuard->mayLeave({Departure::Kind::Close}))
        return event->ignore();
    Settings().setWindow(saveGeometry(), saveState(layoutVersion));
    m_session->stop();
    m_project->close();
    event->accept();
}

void MainWindow::leave(const Departure &departure)
{
    switch (departure.kind) {
    case Departure::Kind::Close:
        close();
        return;
    case Departure::Kind::StartOver:
        return m_run->startAnew();
    default:
        return m_projectActions->carryOut(departure);
    }
}

ProjectDraft MainWindow::projectDraft() const
{
    ProjectDraft draft;
    draft.state = m_edits->state();
    draft.isOfRun = m_session->isOfSamePictures(m_run->next().scene);
    draft.snapshots = m_snapshots->store().all();
    return draft;
}

void MainWindow::showProject(const OpenedProject &project)
{
    m_edits->open(project.state);
    m_run->clear();
    SavedRun saved;
    saved.job = m_run->next();
    if (const auto &run = project.project.run) {
        saved.job.scene.setRunParameters(run->parameters);
        saved.last.image = project.picture;
        saved.last.iterations = run->iterations;
        saved.last.checkpoint.bytes = run->checkpoint;
        saved.finished = run->finished;
        saved.steered = run->steered;
    }
    m_session->restore(saved);
    m_snapshots->replaceAll(project.snapshots);
    m_project->begin(project);
    m_run->refresh();
}

} // namespace gramarye
