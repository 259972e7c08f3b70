#include "ui/run/runcontroller.h"

#include "core/transfer/schedule.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/devicebox.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/styledetails.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/run/runestimate.h"
#include "ui/text/errortext.h"
#include "ui/text/masktext.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QMessageBox>
#include <QScreen>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

constexpr int smallestSize = 64; ///< px, longest side; memory for more than that there always is

/// @p state as it can go on where memory ran out: at the next smaller size and from @p picture, so
/// far as there is one. None where the size is as small as sizes get.
std::optional<EditState> atSmallerSize(EditState state, const QImage &picture)
{
    const QSize content = state.content.pyramid.size();
    const int size = state.parameters.size > 0 ? state.parameters.size
                                               : std::max(content.width(), content.height());
    // Half the pixels, as from one working size to the one before.
    state.parameters.size = int(std::lround(size / std::sqrt(2.0)));
    if (state.parameters.size < smallestSize)
        return std::nullopt;
    if (!picture.isNull()) {
        state.parameters.start = Start::File;
        state.parameters.scales = Scales::Single; // smaller ones would undo what there is
        state.start = loaded(unfiledPicture(picture, RunController::tr("Picture so far")));
    }
    return state;
}

} // namespace

RunController::RunController(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    m_estimate.setSingleShot(true);
    m_estimate.setInterval(estimateInterval);
    connect(&m_estimate, &QTimer::timeout, this, &RunController::estimate);
    connectPanels();
    connectSession();
    refresh();
}

void RunController::connectPanels()
{
    connect(m_parts.pictures, &PicturesPanel::picturesChanged, this, &RunController::refresh);
    connect(m_parts.pictures, &PicturesPanel::blendChanged, this,
            &RunController::refreshParameters);
    connect(m_parts.parameters, &ParameterPanel::parametersChanged, this,
            &RunController::refreshParameters);
    connect(m_parts.network, &NetworkBox::chosen, this, &RunController::refresh);
    connect(m_parts.device, &QComboBox::activated, this, &RunController::refresh);
}

void RunController::connectSession()
{
    RenderSession *session = m_parts.session;
    new SpeedMeter(*session, this);
    connect(session, &RenderSession::stateChanged, this, &RunController::steer);
    connect(session, &RenderSession::pictureChanged, m_parts.canvas, &PreviewCanvas::setResult);
    connect(session, &RenderSession::iterated, m_parts.bar, &RunBar::showReport);
    connect(session, &RenderSession::pausedNow, m_parts.bar, &RunBar::showPaused);
    connect(session, &RenderSession::stopped, m_parts.bar, &RunBar::showStopped);
    connect(session, &RenderSession::finished, m_parts.bar, &RunBar::showDone);
    connect(session, &RenderSession::failed, this, &RunController::runFailed);
    connect(session, &RenderSession::movedToAdam, this, &RunController::takeAdam);
    connect(session, &RenderSession::movedToProcessor, this,
            [this] { m_parts.messages->showInformation(movedToProcessorText()); });
    connect(session, &RenderSession::checkpointMissing, this,
            [this] { m_parts.messages->showInformation(checkpointMissingText()); });
}

void RunController::refresh()
{
    m_next.scene = sceneOfRun(m_parts.edits->state());
    m_next.device = m_parts.device->device();
    showLayers();
    steer();
    Q_EMIT nextChanged();
}

void RunController::refreshParameters()
{
    StyleParameters parameters = m_parts.parameters->parameters();
    // The picture to start from belongs to a run only where it starts from one.
    if (parameters.start != m_next.scene.parameters.start)
        return refresh();
    m_next.scene.parameters = parameters;
    std::size_t place = 0;
    for (const StyleRow *row : m_parts.pictures->styles()->rows()) {
        if (row->well()->isEmpty() || place == m_next.scene.styles.size())
            continue; // it is being read
        StyleOf<Picture> &style = m_next.scene.styles[place++];
        style.weight = row->weight();
        style.scale = row->details()->scale();
        style.layers = row->details()->layers();
    }
    showLayers();
    steer();
    Q_EMIT nextChanged();
}

void RunController::paintMask(const RegionButton *button, const QImage &mask)
{
    if (button == m_parts.pictures->strength())
        return m_parts.session->paintMask(std::nullopt, mask);
    std::size_t place = 0; // among the styles that are there
    for (const StyleRow *row : m_parts.pictures->styles()->rows()) {
        if (row->region() == button)
            return m_parts.session->paintMask(place, mask);
        place += row->well()->isEmpty() ? 0 : 1;
    }
}

/// Styles have the layers that the panel has.
void RunController::showLayers()
{
    const ReadScene &scene = m_next.scene;
    m_parts.pictures->styles()->setLayers(
        scene.network.info.sliderLayers(comparesDistributions(scene.parameters)));
}

bool RunController::canContinue() const
{
    return m_parts.session->isPaused() || m_parts.session->canContinue(m_next.scene);
}

bool RunController::isReady()
{
    const ReadScene &scene = m_next.scene;
    std::optional<Error> missing;
    if (scene.content.isNull() && !scene.isTexture())
        missing = {ErrorCode::NoContent, {}, {}};
    else if (scene.styles.empty())
        missing = {ErrorCode::NoStyle, {}, {}};
    else if (scene.parameters.start == Start::File && scene.start.isNull())
        m_parts.messages->showProblem(
            tr("There is no picture to start from yet: drop one into the start well."));
    else if (scene.network.path.isEmpty())
        missing = {ErrorCode::NetworkNotInstalled, scene.network.info.name, networkFolder()};
    else
        return true;
    if (missing)
        m_parts.messages->showError(*missing);
    return false;
}

