#include "ui/window/mainwindow.h"

#include "core/documents/projectfile.h"
#include "core/documents/recipereader.h"
#include "core/download/networkinstaller.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/devicebox.h"
#include "ui/networks/networkbar.h"
#include "ui/networks/networkbox.h"
#include "ui/networks/networkquestion.h"
#include "ui/networks/networksdialog.h"
#include "ui/networks/weightfiles.h"
#include "ui/parameters/choicecontrol.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/exportdialog.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/pictureexporter.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/recentfilesmenu.h"
#include "ui/pictures/recentpictures.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/presets/presetmenu.h"
#include "ui/presets/presetshelf.h"
#include "ui/presets/surprise.h"
#include "ui/projects/projectactions.h"
#include "ui/projects/projectsession.h"
#include "ui/projects/reciperestorer.h"
#include "ui/representations/gramview.h"
#include "ui/representations/representationsdialog.h"
#include "ui/run/measuredspeed.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/run/runestimate.h"
#include "ui/run/smallersize.h"
#include "ui/settings/settings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/snapshots/snapshottaker.h"
#include "ui/snapshots/timelapsemenu.h"
#include "ui/text/errortext.h"
#include "ui/widgets/glyphicon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/panelscrollarea.h"
#include "ui/widgets/rememberedfolder.h"
#include "ui/widgets/wheelguard.h"
#include "ui/window/appearance.h"
#include "ui/window/shortcutsdialog.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QToolBar>
#include <QToolButton>
#include <QtConcurrent>

#include <cmath>

namespace gramarye {

namespace {

constexpr int layoutVersion = 2; ///< to be raised when docks or tool bars change

RememberedFolder exportFolder()
{
    return RememberedFolder(QStringLiteral("exports"));
}

QWidget *spacer(QSizePolicy::Policy policy, int width)
{
    auto *widget = new QWidget;
    widget->setSizePolicy(policy, QSizePolicy::Preferred);
    widget->setMinimumWidth(width);
    return widget;
}

} // namespace

MainWindow::MainWindow(std::unique_ptr<RenderEngine> engine, const NetworkCatalog &catalog,
                       QWidget *parent)
    : QMainWindow(parent),
      m_appearance(new Appearance(this)),
      m_session(new RenderSession(std::move(engine), this)),
      m_exporter(new PictureExporter(m_session, this)),
      m_catalog(catalog),
      m_networkBox(new NetworkBox(catalog)),
      m_networkInstaller(new NetworkInstaller(catalog, this)),
      m_networksDialog(new NetworksDialog(*m_networkInstaller, this)),
      m_networkBar(new NetworkBar(*m_networkInstaller)),
      m_deviceBox(new DeviceBox),
      m_pictures(new PicturesPanel),
      m_recipes(new RecipeRestorer(catalog, this)),
      m_canvas(new PreviewCanvas),
      m_parameterPanel(new ParameterPanel(m_networkBox->source().info)),
      m_edits(new EditRecorder(m_pictures, m_parameterPanel, m_networkBox, this)),
      m_presets(new PresetShelf(m_edits, this)),
      m_surprise(new Surprise(m_session, this)),
      m_snapshotTaker(new SnapshotTaker(*m_session, this)),
      m_snapshots(new SnapshotsPanel),
      m_gramView(new GramView),
      m_timeLapse(new TimeLapseMenu(*m_session, this)),
      m_runBar(new RunBar),
      m_messageBar(new MessageBar),
      m_project(
          new ProjectSession(m_session, catalog,
                             {[this] { return editState(); }, [this] { return projectDraft(); },
                              [this] { return m_snapshots->hasKeptByHand(); }},
                             this)),
      m_projectActions(
          new ProjectActions(m_project, m_messageBar, this,
                             [this](const auto &then) { return mayLeaveResult(then); })),
      m_methodBox(new QComboBox),
      m_startButton(new QToolButton),
      m_startMenu(new QMenu(this))
{
    setAcceptDrops(true);
    createCenter();
    createDocks();
    createRunActions();
    createToolBar();
    createFileMenu();
    createEditMenu();
    createViewMenu();
    createRenderMenu();
    createToolsMenu();
    createHelpMenu();
    connectPictures();
    connectParameters();
    connectNetworks();
    connectEdits();
    connectPresets();
    connectSession();
    connectExporter();
    connectSnapshots();
    connectRecipes();
    connectProject();
    restoreLayout();
    updateActions();
    updateTitle();
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
    layout->addWidget(m_canvas, 0, 0);
    layout->addWidget(m_messageBar, 0, 0, Qt::AlignTop); // over the canvas, which must not move
    layout->addWidget(m_networkBar, 0, 0, Qt::AlignBottom);
    layout->addWidget(m_runBar, 1, 0);
    layout->setRowStretch(0, 1);
    setCentralWidget(center);
}

void MainWindow::createDocks()
{
    addDock(Qt::LeftDockWidgetArea, QStringLiteral("pictures"), tr("Pictures"), m_pictures);
    addDock(Qt::LeftDockWidgetArea, QStringLiteral("snapshots"), tr("Snapshots"), m_snapshots);
    addDock(Qt::RightDockWidgetArea, QStringLiteral("settings"), tr("Settings"), m_parameterPanel);
    createGramDock();
    for (const Qt::Corner corner : {Qt::TopLeftCorner, Qt::BottomLeftCorner})
        setCorner(corner, Qt::LeftDockWidgetArea);
    for (const Qt::Corner corner : {Qt::TopRightCorner, Qt::BottomRightCorner})
        setCorner(corner, Qt::RightDockWidgetArea);
}

// Hidden until somebody wants to look inside; what is not seen is not computed.
void MainWindow::createGramDock()
{
    auto *dock = new QDockWidget(tr("Gram matrices"));
    dock->setObjectName(QStringLiteral("grams"));
    dock->setWidget(m_gramView);
    addDockWidget(Qt::BottomDockWidgetArea, dock);
    dock->hide();
    connect(dock, &QDockWidget::visibilityChanged, m_session, &RenderSession::setGramsWanted);
    connect(m_session, &RenderSession::gramsChanged, m_gramView, &GramView::setGrams);
}

void MainWindow::addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                         QWidget *content)
{
    auto *dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(new PanelScrollArea(content));
    addDockWidget(area, dock);
}

