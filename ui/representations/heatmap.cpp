#include "ui/representations/heatmap.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gramarye {

namespace {

// Evenly brighter from end to end, and told apart by the colour-blind too (after matplotlib's
// "inferno").
constexpr std::array<QRgb, 6> stops{0xff000004, 0xff400a67, 0xff932667,
                                    0xffdd513a, 0xfffca50a, 0xfff6f291};

QRgb between(QRgb from, QRgb to, double share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a + share * (b - a))); };
    return qRgb(mix(qRed(from), qRed(to)), mix(qGreen(from), qGreen(to)),
                mix(qBlue(from), qBlue(to)));
}

QRgb heatRgb(double value, double maximum)
{
    if (!(value <= maximum))
        return qRgb(255, 255, 255);
    const double place =
        maximum > 0 ? std::sqrt(std::max(value, 0.0) / maximum) * (stops.size() - 1) : 0;
    const std::size_t stop = std::min(std::size_t(place), stops.size() - 2);
    return between(stops[stop], stops[stop + 1], place - double(stop));
}

} // namespace

QColor heatColor(double value, double maximum)
{
    return QColor(heatRgb(value, maximum));
}

QImage heatMap(const std::vector<float> &values, int side, double maximum)
{
    Q_ASSERT(values.size() == std::size_t(side) * std::size_t(side));
    QImage map(side, side, QImage::Format_RGB32);
    auto value = values.begin();
    for (int y = 0; y < side; ++y) {
        auto *line = reinterpret_cast<QRgb *>(map.scanLine(y));
        for (int x = 0; x < side; ++x)
            line[x] = heatRgb(double(*value++), maximum);
    }
    return map;
}

} // namespace gramarye
