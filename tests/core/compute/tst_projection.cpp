#include "core/compute/pch_torch.h"

#include "core/compute/maparena_torch.h"
#include "core/compute/projection.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gramarye::tst_projection {
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
    at::Tensor matrix;                   ///< K × C × side × side
    at::Tensor values;                   ///< K × N
    std::optional<PixelWeights> weights; ///< of the pixels or windows; none: whole ones

    double weightOf(int64_t i) const
    {
        return weights
                   ? double(weights->row(int(i / weights->width))[i % weights->width]) / wholeWeight
                   : 1;
    }

    bool isMap() const { return directions.side == 0; }

    double valueOf(int direction, int64_t i) const
    {
        return values.data_ptr<double>()[direction * values.size(1) + i];
    }

    std::unique_ptr<Projections> projections(Workspace &workspace) const
    {
        const PixelWeights *own = weights ? &*weights : nullptr;
        if (isMap())
            return Projections::of(*mapView(features), directions, own, workspace);
        return Projections::of(
            PlanesView{features.data_ptr<float>(), 3, int(features.size(2)), int(features.size(3))},
            directions, own, workspace);
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

/// @p matrix: as Case has it.
Case caseOf(MapArena &arena, const at::Tensor &features, const at::Tensor &matrix, int side)
{
    Case c;
    c.matrix = matrix.to(at::kDouble);
    const int count = int(matrix.size(0));
    c.directions = {count, int(matrix.size(1)), side, numbers(matrix)};
    c.values = at::conv2d(features.to(at::kDouble), c.matrix).view({count, -1});
    c.features = side == 0 ? arena.zeroMap(features.sizes()).copy_(features) : features;
    return c;
}

/// A region with soft borders: a round one, a part of the last row, and a pixel by itself.
PixelWeights someWeights(int height, int width)
{
    PixelWeights weights(height, width);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double distance = std::hypot(y - 0.4 * height, x - 0.6 * width);
            weights.row(y)[x] =
                std::uint8_t(std::clamp(40 * (0.3 * height - distance), 0.0, double(wholeWeight)));
        }
    }
    std::fill_n(weights.row(height - 1) + width / 2, width / 4, std::uint8_t(100));
    weights.row(height - 3)[0] = 1;
    return weights;
}

