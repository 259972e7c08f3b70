#include "core/compute/pch_torch.h"

#include "core/compute/maparena_torch.h"
#include "core/compute/projection.h"
#include "tests/support/golden.h"

#include <QTest>

#include <numeric>

using namespace gramarye;
using golden::relativeError;

namespace {

constexpr int binCount = 64;

at::Tensor noise(at::IntArrayRef shape, quint64 seed)
{
    return at::randn(shape, at::detail::createCPUGenerator(seed), at::kFloat);
}

std::vector<float> numbers(const at::Tensor &tensor)
{
    const at::Tensor flat = tensor.to(at::kFloat).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

/// Features or a picture, directions, and what every direction sees in double precision.
struct Case
{
    at::Tensor features; ///< as the kernels take them
    Directions directions;
    at::Tensor matrix; ///< K × C × side × side
    at::Tensor values; ///< K × N

    bool isMap() const { return directions.side == 0; }

    std::unique_ptr<Projections> projections(Workspace &workspace) const
    {
        if (isMap())
            return Projections::of(*mapView(features), directions, workspace);
        return Projections::of(
            PlanesView{features.data_ptr<float>(), 3, int(features.size(2)), int(features.size(3))},
            directions, workspace);
    }

    /// Σ residual · direction, in double precision.
    at::Tensor adjoint(const at::Tensor &residuals) const
    {
        const int64_t side = std::max(directions.side, 1);
        return at::conv_transpose2d(
            residuals.view(
                {1, directions.count, features.size(2) - side + 1, features.size(3) - side + 1}),
            matrix);
    }
};

Case makeCase(MapArena &arena, int channels, int count, int side, int height, int width)
{
    Case c;
    const at::Tensor features = noise({1, channels, height, width}, 1);
    const int64_t window = std::max(side, 1);
    c.matrix = noise({count, channels, window, window}, 2).to(at::kDouble);
    c.directions = {count, channels, side, numbers(c.matrix)};
    c.values = at::conv2d(features.to(at::kDouble), c.matrix).view({count, -1});
    c.features = side == 0 ? arena.zeroMap(features.sizes()).copy_(features) : features;
    return c;
}

ProjectionBins binsOf(const Case &c)
{
    const std::vector<float> low = numbers(c.values.amin(1));
    const std::vector<float> high = numbers(c.values.amax(1));
    ProjectionBins bins{binCount, low, {}};
    for (std::size_t d = 0; d < low.size(); ++d)
        bins.width.push_back((high[d] - low[d]) / binCount);
    return bins;
}

/// Of every bin another one.
ProjectionTargets someTargets(int directions)
{
    ProjectionTargets targets;
    for (int i = 0; i < directions * binCount; ++i)
        targets.targets.push_back({float(i % 7) - 3, float(i % 3), 0.25f});
    for (int d = 0; d < directions; ++d)
        targets.factors.push_back(0.5f + 0.1f * float(d));
    return targets;
}

} // namespace

class TestProjection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rangesAreThoseOfAllValues_data() { rows(); }
    void rangesAreThoseOfAllValues();
    void valuesAreCountedOnceEach_data() { rows(); }
    void valuesAreCountedOnceEach();
    void transportIsThePlainSum_data() { rows(); }
    void transportIsThePlainSum();
    void threadsChangeNothing_data() { rows(); }
    void threadsChangeNothing();
    void whatIsNoNumberDoesNoHarm();

private:
    static void rows();
    Case current();

    MapArena m_arena;
};

void TestProjection::rows()
{
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("directions");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    for (int k = 0; k < supportedKernels().count; ++k) {
        const char *name = supportedKernels().first[k]->name;
        QTest::addRow("%s, 16 channels", name) << k << 16 << 16 << 0 << 37 << 41;
        QTest::addRow("%s, 112 channels", name) << k << 112 << 32 << 0 << 150 << 33;
        QTest::addRow("%s, pixels", name) << k << 3 << 16 << 1 << 40 << 70;
        QTest::addRow("%s, windows", name) << k << 3 << 16 << 7 << 65 << 71;
        QTest::addRow("%s, as many windows as lanes", name) << k << 3 << 32 << 3 << 34 << 34;
    }
}

Case TestProjection::current()
{
    QFETCH(int, channels);
    QFETCH(int, directions);
    QFETCH(int, side);
    QFETCH(int, height);
    QFETCH(int, width);
    return makeCase(m_arena, channels, directions, side, height, width);
}

