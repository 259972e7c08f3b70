#pragma once

#include <QtGlobal>

namespace gramarye {

/// How fast bytes come, smoothed over some seconds so that the time left is calm. A value.
class TransferRate
{
public:
    /// Counting begins, or goes on after a break, at @p now; in seconds from any fixed time.
    void start(double now);
    void add(qint64 bytes, double now);

    /// Seconds that @p bytes are going to take; −1 as long as that is not known.
    double secondsFor(qint64 bytes) const;

private:
    double m_rate = 0; ///< bytes per second; 0: not known
    double m_since = 0;
    qint64 m_bytes = 0; ///< since then
};

} // namespace gramarye
