#include "ui/window/windowactions.h"

#include "core/compute/border.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/devicebox.h"
#include "ui/networks/networkbox.h"
#include "ui/networks/networksdialog.h"
#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/exportactions.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/incomingpictures.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/recentfiles.h"
#include "ui/pictures/stylelist.h"
#include "ui/presets/presetmenu.h"
#include "ui/projects/projectactions.h"
#include "ui/run/rendersession.h"
#include "ui/run/runcontroller.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/timelapsemenu.h"
#include "ui/widgets/glyphicon.h"
#include "ui/widgets/wheelguard.h"
#include "ui/window/appearance.h"
#include "ui/window/mainwindow.h"
#include "ui/window/shortcutsdialog.h"

#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QToolButton>

namespace gramarye {

namespace {

QWidget *spacer(QSizePolicy::Policy policy, int width)
{
    auto *widget = new QWidget;
    widget->setSizePolicy(policy, QSizePolicy::Preferred);
    widget->setMinimumWidth(width);
    return widget;
}

/// How often a picture is shown beside itself for its seams to be seen.
QSize tilesOf(Seamless seamless)
{
    const Wrap wrap = wrapOf(seamless);
    return {wrap.across ? 2 : 1, wrap.down ? 2 : 1};
}

void showAbout(QWidget *window)
{
    QMessageBox::about(
        window, WindowActions::tr("About Gramarye"),
        WindowActions::tr(
            "<h3>Gramarye %1</h3><p>Paints one picture in the style of others, and lets you steer "
            "while it does.</p><p>After Gatys, Ecker and Bethge, “A Neural Algorithm of Artistic "
            "Style” (2015). Free software under the MIT licence.</p>")
            .arg(QApplication::applicationVersion()));
}

} // namespace

WindowActions::WindowActions(MainWindow *window)
    : QObject(window),
      m_window(window),
      m_methodBox(new QComboBox),
      m_startButton(new QToolButton),
      m_startMenu(new QMenu(window)),
      m_start(new QAction(glyphIcon(Glyph::Start), tr("Start"), window)),
      m_startOver(new QAction(tr("Start over"), window)),
      m_pause(new QAction(glyphIcon(Glyph::Pause), tr("Pause"), window)),
      m_stop(new QAction(glyphIcon(Glyph::Stop), tr("Stop"), window)),
      m_export(new QAction(glyphIcon(Glyph::Export), tr("Export…"), window))
{
    createRunActions();
    createToolBar();
    createFileMenu();
    createEditMenu();
    createViewMenu();
    createRenderMenu();
    createToolsMenu();
    createHelpMenu();
}

// Start and pause share a shortcut: only one of them is enabled at a time.
void WindowActions::createRunActions()
{
    RenderSession *session = m_window->session();
    m_start->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_start, &QAction::triggered, m_window->run(), &RunController::start);
    m_pause->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_pause, &QAction::triggered, session, &RenderSession::pause);
    m_stop->setShortcut(Qt::Key_Escape);
    m_stop->setToolTip(tr("Stop, and keep the picture"));
    connect(m_stop, &QAction::triggered, session, &RenderSession::stop);
    connect(m_startOver, &QAction::triggered, m_window->run(), &RunController::startOver);
    m_export->setShortcut(Qt::CTRL | Qt::Key_E);
    connect(m_export, &QAction::triggered, m_window->exports(), &ExportActions::chooseFile);
}

void WindowActions::createToolBar()
{
    QToolBar *bar = m_window->addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);

    m_startMenu->addAction(m_startOver);
    m_startButton->setDefaultAction(m_start);
    m_startButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_startButton->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(m_startButton);
    reserveStartButton();
    bar->addAction(m_pause);
    bar->addAction(m_stop);
    bar->addWidget(makePresetButton());

    createMethodBox();
    NetworkBox *network = m_window->networkBox();
    DeviceBox *device = m_window->deviceBox();
    guardFromWheel(network);
    guardFromWheel(device);
    bar->addWidget(spacer(QSizePolicy::Fixed, 24));
    bar->addWidget(new QLabel(m_methodBox->accessibleName() + u' '));
    bar->addWidget(m_methodBox);
    bar->addWidget(spacer(QSizePolicy::Fixed, 12));
    bar->addWidget(new QLabel(tr("Network") + u' '));
    bar->addWidget(network);
    // A widget in a tool bar is hidden by its action.
    bar->addWidget(device)->setVisible(device->count() > 1);
    bar->addWidget(spacer(QSizePolicy::Expanding, 12));
    bar->addAction(m_export);
}

