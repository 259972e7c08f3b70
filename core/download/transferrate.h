#pragma once

#include <QtGlobal>

#include <cmath>

namespace gramarye {

/// How fast bytes come, smoothed over some seconds so that the time left is calm. Times are in
/// seconds from any fixed moment. A value.
class TransferRate
{
public:
    /// Counting begins, or goes on after a break.
    void start(double now)
    {
        m_since = now;
        m_bytes = 0;
    }

    void add(qint64 bytes, double now)
    {
        constexpr double window = 0.5;    // seconds that one measurement takes
        constexpr double smoothing = 5.0; // after which an old rate has lost 63 % of its weight
        m_bytes += bytes;
        const double seconds = now - m_since;
        if (seconds < window)
            return;
        const double weight = m_rate > 0 ? 1 - std::exp(-seconds / smoothing) : 1;
        m_rate += weight * (double(m_bytes) / seconds - m_rate);
        start(now);
    }

    /// Seconds that @p bytes are going to take; −1 as long as that is not known.
    double secondsFor(qint64 bytes) const { return m_rate > 0 ? double(bytes) / m_rate : -1; }

private:
    double m_rate = 0; ///< bytes per second; 0: not known
    double m_since = 0;
    qint64 m_bytes = 0; ///< since then
};

} // namespace gramarye