void RunController::start()
{
    if (m_parts.session->isPaused())
        return m_parts.session->resume();
    refresh();
    if (!m_parts.session->canContinue(m_next.scene))
        return startOver();
    m_parts.messages->hide();
    m_parts.bar->showPreparing();
    m_parts.session->continueWith(jobForScreen());
}

void RunController::startOrPause()
{
    if (m_parts.session->isRunning())
        m_parts.session->pause();
    else
        start();
}

void RunController::startOver()
{
    refresh();
    if (!isReady())
        return;
    if (m_parts.session->hasUnsavedResult())
        askBeforeStartingOver();
    else
        startAnew();
}

void RunController::askBeforeStartingOver()
{
    auto *question = new QMessageBox(
        QMessageBox::Question, tr("Start over"),
        tr("The picture in view has not been exported, and a new one will take its place."),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_parts.window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->button(QMessageBox::Save)->setText(tr("Export it first…"));
    question->button(QMessageBox::Discard)->setText(tr("Start over"));
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Save)
            Q_EMIT exportWanted();
        else if (answer == QMessageBox::Discard)
            startAnew();
    });
    question->open();
}

void RunController::startAnew()
{
    m_parts.messages->hide();
    m_parts.bar->clear();
    m_parts.bar->showPreparing();
    const RenderJob job = jobForScreen();
    showScene(job.scene);
    if (const QStringList notes = maskNotes(job.scene); !notes.isEmpty())
        m_parts.messages->showInformation(notes.join(u' '));
    m_parts.session->startAnew(job);
}

/// Previews need be no larger than the screen.
RenderJob RunController::jobForScreen() const
{
    RenderJob job = m_next;
    const QScreen *screen = m_parts.window->screen();
    job.previewLimit = screen->size() * screen->devicePixelRatio();
    return job;
}

// Before the first preview there is the content to see; the view stays where its picture does.
void RunController::showScene(const ReadScene &scene)
{
    m_parts.canvas->clearResult();
    if (!isSamePicture(m_parts.session->job().scene.content, scene.content))
        m_parts.canvas->setContent(m_parts.pictures->content()->picture().pyramid);
    m_parts.canvas->setFinalSize(resultSize(canvasOf(scene), scene.parameters));
}

void RunController::showContent()
{
    // A result that nobody saved stays in view until a new run begins.
    if (m_parts.session->isIdle() && !m_parts.session->hasUnsavedResult())
        m_parts.canvas->setContent(m_parts.pictures->content()->picture().pyramid);
    showFinalSize();
}

void RunController::clear()
{
    m_parts.bar->clear();
    m_parts.canvas->clearResult();
    m_parts.canvas->setContent(m_parts.pictures->content()->picture().pyramid);
}

// While a result is in view its own size is what 100 % means.
void RunController::showFinalSize()
{
    const QSize content = m_parts.pictures->content()->picture().pyramid.size();
    const QSize canvas = content.isEmpty() ? m_next.scene.canvas : content;
    if (m_parts.session->isIdle() && !m_parts.canvas->hasResult() && !canvas.isEmpty())
        m_parts.canvas->setFinalSize(resultSize(canvas, m_next.scene.parameters));
}

void RunController::steer()
{
    RenderSession *session = m_parts.session;
    QString hint;
    if (!session->isIdle()) {
        if (!session->steer(m_next.scene))
            hint = tr("Some changes take effect with the next start");
    } else if (!session->picture().isNull() && !session->matches(m_next.scene)) {
        hint = tr("Start begins a new picture with these settings");
    }
    m_parts.bar->setHint(hint);
    showFinalSize();
    if (!session->isIdle())
        m_parts.bar->showEstimate({}); // progress says it now
    else if (!m_estimate.isActive())
        m_estimate.start();
}

// Of what the next Start begins. Looks at the computer's memory and the settings.
void RunController::estimate()
{
    if (m_parts.session->isIdle() && !m_parts.session->canContinue(m_next.scene))
        m_parts.bar->showEstimate(RunEstimate::of(m_next));
    else
        m_parts.bar->showEstimate({});
}

void RunController::runFailed(const Error &error)
{
    m_parts.bar->showFailed();
    const auto smaller = atSmallerSize(m_parts.edits->state(), m_parts.session->picture());
    std::vector<MessageOffer> offers;
    if (error.code == ErrorCode::OutOfMemory && smaller)
        offers.push_back(
            {tr("Go on at %1 px").arg(smaller->parameters.size), [this, state = *smaller] {
                 m_parts.edits->apply(state, tr("Smaller size"));
                 startAnew(); // from that very picture
             }});
    m_parts.messages->showMessage(errorText(error), MessageBar::Kind::Problem, offers);
}

// The panel follows what the run had to do.
void RunController::takeAdam(const StyleParameters &parameters)
{
    StyleParameters shown = m_parts.edits->state().runParameters();
    shown.optimizer = parameters.optimizer;
    shown.learningRate = parameters.learningRate;
    shown.rateEnd = parameters.rateEnd;
    shown.chromaRate = parameters.chromaRate;
    m_parts.edits->applyParameters(shown, tr("Adam in place of L-BFGS"));
    m_parts.messages->showInformation(movedToAdamText());
}

} // namespace gramarye
