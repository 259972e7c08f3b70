#pragma once

#include "core/base/error.h"

#include <QMenu>

class QProgressDialog;

namespace gramarye {

class RenderSession;
class TimeLapseRecorder;

/// Records a time-lapse of a session and exports it, with a small window that shows how far that is
/// and cancels it.
class TimeLapseMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p session outlives this menu.
    explicit TimeLapseMenu(const RenderSession &session, QWidget *parent = nullptr);

    TimeLapseRecorder *recorder() const { return m_recorder; }
    QAction *recordAction() const { return m_recordAction; }
    QAction *exportFramesAction() const { return m_exportFramesAction; }

    /// Export without asking where to.
    void exportFramesTo(const QString &folder);
    void exportVideoTo(const QString &path);

Q_SIGNALS:
    void exported(const QString &path, int frameCount);
    void refused(const gramarye::Error &error);

private:
    void connectRecorder();
    void updateActions();
    void exportFrames();
    void exportVideo();
    void showProgress();
    void hideProgress();

    TimeLapseRecorder *m_recorder;
    QAction *m_recordAction;
    QAction *m_exportFramesAction;
    QAction *m_exportVideoAction;
    QProgressDialog *m_progress = nullptr; ///< while something is exported
};

} // namespace gramarye
