#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace gramarye {

/// Measures how long the event loop of its thread keeps what the user does waiting: the time from
/// one look at the queue to the next, once for every frame of a screen. A loop with nothing else to
/// do shows gaps of one frame.
class StallMeter : public QObject
{
    Q_OBJECT

public:
    static constexpr int frame = 16; ///< ms; looking more often would only thin the stalls out

    explicit StallMeter(QObject *parent = nullptr);

    void start();
    void stop() { m_timer.stop(); }

    /// Milliseconds from one look to the next, in the order they were measured.
    const std::vector<double> &gaps() const { return m_gaps; }

    /// The gap that @p share (0..1) of all gaps do not exceed, in ms; 0 where there are none.
    double percentile(double share) const;

private:
    void look();

    QTimer m_timer;
    QElapsedTimer m_sinceLook;
    std::vector<double> m_gaps;
};

} // namespace gramarye