// Start and pause share a shortcut: only one of them is enabled at a time.
void MainWindow::createRunActions()
{
    m_startAction = new QAction(glyphIcon(Glyph::Start), tr("Start"), this);
    m_startAction->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_startAction, &QAction::triggered, this, &MainWindow::start);

    m_pauseAction = new QAction(glyphIcon(Glyph::Pause), tr("Pause"), this);
    m_pauseAction->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_pauseAction, &QAction::triggered, this, &MainWindow::pause);

    m_stopAction = new QAction(glyphIcon(Glyph::Stop), tr("Stop"), this);
    m_stopAction->setShortcut(Qt::Key_Escape);
    m_stopAction->setToolTip(tr("Stop, and keep the picture"));
    connect(m_stopAction, &QAction::triggered, this, &MainWindow::stop);

    m_startOverAction = new QAction(tr("Start over"), this);
    connect(m_startOverAction, &QAction::triggered, this, &MainWindow::startOver);

    m_exportAction = new QAction(glyphIcon(Glyph::Export), tr("Export…"), this);
    m_exportAction->setShortcut(Qt::CTRL | Qt::Key_E);
    connect(m_exportAction, &QAction::triggered, this, &MainWindow::exportPicture);
}

void MainWindow::createToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);

    m_startMenu->addAction(m_startOverAction);
    m_startButton->setDefaultAction(m_startAction);
    m_startButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_startButton->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(m_startButton);
    reserveStartButton();
    bar->addAction(m_pauseAction);
    bar->addAction(m_stopAction);

    auto *presets = new QToolButton;
    presets->setText(tr("Preset ▾"));
    presets->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    presets->setMenu(m_presets->menu());
    presets->setPopupMode(QToolButton::InstantPopup);
    presets->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(presets);

    const ParameterSpec &method = parameterSpec(QStringLiteral("method"));
    addChoices(m_methodBox, method);
    m_methodBox->setAccessibleName(parameterText(method.label));
    m_methodBox->setToolTip(parameterText(method.help));
    WheelGuard::guard(m_methodBox);
    WheelGuard::guard(m_networkBox);
    WheelGuard::guard(m_deviceBox);
    bar->addWidget(spacer(QSizePolicy::Fixed, 24));
    bar->addWidget(new QLabel(parameterText(method.label) + u' '));
    bar->addWidget(m_methodBox);
    bar->addWidget(spacer(QSizePolicy::Fixed, 12));
    bar->addWidget(new QLabel(tr("Network") + u' '));
    bar->addWidget(m_networkBox);
    // A widget in a tool bar is hidden by its action.
    bar->addWidget(m_deviceBox)->setVisible(m_deviceBox->count() > 1);
    bar->addWidget(spacer(QSizePolicy::Expanding, 12));
    bar->addAction(m_exportAction);
}

// Room for its longest text, so that nothing beside it moves when a run is stopped.
void MainWindow::reserveStartButton()
{
    m_startAction->setText(tr("Continue"));
    m_startButton->setPopupMode(QToolButton::MenuButtonPopup);
    m_startButton->setMenu(m_startMenu);
    m_startButton->setMinimumWidth(m_startButton->sizeHint().width());
}

void MainWindow::createFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&Open content…"), QKeySequence::Open, this, &MainWindow::openContent);
    menu->addAction(tr("Add &style…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O, this,
                    &MainWindow::openStyles);
    createRecentMenu(menu);
    menu->addAction(tr("Open sa&mples"), this, &MainWindow::loadSamples);
    menu->addSeparator();
    m_projectActions->addTo(menu);
    menu->addSeparator();
    menu->addAction(m_exportAction);
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    quit->setMenuRole(QAction::QuitRole);
}

void MainWindow::createRecentMenu(QMenu *parent)
{
    auto *menu = new RecentFilesMenu(tr("Open &recent"), parent);
    const RecentFiles projects(QStringLiteral("projects"));
    menu->addKind(tr("Projects"), projects, [this](const QString &path) { openProject(path); });
    connect(m_projectActions, &ProjectActions::used, menu,
            [projects](const QString &path) { projects.add(path); });
    menu->addKind(tr("Content"), RecentFiles(QStringLiteral("content")),
                  [this](const QString &path) { setContent(path); });
    menu->addKind(tr("Styles"), RecentFiles(QStringLiteral("styles")),
                  [this](const QString &path) { addStyle(path); });
    parent->addMenu(menu);
}

