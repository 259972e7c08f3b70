#include "ui/run/losshistory.h"

#include <algorithm>

namespace gramarye {

void LossHistory::add(const Losses &losses)
{
    if (m_sizes.empty() || m_sizes.back().size != losses.size)
        m_sizes.push_back({losses.iteration, losses.size});
    if (++m_skipped < m_stride)
        return;
    m_skipped = 0;
    m_points.push_back(losses);
    if (m_points.size() < capacity)
        return;
    for (std::size_t i = 0; i < capacity / 2; ++i)
        m_points[i] = m_points[2 * i + 1];
    m_points.resize(capacity / 2);
    m_stride *= 2;
}

std::size_t LossHistory::nearest(double iteration) const
{
    const auto after = std::lower_bound(
        m_points.begin(), m_points.end(), iteration,
        [](const Losses &losses, double value) { return losses.iteration < value; });
    if (after == m_points.begin())
        return 0;
    const auto before = after - 1;
    const bool isNearer =
        after != m_points.end() && after->iteration - iteration < iteration - before->iteration;
    return std::size_t((isNearer ? after : before) - m_points.begin());
}

} // namespace gramarye
