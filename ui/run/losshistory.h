#pragma once

#include <vector>

namespace gramarye {

/// The losses of a run, thinned out evenly where there are many. A value.
class LossHistory
{
public:
    struct Losses
    {
        int iteration = 0; ///< from 1, over the whole run
        int size = 0;      ///< longest side in px at that iteration
        double total = 0;
        double content = 0;
        double style = 0;
    };

    /// Where a working size begins.
    struct Beginning
    {
        int iteration = 0;
        int size = 0; ///< longest side in px
    };

    /// Twice the number of points a small plot can show.
    static constexpr std::size_t capacity = 1024;

    void add(const Losses &losses);
    const std::vector<Losses> &points() const { return m_points; }
    const std::vector<Beginning> &sizes() const { return m_sizes; }

    /// The place in points() of the one nearest to @p iteration; there is at least one point.
    std::size_t nearest(double iteration) const;

private:
    std::vector<Losses> m_points;
    std::vector<Beginning> m_sizes;
    int m_stride = 1; ///< one of so many is kept
    int m_skipped = 0;
};

} // namespace gramarye
