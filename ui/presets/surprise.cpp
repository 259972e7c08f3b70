#include "ui/presets/surprise.h"

#include "ui/presets/surprisedialog.h"
#include "ui/run/rendersession.h"

#include <QRandomGenerator>

namespace gramarye {

Surprise::Surprise(RenderSession *session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(session, &RenderSession::stateChanged, this, &Surprise::sessionChanged);
}

void Surprise::open(const RenderJob &job, QWidget *window)
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new SurpriseDialog(job, m_session->anotherEngine(),
                                  QRandomGenerator::global()->generate(), window);
    connect(m_dialog, &SurpriseDialog::renderingBegins, this, &Surprise::holdPicture);
    connect(m_dialog, &SurpriseDialog::picked, this, &Surprise::picked);
    connect(m_dialog, &QDialog::finished, this, &Surprise::letPictureGoOn);
    m_dialog->start();
    m_dialog->show();
}

SurpriseDialog *Surprise::dialog() const
{
    return m_dialog;
}

void Surprise::holdPicture()
{
    if (m_session->isRunning()) {
        m_session->pause();
        m_holds = true;
    }
    if (m_holds)
        m_dialog->setNote(tr("Your picture is paused, and goes on when you close this window."));
}

void Surprise::letPictureGoOn()
{
    m_dialog.clear(); // it goes when its engine has ended
    if (std::exchange(m_holds, false) && m_session->isPaused())
        m_session->resume();
}

void Surprise::sessionChanged()
{
    if (!m_session->isRunning() || !m_dialog)
        return;
    m_holds = false;
    if (!m_dialog->isRendering())
        return;
    m_dialog->halt();
    m_dialog->setNote(tr("Your picture goes on; “Again” makes other looks."));
}

} // namespace gramarye
