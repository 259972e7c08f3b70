#include "ui/widgets/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace gramarye {

namespace {

class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore(); // so that the panel around it scrolls
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget *widget)
{
    widget->setFocusPolicy(Qt::StrongFocus); // without the wheel, which would give the focus
    widget->installEventFilter(new WheelGuard(widget));
}

} // namespace gramarye
