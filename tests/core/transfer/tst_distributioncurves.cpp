#include "core/compute/pch_torch.h"

#include "core/compute/maparena_torch.h"
#include "core/transfer/directionbank.h"
#include "core/transfer/distributioncurves_torch.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace gramarye::tst_distributioncurves {

namespace {

constexpr int channels = 16; // of so many there are as many directions, at right angles

at::Tensor noise(quint64 seed)
{
    return at::randn({1, channels, 48, 48}, at::detail::createCPUGenerator(seed), at::kFloat);
}

/// @p features, all moved by @p distance along @p direction.
at::Tensor moved(const at::Tensor &features, const Directions &directions, int direction,
                 double distance)
{
    const float *first = directions.values.data() + direction * channels;
    return features
           + distance * at::tensor(at::ArrayRef<float>(first, channels)).view({1, channels, 1, 1});
}

double areaOf(const DistributionCurves &curves, const DistributionCurves::Densities &densities)
{
    const double width = (curves.high - curves.low) / DistributionCurves::bins;
    return std::accumulate(densities.begin(), densities.end(), 0.0) * width;
}

double meanOf(const DistributionCurves &curves, const DistributionCurves::Densities &densities)
{
    const double width = (curves.high - curves.low) / DistributionCurves::bins;
    double sum = 0;
    for (std::size_t i = 0; i < densities.size(); ++i)
        sum += (curves.low + (double(i) + 0.5) * width) * double(densities[i]) * width;
    return sum;
}

} // namespace

class TestDistributionCurves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areasAreOne_data();
    void areasAreOne();
    void theSameHasTheSameCurves_data() { areasAreOne_data(); }
    void theSameHasTheSameCurves();
    void theMostDifferentDirectionIsFound();
    void stylesAreBlended();
    void oneValueForAllIsNoTrouble();
    void quantilesAreThoseOfTheValues();

private:
    DistributionCurves curvesOf(bool fast, const at::Tensor &features,
                                const std::vector<at::Tensor> &styles,
                                const std::vector<double> &blend = {});

    const Directions m_directions = featureDirections(channels, 3);
};

DistributionCurves TestDistributionCurves::curvesOf(bool fast, const at::Tensor &features,
                                                    const std::vector<at::Tensor> &styles,
                                                    const std::vector<double> &blend)
{
    Computation computation;
    computation.convolution = fast ? ConvolutionKind::Fast : ConvolutionKind::Torch;
    const auto backend = Backend::make(computation);
    MapArena arena;
    const auto laidOut = [&](const at::Tensor &plain) {
        return fast ? arena.toMap(plain) : plain.to(computation.type);
    };
    StyleProjections style{m_directions, {}, {}};
    std::vector<ProjectionRange> ranges;
    for (const at::Tensor &picture : styles)
        ranges.push_back(backend->project(laidOut(picture), m_directions)->range());
    style.bins = StyleProjections::binsFor(ranges);
    for (const at::Tensor &picture : styles)
        style.pictures.push_back(
            backend->project(laidOut(picture), m_directions)->histogram(style.bins));
    return mostDifferentCurves(*backend, laidOut(features), style, blend);
}

void TestDistributionCurves::areasAreOne_data()
{
    QTest::addColumn<bool>("fast");
    QTest::newRow("fast") << true;
    QTest::newRow("torch") << false;
}

void TestDistributionCurves::areasAreOne()
{
    QFETCH(bool, fast);
    for (const at::Tensor &style : {noise(2), noise(2).relu(), 3 * noise(2) + 1, noise(2).pow(5)}) {
        const DistributionCurves curves = curvesOf(fast, noise(1), {style});
        QVERIFY(curves.high > curves.low);
        QVERIFY(std::abs(areaOf(curves, curves.style) - 1) < 1e-5);
        QVERIFY(std::abs(areaOf(curves, curves.picture) - 1) < 1e-5);
        QVERIFY(curves.style != curves.picture);
    }
}

