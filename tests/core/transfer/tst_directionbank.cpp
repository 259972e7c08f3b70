#include "core/transfer/directionbank.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace gramarye;

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

double product(const float *a, const double *b)
{
    double sum = 0;
    for (int i = 0; i < length; ++i)
        sum += double(a[i]) * b[i];
    return sum;
}

/// directionᵀ · covariance · direction, of which the lower triangle is known.
double variance(const float *direction, const std::vector<double> &covariance)
{
    double sum = 0;
    for (int i = 0; i < length; ++i) {
        for (int j = 0; j < length; ++j) {
            const int at = std::max(i, j) * length + std::min(i, j);
            sum += double(direction[i]) * direction[j] * covariance[std::size_t(at)];
        }
    }
    return sum;
}

} // namespace

class TestDirectionBank : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void directionsAreOfUnitLengthAndAtRightAngles();
    void theCovarianceIsThatOfAllWindows();
    void smallPicturesHaveNoWindows();
    void halfOfThemSeeEqualVariances();
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
void TestDirectionBank::halfOfThemSeeEqualVariances()
{
    const std::vector<float> values = picture(64, 64);
    std::vector<double> covariance;
    addWindowCovariance({values.data(), 3, 64, 64}, side, covariance);
    const Directions plain = windowDirections(side, 1);
    const Directions directions = windowDirections(side, 1, covariance);
    // How much of a direction goes along with all three channels alike.
    const auto greyShare = [](const float *direction) {
        double share = 0;
        for (int i = 0; i < side * side; ++i) {
            const double sum =
                double(direction[i]) + direction[i + side * side] + direction[i + 2 * side * side];
            share += sum * sum / 3;
        }
        return share;
    };
    double decorrelated = 0;
    double random = 0;
    for (int d = 0; d < directions.count; ++d) {
        const float *own = directions.values.data() + std::ptrdiff_t(d) * length;
        const std::vector<double> copy(own, own + length);
        QVERIFY(std::abs(product(own, copy.data()) - 1) < 1e-6);
        if (d % 2 == 1) {
            const float *other = plain.values.data() + std::ptrdiff_t(d) * length;
            QVERIFY(std::equal(own, own + length, other));
            random += greyShare(own) / (directions.count / 2);
            QVERIFY(variance(own, covariance) > 0.1);
        } else {
            decorrelated += greyShare(own) / (directions.count / 2);
        }
    }
    QVERIFY2(random > 0.2, qPrintable(QString::number(random)));
    QVERIFY2(decorrelated < 0.05, qPrintable(QString::number(decorrelated)));
}

void TestDirectionBank::stylesOfOneColourLeaveThemAsTheyAre()
{
    const std::vector<float> values(3 * 20 * 20, 0.5f);
    std::vector<double> covariance;
    addWindowCovariance({values.data(), 3, 20, 20}, side, covariance);
    QVERIFY(windowDirections(side, 1, covariance).values == windowDirections(side, 1).values);
}

QTEST_APPLESS_MAIN(TestDirectionBank)
#include "tst_directionbank.moc"
