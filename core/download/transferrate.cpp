#include "core/download/transferrate.h"

#include <cmath>

namespace gramarye {

namespace {

constexpr double window = 0.5;    // seconds that one measurement takes
constexpr double smoothing = 5.0; // seconds after which an old rate has lost 63 % of its weight

} // namespace

void TransferRate::start(double now)
{
    m_since = now;
    m_bytes = 0;
}

void TransferRate::add(qint64 bytes, double now)
{
    m_bytes += bytes;
    const double seconds = now - m_since;
    if (seconds < window)
        return;
    const double measured = double(m_bytes) / seconds;
    const double weight = m_rate > 0 ? 1 - std::exp(-seconds / smoothing) : 1;
    m_rate += weight * (measured - m_rate);
    start(now);
}

double TransferRate::secondsFor(qint64 bytes) const
{
    return m_rate > 0 ? double(bytes) / m_rate : -1;
}

} // namespace gramarye
