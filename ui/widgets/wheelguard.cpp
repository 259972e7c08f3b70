#include "ui/widgets/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace gramarye {

void WheelGuard::guard(QWidget *widget)
{
    widget->setFocusPolicy(Qt::StrongFocus); // without the wheel, which would give the focus
    widget->installEventFilter(new WheelGuard(widget));
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
        return false;
    event->ignore(); // so that the panel around it scrolls
    return true;
}

} // namespace gramarye
