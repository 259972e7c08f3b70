#include "ui/regions/masktint.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gramarye {

namespace {

constexpr float tintShare = 0.45F;    ///< how opaque the tint is
constexpr float contourShare = 0.85F; ///< the same of the contour
constexpr float contourWidth = 1.2F;  ///< px, to either side
constexpr float half = 127.5F;

/// Which px of the mask a px of the screen shows, along one axis.
struct Source
{
    int first = 0;
    int last = 0;    ///< where the mask is made smaller: the mean of all from first to last
    float share = 0; ///< where it is enlarged: so much of last, the rest of first
};

/// Along one axis, @p count px of a mask that take @p length px of the screen from @p place on.
struct Axis
{
    int count;
    int place;
    int length;

    bool isReduced() const { return count > length; }

    Source at(int position) const
    {
        const double scale = double(count) / length;
        const int here = std::clamp(position - place, 0, length - 1);
        if (isReduced()) {
            const int first = std::min(int(here * scale), count - 1);
            return {first, std::clamp(int((here + 1) * scale) - 1, first, count - 1), 0};
        }
        const double middle = std::clamp((here + 0.5) * scale - 0.5, 0.0, double(count - 1));
        const int first = int(middle);
        return {first, std::min(first + 1, count - 1), float(middle - first)};
    }
};

/// A mask at the size that a screen shows it at, a row of some columns at a time.
class ShownMask
{
public:
    ShownMask(const QImage &mask, const QRect &place, int left, int right)
        : m_mask(mask),
          m_rows{mask.height(), place.top(), place.height()},
          m_hasMeans(mask.width() > place.width())
    {
        const Axis columns{mask.width(), place.left(), place.width()};
        for (int x = left; x <= right; ++x)
            m_columns.push_back(columns.at(x));
        m_first = m_columns.front().first;
        m_sums.resize(std::size_t(m_columns.back().last - m_first) + 1);
    }

    std::size_t columns() const { return m_columns.size(); }

    /// Writes the row @p y to @p values: 0..255, one for each column.
    void row(int y, std::vector<float> &values)
    {
        sumRows(m_rows.at(y));
        std::transform(m_columns.begin(), m_columns.end(), values.begin(),
                       [this](const Source &column) { return value(column); });
    }

private:
    void sumRows(const Source &rows)
    {
        const uchar *first = m_mask.constScanLine(rows.first) + m_first;
        const uchar *last = m_mask.constScanLine(rows.last) + m_first;
        if (!m_rows.isReduced()) {
            for (std::size_t x = 0; x < m_sums.size(); ++x)
                m_sums[x] = float(first[x]) + rows.share * float(last[x] - first[x]);
            return;
        }
        std::fill(m_sums.begin(), m_sums.end(), 0.0F);
        for (int y = rows.first; y <= rows.last; ++y) {
            const uchar *line = m_mask.constScanLine(y) + m_first;
            for (std::size_t x = 0; x < m_sums.size(); ++x)
                m_sums[x] += float(line[x]);
        }
        for (float &sum : m_sums)
            sum /= float(rows.last - rows.first + 1);
    }

    float value(const Source &column) const
    {
        const float *first = m_sums.data() + (column.first - m_first);
        const float *last = m_sums.data() + (column.last - m_first);
        if (!m_hasMeans)
            return *first + column.share * (*last - *first);
        float sum = 0;
        for (const float *here = first; here <= last; ++here)
            sum += *here;
        return sum / float(last - first + 1);
    }

    const QImage &m_mask;
    Axis m_rows;
    bool m_hasMeans; ///< along a row: it shows more px of the mask than it has
    std::vector<Source> m_columns;
    int m_first;               ///< column of the mask that is seen
    std::vector<float> m_sums; ///< of the mask's rows that make one of the screen
};

/// Colours a px by the mask there and by how steep it is.
class TintColor
{
public:
    explicit TintColor(const QColor &color)
        : m_red(float(color.red())), m_green(float(color.green())), m_blue(float(color.blue()))
    {
    }

    QRgb at(float value, float slopeX, float slopeY) const
    {
        const float slope = slopeX * slopeX + slopeY * slopeY;
        if (slope == 0)
            return value == 0 ? 0 : mixed(0, 0, value);                   // nearly everywhere
        const float distance = std::abs(value - half) / std::sqrt(slope); // in px
        const float line = contourShare * std::clamp(contourWidth + 0.5F - distance, 0.0F, 1.0F);
        return mixed(line, value > half ? 255.0F : 0.0F, value);
    }

private:
    /// The contour, as opaque as @p line says, over the tint.
    QRgb mixed(float line, float light, float value) const
    {
        const float tint = (1 - line) * tintShare * value / 255;
        const auto channel = [&](float color) { return int(line * light + tint * color + 0.5F); };
        return qRgba(channel(m_red), channel(m_green), channel(m_blue),
                     int(255 * (line + tint) + 0.5F));
    }

    float m_red;
    float m_green;
    float m_blue;
};

} // namespace

QImage maskTint(const QImage &mask, const QRect &place, const QRect &part, const QColor &color)
{
    QImage tint(part.size(), QImage::Format_ARGB32_Premultiplied);
    if (part.isEmpty())
        return tint;
    const TintColor tintColor(color);
    ShownMask shown(mask, place, part.left() - 1, part.right() + 1); // with neighbours
    std::vector<float> above(shown.columns());
    std::vector<float> row(shown.columns());
    std::vector<float> below(shown.columns());
    shown.row(part.top() - 1, above);
    shown.row(part.top(), row);
    for (int y = 0; y < part.height(); ++y) {
        shown.row(part.top() + y + 1, below);
        auto *line = reinterpret_cast<QRgb *>(tint.scanLine(y));
        for (std::size_t x = 1; x + 1 < row.size(); ++x) {
            line[x - 1] =
                tintColor.at(row[x], (row[x + 1] - row[x - 1]) / 2, (below[x] - above[x]) / 2);
        }
        above.swap(row);
        row.swap(below);
    }
    return tint;
}

} // namespace gramarye