void MainWindow::createEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    menu->addActions({m_edits->undoAction(), m_edits->redoAction()});
    menu->addSeparator();
    m_copyAction =
        menu->addAction(tr("&Copy picture"), QKeySequence::Copy, this, &MainWindow::copyPicture);
    menu->addAction(tr("&Paste picture"), QKeySequence::Paste, this, &MainWindow::paste);
    menu->addSeparator();
    menu->addMenu(m_presets->menu());
    menu->addAction(tr("&Reset all settings"), m_parameterPanel, &ParameterPanel::resetAll);
    menu->addSeparator();
    m_settingsAction = menu->addAction(tr("S&ettings…"), this, &MainWindow::showSettings);
    m_settingsAction->setShortcut(Qt::CTRL | Qt::Key_Comma);
    m_settingsAction->setMenuRole(QAction::PreferencesRole);
}

void MainWindow::createViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    menu->addAction(tr("&Actual size (100 %)"), Qt::Key_1, m_canvas,
                    &PreviewCanvas::showActualSize);
    menu->addAction(tr("&Fit in"), Qt::Key_2, m_canvas, &PreviewCanvas::fit);
    menu->addAction(tr("Fi&ll"), Qt::Key_3, m_canvas, &PreviewCanvas::fill);
    menu->addAction(tr("&Zoom in"), QKeySequence::ZoomIn, m_canvas, &PreviewCanvas::zoomIn);
    menu->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, m_canvas, &PreviewCanvas::zoomOut);
    menu->addSeparator();
    QAction *compare = menu->addAction(tr("&Compare before │ after"));
    compare->setShortcut(Qt::Key_C);
    compare->setCheckable(true);
    connect(compare, &QAction::toggled, m_canvas, &PreviewCanvas::setComparing);
    connect(m_canvas, &PreviewCanvas::comparingChanged, compare, &QAction::setChecked);
    menu->addSeparator();
    for (const QDockWidget *dock : findChildren<QDockWidget *>())
        menu->addAction(dock->toggleViewAction());
    menu->addSeparator();
    createAppearanceMenu(menu);
}

void MainWindow::createAppearanceMenu(QMenu *parent)
{
    QMenu *menu = parent->addMenu(tr("A&ppearance"));
    auto *group = new QActionGroup(menu);
    const std::pair<ColorScheme, QString> schemes[] = {{ColorScheme::System, tr("As the &system")},
                                                       {ColorScheme::Light, tr("&Light")},
                                                       {ColorScheme::Dark, tr("&Dark")}};
    for (const auto &[scheme, name] : schemes) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        group->addAction(action);
        connect(menu, &QMenu::aboutToShow, action, [this, action, choice = scheme] {
            action->setChecked(choice == m_appearance->scheme());
        });
        connect(action, &QAction::triggered, m_appearance,
                [this, choice = scheme] { m_appearance->choose(choice); });
    }
}

void MainWindow::createRenderMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Render"));
    menu->addActions({m_startAction, m_startOverAction, m_pauseAction, m_stopAction});
    menu->addSeparator();
    menu->addAction(m_snapshots->keepAction());
    menu->addAction(tr("&Queue…"), Qt::CTRL | Qt::Key_J, this, &MainWindow::showQueue);
    menu->addSeparator();
    menu->addAction(tr("&Networks…"), m_networksDialog,
                    [this] { m_networksDialog->showNetwork(m_networkBox->source().info.name); });
}

void MainWindow::createToolsMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Tools"));
    menu->addMenu(m_timeLapse);
    menu->addAction(tr("&Representations…"), this, &MainWindow::showRepresentations);
}

void MainWindow::createHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Shortcuts"), QKeySequence::HelpContents, this, &MainWindow::showShortcuts);
    QAction *about = menu->addAction(tr("&About Gramarye"), this, &MainWindow::showAbout);
    about->setMenuRole(QAction::AboutRole);
}

void MainWindow::restoreLayout()
{
    const Settings settings;
    if (!restoreGeometry(settings.windowGeometry()))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize()));
    if (!restoreState(settings.windowLayout(), layoutVersion))
        shareLeftSide();
}

// Several styles are to be seen at once; snapshots need a row at first.
void MainWindow::shareLeftSide()
{
    resizeDocks({findChild<QDockWidget *>(QStringLiteral("pictures")),
                 findChild<QDockWidget *>(QStringLiteral("snapshots"))},
                {3, 1}, Qt::Vertical);
}

void MainWindow::saveLayout() const
{
    Settings().setWindow(saveGeometry(), saveState(layoutVersion));
}

// Wiring

void MainWindow::connectPictures()
{
    connect(m_pictures, &PicturesPanel::contentChanged, this, &MainWindow::contentChanged);
    connect(m_pictures, &PicturesPanel::picturesChanged, this, &MainWindow::settingsChanged);
    connect(m_pictures, &PicturesPanel::blendChanged, this, &MainWindow::settingsChanged);
    connect(m_pictures, &PicturesPanel::loadingChanged, this, &MainWindow::updateActions);
    connect(m_pictures, &PicturesPanel::refused, this, &MainWindow::showProblem);
    new RecentPictures(m_pictures, this);
}

void MainWindow::connectParameters()
{
    connect(m_methodBox, &QComboBox::activated, m_parameterPanel,
            [this](int index) { m_parameterPanel->chooseMethod(Method(index)); });
    connect(m_networkBox, &NetworkBox::chosen, m_parameterPanel, &ParameterPanel::chooseNetwork);
    connect(m_networkBox, &NetworkBox::refused, this, &MainWindow::showProblem);
    connect(m_deviceBox, &QComboBox::activated, this, &MainWindow::settingsChanged);
    connect(m_parameterPanel, &ParameterPanel::parametersChanged, this,
            &MainWindow::settingsChanged);
}

