#pragma once

#include "core/engine/renderengine.h"
#include "core/network/networkcatalog.h"
#include "ui/editstate.h"
#include "ui/picturesource.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QComboBox;
class QToolButton;

namespace gramarye {

class Appearance;
class MessageBar;
class DeviceBox;
class EditRecorder;
class NetworkBar;
class NetworkBox;
class NetworkInstaller;
class NetworksDialog;
class ParameterPanel;
class PictureExporter;
class PicturesPanel;
class PresetShelf;
class PreviewCanvas;
class ProjectActions;
class ProjectSession;
class RenderSession;
struct OpenedProject;
struct ProjectDraft;
class RunBar;
class Surprise;

/// The window: holds the parts and wires them. What happens to the picture is RenderSession's.
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

    /// Puts the pictures that come with the program into the wells, one style at full weight.
    void loadSamples();

    /// Starts, or goes on where the last run was paused or stopped.
    void start();
    void startOver();
    void pause();
    void stop();

    /// Offers six other looks of the picture.
    void surprise();

    /// The pictures, network and parameters as the window shows them.
    EditState editState() const;

    /// Puts @p state in place of it, as one step that the Edit menu calls @p what.
    void applyState(const EditState &state, const QString &what);

    /// The same for the parameters alone, with the weights of the styles.
    void applyParameters(const StyleParameters &parameters, const QString &what);

    /// Puts @p state in place of what is there, with nothing to undo before it.
    void openState(const EditState &state);

    /// Forgets all steps; pictures that are still being read belong to the new beginning.
    void clearUndo();

    /// Opens the project @p path in place of what is there, and asks where something would be lost.
    void openProject(const QString &path);

    /// Offers what a program that came to a sudden end left.
    void offerRecovered();

    /// Writes the newest picture to @p path, and says in the window how that went.
    void exportTo(const QString &path);

    PicturesPanel *pictures() const { return m_pictures; }
    PreviewCanvas *canvas() const { return m_canvas; }
    ParameterPanel *parameterPanel() const { return m_parameterPanel; }
    RunBar *runBar() const { return m_runBar; }
    MessageBar *messageBar() const { return m_messageBar; }
    NetworkBox *networkBox() const { return m_networkBox; }
    NetworkInstaller *networkInstaller() const { return m_networkInstaller; }
    NetworksDialog *networksDialog() const { return m_networksDialog; }
    NetworkBar *networkBar() const { return m_networkBar; }
    RenderSession *session() const { return m_session; }
    ProjectSession *project() const { return m_project; }
    ProjectActions *projectActions() const { return m_projectActions; }
    EditRecorder *edits() const { return m_edits; }
    PresetShelf *presets() const { return m_presets; }
    Surprise *surprises() const { return m_surprise; }
    QAction *startAction() const { return m_startAction; }
    QAction *pauseAction() const { return m_pauseAction; }
    QAction *stopAction() const { return m_stopAction; }
    QAction *startOverAction() const { return m_startOverAction; }
    QAction *exportAction() const { return m_exportAction; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createCenter();
    void createDocks();
    void addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                 QWidget *content);
    void createRunActions();
    void createFileMenu();
    void createEditMenu();
    void createViewMenu();
    void createAppearanceMenu(QMenu *parent);
    void createRenderMenu();
    void createHelpMenu();
    void createToolBar();
    void reserveStartButton();
    void connectPictures();
    void connectParameters();
    void connectNetworks();
    void connectEdits();
    void connectPresets();
    void connectSession();
    void connectExporter();
    void connectProject();
    void restoreLayout();
    void saveLayout() const;

    RenderJob currentJob() const;
    bool isReady(const RenderJob &job);
    void showJob(const RenderJob &job);

    void contentChanged();
    void settingsChanged();
    void steer();
    void updateFinalSize();
    void updateActions();
    void updateTitle();

    void showPicture(const QImage &picture);
    void showProgress(const IterationReport &report);
    void runFailed(const Error &error);
    void goOnWithAdam(const StyleParameters &parameters);
    void exported(const QImage &picture, const QString &path);
    void showProblem(const Error &error);

    void openContent();
    void openStyles();
    void startOrPause();
    void paste();
    void askWhereTo(const std::vector<PictureSource> &sources, const QPoint &globalPosition);
    void copyPicture();
    void exportPicture();
    bool mayClose();
    bool mayLeaveResult();
    ProjectDraft projectDraft() const;
    void projectOpened(const OpenedProject &project);
    void showShortcuts();
    void showAbout();

    Appearance *m_appearance;
    RenderSession *m_session;
    PictureExporter *m_exporter;
    NetworkBox *m_networkBox;
    NetworkInstaller *m_networkInstaller;
    NetworksDialog *m_networksDialog;
    NetworkBar *m_networkBar;
    DeviceBox *m_deviceBox;
    PicturesPanel *m_pictures;
    PreviewCanvas *m_canvas;
    ParameterPanel *m_parameterPanel;
    EditRecorder *m_edits;
    PresetShelf *m_presets;
    Surprise *m_surprise;
    RunBar *m_runBar;
    MessageBar *m_messageBar;
    ProjectSession *m_project;
    ProjectActions *m_projectActions;
    QComboBox *m_methodBox;
    QToolButton *m_startButton;
    QMenu *m_startMenu; ///< of the start button, where there is something to choose

    QAction *m_startAction = nullptr;
    QAction *m_startOverAction = nullptr;
    QAction *m_pauseAction = nullptr;
    QAction *m_stopAction = nullptr;
    QAction *m_exportAction = nullptr;
    QAction *m_copyAction = nullptr;
    bool m_closeAfterExport = false;
};

} // namespace gramarye
