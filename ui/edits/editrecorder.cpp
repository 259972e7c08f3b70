#include "ui/edits/editrecorder.h"

#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/regions/regionbutton.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>

namespace gramarye {

namespace {

/// A step's name in a menu, where & marks a letter.
QString menuText(QString what)
{
    return what.replace(u'&', QStringLiteral("&&"));
}

bool isUndoOrRedo(const QEvent *event)
{
    const auto *key = static_cast<const QKeyEvent *>(event);
    return key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
}

} // namespace

EditRecorder::EditRecorder(PicturesPanel *pictures, ParameterPanel *parameters, NetworkBox *network,
                           QObject *parent)
    : QObject(parent),
      m_pictures(pictures),
      m_parameters(parameters),
      m_network(network),
      m_history(state()),
      m_undoAction(new QAction(this)),
      m_redoAction(new QAction(this))
{
    m_undoAction->setShortcuts(QKeySequence::Undo);
    m_redoAction->setShortcuts(QKeySequence::Redo);
    // What they do whatever the step, for the list of shortcuts.
    m_undoAction->setIconText(tr("&Undo").remove(u'&'));
    m_redoAction->setIconText(tr("&Redo").remove(u'&'));
    connect(m_undoAction, &QAction::triggered, this, &EditRecorder::undo);
    connect(m_redoAction, &QAction::triggered, &m_history, &EditHistory::redo);
    connect(&m_history, &EditHistory::restored, this, &EditRecorder::show);
    connect(&m_history, &EditHistory::changed, this, &EditRecorder::updateActions);
    connect(pictures, &PicturesPanel::picturesChanged, this, &EditRecorder::recordPictures);
    connect(pictures, &PicturesPanel::refused, this, &EditRecorder::recordPictures);
    connect(pictures, &PicturesPanel::blendChanged, this, &EditRecorder::record);
    connect(parameters, &ParameterPanel::parametersChanged, this, &EditRecorder::record);
    QCoreApplication::instance()->installEventFilter(this);
    updateActions();
}

EditState EditRecorder::state() const
{
    EditState state;
    state.content = m_pictures->content()->picture();
    if (state.content.isNull())
        state.canvas = m_canvas;
    state.styles = m_pictures->styles()->styles();
    state.start = m_pictures->start()->picture();
    state.strength = m_pictures->strength()->mask();
    state.network = m_network->source();
    state.parameters = m_parameters->parameters();
    return state;
}

void EditRecorder::apply(const EditState &state, const QString &what)
{
    record();
    show(state);
    m_history.take(this->state(), what);
}

void EditRecorder::applyParameters(const StyleParameters &parameters, const QString &what)
{
    record();
    showParameters(parameters);
    if (m_isBeginning)
        record();
    else
        m_history.take(state(), what);
}

void EditRecorder::open(const EditState &state)
{
    show(state);
    clear();
}

void EditRecorder::clear()
{
    m_isBeginning = m_pictures->isLoading();
    m_history.begin(state());
}

void EditRecorder::record()
{
    if (m_isBeginning)
        m_history.begin(state());
    else
        m_history.take(state());
}

// Pictures that come together are one step, made when the last of them is there.
void EditRecorder::recordPictures()
{
    if (m_pictures->isLoading())
        return;
    if (!m_pictures->content()->isEmpty()) {
        m_canvas = {};
        m_pictures->setCanvas({});
    }
    record();
    m_isBeginning = false;
}

void EditRecorder::undo()
{
    record(); // what came while other pictures are still being read
    m_history.undo();
}

void EditRecorder::show(const EditState &state)
{
    m_isBeginning = false;
    const bool isOtherContent = state.content != m_pictures->content()->picture();
    m_canvas = state.canvas;
    m_pictures->setCanvas(state.canvas);
    m_pictures->setPictures(state.content, state.styles, state.start, state.strength);
    m_network->setSource(state.network);
    if (isOtherContent)
        Q_EMIT contentShown();
    showParameters(state.runParameters());
}

void EditRecorder::showParameters(const StyleParameters &parameters)
{
    m_pictures->styles()->setBlend(parameters.blend);
    m_parameters->setParameters(parameters.withoutStyles(), m_network->source().info);
    Q_EMIT stateShown();
}

void EditRecorder::updateActions()
{
    m_undoAction->setEnabled(m_history.canUndo());
    m_undoAction->setText(m_history.canUndo() ? tr("&Undo %1").arg(menuText(m_history.undoText()))
                                              : tr("&Undo"));
    m_redoAction->setEnabled(m_history.canRedo());
    m_redoAction->setText(m_history.canRedo() ? tr("&Redo %1").arg(menuText(m_history.redoText()))
                                              : tr("&Redo"));
}

bool EditRecorder::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress)
        m_history.beginGesture();
    else if (event->type() == QEvent::MouseButtonRelease)
        m_history.endGesture();
    // A number box would undo letters; what has been set there is a step of the window.
    if (event->type() == QEvent::ShortcutOverride && isUndoOrRedo(event)
        && qobject_cast<QAbstractSpinBox *>(watched)) {
        event->ignore();
        return true;
    }
    return false;
}

} // namespace gramarye