// What goes on with networks is told of in one place: in the dialog, or while that is closed here.
void MainWindow::connectNetworks()
{
    connect(m_networkInstaller, &NetworkInstaller::storeChanged, m_networkBox,
            &NetworkBox::refresh);
    connect(m_networkInstaller, &NetworkInstaller::activityChanged, this,
            [this](const QString &name) {
                if (!m_networksDialog->isVisible())
                    m_networkBar->follow(name);
            });
    connect(m_networkInstaller, &NetworkInstaller::undecided, this,
            [this](const QString &path, const std::vector<NetworkInfo> &networks) {
                QWidget *seen = this;
                if (m_networksDialog->isVisible())
                    seen = m_networksDialog;
                askWhichNetwork(seen, path, networks, [this, path](const QString &name) {
                    m_networkInstaller->import(path, name);
                });
            });
    connect(m_networkBox, &NetworkBox::wanted, m_networksDialog, &NetworksDialog::showNetwork);
    connect(m_networkBox, &NetworkBox::chosen, this, [this](const NetworkInfo &network) {
        m_networksDialog->setChosen(m_networkBox->chosenName());
        m_networkBar->used(network.name);
    });
    connect(m_networksDialog, &NetworksDialog::useRequested, m_networkBox, &NetworkBox::choose);
    connect(m_networksDialog, &NetworksDialog::shown, m_networkBar, &NetworkBar::standBack);
    connect(m_networkBar, &NetworkBar::useRequested, m_networkBox, &NetworkBox::choose);
    connect(m_networkBar, &NetworkBar::networksRequested, m_networksDialog,
            &NetworksDialog::showNetwork);
    m_networksDialog->setChosen(m_networkBox->chosenName());
    m_networkBar->offer();
}

void MainWindow::connectEdits()
{
    connect(m_edits, &EditRecorder::contentShown, this, &MainWindow::contentChanged);
    connect(m_edits, &EditRecorder::stateShown, this, [this] {
        m_networksDialog->setChosen(m_networkBox->chosenName());
        settingsChanged();
    });
}

void MainWindow::connectPresets()
{
    connect(m_presets, &PresetShelf::told, this, [this](const QString &sentence) {
        m_messageBar->showMessage(sentence, MessageBar::Kind::Information);
    });
    connect(m_presets, &PresetShelf::refused, this, &MainWindow::showProblem);
    connect(m_presets->menu()->surpriseAction(), &QAction::triggered, this, &MainWindow::surprise);
    connect(m_surprise, &Surprise::picked, this,
            [this](const StyleParameters &look) { applyParameters(look, tr("Surprise")); });
}

void MainWindow::connectSession()
{
    new SpeedMeter(*m_session, this);
    connect(m_session, &RenderSession::stateChanged, this, [this] {
        steer();
        updateActions();
        updateTitle();
    });
    connect(m_session, &RenderSession::pictureChanged, this, &MainWindow::showPicture);
    connect(m_session, &RenderSession::iterated, this, &MainWindow::showProgress);
    connect(m_session, &RenderSession::pausedNow, m_runBar, &RunBar::showPaused);
    connect(m_session, &RenderSession::pausedNow, this, &MainWindow::updateTitle);
    connect(m_session, &RenderSession::stopped, m_runBar, &RunBar::showStopped);
    connect(m_session, &RenderSession::finished, m_runBar, &RunBar::showDone);
    connect(m_session, &RenderSession::failed, this, &MainWindow::runFailed);
    connect(m_session, &RenderSession::movedToProcessor, this, [this] {
        m_messageBar->showMessage(movedToProcessorText(), MessageBar::Kind::Information);
    });
    connect(m_canvas, &PreviewCanvas::startPauseRequested, this, &MainWindow::startOrPause);
}

void MainWindow::connectExporter()
{
    connect(m_exporter, &PictureExporter::exported, this, &MainWindow::exported);
    connect(m_exporter, &PictureExporter::failed, this, [this](const Error &error) {
        m_afterExport = nullptr;
        showProblem(error);
    });
}

void MainWindow::connectSnapshots()
{
    connect(m_snapshotTaker, &SnapshotTaker::taken, m_snapshots, &SnapshotsPanel::keep);
    connect(m_snapshots, &SnapshotsPanel::keepRequested, m_snapshotTaker, &SnapshotTaker::take);
    connect(m_snapshots, &SnapshotsPanel::restoreRequested, this, &MainWindow::restoreSnapshot);
    connect(m_snapshots, &SnapshotsPanel::continueRequested, this, &MainWindow::startFromSnapshot);
    connect(m_snapshots, &SnapshotsPanel::compareRequested, this, &MainWindow::compareWithSnapshot);
    connect(m_snapshots, &SnapshotsPanel::exported, this,
            [this](const Snapshot &snapshot, const QString &path) {
                sayExported(snapshot.size, path);
            });
    connect(m_snapshots, &SnapshotsPanel::refused, this, &MainWindow::showProblem);
    connect(m_timeLapse, &TimeLapseMenu::refused, this, &MainWindow::showProblem);
    connect(m_timeLapse, &TimeLapseMenu::exported, this, [this](const QString &path, int frames) {
        m_messageBar->showMessage(
            tr("Exported “%1”, pictures: %2.").arg(QDir::toNativeSeparators(path)).arg(frames),
            MessageBar::Kind::Information);
    });
    connect(m_canvas, &PreviewCanvas::comparingChanged, this, [this](bool comparing) {
        if (!comparing)
            m_canvas->setBefore({}); // the next comparison is with the content again
    });
}

