#include "ui/losshistory.h"

namespace gramarye {

void LossHistory::add(const Losses &losses)
{
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

} // namespace gramarye
