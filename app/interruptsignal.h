#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace gramarye {

/// Turns the first SIGINT or SIGTERM of the process into a Qt signal; a second one, unless it comes
/// together with the first, ends the process, as it does without this object. One at a time; the
/// main thread's event loop.
class InterruptSignal : public QObject
{
    Q_OBJECT

public:
    explicit InterruptSignal(QObject *parent = nullptr);
    ~InterruptSignal() override;
    Q_DISABLE_COPY_MOVE(InterruptSignal)

Q_SIGNALS:
    void raised();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace gramarye
