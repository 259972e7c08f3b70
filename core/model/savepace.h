#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace gramarye {

/// How often a run is saved on its way: not more often than asked for, and so seldom that saving
/// takes no more than a fiftieth of the time. Times are in ms, of any clock that only goes forward.
class SavePace
{
public:
    /// In ms, where nobody asks for another one.
    static constexpr qint64 usualInterval = 30'000;

    explicit SavePace(qint64 interval = usualInterval) : m_interval(interval) {}

    /// A run was saved, or begun, at @p now; that took @p cost.
    void saved(qint64 now, qint64 cost) { m_next = now + std::max(m_interval, cost * runToSaving); }

    bool isDue(qint64 now) const { return now >= m_next; }

    /// What is left of the time until then.
    std::chrono::milliseconds untilDue(qint64 now) const
    {
        return std::chrono::milliseconds(std::max<qint64>(m_next - now, 0));
    }

private:
    static constexpr qint64 runToSaving = 49; ///< 49 to 1 are 2 %

    qint64 m_interval;
    qint64 m_next = 0;
};

} // namespace gramarye
