#pragma once

#include "core/transfer/renderjob.h"

#include <QObject>

#include <optional>

namespace gramarye {

class RenderSession;

/// What a run is expected to take. A value.
struct RunEstimate
{
    qint64 memory = 0;             ///< bytes; 0: not known
    qint64 freeMemory = 0;         ///< bytes that are at hand; 0: not known
    std::optional<double> seconds; ///< none before such a run was measured here
    bool isInTiles = false;        ///< at its last size, since memory is too short for the whole
    qint64 scratch = 0;            ///< bytes on the disk
    qint64 freeScratch = 0;        ///< bytes of it that are at hand

    /// Of @p job on this computer as it is now.
    static RunEstimate of(const RenderJob &job);

    bool exceedsMemory() const { return freeMemory > 0 && memory > freeMemory; }
    bool exceedsDisk() const { return scratch > freeScratch; }

    /// One phrase for the user; empty where nothing is known.
    QString text() const;
};

/// What the speed of iterations is remembered for, in seconds for each megapixel: the network,
/// device, number of threads and style loss of @p job.
QString speedKind(const RenderJob &job);

/// Measures the runs of a session as they go, and remembers their speed.
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
    QString m_kind; ///< of iterations that are measured, and not yet remembered
    double m_lastSeconds = 0;
    int m_iterations = 0;
    double m_seconds = 0;
    double m_megapixels = 0;
};

} // namespace gramarye
