#include "ui/regions/regioncontroller.h"

#include "ui/canvas/previewcanvas.h"
#include "ui/regions/maskbar.h"

#include <QKeyEvent>
#include <QToolButton>

#include <algorithm>

namespace gramarye {

namespace {

constexpr double featherShare = 0.01; ///< of the mask's longest side: the radius of one feathering

double featherRadius(const QImage &mask)
{
    return featherShare * std::max(mask.width(), mask.height());
}

} // namespace

RegionController::RegionController(PreviewCanvas *canvas, MaskBar *bar, QObject *parent)
    : QObject(parent),
      m_canvas(canvas),
      m_bar(bar),
      m_painter(canvas),
      m_keys{{Qt::Key_Escape, [this] { leave(); }},
             {Qt::Key_BracketLeft, [this] { m_painter.reduceBrush(); }, true},
             {Qt::Key_BracketRight, [this] { m_painter.enlargeBrush(); }, true},
             {Qt::Key_B, [this] { chooseTool(MaskTool::Brush); }},
             {Qt::Key_E, [this] { chooseTool(MaskTool::Eraser); }},
             {Qt::Key_R, [this] { chooseTool(MaskTool::Rectangle); }},
             {Qt::Key_L, [this] { chooseTool(MaskTool::Lasso); }},
             {Qt::Key_F, [this] { chooseTool(MaskTool::Fill); }},
             {Qt::Key_S, [this] { feather(); }},
             {Qt::Key_I, [this] { invert(); }},
             {Qt::Key_H, [this] { m_painter.setMaskShown(false); }, false,
              [this] { m_painter.setMaskShown(true); }},
             {Qt::Key_Delete, [this] { clear(); }}}
{
    bar->hide();
    connectBar();
    connect(&m_painter, &MaskPainter::maskChanged, this, &RegionController::maskChanged);
    connect(&m_painter, &MaskPainter::maskEdited, this, &RegionController::maskEdited);
    connect(&m_painter, &MaskPainter::brushChanged, m_bar, &MaskBar::setBrush);
}

void RegionController::connectBar()
{
    m_bar->setTool(m_painter.tool());
    m_bar->setBrush(m_painter.brush());
    m_bar->setTolerance(m_painter.tolerance());
    connect(m_bar, &MaskBar::toolChosen, &m_painter, &MaskPainter::setTool);
    connect(m_bar, &MaskBar::brushChanged, &m_painter, &MaskPainter::setBrush);
    connect(m_bar, &MaskBar::toleranceChanged, &m_painter, &MaskPainter::setTolerance);
    connect(m_bar->featherButton(), &QToolButton::clicked, this, &RegionController::feather);
    connect(m_bar->invertButton(), &QToolButton::clicked, this, &RegionController::invert);
    connect(m_bar->clearButton(), &QToolButton::clicked, this, &RegionController::clear);
    connect(m_bar->doneButton(), &QToolButton::clicked, this, &RegionController::finish);
}

void RegionController::edit(const QString &name, const QColor &color, const PicturePyramid &picture,
                            const QImage &mask, MaskGround ground)
{
    finish();
    m_isEditing = true;
    m_bar->setRegion(name, color);
    m_bar->show();
    m_painter.begin(picture, mask, color, ground);
    m_canvas->window()->installEventFilter(this);
    m_canvas->setFocus();
}

void RegionController::finish()
{
    if (!m_isEditing)
        return;
    m_painter.end();
    m_isEditing = false;
    m_canvas->window()->removeEventFilter(this);
    m_canvas->setFocus();
    m_bar->hide();
    Q_EMIT finished();
}

void RegionController::chooseTool(MaskTool tool)
{
    m_painter.setTool(tool);
    m_bar->setTool(tool);
}

void RegionController::feather()
{
    m_painter.edit(featheredMask(m_painter.mask(), featherRadius(m_painter.mask())));
}

void RegionController::invert()
{
    m_painter.edit(invertedMask(m_painter.mask()));
}

void RegionController::clear()
{
    m_painter.edit(blankMask(m_painter.mask().size()));
}

void RegionController::leave()
{
    if (!m_painter.cancelDrawing())
        finish();
}

// Keys that nothing below the window has taken. They would be its shortcuts else: Esc would stop
// the run.
bool RegionController::eventFilter(QObject *, QEvent *event)
{
    const bool isRelease = event->type() == QEvent::KeyRelease;
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress
        && !isRelease)
        return false;
    const auto *keyEvent = static_cast<QKeyEvent *>(event);
    const KeyAction *action = actionOf(*keyEvent);
    if (!action || (isRelease && !action->letGo))
        return false;
    event->accept();
    if (isRelease && !keyEvent->isAutoRepeat())
        action->letGo();
    if (event->type() == QEvent::KeyPress && (action->repeats || !keyEvent->isAutoRepeat()))
        action->act();
    return true;
}

const RegionController::KeyAction *RegionController::actionOf(const QKeyEvent &event) const
{
    // Whatever else is held by then, a key that is let go is that.
    const bool isRelease = event.type() == QEvent::KeyRelease;
    const Qt::KeyboardModifiers others =
        event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!isRelease && others != Qt::NoModifier)
        return nullptr;
    const auto found =
        std::find_if(m_keys.begin(), m_keys.end(),
                     [&event](const KeyAction &action) { return action.key == event.key(); });
    return found == m_keys.end() ? nullptr : &*found;
}

} // namespace gramarye