void TestDistributionCurves::theSameHasTheSameCurves()
{
    QFETCH(bool, fast);
    const DistributionCurves curves = curvesOf(fast, noise(1).relu(), {noise(1).relu()});
    QVERIFY(curves.style == curves.picture);
    QVERIFY(curves.distance < 1e-4);
}

// Of directions at right angles only one sees what moves along it.
void TestDistributionCurves::theMostDifferentDirectionIsFound()
{
    const at::Tensor style = noise(1);
    for (const int direction : {0, 7, 15}) {
        const DistributionCurves curves =
            curvesOf(true, moved(style, m_directions, direction, 0.5), {style});
        const double apart = meanOf(curves, curves.picture) - meanOf(curves, curves.style);
        // A little of either is left out at the outer end.
        QVERIFY2(std::abs(apart - 0.5) < 0.05, qPrintable(QString::number(apart)));
        // The style's variance is about 1.
        QVERIFY2(std::abs(curves.distance - 0.25) < 0.03,
                 qPrintable(QString::number(curves.distance)));
    }
}

void TestDistributionCurves::stylesAreBlended()
{
    const at::Tensor near = noise(1);
    const at::Tensor far = moved(near, m_directions, 4, 20);
    const DistributionCurves curves = curvesOf(true, near, {near, far}, {0.5, 1.5});
    const auto middle = curves.style.begin() + DistributionCurves::bins / 2;
    const double width = (curves.high - curves.low) / DistributionCurves::bins;
    QVERIFY(std::abs(std::accumulate(curves.style.begin(), middle, 0.0) * width - 0.25) < 0.01);
    QVERIFY(std::abs(std::accumulate(middle, curves.style.end(), 0.0) * width - 0.75) < 0.01);
}

void TestDistributionCurves::oneValueForAllIsNoTrouble()
{
    const at::Tensor flat = at::full({1, channels, 48, 48}, 0.3);
    for (const auto &[picture, style] :
         {std::pair(flat, flat), std::pair(at::zeros_like(flat), flat), std::pair(noise(1), flat),
          std::pair(flat, noise(1))}) {
        const DistributionCurves curves = curvesOf(true, picture, {style});
        QVERIFY(std::isfinite(curves.distance));
        QVERIFY(curves.high > curves.low);
        QVERIFY(std::abs(areaOf(curves, curves.style) - 1) < 1e-4);
        QVERIFY(std::abs(areaOf(curves, curves.picture) - 1) < 1e-4);
    }
}

void TestDistributionCurves::quantilesAreThoseOfTheValues()
{
    // A quarter of the values lies evenly in 0..1, the others in 3..4.
    ProjectionHistogram histogram{std::vector<float>(styleBins), std::vector<float>(styleBins), {}};
    histogram.counts[0] = 1;
    histogram.counts[3] = 3;
    histogram.positions[0] = histogram.positions[3] = 0.5f;
    BinnedDistribution values(0, 1);
    values.add(histogram, 0, 2);
    for (const auto &[share, value] :
         {std::pair(0.0, 0.0), std::pair(0.125, 0.5), std::pair(0.25, 1.0),
          std::pair(0.5, 3 + 1.0 / 3), std::pair(1.0, 4.0)})
        QVERIFY2(std::abs(values.quantile(share) - value) < 1e-9,
                 qPrintable(QString::number(values.quantile(share))));
    std::array<float, 4> densities{};
    values.fillDensities(0.5, 4.5, 4, densities.data());
    // Half of the first bin is left out: an eighth of the values.
    for (const auto &[actual, all] : {std::pair(densities[0], 1.0), std::pair(densities[1], 0.0),
                                      std::pair(densities[2], 3.0), std::pair(densities[3], 3.0)})
        QVERIFY(std::abs(double(actual) - all / 7) < 1e-6);
}

GRAMARYE_TEST(TestDistributionCurves)

} // namespace gramarye::tst_distributioncurves

#include "tst_distributioncurves.moc"
