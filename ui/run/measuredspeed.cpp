#include "ui/run/measuredspeed.h"

#include "ui/run/rendersession.h"
#include "ui/settings/settings.h"

namespace gramarye {

namespace {

constexpr int fewestIterations = 10; ///< fewer say little

} // namespace

MeasuredSpeed::MeasuredSpeed(const RenderJob &job)
    : m_kind(QStringLiteral("%1/%2/%3")
                 .arg(job.scene.network.info.name, job.device)
                 .arg(job.scene.parameters.threads))
{
}

std::optional<double> MeasuredSpeed::secondsPerMegapixelIteration() const
{
    const double seconds = Settings().speed(m_kind);
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

void MeasuredSpeed::remember(double secondsPerMegapixelIteration) const
{
    Settings().setSpeed(m_kind, secondsPerMegapixelIteration);
}

SpeedMeter::SpeedMeter(const RenderSession &session, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(&session, &RenderSession::iterated, this, &SpeedMeter::add);
    connect(&session, &RenderSession::pausedNow, this, &SpeedMeter::remember);
    connect(&session, &RenderSession::stopped, this, &SpeedMeter::remember);
    connect(&session, &RenderSession::finished, this, &SpeedMeter::remember);
}

// What lies before a job's first report is preparation.
void SpeedMeter::add(const IterationReport &report)
{
    if (report.job == m_job) {
        ++m_iterations;
        m_seconds += report.seconds - m_lastSeconds;
        m_megapixels += double(report.size.width()) * report.size.height() * 1e-6;
    } else {
        m_job = report.job;
        m_iterations = 0;
        m_seconds = m_megapixels = 0;
    }
    m_lastSeconds = report.seconds;
}

void SpeedMeter::remember()
{
    if (m_iterations < fewestIterations || m_seconds <= 0)
        return;
    MeasuredSpeed(m_session.job()).remember(m_seconds / m_megapixels);
    m_iterations = 0;
    m_seconds = m_megapixels = 0;
}

} // namespace gramarye
