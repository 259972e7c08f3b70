#pragma once

#include "core/transfer/renderjob.h"

#include <QObject>

#include <optional>

namespace gramarye {

class RenderSession;

/// How fast this computer has rendered so far with one network, device and number of threads.
/// Remembered in the settings, under "speed".
class MeasuredSpeed
{
public:
    explicit MeasuredSpeed(const RenderJob &job);

    /// None before anything was measured.
    std::optional<double> secondsPerMegapixelIteration() const;
    void remember(double secondsPerMegapixelIteration) const;

private:
    QString m_kind;
};

/// Measures the runs of a session as they go.
class SpeedMeter : public QObject
{
    Q_OBJECT

public:
    /// @p session outlives this object.
    explicit SpeedMeter(const RenderSession &session, QObject *parent = nullptr);

private:
    void add(const IterationReport &report);
    void remember();

    const RenderSession &m_session;
    quint64 m_job = 0;
    double m_lastSeconds = 0;
    int m_iterations = 0; ///< of this job that are measured and not yet remembered
    double m_seconds = 0;
    double m_megapixels = 0;
};

} // namespace gramarye
