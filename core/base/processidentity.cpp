#include "core/base/processidentity.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#if defined(Q_OS_UNIX)
#include <cerrno>
#include <csignal>
#endif

namespace gramarye {

namespace {

/// What the system tells of a process.
struct ProcessState
{
    bool isRunning = true;
    qint64 startedAt = 0;
};

#if defined(Q_OS_UNIX)
// proc(5), "/proc/pid/stat": numbers after the name, which stands in parentheses and may hold some
// itself; the state is the third field of all, the time of the start the 22nd.
ProcessState processState(qint64 pid)
{
    constexpr qsizetype startField = 22 - 3;
    ProcessState state;
    state.isRunning = ::kill(pid_t(pid), 0) == 0 || errno != ESRCH;
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!state.isRunning || !file.open(QIODevice::ReadOnly))
        return state;
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    state.isRunning = fields.value(0) != "Z"; // ended, and only its parent has not asked yet
    state.startedAt = fields.value(startField).toLongLong();
    return state;
}
#else
ProcessState processState(qint64)
{
    return {};
}
#endif

QString machineNow()
{
    const QString boot = QString::fromLatin1(QSysInfo::bootUniqueId());
    const QString processIds = QFile::symLinkTarget(QStringLiteral("/proc/self/ns/pid"));
    return boot.isEmpty() ? boot : boot + u' ' + processIds.section(u'/', -1);
}

} // namespace

ProcessIdentity ProcessIdentity::current()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return {QSysInfo::machineHostName(), machineNow(), pid, processState(pid).startedAt};
}

ProcessIdentity::Presence ProcessIdentity::presence() const
{
    if (machine.isEmpty() || machine != machineNow())
        return Presence::Elsewhere;
    const ProcessState state = processState(pid);
    return state.isRunning && state.startedAt == startedAt ? Presence::Here : Presence::Gone;
}

} // namespace gramarye