QToolButton *WindowActions::makePresetButton()
{
    auto *button = new QToolButton;
    button->setText(tr("Preset ▾"));
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    button->setMenu(m_window->presets());
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void WindowActions::createMethodBox()
{
    const ParameterSpec &method = parameterSpec(QStringLiteral("method"));
    addChoices(m_methodBox, method);
    m_methodBox->setAccessibleName(parameterText(method.label));
    m_methodBox->setToolTip(parameterText(method.help));
    guardFromWheel(m_methodBox);
    ParameterPanel *panel = m_window->parameterPanel();
    connect(m_methodBox, &QComboBox::activated, panel,
            [panel](int index) { panel->chooseMethod(Method(index)); });
}

// Room for its longest text, so that nothing beside it moves when a run is stopped.
void WindowActions::reserveStartButton()
{
    m_start->setText(tr("Continue"));
    m_startButton->setPopupMode(QToolButton::MenuButtonPopup);
    m_startButton->setMenu(m_startMenu);
    m_startButton->setMinimumWidth(m_startButton->sizeHint().width());
}

void WindowActions::createFileMenu()
{
    IncomingPictures *incoming = m_window->incoming();
    QMenu *menu = m_window->menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&Open content…"), QKeySequence::Open, m_window->pictures()->content(),
                    &ImageWell::browse);
    menu->addAction(tr("Add &style…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O, incoming,
                    &IncomingPictures::openStyles);
    menu->addAction(tr("New &texture…"), m_window->dialogs(), &WindowDialogs::showNewTexture);
    createRecentMenu(menu);
    menu->addAction(tr("Open sa&mples"), incoming, &IncomingPictures::loadSamples);
    menu->addSeparator();
    m_window->projectActions()->addTo(menu);
    menu->addSeparator();
    menu->addAction(tr("S&ize on paper…"), m_window->dialogs(), &WindowDialogs::showPrintSize);
    menu->addAction(m_export);
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("&Quit"), m_window, &QWidget::close);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::createRecentMenu(QMenu *parent)
{
    auto *menu = new RecentFilesMenu(tr("Open &recent"), parent);
    const RecentFiles projects(QStringLiteral("projects"));
    menu->addKind(tr("Projects"), projects,
                  [this](const QString &path) { m_window->openProject(path); });
    connect(m_window->projectActions(), &ProjectActions::used, menu,
            [projects](const QString &path) { projects.add(path); });
    menu->addKind(tr("Content"), RecentFiles(QStringLiteral("content")),
                  [this](const QString &path) { m_window->setContent(path); });
    menu->addKind(tr("Styles"), RecentFiles(QStringLiteral("styles")),
                  [this](const QString &path) { m_window->addStyle(path); });
    parent->addMenu(menu);
}

void WindowActions::createEditMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Edit"));
    menu->addActions({m_window->edits()->undoAction(), m_window->edits()->redoAction()});
    menu->addSeparator();
    m_copy = menu->addAction(tr("&Copy picture"), QKeySequence::Copy, m_window->exports(),
                             &ExportActions::copy);
    menu->addAction(tr("&Paste picture"), QKeySequence::Paste, this, [this] {
        const PreviewCanvas *canvas = m_window->canvas();
        m_window->incoming()->paste(canvas->mapToGlobal(canvas->rect().center()));
    });
    menu->addSeparator();
    menu->addMenu(m_window->presets());
    menu->addAction(tr("&Reset all settings"), m_window->parameterPanel(),
                    &ParameterPanel::resetAll);
    menu->addSeparator();
    m_settings =
        menu->addAction(tr("S&ettings…"), m_window->dialogs(), &WindowDialogs::showSettings);
    m_settings->setShortcut(Qt::CTRL | Qt::Key_Comma);
    m_settings->setMenuRole(QAction::PreferencesRole);
}

