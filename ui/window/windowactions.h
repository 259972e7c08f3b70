#pragma once

#include <QObject>

class QAction;
class QComboBox;
class QMenu;
class QToolButton;

namespace gramarye {

class MainWindow;

/// The window's actions, its menus and its tool bar.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    /// Makes all of them; the parts of @p window are there.
    explicit WindowActions(MainWindow *window);

    /// What can be done now.
    void update();

    QAction *start() const { return m_start; }
    QAction *startOver() const { return m_startOver; }
    QAction *pause() const { return m_pause; }
    QAction *stop() const { return m_stop; }
    QAction *exportPicture() const { return m_export; }
    QAction *copy() const { return m_copy; }
    QAction *settings() const { return m_settings; }
    QAction *showTiled() const { return m_showTiled; }

private:
    void createRunActions();
    void createToolBar();
    QToolButton *makePresetButton();
    void createMethodBox();
    void reserveStartButton();
    void createFileMenu();
    void createRecentMenu(QMenu *parent);
    void createEditMenu();
    void createViewMenu();
    void createAppearanceMenu(QMenu *parent);
    void updateTiles();
    void createRenderMenu();
    void createToolsMenu();
    void createHelpMenu();

    MainWindow *m_window;
    QComboBox *m_methodBox;
    QToolButton *m_startButton;
    QMenu *m_startMenu; ///< of the start button, where there is something to choose
    QAction *m_start;
    QAction *m_startOver;
    QAction *m_pause;
    QAction *m_stop;
    QAction *m_export;
    QAction *m_copy = nullptr;
    QAction *m_settings = nullptr;
    QAction *m_showTiled = nullptr; ///< where the picture is to tile
};

} // namespace gramarye
