#pragma once

#include "core/transfer/renderjob.h"

#include <QObject>
#include <QTimer>

class QWidget;

namespace gramarye {

class DeviceBox;
class EditRecorder;
class MessageBar;
class NetworkBox;
class ParameterPanel;
class PicturesPanel;
class PreviewCanvas;
class RegionButton;
class RenderSession;
class RunBar;

/// Decides about runs: what the next one is made of, when it begins or goes on, what is asked
/// before, what steers it, and what the window shows of it.
class RunController : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of them outlive this object.
    struct Parts
    {
        RenderSession *session;
        EditRecorder *edits;
        PicturesPanel *pictures;
        ParameterPanel *parameters;
        NetworkBox *network;
        DeviceBox *device;
        PreviewCanvas *canvas;
        RunBar *bar;
        MessageBar *messages;
        QWidget *window;
    };

    explicit RunController(const Parts &parts, QObject *parent = nullptr);

    /// What the next run is made of, as the panels show it. Put together when pictures, network or
    /// device change; a control that moves changes the parameters alone.
    const RenderJob &next() const { return m_next; }

    /// Looks at all panels again.
    void refresh();

    /// Starts, or goes on where the last run was paused or stopped.
    void start();
    void startOrPause();

    /// Begins anew; asks first where a picture that was not exported would be lost by it.
    void startOver();

    /// Begins anew, unasked.
    void startAnew();

    /// The running picture answers a mask while it is painted.
    void paintMask(const RegionButton *button, const QImage &mask);

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
    void nextChanged();

    /// The picture is to be exported before it is started over.
    void exportWanted();

private:
    void connectPanels();
    void connectSession();
    void showLayers();
    void refreshParameters();
    void askBeforeStartingOver();
    RenderJob jobForScreen() const;
    void showScene(const ReadScene &scene);
    void steer();
    void estimate();
    void showFinalSize();
    void runFailed(const Error &error);
    void takeAdam(const StyleParameters &parameters);

    Parts m_parts;
    RenderJob m_next;
    QTimer m_estimate; ///< runs until the next estimate
};

} // namespace gramarye
