#include "ui/regions/maskstroke.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

/// A brush on its way from one touch to the next: a capsule, whose ends may differ.
class Sweep
{
public:
    struct End
    {
        QPointF point;
        double radius; ///< px
        double flow;   ///< 0..1: what it does where the brush is full
    };

    Sweep(const End &from, const End &to, double hardness)
        : m_x(float(from.point.x())),
          m_y(float(from.point.y())),
          m_dx(float(to.point.x()) - m_x),
          m_dy(float(to.point.y()) - m_y),
          m_radius(float(from.radius)),
          m_moreRadius(float(to.radius - from.radius)),
          m_flow(float(255 * from.flow)),
          m_moreFlow(float(255 * (to.flow - from.flow))),
          m_hardness(float(hardness)),
          m_reach(float(std::max(from.radius, to.radius)) + edge)
    {
        const float length = m_dx * m_dx + m_dy * m_dy;
        m_perLength = length > 0 ? 1 / length : 0;
    }

    /// All that may be covered.
    QRect bounds() const
    {
        const QRectF line = QRectF(QPointF(m_x, m_y), QSizeF(m_dx, m_dy)).normalized();
        return line.adjusted(-m_reach, -m_reach, m_reach, m_reach).toAlignedRect();
    }

    /// From which column to before which one the line @p y may be covered.
    std::pair<int, int> columns(int y) const
    {
        float from = 0;
        float to = 1;
        if (m_dy != 0) { // only where the brush's middle is near enough
            const float a = (float(y) - m_reach - m_y) / m_dy;
            const float b = (float(y + 1) + m_reach - m_y) / m_dy;
            from = std::clamp(std::min(a, b), 0.0F, 1.0F);
            to = std::clamp(std::max(a, b), 0.0F, 1.0F);
        }
        const float a = m_x + from * m_dx;
        const float b = m_x + to * m_dx;
        return {int(std::floor(std::min(a, b) - m_reach)),
                int(std::ceil(std::max(a, b) + m_reach))};
    }

    /// 0..255.
    uchar at(int x, int y) const
    {
        const float px = float(x) + 0.5F - m_x;
        const float py = float(y) + 0.5F - m_y;
        const float place = std::clamp((px * m_dx + py * m_dy) * m_perLength, 0.0F, 1.0F);
        const float ex = px - place * m_dx;
        const float ey = py - place * m_dy;
        const float radius = m_radius + place * m_moreRadius;
        const float flow = m_flow + place * m_moreFlow;
        const float outer = radius + edge;
        const float inner = std::min(radius * m_hardness, radius - edge);
        const float square = ex * ex + ey * ey;
        if (square <= inner * inner)
            return uchar(flow + 0.5F);
        if (square >= outer * outer)
            return 0;
        const float share = (outer - std::sqrt(square)) / (outer - inner);
        return uchar(flow * share * share * (3 - 2 * share) + 0.5F);
    }

private:
    static constexpr float edge = 0.5F; ///< px: what is hard fades from so much inside to outside

    float m_x, m_y, m_dx, m_dy;
    float m_radius, m_moreRadius;
    float m_flow, m_moreFlow;
    float m_hardness;
    float m_reach;
    float m_perLength = 0;
};

} // namespace

MaskStroke::MaskStroke(const QImage &before, const Brush &brush, MaskEdit edit)
    : m_before(before), m_touched(blankMask(before.size())), m_brush(brush), m_edit(edit)
{
}

QRect MaskStroke::moveTo(QImage &mask, QPointF point, double pressure)
{
    const Touch touch{point, std::clamp(pressure, 0.0, 1.0)};
    const Touch from = m_hasBegun ? m_last : touch;
    m_hasBegun = true;
    m_last = touch;
    return cover(mask, from, touch);
}

QRect MaskStroke::cover(QImage &mask, const Touch &from, const Touch &to)
{
    const auto end = [this](const Touch &touch) {
        const double size = std::max(Brush::smallest, m_brush.size * touch.pressure);
        return Sweep::End{touch.point, size / 2, touch.pressure};
    };
    const Sweep sweep(end(from), end(to), std::clamp(m_brush.hardness, 0.0, 1.0));
    const QRect part = sweep.bounds().intersected(mask.rect());
    for (int y = part.top(); y <= part.bottom(); ++y) {
        const auto [left, right] = sweep.columns(y);
        uchar *line = mask.scanLine(y);
        uchar *touched = m_touched.scanLine(y);
        const uchar *before = m_before.constScanLine(y);
        for (int x = std::max(left, 0); x < std::min(right, mask.width()); ++x) {
            if (touched[x] == 255)
                continue; // of a slow stroke these are nearly all
            const uchar value = sweep.at(x, y);
            if (value > touched[x]) {
                touched[x] = value;
                line[x] = editedPixel(before[x], value, m_edit);
            }
        }
    }
    return part;
}

} // namespace gramarye
