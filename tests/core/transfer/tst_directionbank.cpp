#include "core/transfer/directionbank.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

namespace gramarye::tst_directionbank {

namespace {

constexpr int side = 3;
constexpr int length = 3 * side * side;

/// A grey picture of noise that has something of each colour: windows differ by light above all.
std::vector<float> picture(int height, int width)
{
    std::mt19937 engine(7);
    std::normal_distribution<float> noise;
    const int pixels = height * width;
    std::vector<float> values(std::size_t(3 * pixels));
    for (int p = 0; p < pixels; ++p) {
        const float light = noise(engine);
        for (int c = 0; c < 3; ++c)
            values[std::size_t(c * pixels + p)] = light + 0.2f * noise(engine);
    }
    return values;
}

} // namespace

class TestDirectionBank : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void directionsAreOfUnitLengthAndAtRightAngles();
    void theCovarianceIsThatOfAllWindows();
    void smallPicturesHaveNoWindows();
    void everyOtherOneSeesColours();
    void smallVariancesCountAsMuchAsLargeOnes();
    void stylesOfOneColourLeaveThemAsTheyAre();
};

void TestDirectionBank::directionsAreOfUnitLengthAndAtRightAngles()
{
    for (const Directions &directions : {featureDirections(3, 1), featureDirections(16, 1),
                                         featureDirections(512, 1), windowDirections(7, 1)}) {
        QCOMPARE(directions.count % 16, 0);
        const int size = int(directions.values.size()) / directions.count;
        const int group = std::min(directions.count, size);
        for (int a = 0; a < directions.count; ++a) {
            for (int b = a; b < directions.count; ++b) {
                double sum = 0;
                for (int i = 0; i < size; ++i)
                    sum += double(directions.values[std::size_t(a * size + i)])
                           * directions.values[std::size_t(b * size + i)];
                if (a == b || a / group == b / group)
                    QVERIFY(std::abs(sum - (a == b ? 1 : 0)) < 1e-6);
            }
        }
    }
    QVERIFY(featureDirections(16, 1).values == featureDirections(16, 1).values);
    QVERIFY(featureDirections(16, 1).values != featureDirections(16, 2).values);
}

void TestDirectionBank::theCovarianceIsThatOfAllWindows()
{
    const int height = 9;
    const int width = 12;
    const std::vector<float> values = picture(height, width);
    std::vector<double> covariance;
    addWindowCovariance({values.data(), 3, height, width}, side, covariance);
    std::vector<std::vector<double>> windows;
    for (int y = 0; y + side <= height; ++y) {
        for (int x = 0; x + side <= width; ++x) {
            windows.emplace_back();
            for (int i = 0; i < length; ++i) {
                const int c = i / (side * side);
                const int row = y + i / side % side;
                windows.back().push_back(
                    values[std::size_t((c * height + row) * width + x + i % side)]);
            }
        }
    }
    const auto mean = [&](const auto &of) {
        double sum = 0;
        for (const std::vector<double> &window : windows)
            sum += of(window);
        return sum / double(windows.size());
    };
    for (std::size_t i = 0; i < length; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const double expected = mean([&](const auto &w) { return w[i] * w[j]; })
                                    - mean([&](const auto &w) { return w[i]; })
                                          * mean([&](const auto &w) { return w[j]; });
            QVERIFY(std::abs(covariance[i * length + j] - expected) < 1e-6);
        }
    }
    const std::vector<double> once = covariance;
    addWindowCovariance({values.data(), 3, height, width}, side, covariance);
    QCOMPARE(covariance.front(), 2 * once.front());
}

void TestDirectionBank::smallPicturesHaveNoWindows()
{
    const std::vector<float> values(3 * 2 * 5);
    std::vector<double> covariance;
    addWindowCovariance({values.data(), 3, 2, 5}, side, covariance);
    QVERIFY(windowDirections(side, 1, covariance).values == windowDirections(side, 1).values);
}

// Of a picture that is grey but for a little, chance directions hardly see colours.
void TestDirectionBank::everyOtherOneSeesColours()
{
    const std::vector<float> values = picture(64, 64);
    std::vector<double> covariance;
    addWindowCovariance({values.data(), 3, 64, 64}, side, covariance);
    const Directions plain = windowDirections(side, 1);
    const Directions directions = windowDirections(side, 1, covariance);
    double decorrelated = 0;
    double random = 0;
    for (int d = 0; d < directions.count; ++d) {
        const float *own = directions.values.data() + std::ptrdiff_t(d) * length;
        double norm = 0;
        double grey = 0; // how much of it goes along with all three channels alike
        for (int i = 0; i < side * side; ++i) {
            double sum = 0;
            for (int c = 0; c < 3; ++c) {
                const double value = own[c * side * side + i];
                sum += value;
                norm += value * value;
            }
            grey += sum * sum / 3;
        }
        QVERIFY(std::abs(norm - 1) < 1e-6);
        (d % 2 == 0 ? decorrelated : random) += grey / (directions.count / 2);
        if (d % 2 == 1)
            QVERIFY(
                std::equal(own, own + length, plain.values.data() + std::ptrdiff_t(d) * length));
    }
    QVERIFY2(random > 0.2, qPrintable(QString::number(random)));
    QVERIFY2(decorrelated < 0.05, qPrintable(QString::number(decorrelated)));
}

// In the mean of many, squares go as 1 / variance. That directions are of unit length, which is
// the small ones' doing alone, makes the large ones' more: E 1/χ² of n is 1 / (n − 2), not 1 / n.
void TestDirectionBank::smallVariancesCountAsMuchAsLargeOnes()
{
    const double small = 1;
    const double large = 100;
    std::vector<double> covariance(std::size_t(length * length));
    for (int i = 0; i < length; ++i)
        covariance[std::size_t(i * length + i)] = i % 2 == 0 ? small : large;
    double smallSquares = 0;
    double largeSquares = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const Directions directions = windowDirections(side, seed, covariance);
        for (int d = 0; d < directions.count; d += 2) {
            for (int i = 0; i < length; ++i) {
                const double value = directions.values[std::size_t(d * length + i)];
                (i % 2 == 0 ? smallSquares : largeSquares) += value * value;
            }
        }
    }
    const int smalls = (length + 1) / 2;
    const int larges = length / 2;
    const double floor = 0.01 * (smalls * small + larges * large) / length;
    const double expected = (large + floor) / (small + floor) * (smalls - 2) / smalls;
    const double ratio = (smallSquares / smalls) / (largeSquares / larges);
    QVERIFY2(std::abs(ratio / expected - 1) < 0.1,
             qPrintable(QStringLiteral("%1, not %2").arg(ratio).arg(expected)));
}

void TestDirectionBank::stylesOfOneColourLeaveThemAsTheyAre()
{
    const std::vector<float> values(3 * 20 * 20, 0.5f);
    std::vector<double> covariance;
    addWindowCovariance({values.data(), 3, 20, 20}, side, covariance);
    QVERIFY(windowDirections(side, 1, covariance).values == windowDirections(side, 1).values);
}

GRAMARYE_TEST(TestDirectionBank)

} // namespace gramarye::tst_directionbank

#include "tst_directionbank.moc"
