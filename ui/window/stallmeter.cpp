#include "ui/window/stallmeter.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

StallMeter::StallMeter(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frame);
    connect(&m_timer, &QTimer::timeout, this, &StallMeter::look);
}

void StallMeter::start()
{
    m_gaps.clear();
    m_sinceLook.start();
    m_timer.start();
}

void StallMeter::look()
{
    m_gaps.push_back(double(m_sinceLook.nsecsElapsed()) * 1e-6);
    m_sinceLook.start();
}

double StallMeter::percentile(double share) const
{
    if (m_gaps.empty())
        return 0;
    std::vector<double> sorted = m_gaps;
    std::sort(sorted.begin(), sorted.end());
    const double place = std::ceil(share * double(sorted.size()));
    return sorted[std::size_t(std::clamp(place, 1.0, double(sorted.size()))) - 1];
}

} // namespace gramarye