void WindowActions::createViewMenu()
{
    PreviewCanvas *canvas = m_window->canvas();
    QMenu *menu = m_window->menuBar()->addMenu(tr("&View"));
    menu->addAction(tr("&Actual size (100 %)"), Qt::Key_1, canvas, &PreviewCanvas::showActualSize);
    menu->addAction(tr("&Fit in"), Qt::Key_2, canvas, &PreviewCanvas::fit);
    menu->addAction(tr("Fi&ll"), Qt::Key_3, canvas, &PreviewCanvas::fill);
    menu->addAction(tr("&Zoom in"), QKeySequence::ZoomIn, canvas, &PreviewCanvas::zoomIn);
    menu->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, canvas, &PreviewCanvas::zoomOut);
    menu->addSeparator();
    QAction *compare = menu->addAction(tr("&Compare before │ after"));
    compare->setShortcut(Qt::Key_C);
    compare->setCheckable(true);
    connect(compare, &QAction::toggled, canvas, &PreviewCanvas::setComparing);
    connect(canvas, &PreviewCanvas::comparingChanged, compare, &QAction::setChecked);
    m_showTiled = menu->addAction(tr("Show &tiled"));
    m_showTiled->setShortcut(Qt::Key_T);
    m_showTiled->setCheckable(true);
    connect(m_showTiled, &QAction::toggled, this, &WindowActions::updateTiles);
    menu->addSeparator();
    for (const QDockWidget *dock : m_window->findChildren<QDockWidget *>())
        menu->addAction(dock->toggleViewAction());
    menu->addSeparator();
    createAppearanceMenu(menu);
}

void WindowActions::createAppearanceMenu(QMenu *parent)
{
    Appearance *appearance = m_window->appearance();
    QMenu *menu = parent->addMenu(tr("A&ppearance"));
    auto *group = new QActionGroup(menu);
    const std::pair<ColorScheme, QString> schemes[] = {{ColorScheme::System, tr("As the &system")},
                                                       {ColorScheme::Light, tr("&Light")},
                                                       {ColorScheme::Dark, tr("&Dark")}};
    for (const auto &[scheme, name] : schemes) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        group->addAction(action);
        connect(menu, &QMenu::aboutToShow, action, [appearance, action, choice = scheme] {
            action->setChecked(choice == appearance->scheme());
        });
        connect(action, &QAction::triggered, appearance,
                [appearance, choice = scheme] { appearance->choose(choice); });
    }
}

void WindowActions::createRenderMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Render"));
    menu->addActions({m_start, m_startOver, m_pause, m_stop});
    menu->addSeparator();
    menu->addAction(m_window->snapshots()->keepAction());
    menu->addAction(tr("&Queue…"), Qt::CTRL | Qt::Key_J, m_window->dialogs(),
                    &WindowDialogs::showQueue);
    menu->addSeparator();
    menu->addAction(tr("&Networks…"), m_window->networksDialog(), [this] {
        m_window->networksDialog()->showNetwork(m_window->networkBox()->source().info.name);
    });
}

void WindowActions::createToolsMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Tools"));
    menu->addMenu(m_window->timeLapse());
    menu->addAction(tr("&Representations…"), m_window->dialogs(),
                    &WindowDialogs::showRepresentations);
}

void WindowActions::createHelpMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Shortcuts"), QKeySequence::HelpContents, m_window, [window = m_window] {
        (new ShortcutsDialog(window->findChildren<QAction *>(), window))->show();
    });
    QAction *about = menu->addAction(tr("&About Gramarye"), m_window,
                                     [window = m_window] { showAbout(window); });
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::update()
{
    const RenderSession *session = m_window->session();
    const bool startable =
        (session->isIdle() || session->isPaused()) && !m_window->pictures()->isLoading();
    const bool resumable = m_window->run()->canContinue();
    const bool hasPicture = !session->picture().isNull();
    m_methodBox->setCurrentIndex(int(m_window->parameterPanel()->parameters().method));
    m_start->setEnabled(startable);
    m_start->setText(resumable ? tr("Continue") : tr("Start"));
    m_startOver->setEnabled(startable && resumable);
    m_startButton->setMenu(resumable ? m_startMenu : nullptr);
    m_startButton->setPopupMode(resumable ? QToolButton::MenuButtonPopup
                                          : QToolButton::DelayedPopup);
    m_pause->setEnabled(session->isRunning());
    m_stop->setEnabled(!session->isIdle() && session->state() != RunState::Stopping);
    m_export->setEnabled(hasPicture);
    m_copy->setEnabled(hasPicture);
    m_window->snapshots()->keepAction()->setEnabled(hasPicture);
    updateTiles();
}

void WindowActions::updateTiles()
{
    const Seamless seamless = m_window->parameterPanel()->parameters().seamless;
    m_showTiled->setEnabled(seamless != Seamless::None);
    m_window->canvas()->setTiles(m_showTiled->isChecked() ? tilesOf(seamless) : QSize(1, 1));
}

} // namespace gramarye
