#include "core/base/platform.h"

#include <QFile>
#include <QThread>

#include <algorithm>
#include <set>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#if defined(Q_OS_LINUX)
#include <sched.h>
#include <sys/resource.h>
#elif defined(Q_OS_MACOS)
#include <sys/sysctl.h>
#endif
#if defined(Q_OS_UNIX)
#include <fcntl.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <io.h>
#endif

namespace gramarye {

namespace {

constexpr int manyCores = 20; ///< one of so many is a twentieth

#if defined(Q_OS_LINUX)
QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

/// Cores this process may run on; none where the system does not tell.
int fastCores()
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 0;
    std::set<QByteArray> cores;
    int best = 0;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (!CPU_ISSET(cpu, &allowed))
            continue;
        const QString folder = QStringLiteral("/sys/devices/system/cpu/cpu%1/").arg(cpu);
        const QByteArray siblings = read(folder + QStringLiteral("topology/thread_siblings_list"));
        // Of two kinds of cores the slower ones have a clearly smaller number (512 of 1024, or
        // 3800 MHz of 5200); small differences are favourite cores of one kind.
        int speed = read(folder + QStringLiteral("cpu_capacity")).toInt();
        if (speed == 0)
            speed = read(folder + QStringLiteral("cpufreq/cpuinfo_max_freq")).toInt();
        if (speed * 10 > best * 12)
            cores.clear();
        if (speed * 12 < best * 10)
            continue;
        best = std::max(best, speed);
        cores.insert(siblings.isEmpty() ? QByteArray::number(cpu) : siblings);
    }
    return int(cores.size());
}
#elif defined(Q_OS_MACOS)
int fastCores()
{
    int count = 0;
    std::size_t size = sizeof count;
    return sysctlbyname("hw.perflevel0.physicalcpu", &count, &size, nullptr, 0) == 0 ? count : 0;
}
#else
int fastCores()
{
    return 0;
}
#endif

} // namespace

int defaultThreadCount()
{
    const int fast = fastCores();
    const int cores = std::max(fast > 0 ? fast : QThread::idealThreadCount(), 1);
    return cores >= manyCores ? cores - 1 : cores;
}

void lowerThreadPriority()
{
#if defined(Q_OS_LINUX)
    // Qt's priorities do nothing under the usual scheduling; niceness here belongs to a thread.
    // Relative to what the program was started with: who is nicer already is to stay the nicer one.
    constexpr int nicer = 5;
    constexpr int nicest = 19;
    setpriority(PRIO_PROCESS, 0, std::min(getpriority(PRIO_PROCESS, 0) + nicer, nicest));
#else
    QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

bool syncToDisk(int file)
{
#if defined(Q_OS_MACOS)
    return fcntl(file, F_FULLFSYNC) == 0
           || fsync(file) == 0; // fsync alone leaves the drive's cache
#elif defined(Q_OS_UNIX)
    return fsync(file) == 0;
#elif defined(Q_OS_WIN)
    return _commit(file) == 0;
#endif
}

void returnFreeMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

qint64 freeMemory()
{
#if defined(Q_OS_LINUX)
    for (const QByteArray &line : read(QStringLiteral("/proc/meminfo")).split('\n')) {
        if (line.startsWith("MemAvailable:"))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
#endif
    return 0;
}

} // namespace gramarye