void MainWindow::connectRecipes()
{
    connect(m_recipes, &RecipeRestorer::found, this, &MainWindow::applyRecipe);
    connect(m_pictures, &PicturesPanel::pictureRead, this, &MainWindow::offerRecipe);
}

void MainWindow::connectProject()
{
    connect(m_project, &ProjectSession::opened, this, &MainWindow::projectOpened);
    connect(m_project, &ProjectSession::saved, this, &MainWindow::updateTitle);
    connect(m_snapshots, &SnapshotsPanel::changed, m_project, &ProjectSession::markChanged);
    connect(m_snapshots, &SnapshotsPanel::changed, this, &MainWindow::updateTitle);
    connect(m_session, &RenderSession::movedToAdam, this, &MainWindow::goOnWithAdam);
    connect(m_session, &RenderSession::checkpointMissing, this, [this] {
        m_messageBar->showMessage(checkpointMissingText(), MessageBar::Kind::Information);
    });
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

void MainWindow::loadSamples()
{
    const QDir samples(QStringLiteral(":/samples"));
    setContent(samples.filePath(QStringLiteral("lakeside.jpg")));
    m_pictures->styles()->clear();
    double weight = 1;
    for (const char *name : {"styles/swirls.jpg", "styles/woodcut.jpg", "styles/glass.jpg"}) {
        m_pictures->styles()->add({samples.filePath(QLatin1String(name)), {}}, weight);
        weight = 0; // mixing is for the user to discover
    }
}

void MainWindow::openContent()
{
    m_pictures->content()->browse();
}

void MainWindow::openStyles()
{
    const RememberedFolder folder(QStringLiteral("pictures"));
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Add style pictures"),
                                                            folder.path(), pictureFileFilter());
    for (const QString &path : paths) {
        folder.rememberFolderOf(path);
        addStyle(path);
    }
}

void MainWindow::paste()
{
    const QMimeData *data = QApplication::clipboard()->mimeData();
    if (!data || !offersPicture(*data))
        m_messageBar->showMessage(tr("There is no picture on the clipboard: copy one first."),
                                  MessageBar::Kind::Information);
    else if (auto *well = qobject_cast<ImageWell *>(focusWidget()))
        well->paste();
    else
        askWhereTo(pictureSources(*data), m_canvas->mapToGlobal(m_canvas->rect().center()));
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
    if (PresetShelf::offersPresets(*event->mimeData()))
        return m_presets->import(*event->mimeData());
    const QString file = QUrl(event->mimeData()->urls().value(0)).toLocalFile();
    if (isProjectPath(file))
        return openProject(file);
    for (const QString &path : weightFiles(*event->mimeData()))
        m_networkInstaller->import(path);
    const auto pictures = pictureSources(*event->mimeData());
    if (!pictures.empty())
        askWhereTo(pictures, mapToGlobal(event->position().toPoint()));
}

// A look at the file's beginning, off the GUI thread all the same: it may lie on a sleeping disk.
void MainWindow::askWhereTo(const std::vector<PictureSource> &sources, const QPoint &globalPosition)
{
    if (sources.empty())
        return;
    QtConcurrent::run(readRecipe, sources.front().path)
        .then(this, [this, sources, globalPosition](const Result<Recipe> &recipe) {
            offerUses(sources, recipe, globalPosition);
        });
}

void MainWindow::offerUses(const std::vector<PictureSource> &sources, const Result<Recipe> &recipe,
                           const QPoint &globalPosition)
{
    if (!recipe
        && (recipe.error().code == ErrorCode::DocumentDamaged
            || recipe.error().code == ErrorCode::DocumentNewer))
        showProblem(recipe.error()); // it is a picture all the same
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Use as content"), this,
                    [this, sources] { m_pictures->content()->take(sources); });
    menu->addAction(tr("Add as style"), this,
                    [this, sources] { m_pictures->styles()->addAll(sources); });
    if (recipe)
        menu->addAction(tr("Restore its recipe"), this,
                        [this, file = sources.front().path, recipe = recipe.value()] {
                            restoreRecipe(file, recipe);
                        });
    menu->popup(globalPosition);
}

// Of a picture that was taken for what a picture is, and can say more.
void MainWindow::offerRecipe(const LoadedPicture &picture)
{
    if (!picture.recipe)
        return;
    m_messageBar->showMessage(
        tr("“%1” carries its recipe.").arg(picture.name), MessageBar::Kind::Information,
        {{tr("Restore its recipe"), [this, file = picture.picture.fileName,
                                     recipe = *picture.recipe] { restoreRecipe(file, recipe); }}});
}

void MainWindow::restoreRecipe(const QString &file, const Recipe &recipe)
{
    m_recipes->restore(file, recipe);
}

void MainWindow::applyRecipe(const FoundRecipe &recipe)
{
    applyState(recipe.appliedTo(editState()), tr("Restore recipe"));
    const QStringList sentences{
        tr("Restored the recipe of “%1”.").arg(QFileInfo(recipe.file).fileName())};
    m_messageBar->showMessage((sentences + recipe.notes).join(u' '),
                              recipe.notes.isEmpty() ? MessageBar::Kind::Information
                                                     : MessageBar::Kind::Problem);
}

void MainWindow::contentChanged()
{
    // A result that nobody saved stays in view until a new run begins.
    if (m_session->state() == RenderSession::State::Idle && !m_session->hasUnsavedResult())
        m_canvas->setContent(m_pictures->content()->picture().pyramid);
    updateFinalSize();
    updateTitle();
}

