#include "ui/regions/regioncolors.h"

#include <array>

namespace gramarye {

namespace {

// Okabe and Ito, Color Universal Design (2008), without black, and a wine red of Paul Tol's; in an
// order that keeps neighbours far apart.
constexpr std::array<QRgb, regionColorCount> colors{0xffe69f00, 0xff0072b2, 0xff009e73, 0xffcc79a7,
                                                    0xfff0e442, 0xff882255, 0xff56b4e9, 0xffd55e00};

} // namespace

QColor regionColor(int place)
{
    return QColor::fromRgb(colors[std::size_t(place) % colors.size()]);
}

QColor strengthColor()
{
    return QColor::fromRgb(0xfff2f2f2);
}

} // namespace gramarye