Case makeCase(MapArena &arena, int channels, int count, int side, int height, int width)
{
    const int64_t window = std::max(side, 1);
    return caseOf(arena, noise({1, channels, height, width}, 1),
                  noise({count, channels, window, window}, 2), side);
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

/// Of every bin another one, in every way.
ProjectionTargets someTargets(int directions)
{
    const auto targetCount = std::size_t(directions) * binCount;
    const std::vector<float> random = numbers(noise({int64_t(targetCount), 3}, 3));
    ProjectionTargets targets;
    for (std::size_t i = 0; i < targetCount; ++i)
        targets.targets.push_back({3 * random[3 * i], random[3 * i + 1], random[3 * i + 2]});
    for (int d = 0; d < directions; ++d)
        targets.factors.push_back(0.5f + 0.1f * float(d));
    return targets;
}

/// Features of whole sixteenths and directions of whole numbers: their products and sums have no
/// rounding errors in whatever order they are made, and so it is certain where a value falls.
Case exactCase(MapArena &arena, int channels, int count, int side, int height, int width)
{
    const auto whole = [](at::IntArrayRef shape, int most, quint64 seed) {
        return at::randint(-most, most + 1, shape, at::detail::createCPUGenerator(seed),
                           at::kFloat);
    };
    const int64_t window = std::max(side, 1);
    const at::Tensor features = whole({1, channels, height, width}, 32, 1) / 16;
    return caseOf(arena, features, whole({count, channels, window, window}, 3, 2), side);
}

/// Bins as wide as a power of two, of another width and place for each direction. Some values lie
/// outside of them on both sides, and the first direction's are taken to be all the same.
ProjectionBins exactBins(const Case &c)
{
    const std::vector<float> deviation = numbers(c.values.std(1, false));
    ProjectionBins bins{binCount, {}, {}};
    for (std::size_t d = 0; d < deviation.size(); ++d) {
        const float width = std::exp2(std::round(std::log2(deviation[d] / 16)) - float(d % 2));
        bins.width.push_back(d == 0 ? 0 : width);
        bins.low.push_back((float(d % 5) - 34) * width);
    }
    return bins;
}

/// Where a value falls among the bins of its direction.
struct Place
{
    std::size_t bin; ///< [direction · bins + bin]
    double part;     ///< of the bin that lies below it, in whole steps
};

Place placeOf(const ProjectionBins &bins, std::size_t direction, double value)
{
    const double width = double(bins.width[direction]);
    const double bin = width > 0 ? (value - double(bins.low[direction])) / width : 0;
    const int step = int(std::clamp(bin * binSteps, 0.0, double(bins.count) * binSteps - 1));
    return {direction * std::size_t(bins.count) + std::size_t(step / binSteps),
            double(step % binSteps) / binSteps};
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
    void histogramsAreThoseOfAPlainLoop_data() { rows(); }
    void histogramsAreThoseOfAPlainLoop();
    void transportIsThatOfAPlainLoop_data() { rows(); }
    void transportIsThatOfAPlainLoop();
    void threadsChangeNothing_data() { rows(); }
    void threadsChangeNothing();
    void whatIsNoNumberDoesNoHarm();

private:
    static void rows();
    Case current(Case (*make)(MapArena &, int, int, int, int, int) = makeCase);

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
    QTest::addColumn<bool>("isRegion");
    for (int k = 0; k < supportedKernels().count; ++k) {
        const char *name = supportedKernels().first[k]->name;
        for (const bool isRegion : {false, true}) {
            const auto add = [&](const char *what, int channels, int directions, int side,
                                 int height, int width) {
                QTest::addRow("%s, %s%s", name, what, isRegion ? ", in a region" : "")
                    << k << channels << directions << side << height << width << isRegion;
            };
            add("16 channels", 16, 16, 0, 37, 41);
            add("112 channels", 112, 32, 0, 150, 33);
            add("pixels", 3, 16, 1, 40, 70);
            add("windows", 3, 16, 7, 65, 71);
            add("as many windows as lanes", 3, 32, 3, 34, 34);
        }
    }
}

Case TestProjection::current(Case (*make)(MapArena &, int, int, int, int, int))
{
    QFETCH(int, channels);
    QFETCH(int, directions);
    QFETCH(int, side);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(bool, isRegion);
    Case c = make(m_arena, channels, directions, side, height, width);
    const int margin = std::max(side, 1) - 1;
    if (isRegion)
        c.weights = someWeights(height - margin, width - margin);
    return c;
}

void TestProjection::rangesAreThoseOfAllValues()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current();
    const ProjectionRange range = c.projections(workspace)->range();
    std::vector<int64_t> heavy;
    for (int64_t i = 0; i < c.values.size(1); ++i) {
        if (c.weightOf(i) > 0)
            heavy.push_back(i);
    }
    const at::Tensor values =
        c.values.index_select(1, at::tensor(at::ArrayRef<int64_t>(heavy), at::kLong));
    QVERIFY(relativeError(at::tensor(at::ArrayRef<float>(range.low)), values.amin(1)) < 1e-5);
    QVERIFY(relativeError(at::tensor(at::ArrayRef<float>(range.high)), values.amax(1)) < 1e-5);
}

void TestProjection::valuesAreCountedOnceEach()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current();
    const ProjectionBins bins = binsOf(c);
    const ProjectionHistogram histogram = c.projections(workspace)->histogram(bins);
    const double all = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    const at::Tensor weights = at::empty({c.values.size(1)}, at::kDouble);
    for (int64_t i = 0; i < c.values.size(1); ++i)
        weights.data_ptr<double>()[i] = c.weightOf(i);
    const double expectedAll = c.directions.count * weights.sum().item<double>();
    QVERIFY(std::abs(all - expectedAll) < 1e-6 * expectedAll);
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
        const at::Tensor weighted = c.values[d] * weights;
        const double expected = weighted.sum().item<double>();
        const double scale = weighted.abs().sum().item<double>();
        QVERIFY(std::abs(sum - expected) < 1e-3 * scale);
    }
}