// The run

RenderJob MainWindow::currentJob() const
{
    const Picture &content = m_pictures->content()->picture().picture;
    RenderJob job;
    job.content = content.image;
    job.origins.content = QFileInfo(content.fileName).fileName();
    job.origins.alpha = content.alpha;
    for (const LoadedPicture &style : m_pictures->styles()->pictures()) {
        job.styles.push_back(style.picture.image);
        job.origins.styles.push_back(QFileInfo(style.picture.fileName).fileName());
    }
    job.network = m_networkBox->source();
    job.device = m_deviceBox->device();
    job.parameters = m_parameterPanel->parameters();
    job.parameters.blend = m_pictures->styles()->blend();
    if (job.parameters.start == Start::File) {
        const Picture &start = m_pictures->start()->picture().picture;
        job.startImage = start.image;
        job.origins.start = QFileInfo(start.fileName).fileName();
    }
    job.previewLimit = screen()->size() * screen()->devicePixelRatio();
    return job;
}

// Pasted pictures have no file, and so an empty name.
RenderOrder MainWindow::currentOrder() const
{
    RenderOrder order;
    order.content = m_pictures->content()->picture().picture.fileName;
    for (const StyleRow *row : m_pictures->styles()->rows()) {
        if (!row->well()->isEmpty())
            order.styles.push_back(row->well()->picture().picture.fileName);
    }
    order.network = m_networkBox->currentData().toString();
    order.device = m_deviceBox->device();
    order.parameters = m_parameterPanel->parameters();
    order.parameters.blend = m_pictures->styles()->blend();
    if (order.parameters.start == Start::File)
        order.start = m_pictures->start()->picture().picture.fileName;
    order.exportOptions = Settings().exportOptions();
    return order;
}

bool MainWindow::isReady(const RenderJob &job)
{
    if (job.content.isNull())
        showProblem({ErrorCode::NoContent, {}, {}});
    else if (job.styles.empty())
        showProblem({ErrorCode::NoStyle, {}, {}});
    else if (job.parameters.start == Start::File && job.startImage.isNull())
        m_messageBar->showMessage(
            tr("There is no picture to start from yet: drop one into the start well."),
            MessageBar::Kind::Problem);
    else if (job.network.path.isEmpty())
        showProblem({ErrorCode::NetworkNotInstalled, job.network.info.name, networkFolder()});
    else
        return true;
    return false;
}

void MainWindow::start()
{
    if (m_session->state() == RenderSession::State::Paused)
        return m_session->resume();
    const RenderJob job = currentJob();
    if (!m_session->canContinue(job))
        return startOver();
    m_messageBar->hide();
    m_runBar->showPreparing();
    m_session->continueWith(job);
}

void MainWindow::startOver()
{
    if (!isReady(currentJob()))
        return;
    if (m_session->hasUnsavedResult())
        askBeforeStartingOver();
    else
        startAnew();
}

void MainWindow::askBeforeStartingOver()
{
    auto *question = new QMessageBox(
        QMessageBox::Question, tr("Start over"),
        tr("The picture in view has not been exported, and a new one will take its place."),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->button(QMessageBox::Save)->setText(tr("Export it first…"));
    question->button(QMessageBox::Discard)->setText(tr("Start over"));
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Save) {
            m_afterExport = [this] { startAnew(); };
            exportPicture();
        } else if (answer == QMessageBox::Discard) {
            startAnew();
        }
    });
    question->open();
}

void MainWindow::startAnew()
{
    const RenderJob job = currentJob();
    m_messageBar->hide();
    m_runBar->clear();
    m_runBar->showPreparing();
    showJob(job);
    m_session->startAnew(job);
}

// Before the first preview there is the content to see; the view stays where its picture does.
void MainWindow::showJob(const RenderJob &job)
{
    m_canvas->clearResult();
    if (m_session->job().content.cacheKey() != job.content.cacheKey())
        m_canvas->setContent(m_pictures->content()->picture().pyramid);
    m_canvas->setFinalSize(scaledSize(job.content.size(), job.parameters.size));
}

void MainWindow::pause()
{
    m_session->pause();
}

void MainWindow::stop()
{
    m_session->stop();
}

void MainWindow::surprise()
{
    const RenderJob job = currentJob();
    if (isReady(job))
        m_surprise->open(job, this);
}

void MainWindow::startOrPause()
{
    (m_pauseAction->isEnabled() ? m_pauseAction : m_startAction)->trigger();
}

EditState MainWindow::editState() const
{
    return m_edits->state();
}

void MainWindow::applyState(const EditState &state, const QString &what)
{
    m_edits->apply(state, what);
}

void MainWindow::applyParameters(const StyleParameters &parameters, const QString &what)
{
    m_edits->applyParameters(parameters, what);
}

void MainWindow::openState(const EditState &state)
{
    m_edits->open(state);
}

void MainWindow::clearUndo()
{
    m_edits->clear();
}

void MainWindow::settingsChanged()
{
    const StyleParameters &parameters = m_parameterPanel->parameters();
    m_methodBox->setCurrentIndex(int(parameters.method));
    m_pictures->showStart(parameters.start == Start::File);
    updateFinalSize();
    steer();
    updateActions();
    updateTitle();
}

void MainWindow::steer()
{
    const RenderJob wish = currentJob();
    QString hint;
    if (m_session->state() != RenderSession::State::Idle) {
        if (!m_session->steer(wish))
            hint = tr("Some changes take effect with the next start");
    } else if (!m_session->picture().isNull() && !m_session->matches(wish)) {
        hint = tr("Start begins a new picture with these settings");
    }
    m_runBar->setHint(hint);
    updateEstimate();
}