void TestProjection::rangesAreThoseOfAllValues()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current();
    const ProjectionRange range = c.projections(workspace)->range(false);
    QVERIFY(relativeError(at::tensor(at::ArrayRef<float>(range.low)), c.values.amin(1)) < 1e-5);
    QVERIFY(relativeError(at::tensor(at::ArrayRef<float>(range.high)), c.values.amax(1)) < 1e-5);
    const ProjectionRange roughly = c.projections(workspace)->range(true);
    for (std::size_t d = 0; d < range.low.size(); ++d) {
        QVERIFY(roughly.low[d] >= range.low[d] && roughly.high[d] <= range.high[d]);
        QVERIFY(roughly.high[d] - roughly.low[d] > 0.5f * (range.high[d] - range.low[d]));
    }
}

void TestProjection::valuesAreCountedOnceEach()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current();
    const ProjectionBins bins = binsOf(c);
    const ProjectionHistogram histogram = c.projections(workspace)->histogram(bins);
    const double all = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    QCOMPARE(all, double(c.values.numel()));
    for (int d = 0; d < c.directions.count; ++d) {
        // Where the bins lie the sum of the values can be told from them.
        double sum = 0;
        for (std::size_t b = 0; b < binCount; ++b) {
            const std::size_t i = std::size_t(d) * binCount + b;
            QVERIFY(histogram.positions[i] >= 0 && histogram.positions[i] < 1);
            sum += double(histogram.counts[i])
                   * (double(bins.low[std::size_t(d)])
                      + double(bins.width[std::size_t(d)])
                            * (double(b) + double(histogram.positions[i])));
        }
        const double expected = c.values[d].sum().item<double>();
        const double scale = c.values[d].abs().sum().item<double>();
        QVERIFY(std::abs(sum - expected) < 1e-3 * scale);
    }
}

void TestProjection::transportIsThePlainSum()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current();
    const ProjectionBins bins = binsOf(c);
    ProjectionTargets targets = someTargets(c.directions.count);
    // The same for all bins, or rounding would decide into which one a value at an edge falls.
    for (std::size_t i = 0; i < targets.targets.size(); ++i)
        targets.targets[i] = {float(i / binCount % 5) - 2, 0, 0};
    at::Tensor gradient =
        c.isMap() ? m_arena.zeroMap(c.features.sizes()) : at::zeros_like(c.features);
    gradient.fill_(1);
    const ProjectionSums sums =
        c.projections(workspace)->transport(bins, targets, gradient.data_ptr<float>());

    at::Tensor residuals = c.values.clone();
    for (int d = 0; d < c.directions.count; ++d) {
        residuals[d].sub_(targets.targets[std::size_t(d) * binCount].mean);
        const double expected = residuals[d].square().sum().item<double>();
        QVERIFY(std::abs(sums.residuals[std::size_t(d)] - expected) < 1e-4 * expected);
        residuals[d].mul_(targets.factors[std::size_t(d)]);
    }
    QVERIFY(relativeError(gradient, c.adjoint(residuals) + 1) < 1e-5);
}

void TestProjection::threadsChangeNothing()
{
    QFETCH(int, kernel);
    const Case c = current();
    const ProjectionBins bins = binsOf(c);
    const ProjectionTargets targets = someTargets(c.directions.count);
    std::vector<float> first;
    ProjectionSums firstSums;
    for (const int threads : {1, 2, 3}) {
        Workspace workspace(threads, *supportedKernels().first[kernel]);
        const auto projections = c.projections(workspace);
        const ProjectionHistogram histogram = projections->histogram(bins);
        at::Tensor gradient =
            c.isMap() ? m_arena.zeroMap(c.features.sizes()) : at::zeros_like(c.features);
        const ProjectionSums sums =
            projections->transport(bins, targets, gradient.data_ptr<float>());
        if (threads == 1) {
            first = numbers(gradient);
            firstSums = sums;
        }
        QVERIFY(numbers(gradient) == first);
        QVERIFY(sums.residuals == firstSums.residuals && sums.spreads == firstSums.spreads);
        QVERIFY(projections->transport(bins, targets, nullptr).residuals == sums.residuals);
    }
}

void TestProjection::whatIsNoNumberDoesNoHarm()
{
    Case c = makeCase(m_arena, 16, 16, 0, 20, 20);
    const ProjectionBins bins = binsOf(c);
    c.features.select(2, 3).fill_(std::numeric_limits<float>::quiet_NaN());
    c.features.select(2, 5).fill_(std::numeric_limits<float>::infinity());
    for (int k = 0; k < supportedKernels().count; ++k) {
        Workspace workspace(2, *supportedKernels().first[k]);
        const ProjectionHistogram histogram = c.projections(workspace)->histogram(bins);
        const double all = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
        QCOMPARE(all, 16.0 * 400);
    }
}

QTEST_GUILESS_MAIN(TestProjection)
#include "tst_projection.moc"
