#pragma once

#include "core/engine/renderengine.h"
#include "core/network/networkcatalog.h"
#include "ui/run/taskbarprogress.h"
#include "ui/window/windowactions.h"
#include "ui/window/windowdialogs.h"

#include <QMainWindow>

#include <memory>

namespace gramarye {

class Appearance;
class DeviceBox;
class EditRecorder;
class ExportActions;
class GramView;
class IncomingPictures;
class LeaveGuard;
class MaskBar;
class MessageBar;
class NetworkBar;
class NetworkBox;
class NetworkInstaller;
class NetworksDialog;
class ParameterPanel;
class PicturesPanel;
class PresetMenu;
class PreviewCanvas;
class ProjectActions;
class ProjectSession;
class RegionActions;
class RegionController;
class RenderSession;
class RunBar;
class RunController;
class SnapshotTaker;
class SnapshotsPanel;
class Surprise;
class TimeLapseMenu;
struct Departure;
struct OpenedProject;
struct ProjectDraft;

/// The window: holds the parts and wires them. What happens to the picture is RenderSession's, when
/// it happens RunController's, and what a person can ask for WindowActions'.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// The networks offered are those of @p catalog, which outlives the window.
    MainWindow(std::unique_ptr<RenderEngine> engine, const NetworkCatalog &catalog,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    void setContent(const QString &path);
    void addStyle(const QString &path);

    /// Opens the project @p path in place of what is there, and asks where something would be lost.
    void openProject(const QString &path);

    Appearance *appearance() const { return m_appearance; }
    PicturesPanel *pictures() const { return m_pictures; }
    IncomingPictures *incoming() const { return m_incoming; }
    PreviewCanvas *canvas() const { return m_canvas; }
    MaskBar *maskBar() const { return m_maskBar; }
    RegionController *regions() const { return m_regions; }
    RegionActions *regionActions() const { return m_regionActions; }
    ParameterPanel *parameterPanel() const { return m_parameterPanel; }
    RunBar *runBar() const { return m_runBar; }
    MessageBar *messageBar() const { return m_messageBar; }
    NetworkBox *networkBox() const { return m_networkBox; }
    DeviceBox *deviceBox() const { return m_deviceBox; }
    NetworkInstaller *networkInstaller() const { return m_networkInstaller; }
    NetworksDialog *networksDialog() const { return m_networksDialog; }
    NetworkBar *networkBar() const { return m_networkBar; }
    SnapshotsPanel *snapshots() const { return m_snapshots; }
    GramView *gramView() const { return m_gramView; }
    TimeLapseMenu *timeLapse() const { return m_timeLapse; }
    RenderSession *session() const { return m_session; }
    RunController *run() const { return m_run; }
    ExportActions *exports() const { return m_exports; }
    ProjectSession *project() const { return m_project; }
    ProjectActions *projectActions() const { return m_projectActions; }
    LeaveGuard *leaveGuard() const { return m_leaveGuard; }
    EditRecorder *edits() const { return m_edits; }
    PresetMenu *presets() const { return m_presets; }
    Surprise *surprises() const { return m_surprise; }
    WindowDialogs *dialogs() const { return m_dialogs; }

    // Those of WindowActions.
    QAction *startAction() const { return m_actions->start(); }
    QAction *pauseAction() const { return m_actions->pause(); }
    QAction *stopAction() const { return m_actions->stop(); }
    QAction *startOverAction() const { return m_actions->startOver(); }
    QAction *exportAction() const { return m_actions->exportPicture(); }
    QAction *copyAction() const { return m_actions->copy(); }
    QAction *settingsAction() const { return m_actions->settings(); }
    QAction *showTiledAction() const { return m_actions->showTiled(); }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createCenter();
    void createDocks();
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                         QWidget *content);
    void connectEdits();
    void connectNetworks();
    void connectPresets();
    void connectSession();
    void connectSnapshots();
    void connectProject();
    void restoreLayout();

    void announceTexture();
    void updateState();
    void updateTitle();
    void leave(const Departure &departure);
    ProjectDraft projectDraft() const;
    void showProject(const OpenedProject &project);

    Appearance *m_appearance;
    RenderSession *m_session;
    NetworkBox *m_networkBox;
    NetworkInstaller *m_networkInstaller;
    NetworksDialog *m_networksDialog;
    NetworkBar *m_networkBar;
    DeviceBox *m_deviceBox;
    PicturesPanel *m_pictures;
    PreviewCanvas *m_canvas;
    MaskBar *m_maskBar;
    ParameterPanel *m_parameterPanel;
    RunBar *m_runBar;
    MessageBar *m_messageBar;
    EditRecorder *m_edits;
    RegionController *m_regions;
    RegionActions *m_regionActions;
    IncomingPictures *m_incoming;
    PresetMenu *m_presets;
    Surprise *m_surprise;
    SnapshotTaker *m_snapshotTaker;
    SnapshotsPanel *m_snapshots;
    GramView *m_gramView;
    TimeLapseMenu *m_timeLapse;
    RunController *m_run;
    ExportActions *m_exports;
    ProjectSession *m_project;
    ProjectActions *m_projectActions;
    LeaveGuard *m_leaveGuard;
    WindowDialogs *m_dialogs;
    WindowActions *m_actions = nullptr;
    TaskbarProgress m_taskbar;
};

} // namespace gramarye