// Of what the next Start begins.
void MainWindow::updateEstimate()
{
    const RenderJob job = currentJob();
    if (m_session->state() == RenderSession::State::Idle && !m_session->canContinue(job))
        m_runBar->showEstimate(RunEstimate::of(job));
    else
        m_runBar->clearEstimate();
}

// While a result is in view its own size is what 100 % means.
void MainWindow::updateFinalSize()
{
    const QSize content = m_pictures->content()->picture().pyramid.size();
    const bool idle = m_session->state() == RenderSession::State::Idle;
    if (idle && !m_canvas->hasResult() && !content.isEmpty())
        m_canvas->setFinalSize(scaledSize(content, m_parameterPanel->parameters().size));
}

void MainWindow::updateActions()
{
    const auto state = m_session->state();
    const bool running = state == RenderSession::State::Running;
    const bool resumable =
        state == RenderSession::State::Paused || m_session->canContinue(currentJob());
    const bool startable = !running && !m_pictures->isLoading();
    m_startAction->setEnabled(startable);
    m_startAction->setText(resumable ? tr("Continue") : tr("Start"));
    m_startOverAction->setEnabled(startable && resumable);
    m_startButton->setMenu(resumable ? m_startMenu : nullptr);
    m_startButton->setPopupMode(resumable ? QToolButton::MenuButtonPopup
                                          : QToolButton::DelayedPopup);
    m_pauseAction->setEnabled(running);
    m_stopAction->setEnabled(state != RenderSession::State::Idle);
    m_exportAction->setEnabled(!m_session->picture().isNull());
    m_copyAction->setEnabled(!m_session->picture().isNull());
    m_snapshots->keepAction()->setEnabled(!m_session->picture().isNull());
}

