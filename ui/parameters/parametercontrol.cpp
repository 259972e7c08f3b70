#include "ui/parameters/parametercontrol.h"

#include <QAction>
#include <QEvent>

namespace gramarye {

ParameterControl::ParameterControl(QWidget *parent)
    : QWidget(parent), m_resetAction(new QAction(tr("Reset to default"), this))
{
    connect(m_resetAction, &QAction::triggered, this, &ParameterControl::reset);
    addAction(m_resetAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ParameterControl::reset()
{
    if (value() == m_default)
        return;
    setValue(m_default);
    Q_EMIT edited(m_default);
}

void ParameterControl::makeResetting(QWidget *widget)
{
    widget->installEventFilter(this);
    widget->addAction(m_resetAction);
    widget->setContextMenuPolicy(Qt::ActionsContextMenu);
}

bool ParameterControl::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::MouseButtonDblClick)
        return false;
    reset();
    return true;
}

} // namespace gramarye
