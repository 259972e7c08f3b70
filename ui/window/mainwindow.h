#pragma once

#include "core/engine/renderengine.h"
#include "core/model/recipe.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"
#include "ui/pictures/picturesource.h"
#include "ui/queue/queuedialog.h"
#include "ui/run/taskbarprogress.h"

#include <QMainWindow>

#include <functional>
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
class GramView;
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
class RecipeRestorer;
class RenderSession;
struct OpenedProject;
struct ProjectDraft;
class RunBar;
class Surprise;
class SnapshotTaker;
class TimeLapseMenu;
class SnapshotsPanel;
struct Snapshot;
struct ExportOptions;
struct FoundRecipe;
struct Recipe;

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

    /// Begins anew; asks first where a picture that was not exported would be lost by it.
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

    void showQueue();

    /// How the queue reads lists of jobs.
    void setBatchListReader(BatchListReader reader) { m_listReader = std::move(reader); }

    /// Opens the project @p path in place of what is there, and asks where something would be lost.
    void openProject(const QString &path);

    /// Offers what a program that came to a sudden end left.
    void offerRecovered();

    /// Writes the newest picture to @p path as was last asked for, and says in the window how that
    /// went.
    void exportTo(const QString &path);

    /// Puts back what made the picture @p file, as far as it is here.
    void restoreRecipe(const QString &file, const Recipe &recipe);

    PicturesPanel *pictures() const { return m_pictures; }
    PreviewCanvas *canvas() const { return m_canvas; }
    ParameterPanel *parameterPanel() const { return m_parameterPanel; }
    RunBar *runBar() const { return m_runBar; }
    MessageBar *messageBar() const { return m_messageBar; }
    NetworkBox *networkBox() const { return m_networkBox; }
    NetworkInstaller *networkInstaller() const { return m_networkInstaller; }
    NetworksDialog *networksDialog() const { return m_networksDialog; }
    NetworkBar *networkBar() const { return m_networkBar; }
    SnapshotsPanel *snapshots() const { return m_snapshots; }
    GramView *gramView() const { return m_gramView; }
    TimeLapseMenu *timeLapse() const { return m_timeLapse; }
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
    QueueDialog *queue() const { return m_queue; }
    QAction *copyAction() const { return m_copyAction; }
    QAction *settingsAction() const { return m_settingsAction; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createCenter();
    void createDocks();
    void createGramDock();
    void addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                 QWidget *content);
    void createRunActions();
    void createFileMenu();
    void createRecentMenu(QMenu *parent);
    void createEditMenu();
    void createViewMenu();
    void createAppearanceMenu(QMenu *parent);
    void createRenderMenu();
    void createToolsMenu();
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
    void connectSnapshots();
    void connectRecipes();
    void connectProject();
    void restoreLayout();
    void shareLeftSide();
    void saveLayout() const;

    RenderJob currentJob() const;
    RenderOrder currentOrder() const;
    bool isReady(const RenderJob &job);
    void askBeforeStartingOver();
    void startAnew();
    void showJob(const RenderJob &job);

    void contentChanged();
    void settingsChanged();
    void steer();
    void updateEstimate();
    void updateFinalSize();
    void updateActions();
    void updateTitle();

    void showPicture(const QImage &picture);
    void showProgress(const IterationReport &report);
    void runFailed(const Error &error);
    void goOnWithAdam(const StyleParameters &parameters);
    void exported(const QImage &picture, const QString &path);
    void sayExported(QSize size, const QString &path);
    void showProblem(const Error &error);

    EditState stateOf(const Recipe &recipe);
    void restoreSnapshot(const Snapshot &snapshot);
    void startFromSnapshot(const Snapshot &snapshot);
    void compareWithSnapshot(const Snapshot &snapshot);

    void openContent();
    void openStyles();
    void startOrPause();
    void paste();
    void askWhereTo(const std::vector<PictureSource> &sources, const QPoint &globalPosition);
    void offerUses(const std::vector<PictureSource> &sources, const Result<Recipe> &recipe,
                   const QPoint &globalPosition);
    void offerRecipe(const LoadedPicture &picture);
    void applyRecipe(const FoundRecipe &recipe);
    void copyPicture();
    void exportPicture();
    void exportAs(const QString &path, const ExportOptions &options);
    void showRepresentations();
    void createQueue();
    void showSettings();
    void applyPreferences();
    bool mayLeaveResult(const std::function<void()> &then);
    ProjectDraft projectDraft() const;
    void projectOpened(const OpenedProject &project);
    void showShortcuts();
    void showAbout();

    Appearance *m_appearance;
    RenderSession *m_session;
    PictureExporter *m_exporter;
    const NetworkCatalog &m_catalog;
    NetworkBox *m_networkBox;
    NetworkInstaller *m_networkInstaller;
    NetworksDialog *m_networksDialog;
    NetworkBar *m_networkBar;
    DeviceBox *m_deviceBox;
    PicturesPanel *m_pictures;
    RecipeRestorer *m_recipes;
    PreviewCanvas *m_canvas;
    ParameterPanel *m_parameterPanel;
    EditRecorder *m_edits;
    PresetShelf *m_presets;
    Surprise *m_surprise;
    SnapshotTaker *m_snapshotTaker;
    SnapshotsPanel *m_snapshots;
    GramView *m_gramView;
    TimeLapseMenu *m_timeLapse;
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
    TaskbarProgress m_taskbar;
    std::function<void()> m_afterExport; ///< what the picture was to be exported before
    BatchListReader m_listReader;
    QueueDialog *m_queue = nullptr; ///< from the first time it is shown
    QAction *m_settingsAction = nullptr;
};

} // namespace gramarye
