#include "core/base/platform.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>
#include <system_error>

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
#include <sys/stat.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <io.h>
#endif

namespace gramarye {

namespace {

constexpr int manyCores = 20; ///< one of so many is a twentieth

std::filesystem::path nativePath(const QString &path)
{
#if defined(Q_OS_WIN)
    return path.toStdWString();
#else
    return QFile::encodeName(path).toStdString();
#endif
}

#if defined(Q_OS_LINUX)
QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

/// The line of @p path, a file of /proc, that begins with @p key and says a number of kibibytes.
qint64 bytesIn(const QString &path, const QByteArray &key)
{
    for (const QByteArray &line : read(path).split('\n')) {
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return 0;
}

/// Processors' time that one control group leaves its processes; infinity where it says nothing.
double quotaOfGroup(const QDir &group)
{
    // Of version 2 "max 100000" or "150000 100000"; of version 1 −1 where there is no limit.
    const QByteArrayList both = read(group.filePath(QStringLiteral("cpu.max"))).split(' ');
    const bool isSecond = both.size() == 2;
    const double time =
        (isSecond ? both[0] : read(group.filePath(QStringLiteral("cpu.cfs_quota_us")))).toDouble();
    const double period =
        (isSecond ? both[1] : read(group.filePath(QStringLiteral("cpu.cfs_period_us")))).toDouble();
    return time > 0 && period > 0 ? time / period : std::numeric_limits<double>::infinity();
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
#if !defined(Q_OS_LINUX)
qint64 bytesIn(const QString &, const QByteArray &)
{
    return 0;
}
#endif

} // namespace

QString dataFolder()
{
    const QString own = qEnvironmentVariable("GRAMARYE_DATA_DIR");
    return own.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : own;
}

int defaultThreadCount()
{
    const int fast = fastCores();
    const int cores = std::max(fast > 0 ? fast : QThread::idealThreadCount(), 1);
    const int usable = cores >= manyCores ? cores - 1 : cores;
    return int(std::min(double(usable), std::max(std::ceil(processorQuota()), 1.0)));
}

double processorQuota(const QString &root)
{
    double quota = std::numeric_limits<double>::infinity();
#if defined(Q_OS_LINUX)
    const QDir system(root);
    // "4:cpu,cpuacct:/docker/ab" of version 1, "0::/user.slice" of version 2 (cgroups(7)).
    for (const QByteArray &line :
         read(system.filePath(QStringLiteral("proc/self/cgroup"))).split('\n')) {
        const QByteArrayList fields = line.split(':');
        const bool isSecond = fields.value(0) == "0" && fields.value(1).isEmpty();
        if (!isSecond && !fields.value(1).split(',').contains("cpu"))
            continue;
        const QString controller = isSecond ? QString() : QStringLiteral("/cpu");
        const QDir groups(system.filePath(QStringLiteral("sys/fs/cgroup") + controller));
        QString group = QFile::decodeName(fields.mid(2).join(':'));
        // A container may see its own group at the root, and the path as it is outside of it.
        for (bool isRoot = false; !isRoot; group.truncate(group.lastIndexOf(u'/'))) {
            isRoot = group.size() <= 1;
            quota = std::min(quota, quotaOfGroup(QDir(groups.path() + group)));
        }
    }
#else
    Q_UNUSED(root)
#endif
    return quota;
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

bool reserveOnDisk(int file, qint64 bytes)
{
#if defined(Q_OS_LINUX)
    return posix_fallocate(file, 0, bytes) == 0;
#else
    Q_UNUSED(file) // elsewhere a file of that size may have holes
    Q_UNUSED(bytes)
    return true;
#endif
}

QString replaceFile(const QString &path, const QString &other)
{
    std::error_code trouble;
    std::filesystem::rename(nativePath(other), nativePath(path), trouble);
    return trouble ? QString::fromStdString(trouble.message()) : QString();
}

bool takesName(const QString &path)
{
#if defined(Q_OS_UNIX)
    struct stat found;
    return lstat(QFile::encodeName(path).constData(), &found) == 0 || errno != ENAMETOOLONG;
#else
    Q_UNUSED(path)
    return true;
#endif
}

void returnFreeMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

void keepFreeMemory()
{
#if defined(__GLIBC__)
    mallopt(M_MMAP_MAX, 0);        // large blocks come from the heap, too,
    mallopt(M_TRIM_THRESHOLD, -1); // which never shrinks by itself
#endif
}

qint64 freeMemory()
{
    return bytesIn(QStringLiteral("/proc/meminfo"), "MemAvailable:");
}

qint64 residentMemory()
{
    return bytesIn(QStringLiteral("/proc/self/status"), "VmRSS:");
}

qint64 unbackedMemory()
{
    const QString status = QStringLiteral("/proc/self/status");
    return bytesIn(status, "RssAnon:") + bytesIn(status, "RssShmem:");
}

qint64 peakMemory()
{
    return bytesIn(QStringLiteral("/proc/self/status"), "VmHWM:");
}

void resetPeakMemory()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace gramarye
