#include "core/base/processmemory.h"

#include <QFile>

namespace gramarye {

namespace {

/// A line of /proc/self/status, which gives kibibytes.
qint64 statusBytes(const QByteArray &key)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(key.size()).trimmed().split(' ').value(0).toLongLong() * 1024;
    }
    return 0;
}

} // namespace

qint64 residentMemory()
{
    return statusBytes("VmRSS:");
}

qint64 peakMemory()
{
    return statusBytes("VmHWM:");
}

void resetPeakMemory()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace gramarye
