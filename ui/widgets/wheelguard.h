#pragma once

#include <QObject>

class QWidget;

namespace gramarye {

/// Keeps the wheel from changing a slider or box that does not have the focus, so that scrolling a
/// panel never changes a value by accident.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    /// Guards @p widget for its lifetime.
    static void guard(QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using QObject::QObject;
};

} // namespace gramarye