void TestProjection::histogramsAreThoseOfAPlainLoop()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current(exactCase);
    const ProjectionBins bins = exactBins(c);
    const ProjectionHistogram histogram = c.projections(workspace)->histogram(bins);
    std::vector<double> counts(histogram.counts.size());
    std::vector<double> parts(histogram.counts.size());
    for (int d = 0; d < c.directions.count; ++d) {
        for (int64_t i = 0; i < c.values.size(1); ++i) {
            const Place place = placeOf(bins, std::size_t(d), c.valueOf(d, i));
            counts[place.bin] += c.weightOf(i);
            parts[place.bin] += c.weightOf(i) * place.part;
        }
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        QVERIFY(std::abs(double(histogram.counts[i]) - counts[i]) <= 1e-6 * counts[i]);
        const double position = counts[i] > 0 ? parts[i] / counts[i] : 0;
        QVERIFY(std::abs(double(histogram.positions[i]) - position) < 1e-6);
    }
}

// Whether the projections of the histogram are kept or made again.
void TestProjection::transportIsThatOfAPlainLoop()
{
    QFETCH(int, kernel);
    Workspace workspace(2, *supportedKernels().first[kernel]);
    const Case c = current(exactCase);
    const ProjectionBins bins = exactBins(c);
    const ProjectionTargets targets = someTargets(c.directions.count);
    at::Tensor residuals = at::empty_like(c.values);
    std::vector<double> squares(std::size_t(c.directions.count));
    std::vector<double> spreads(squares.size());
    for (int d = 0; d < c.directions.count; ++d) {
        const auto at = std::size_t(d);
        for (int64_t i = 0; i < c.values.size(1); ++i) {
            const double value = c.valueOf(d, i);
            const Place place = placeOf(bins, at, value);
            const BinTarget &target = targets.targets[place.bin];
            const double aside = double(target.slope) * (place.part - double(target.position));
            const double residual = value - double(target.mean) - aside;
            const double weight = c.weightOf(i);
            squares[at] += weight * residual * residual;
            spreads[at] += weight * aside * aside;
            residuals.data_ptr<double>()[d * c.values.size(1) + i] =
                double(targets.factors[at]) * weight * residual;
        }
    }
    const at::Tensor expected = c.adjoint(residuals) + 1;

    const auto transported = [&](std::vector<float> kept) {
        at::Tensor gradient =
            c.isMap() ? m_arena.zeroMap(c.features.sizes()) : at::zeros_like(c.features);
        gradient.fill_(1);
        const auto projections = c.projections(workspace);
        if (!kept.empty())
            projections->keepIn(kept.data());
        projections->histogram(bins);
        const ProjectionSums sums =
            projections->transport(bins, targets, gradient.data_ptr<float>());
        return std::pair(sums, gradient);
    };
    const auto [sums, gradient] = transported({});
    for (std::size_t d = 0; d < squares.size(); ++d) {
        QVERIFY(std::abs(sums.residuals[d] - squares[d]) < 1e-4 * squares[d]);
        QVERIFY(std::abs(sums.spreads[d] - spreads[d]) < 1e-4 * spreads[d]);
    }
    const double error = relativeError(gradient, expected);
    QVERIFY2(error < 1e-5, qPrintable(QString::number(error)));

    const std::size_t floats = c.projections(workspace)->keptFloats();
    QCOMPARE(floats > 0, c.directions.side > 1); // others are made quickly
    const auto [keptSums, keptGradient] = transported(std::vector<float>(floats, NAN));
    QVERIFY(keptSums.residuals == sums.residuals && keptSums.spreads == sums.spreads);
    QVERIFY(keptGradient.equal(gradient));
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

GRAMARYE_TEST(TestProjection)

} // namespace gramarye::tst_projection

#include "tst_projection.moc"