void MainWindow::updateTitle()
{
    const QString content = m_pictures->content()->picture().name;
    const QString file = QFileInfo(m_project->path()).completeBaseName();
    const QString name = file.isEmpty() ? content : file;
    QString title = name.isEmpty() ? tr("Gramarye") : tr("%1[*] – Gramarye").arg(name);
    if (m_session->state() == RenderSession::State::Idle) {
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

void MainWindow::showPicture(const QImage &picture)
{
    m_canvas->setResult(picture);
    updateActions();
}

void MainWindow::showProgress(const IterationReport &report)
{
    m_runBar->showReport(report);
    updateTitle();
}

void MainWindow::runFailed(const Error &error)
{
    m_runBar->showFailed();
    showProblem(error);
    const auto smaller = atSmallerSize(editState(), m_session->picture());
    if (error.code != ErrorCode::OutOfMemory || !smaller)
        return;
    m_messageBar->showMessage(
        errorText(error), MessageBar::Kind::Problem,
        {{tr("Go on at %1 px").arg(smaller->parameters.size), [this, state = *smaller] {
              applyState(state, tr("Smaller size"));
              startAnew(); // from that very picture
          }}});
}

// The panel follows what the run had to do.
void MainWindow::goOnWithAdam(const StyleParameters &parameters)
{
    StyleParameters shown = editState().parameters;
    shown.optimizer = parameters.optimizer;
    shown.learningRate = parameters.learningRate;
    applyParameters(shown, tr("Adam in place of L-BFGS"));
    m_messageBar->showMessage(movedToAdamText(), MessageBar::Kind::Information);
}

void MainWindow::showProblem(const Error &error)
{
    m_messageBar->showMessage(errorText(error), MessageBar::Kind::Problem);
}

// Snapshots

/// What is set, with what @p recipe says of it; the pictures stay.
EditState MainWindow::stateOf(const Recipe &recipe)
{
    EditState state = editState();
    const std::vector<double> blend = state.parameters.blend;
    state.parameters = recipe.parameters;
    if (state.parameters.blend.size() != state.styles.size())
        state.parameters.blend = blend; // there were others then
    if (recipe.network != state.network.info.name) {
        auto network = m_catalog.locate(recipe.network);
        if (network)
            state.network = std::move(network).value();
        else
            showProblem(network.error());
    }
    return state;
}

void MainWindow::restoreSnapshot(const Snapshot &snapshot)
{
    applyState(stateOf(snapshot.recipe), tr("Use a snapshot's settings"));
}

void MainWindow::startFromSnapshot(const Snapshot &snapshot)
{
    const QImage picture = snapshot.picture();
    EditState state = stateOf(snapshot.recipe);
    state.start = {{picture, {}, {}}, PicturePyramid(picture), snapshotDescription(snapshot)};
    state.parameters.start = Start::File;
    applyState(state, tr("Start from a snapshot"));
}

void MainWindow::compareWithSnapshot(const Snapshot &snapshot)
{
    m_canvas->setComparing(true);
    m_canvas->setBefore(PicturePyramid(snapshot.picture()));
}

// Pictures out

void MainWindow::copyPicture()
{
    connect(
        m_session, &RenderSession::pictureTaken, this,
        [](const RenderedPicture &picture) {
            QApplication::clipboard()->setImage(imageForExport(picture, {}));
        },
        Qt::SingleShotConnection);
    m_session->requestPicture();
}

void MainWindow::exportPicture()
{
    const PictureOrigins &origins = m_session->job().origins;
    auto *dialog = new ExportDialog(proposedExportPath(exportFolder().path(), origins.content),
                                    Settings().exportOptions(), !origins.alpha.isNull(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::chosen, this, &MainWindow::exportAs);
    connect(dialog, &QDialog::rejected, this, [this] { m_afterExport = nullptr; });
    dialog->open();
}

void MainWindow::exportAs(const QString &path, const ExportOptions &options)
{
    Settings().setExportOptions(options);
    exportTo(path);
}

void MainWindow::exportTo(const QString &path)
{
    exportFolder().rememberFolderOf(path);
    m_messageBar->showMessage(tr("Exporting “%1”…").arg(QFileInfo(path).fileName()),
                              MessageBar::Kind::Information);
    m_exporter->start(path, Settings().exportOptions());
}

void MainWindow::exported(const QImage &picture, const QString &path)
{
    m_session->markSaved(picture);
    updateTitle();
    sayExported(picture.size(), path);
    if (const auto next = std::exchange(m_afterExport, nullptr))
        next();
}

void MainWindow::sayExported(QSize size, const QString &path)
{
    m_messageBar->showMessage(tr("Exported “%1”, %2 × %3 px.")
                                  .arg(QDir::toNativeSeparators(path))
                                  .arg(size.width())
                                  .arg(size.height()),
                              MessageBar::Kind::Information);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_projectActions->mayLeave([this] { close(); }))
        return event->ignore();
    saveLayout();
    m_session->stop();
    m_project->close();
    event->accept();
}

bool MainWindow::mayLeaveResult(const std::function<void()> &then)
{
    if (!m_session->hasUnsavedPicture())
        return true;
    const auto answer = QMessageBox::question(
        this, tr("Unsaved picture"), tr("The picture has not been exported. Export it first?"),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) {
        m_afterExport = then;
        m_project->holdRun();
        exportPicture();
    }
    return answer == QMessageBox::Discard;
}

// Tools

void MainWindow::showRepresentations()
{
    std::vector<NamedPicture> pictures;
    const auto add = [&](const ImageWell *well) {
        if (!well->isEmpty())
            pictures.push_back({well->picture().name, well->picture().picture.image});
    };
    add(m_pictures->content());
    for (const StyleRow *row : m_pictures->styles()->rows())
        add(row->well());
    if (pictures.empty())
        return showProblem({ErrorCode::NoContent, {}, {}});
    const NetworkSource &network = m_networkBox->source();
    if (network.path.isEmpty())
        return showProblem({ErrorCode::NetworkNotInstalled, network.info.name, networkFolder()});
    RepresentationSettings settings;
    settings.device = m_deviceBox->device();
    settings.threads = m_parameterPanel->parameters().threads;
    auto *dialog = new RepresentationsDialog(pictures, network, settings, singleTransfers, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

// The queue

void MainWindow::showQueue()
{
    if (!m_queue)
        createQueue();
    m_queue->show();
    m_queue->raise();
    m_queue->activateWindow();
}

void MainWindow::createQueue()
{
    const auto makeEngine = [] { return std::make_unique<RenderEngine>(networkKeepingTransfers); };
    m_queue = new QueueDialog([this] { return currentOrder(); }, m_catalog, m_listReader,
                              makeEngine, this);
    const auto yield = [this] {
        if (m_session->state() == RenderSession::State::Idle)
            m_queue->runner()->comeBack();
        else
            m_queue->runner()->makeWay();
    };
    connect(m_session, &RenderSession::stateChanged, m_queue, yield);
    yield();
}

// Settings

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(Settings().preferences(), m_catalog, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        Settings().setPreferences(dialog->preferences());
        applyPreferences();
    });
    dialog->open();
}

void MainWindow::applyPreferences()
{
    const Settings settings;
    m_appearance->choose(settings.preferences().colorScheme);
    const StyleParameters now = editState().parameters;
    const StyleParameters next = settings.personalized(now);
    if (next != now)
        applyParameters(next, tr("Settings"));
}

// Projects

void MainWindow::openProject(const QString &path)
{
    m_projectActions->open(path);
}

void MainWindow::offerRecovered()
{
    m_projectActions->offerRecovered();
}

ProjectDraft MainWindow::projectDraft() const
{
    ProjectDraft draft;
    draft.state = editState();
    draft.isOfRun = m_session->isOfSamePictures(currentJob());
    draft.snapshots = m_snapshots->store().all();
    return draft;
}

void MainWindow::projectOpened(const OpenedProject &project)
{
    openState(project.state);
    m_runBar->clear();
    m_canvas->clearResult();
    m_canvas->setContent(m_pictures->content()->picture().pyramid);
    SavedRun saved;
    saved.job = currentJob();
    if (const auto &run = project.project.run) {
        saved.job.parameters = run->parameters;
        saved.last.image = project.picture;
        saved.last.iterations = run->iterations;
        saved.last.checkpoint.bytes = run->checkpoint;
        saved.finished = run->finished;
        saved.steered = run->steered;
    }
    m_session->restore(saved);
    m_snapshots->replaceAll(project.snapshots);
    m_project->begin(project);
    settingsChanged();
    updateTitle();
}

// Help

void MainWindow::showShortcuts()
{
    (new ShortcutsDialog(findChildren<QAction *>(), this))->show();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Gramarye"),
        tr("<h3>Gramarye %1</h3><p>Paints one picture in the style of others, and lets you steer "
           "while it does.</p><p>After Gatys, Ecker and Bethge, “A Neural Algorithm of Artistic "
           "Style” (2015). Free software under the MIT licence.</p>")
            .arg(QApplication::applicationVersion()));
}

} // namespace gramarye
