#include "ui/run/runestimate.h"

#include "core/base/platform.h"
#include "core/transfer/runcost.h"
#include "ui/run/measuredspeed.h"
#include "ui/text/durationtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace gramarye {

namespace {

// No more digits than an estimate has.
QString roughly(qint64 bytes)
{
    constexpr qint64 gigabyte = 1'000'000'000;
    return QLocale().formattedDataSize(bytes, bytes < gigabyte ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace

RunEstimate RunEstimate::of(const RenderJob &job)
{
    const RunCost cost = RunCost::of(job);
    RunEstimate estimate;
    estimate.memory = cost.memory;
    estimate.freeMemory = gramarye::freeMemory();
    if (const auto speed = MeasuredSpeed(job).secondsPerMegapixelIteration();
        speed && cost.megapixelIterations > 0)
        estimate.seconds = *speed * cost.megapixelIterations;
    return estimate;
}

QString RunEstimate::text() const
{
    const QString bytes = roughly(memory);
    const QString time = seconds ? durationText(*seconds) : QString();
    if (exceedsMemory())
        return QCoreApplication::translate(
                   "RunEstimate", "Needs about %1 of memory, of which %2 are free: choose a "
                                  "smaller size")
            .arg(bytes, roughly(freeMemory));
    if (memory > 0 && seconds)
        return QCoreApplication::translate("RunEstimate", "Takes about %1 and %2 of memory",
                                           "time, bytes")
            .arg(time, bytes);
    if (memory > 0)
        return QCoreApplication::translate("RunEstimate", "Takes about %1 of memory").arg(bytes);
    if (seconds)
        return QCoreApplication::translate("RunEstimate", "Takes about %1", "time").arg(time);
    return {};
}

} // namespace gramarye
