#include "ui/window/windowdialogs.h"

#include "ui/edits/editrecorder.h"
#include "ui/networks/devicebox.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/printdialog.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/pictures/texturedialog.h"
#include "ui/presets/surprise.h"
#include "ui/regions/mask.h"
#include "ui/representations/representationsdialog.h"
#include "ui/run/rendersession.h"
#include "ui/run/runcontroller.h"
#include "ui/settings/settings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/appearance.h"
#include "ui/window/mainwindow.h"

#include <algorithm>

namespace gramarye {

WindowDialogs::WindowDialogs(MainWindow *window, const NetworkCatalog &catalog)
    : QObject(window), m_window(window), m_catalog(catalog)
{
}

void WindowDialogs::showSettings()
{
    auto *dialog = new SettingsDialog(Settings().preferences(), m_catalog, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        Settings().setPreferences(dialog->preferences());
        applyPreferences();
    });
    dialog->open();
}

void WindowDialogs::applyPreferences()
{
    const Settings settings;
    m_window->appearance()->choose(settings.preferences().colorScheme);
    const StyleParameters now = m_window->edits()->state().runParameters();
    const StyleParameters next = settings.personalized(now);
    if (next != now)
        m_window->edits()->applyParameters(next, tr("Settings"));
}

void WindowDialogs::showQueue()
{
    if (!m_queue)
        createQueue();
    m_queue->show();
    m_queue->raise();
    m_queue->activateWindow();
}

void WindowDialogs::createQueue()
{
    const auto makeEngine = [] { return std::make_unique<RenderEngine>(networkKeepingTransfers); };
    m_queue = new QueueDialog([this] { return m_window->run()->next(); }, m_catalog, m_listReader,
                              makeEngine, m_window);
    const auto yield = [this] {
        if (m_window->session()->isIdle())
            m_queue->runner()->comeBack();
        else
            m_queue->runner()->makeWay();
    };
    connect(m_window->session(), &RenderSession::stateChanged, m_queue, yield);
    yield();
}

void WindowDialogs::showNewTexture()
{
    const EditState state = m_window->edits()->state();
    const int side = state.parameters.size > 0 ? state.parameters.size : StyleParameters().size;
    const QSize size =
        state.isTexture() ? scaledSize(state.canvas, state.parameters.size) : QSize(side, side);
    const bool isSeamless = !state.isTexture() || state.parameters.seamless != Seamless::None;
    auto *dialog = new TextureDialog(size, isSeamless, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TextureDialog::chosen, this, &WindowDialogs::startTexture);
    dialog->open();
}

/// For the next Start: the styles stay as they are, but everywhere where there was no texture of
/// this shape.
void WindowDialogs::startTexture(QSize size, bool isSeamless)
{
    EditState state = m_window->edits()->state();
    for (StyleOf<LoadedPicture> &style : state.styles) { // what was painted on something else
        if (!state.isTexture() || !isMaskOf(style.region.picture.image.size(), size))
            style.region = {};
    }
    state.content = {};
    state.strength = {};
    state.canvas = size;
    state.parameters.size = std::max(size.width(), size.height());
    state.parameters.seamless = isSeamless ? Seamless::Both : Seamless::None;
    state.parameters.colors = Colors::Style;
    if (state.parameters.start == Start::Content)
        state.parameters.start = Start::Noise;
    m_window->edits()->apply(state, tr("New texture"));
}

void WindowDialogs::showPrintSize()
{
    const EditState state = m_window->edits()->state();
    auto *dialog = new PrintDialog(state.content.picture.size(),
                                   Settings().exportOptions().resolution, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PrintDialog::chosen, this, &WindowDialogs::takePrintSize);
    dialog->open();
}

/// The resolution is that of the next export.
void WindowDialogs::takePrintSize(QSize size, double resolution)
{
    ExportOptions options = Settings().exportOptions();
    options.resolution = resolution;
    Settings().setExportOptions(options);
    EditState state = m_window->edits()->state();
    state.parameters.size = std::max(size.width(), size.height());
    if (state.isTexture())
        state.canvas = size;
    m_window->edits()->apply(state, tr("Size on paper"));
}

void WindowDialogs::showRepresentations()
{
    std::vector<NamedImage> pictures;
    const auto add = [&](const ImageWell *well) {
        if (!well->isEmpty())
            pictures.push_back({well->picture().name(), well->picture().picture.image});
    };
    add(m_window->pictures()->content());
    for (const StyleRow *row : m_window->pictures()->styles()->rows())
        add(row->well());
    if (pictures.empty())
        return m_window->messageBar()->showError({ErrorCode::NoContent, {}, {}});
    const NetworkSource &network = m_window->networkBox()->source();
    if (network.path.isEmpty())
        return m_window->messageBar()->showError(
            {ErrorCode::NetworkNotInstalled, network.info.name, networkFolder()});
    RepresentationSettings settings;
    settings.device = m_window->deviceBox()->device();
    settings.threads = m_window->parameterPanel()->parameters().threads;
    auto *dialog =
        new RepresentationsDialog(pictures, network, settings, singleTransfers, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void WindowDialogs::showSurprise()
{
    if (m_window->run()->isReady())
        m_window->surprises()->open(m_window->run()->next(), m_window);
}

} // namespace gramarye
