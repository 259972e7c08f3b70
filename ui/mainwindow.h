#pragma once

#include "core/engine/renderengine.h"
#include "core/network/networkcatalog.h"
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
class NetworkBar;
class NetworkBox;
class NetworkInstaller;
class NetworksDialog;
class ParameterPanel;
class PictureExporter;
class PicturesPanel;
class PreviewCanvas;
class RecipeRestorer;
class RenderSession;
class RunBar;
struct ExportOptions;
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
    void startOver();
    void pause();
    void stop();

    /// Puts @p parameters in place of those in the panel, as one step called @p what.
    void applyParameters(const StyleParameters &parameters, const QString &what);

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
    RenderSession *session() const { return m_session; }
    QAction *startAction() const { return m_startAction; }
    QAction *pauseAction() const { return m_pauseAction; }
    QAction *stopAction() const { return m_stopAction; }
    QAction *startOverAction() const { return m_startOverAction; }
    QAction *exportAction() const { return m_exportAction; }
    QAction *copyAction() const { return m_copyAction; }
    QAction *settingsAction() const { return m_settingsAction; }

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
    void createRecentMenu(QMenu *parent);
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
    void connectSession();
    void connectExporter();
    void connectRecipes();
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
    void exported(const QImage &picture, const QString &path);
    void showProblem(const Error &error);

    void openContent();
    void openStyles();
    void startOrPause();
    void paste();
    void askWhereTo(const std::vector<PictureSource> &sources, const QPoint &globalPosition);
    void offerUses(const std::vector<PictureSource> &sources, const Result<Recipe> &recipe,
                   const QPoint &globalPosition);
    void recipeRestored(const QString &file, const QStringList &notes);
    void copyPicture();
    void exportPicture();
    void exportAs(const QString &path, const ExportOptions &options);
    bool mayClose();
    void showSettings();
    void applyPreferences();
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
    RunBar *m_runBar;
    MessageBar *m_messageBar;
    QComboBox *m_methodBox;
    QToolButton *m_startButton;
    QMenu *m_startMenu; ///< of the start button, where there is something to choose

    QAction *m_startAction = nullptr;
    QAction *m_startOverAction = nullptr;
    QAction *m_pauseAction = nullptr;
    QAction *m_stopAction = nullptr;
    QAction *m_exportAction = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_settingsAction = nullptr;
    bool m_closeAfterExport = false;
};

} // namespace gramarye
