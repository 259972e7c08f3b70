#pragma once

#include <vector>

namespace gramarye {

/// The losses of a run, thinned out evenly where there are many. A value.
class LossHistory
{
public:
    struct Losses
    {
        double total = 0;
        double content = 0;
        double style = 0;
    };

    /// Twice the number of points a small plot can show.
    static constexpr std::size_t capacity = 1024;

    void add(const Losses &losses);
    const std::vector<Losses> &points() const { return m_points; }

private:
    std::vector<Losses> m_points;
    int m_stride = 1; ///< one of so many is kept
    int m_skipped = 0;
};

} // namespace gramarye
