#include "ui/run/runestimate.h"

#include "core/base/platform.h"
#include "core/base/scratchblock.h"
#include "core/transfer/runcost.h"
#include "ui/run/rendersession.h"
#include "ui/settings/settings.h"
#include "ui/text/durationtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace gramarye {

namespace {

constexpr int fewestIterations = 10; ///< fewer say little of the speed

// No more digits than an estimate has.
QString roughly(qint64 bytes)
{
    constexpr qint64 gigabyte = 1'000'000'000;
    return QLocale().formattedDataSize(bytes, bytes < gigabyte ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace

QString speedKind(const RenderJob &job)
{
    const StyleParameters &parameters = job.scene.parameters;
    return QStringLiteral("%1/%2/%3/%4")
        .arg(job.scene.network.info.name, job.device)
        .arg(parameters.threads)
        .arg(comparesDistributions(parameters) ? QLatin1String("distribution")
                                               : QLatin1String("gram"));
}

RunEstimate RunEstimate::of(const RenderJob &job)
{
    const RunCost cost = RunCost::of(job);
    RunEstimate estimate;
    estimate.memory = cost.memory;
    estimate.isInTiles = cost.tileSide > 0;
    estimate.scratch = cost.scratch;
    if (cost.scratch > 0)
        estimate.freeScratch = gramarye::freeScratch();
    estimate.freeMemory = gramarye::freeMemory();
    const double speed = Settings().speed(speedKind(job));
    if (speed > 0 && cost.megapixelIterations > 0)
        estimate.seconds = speed * cost.megapixelIterations;
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
    if (exceedsDisk())
        return QCoreApplication::translate(
                   "RunEstimate", "Needs about %1 on the disk, of which %2 are free: choose a "
                                  "smaller size")
            .arg(roughly(scratch), roughly(freeScratch));
    if (scratch > 0 && seconds)
        return QCoreApplication::translate("RunEstimate",
                                           "Takes about %1, %2 of memory and %3 on the disk")
            .arg(time, bytes, roughly(scratch));
    if (scratch > 0)
        return QCoreApplication::translate("RunEstimate",
                                           "Takes about %1 of memory and %2 on the disk")
            .arg(bytes, roughly(scratch));
    if (memory > 0 && seconds)
        return (isInTiles ? QCoreApplication::translate(
                    "RunEstimate", "Takes about %1 and, in tiles, %2 of memory", "time, bytes")
                          : QCoreApplication::translate(
                              "RunEstimate", "Takes about %1 and %2 of memory", "time, bytes"))
            .arg(time, bytes);
    if (memory > 0)
        return QCoreApplication::translate("RunEstimate", "Takes about %1 of memory").arg(bytes);
    if (seconds)
        return QCoreApplication::translate("RunEstimate", "Takes about %1", "time").arg(time);
    return {};
}

SpeedMeter::SpeedMeter(const RenderSession &session, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(&session, &RenderSession::iterated, this, &SpeedMeter::add);
    connect(&session, &RenderSession::pausedNow, this, &SpeedMeter::remember);
    connect(&session, &RenderSession::stopped, this, &SpeedMeter::remember);
    connect(&session, &RenderSession::finished, this, &SpeedMeter::remember);
}

// What lies before a job's first report is preparation, or before that of another kind of
// iterations.
void SpeedMeter::add(const IterationReport &report)
{
    if (report.tileSide > 0)
        return; // tiles take longer, which is worked out (see RunCost)
    const QString kind = speedKind(m_session.job());
    if (report.job == m_job && kind == m_kind) {
        ++m_iterations;
        m_seconds += report.seconds - m_lastSeconds;
        m_megapixels += double(report.size.width()) * report.size.height() * 1e-6;
    } else {
        remember();
        m_job = report.job;
        m_kind = kind;
        m_iterations = 0;
        m_seconds = m_megapixels = 0;
    }
    m_lastSeconds = report.seconds;
}

void SpeedMeter::remember()
{
    if (m_iterations < fewestIterations || m_seconds <= 0)
        return;
    Settings().setSpeed(m_kind, m_seconds / m_megapixels);
    m_iterations = 0;
    m_seconds = m_megapixels = 0;
}

} // namespace gramarye
