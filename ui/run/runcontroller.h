#pragma once

#include "core/base/error.h"
#include "core/transfer/renderjob.h"

#include <QObject>
#include <QTimer>

class QWidget;

namespace gramarye {

class EditRecorder;
class MessageBar;
class PicturesPanel;
class PreviewCanvas;
class RenderSession;
class RunBar;
class RunInputs;

/// Decides about runs: when one begins or goes on, what is asked before, what steers it, and what
/// the window shows of it.
class RunController : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of them outlive this object.
    struct Parts
    {
        RenderSession *session;
        RunInputs *inputs;
        EditRecorder *edits;
        PicturesPanel *pictures;
        PreviewCanvas *canvas;
        RunBar *bar;
        MessageBar *messages;
        QWidget *window;
    };

    explicit RunController(const Parts &parts, QObject *parent = nullptr);

    /// Starts, or goes on where the last run was paused or stopped.
    void start();
    void startOrPause();

    /// Begins anew; asks first where a picture that was not exported would be lost by it.
    void startOver();

    /// Begins anew, unasked.
    void startAnew();

    /// Whether Start goes on with what there is.
    bool canContinue() const;

    /// Whether a run can begin; says what is missing where it cannot.
    bool isReady();

    /// Another content picture is in the well.
    void showContent();

    /// Nothing of a run is to be seen any more.
    void clear();

    /// ms between two estimates while a control moves.
    static constexpr int estimateInterval = 250;

Q_SIGNALS:
    /// The picture is to be exported before it is started over.
    void exportWanted();

private:
    void connectSession();
    void askBeforeStartingOver();
    RenderJob jobForScreen() const;
    void showJob(const RenderJob &job);
    void steer();
    void estimate();
    void showFinalSize();
    void runFailed(const Error &error);
    void takeAdam(const StyleParameters &parameters);

    Parts m_parts;
    QTimer m_estimate; ///< runs until the next estimate
};

} // namespace gramarye
