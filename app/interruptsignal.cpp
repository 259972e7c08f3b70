#include "app/interruptsignal.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace gramarye {

namespace {

constexpr std::array caughtSignals{SIGINT, SIGTERM};

// GNU timeout and other wrappers send a signal to the process and to its group, so that it arrives
// twice at once: within this time it is still the first.
constexpr qint64 graceMilliseconds = 300;

int readEnd = -1;
int writeEnd = -1;
std::atomic<qint64> firstAt{0}; // milliseconds; 0 before the first signal
static_assert(std::atomic<qint64>::is_always_lock_free, "a handler may use it");

qint64 now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
}

// Does only what is safe in a signal handler: wakes the event loop through a pipe.
void handle(int signal)
{
    const int errorBefore = errno;
    const qint64 at = now();
    qint64 first = 0;
    if (firstAt.compare_exchange_strong(first, at)) {
        const char byte = 0;
        [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    } else if (at - first >= graceMilliseconds) {
        ::signal(signal, SIG_DFL);
        ::raise(signal); // takes effect when this function returns
    }
    errno = errorBefore;
}

} // namespace

InterruptSignal::InterruptSignal(QObject *parent) : QObject(parent)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // no descriptors left: Ctrl-C ends the process as ever
    readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT raised();
    });

    firstAt = 0;
    struct sigaction action
    {
    };
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : caughtSignals)
        ::sigaction(signal, &action, nullptr);
}

InterruptSignal::~InterruptSignal()
{
    if (!m_notifier)
        return;
    for (const int signal : caughtSignals)
        ::signal(signal, SIG_DFL);
    m_notifier.reset();
    ::close(readEnd);
    ::close(writeEnd);
}

} // namespace gramarye
