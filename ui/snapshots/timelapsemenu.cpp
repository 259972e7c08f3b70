#include "ui/snapshots/timelapsemenu.h"

#include "ui/snapshots/timelapserecorder.h"
#include "ui/widgets/rememberedfolder.h"

#include <QAction>
#include <QProgressDialog>

namespace gramarye {

TimeLapseMenu::TimeLapseMenu(const RenderSession &session, QWidget *parent)
    : QMenu(tr("&Time-lapse"), parent),
      m_recorder(new TimeLapseRecorder(session, this)),
      m_recordAction(addAction(tr("&Record"))),
      m_exportFramesAction(addAction(tr("Export as &pictures…"))),
      m_exportVideoAction(addAction(tr("Export as &video…")))
{
    setToolTipsVisible(true);
    m_recordAction->setCheckable(true);
    m_recordAction->setToolTip(tr("Keep the previews of the run, to be exported afterwards"));
    if (videoProgram().isEmpty())
        m_exportVideoAction->setToolTip(tr("Needs the program ffmpeg"));
    connect(m_recordAction, &QAction::toggled, m_recorder, &TimeLapseRecorder::setRecording);
    connect(m_exportFramesAction, &QAction::triggered, this, &TimeLapseMenu::exportFrames);
    connect(m_exportVideoAction, &QAction::triggered, this, &TimeLapseMenu::exportVideo);
    connectRecorder();
    updateActions();
}

void TimeLapseMenu::connectRecorder()
{
    connect(m_recorder, &TimeLapseRecorder::framesChanged, this, &TimeLapseMenu::updateActions);
    connect(m_recorder, &TimeLapseRecorder::progressed, this, [this](int done, int total) {
        if (!m_progress)
            return;
        m_progress->setMaximum(total + 1); // the last frame is not yet the end of a video
        m_progress->setValue(done);
    });
    connect(m_recorder, &TimeLapseRecorder::exported, this, [this](const QString &path) {
        hideProgress();
        Q_EMIT exported(path, m_recorder->frameCount());
    });
    connect(m_recorder, &TimeLapseRecorder::cancelled, this, &TimeLapseMenu::hideProgress);
    connect(m_recorder, &TimeLapseRecorder::failed, this, [this](const Error &error) {
        hideProgress();
        m_recordAction->setChecked(m_recorder->isRecording());
        Q_EMIT refused(error);
    });
}

void TimeLapseMenu::updateActions()
{
    const bool exportable = m_recorder->frameCount() > 0 && !m_recorder->isExporting();
    m_exportFramesAction->setEnabled(exportable);
    m_exportVideoAction->setEnabled(exportable && !videoProgram().isEmpty());
}

void TimeLapseMenu::exportFrames()
{
    askWhereToSave(parentWidget(),
                   {QStringLiteral("exports"), tr("Export the time-lapse into a new folder"), {}},
                   tr("time-lapse", "name of a folder"),
                   [this](const QString &path) { exportFramesTo(path); });
}

void TimeLapseMenu::exportVideo()
{
    const QString filter =
        tr("MP4 videos (*.mp4)") + QStringLiteral(";;") + tr("WebM videos (*.webm)");
    askWhereToSave(parentWidget(),
                   {QStringLiteral("exports"), tr("Export the time-lapse as a video"), filter},
                   tr("time-lapse", "name of a file") + QStringLiteral(".mp4"),
                   [this](const QString &path) { exportVideoTo(path); });
}

void TimeLapseMenu::exportFramesTo(const QString &folder)
{
    m_recorder->exportFramesTo(folder);
    showProgress();
}

void TimeLapseMenu::exportVideoTo(const QString &path)
{
    m_recorder->exportVideoTo(path);
    showProgress();
}

void TimeLapseMenu::showProgress()
{
    updateActions();
    m_progress = new QProgressDialog(tr("Exporting the time-lapse…"), tr("Cancel"), 0,
                                     m_recorder->frameCount() + 1, parentWidget());
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    connect(m_progress, &QProgressDialog::canceled, m_recorder, &TimeLapseRecorder::cancelExport);
}

void TimeLapseMenu::hideProgress()
{
    if (m_progress)
        m_progress->deleteLater();
    m_progress = nullptr;
    updateActions();
}

} // namespace gramarye
