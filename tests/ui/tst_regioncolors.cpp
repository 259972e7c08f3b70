#include "tests/support/testprogram.h"
#include "ui/regions/regioncolors.h"

#include <QTest>

#include <array>
#include <cmath>

namespace gramarye::tst_regioncolors {

namespace {

using Linear = std::array<double, 3>;
using Matrix = std::array<Linear, 3>;

// What who lacks a kind of cones sees, in linear RGB: Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
constexpr Matrix normal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protanopia{{{0.152286, 1.052583, -0.204868},
                             {0.114503, 0.786281, 0.099216},
                             {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{{{0.367322, 0.860646, -0.227968},
                               {0.280085, 0.672501, 0.047413},
                               {-0.011820, 0.042940, 0.968881}}};

double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// CIE L*a*b* of @p color as it is seen.
Linear seen(const QColor &color, const Matrix &sight)
{
    const Linear rgb{linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    Linear out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j)
            out[i] += sight[i][j] * rgb[j];
        out[i] = std::min(std::max(out[i], 0.0), 1.0);
    }
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * out[0] + 0.3576 * out[1] + 0.1805 * out[2]) / 0.9505);
    const double y = f(0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2]);
    const double z = f((0.0193 * out[0] + 0.1192 * out[1] + 0.9505 * out[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const Linear &a, const Linear &b)
{
    return std::sqrt(std::pow(a[0] - b[0], 2) + std::pow(a[1] - b[1], 2)
                     + std::pow(a[2] - b[2], 2));
}

} // namespace

class TestRegionColors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areToldApart_data();
    void areToldApart();
    void beginAgainAfterTheLast();
};

void TestRegionColors::areToldApart_data()
{
    QTest::addColumn<int>("sight");
    QTest::newRow("by all cones") << 0;
    QTest::newRow("without red cones") << 1;
    QTest::newRow("without green cones") << 2;
}

void TestRegionColors::areToldApart()
{
    QFETCH(int, sight);
    const Matrix matrix = sight == 0 ? normal : sight == 1 ? protanopia : deuteranopia;
    QList<QColor> colors{strengthColor()};
    for (int i = 0; i < regionColorCount; ++i)
        colors << regionColor(i);
    for (int i = 0; i < colors.size(); ++i) {
        for (int j = 0; j < i; ++j) {
            const double apart = difference(seen(colors[i], matrix), seen(colors[j], matrix));
            QVERIFY2(apart > 15, qPrintable(QStringLiteral("%1 and %2: %3")
                                                .arg(colors[i].name(), colors[j].name())
                                                .arg(apart)));
        }
    }
}

void TestRegionColors::beginAgainAfterTheLast()
{
    for (int i = 0; i < regionColorCount; ++i)
        QCOMPARE(regionColor(i + regionColorCount), regionColor(i));
}

GRAMARYE_TEST(TestRegionColors)

} // namespace gramarye::tst_regioncolors

#include "tst_regioncolors.moc"
