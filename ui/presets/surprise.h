#pragma once

#include "core/model/styleparameters.h"

#include <QObject>
#include <QPointer>

namespace gramarye {

class RenderSession;
class SurpriseDialog;
struct RenderJob;

/// Opens the dialog of surprises. Only one picture is rendered at a time: the one in the window
/// pauses while the small ones are made, and goes on when the dialog is closed.
class Surprise : public QObject
{
    Q_OBJECT

public:
    /// @p session outlives it.
    explicit Surprise(RenderSession *session, QObject *parent = nullptr);

    /// Looks around @p job, which is complete, in a dialog over @p window; where one is open, that
    /// one comes forward.
    void open(const RenderJob &job, QWidget *window);

    /// The open dialog, or null.
    SurpriseDialog *dialog() const;

Q_SIGNALS:
    void picked(const gramarye::StyleParameters &parameters);

private:
    void holdPicture();
    void letPictureGoOn();
    void sessionChanged();

    RenderSession *m_session;
    QPointer<SurpriseDialog> m_dialog; ///< deletes itself after it is closed
    bool m_holds = false;              ///< the picture in the window was paused here
};

} // namespace gramarye
