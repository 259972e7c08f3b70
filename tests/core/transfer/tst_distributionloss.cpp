#include "core/compute/pch_torch.h"

#include "core/compute/maparena_torch.h"
#include "core/transfer/directionbank.h"
#include "core/transfer/distributionloss_torch.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <numeric>
#include <string_view>

namespace gramarye::tst_distributionloss {

namespace {

constexpr int channels = 16;

at::Tensor noise(int side, quint64 seed, int planes = channels)
{
    return at::randn({1, planes, side, side}, at::detail::createCPUGenerator(seed), at::kFloat);
}

/// What the iterate and the style are like, by name.
at::Tensor featuresOf(const QByteArray &kind, int side, quint64 seed, int planes = channels)
{
    const at::Tensor values = noise(side, seed, planes);
    if (kind == "normal")
        return values + 0.5;
    if (kind == "two hills")
        return 1.5 * values + 2 * (noise(side, seed + 100, planes) > 0.5);
    if (kind == "three fifths the same") { // in all channels, side by side
        values.slice(2, 0, side * 3 / 5).copy_(noise(1, seed + 100, planes));
        return values;
    }
    if (kind == "smooth") // but for a little grain
        return at::upsample_bicubic2d(noise(std::max(side / 16, 2), seed + 100, planes),
                                      {side, side}, false)
               + 0.1 * values;
    if (kind == "after a ReLU") // with many that are all the same
        return (values - 0.7).clamp_min(0);
    if (kind == "constant")
        return at::full_like(values, 0.3);
    if (kind == "one channel constant") {
        values.select(1, 3).fill_(2);
        return values;
    }
    if (kind == "a band") { // between the rows that a rough look at the range sees
        at::Tensor band = at::zeros_like(values);
        const int rows = 3 * side / 64;
        band.narrow(2, side / 64, rows).copy_(values.narrow(2, 0, rows) * (seed == 1 ? 1 : 2));
        return band;
    }
    return values.pow(4) * 0.3; // a few far away
}

/// In the layout that the backend works in.
at::Tensor laidOut(Backend &backend, const at::Tensor &features)
{
    if (backend.computation().convolution == ConvolutionKind::Torch || features.size(1) == 3)
        return features.to(backend.computation().type); // pictures lie alike everywhere
    static MapArena arena;
    return arena.toMap(features);
}

StyleProjections projected(Backend &backend, const std::vector<at::Tensor> &styles,
                           const Directions &directions)
{
    StyleProjections result{directions, {}, {}};
    std::vector<ProjectionRange> ranges;
    for (const at::Tensor &style : styles)
        ranges.push_back(backend.project(style, result.directions)->range());
    result.bins = StyleProjections::binsFor(ranges);
    for (const at::Tensor &style : styles)
        result.pictures.push_back(
            backend.project(style, result.directions)->histogram(result.bins));
    return result;
}

/// Loss and gradient by sorting, in double precision; values that are the same share their targets.
struct Exact
{
    double loss = 0;
    at::Tensor gradient; ///< as the features
};

Exact bySorting(const at::Tensor &features, const std::vector<at::Tensor> &styles,
                const std::vector<int> &repeats, const Directions &directions)
{
    const int64_t window = std::max(directions.side, 1);
    const at::Tensor matrix = at::tensor(at::ArrayRef<float>(directions.values), at::kDouble)
                                  .view({directions.count, directions.channels, window, window});
    const at::Tensor seen = at::conv2d(features.to(at::kDouble), matrix);
    const auto [p, order] = seen.reshape({directions.count, -1}).sort(1);
    std::vector<at::Tensor> q;
    for (std::size_t s = 0; s < styles.size(); ++s) {
        for (int r = 0; r < repeats[s]; ++r)
            q.push_back(
                at::conv2d(styles[s].to(at::kDouble), matrix).reshape({directions.count, -1}));
    }
    const at::Tensor all = std::get<0>(at::cat(q, 1).sort(1));
    const int64_t count = p.size(1);
    const int64_t each = all.size(1) / count;
    const at::Tensor own = all.view({directions.count, count, each});
    const at::Tensor variance = at::var(all, 1, false);

    Exact exact;
    at::Tensor residuals = at::empty_like(p);
    for (int64_t d = 0; d < directions.count; ++d) {
        const double scale = 1 / (variance[d].item<double>() * directions.count * double(count));
        exact.loss += scale * (p[d].unsqueeze(1) - own[d]).square().mean(1).sum().item<double>();
        const at::Tensor values = p[d].contiguous();
        const at::Tensor targets = own[d].mean(1).contiguous();
        const double *value = values.data_ptr<double>();
        double *target = targets.data_ptr<double>();
        for (int64_t i = 0, end = 0; i < count; i = end) {
            while (end < count && value[end] - value[i] < 1e-6)
                ++end;
            std::fill(target + i, target + end,
                      std::accumulate(target + i, target + end, 0.0) / double(end - i));
        }
        residuals[d].scatter_(0, order[d], 2 * scale * (values - targets));
    }
    exact.gradient = at::conv_transpose2d(residuals.view(seen.sizes()), matrix);
    return exact;
}

double cosine(const at::Tensor &a, const at::Tensor &b)
{
    const at::Tensor x = a.to(at::kDouble).flatten();
    const at::Tensor y = b.to(at::kDouble).flatten();
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

std::shared_ptr<Backend> backendOf(bool fast, int threads = 2)
{
    Computation computation;
    computation.convolution = fast ? ConvolutionKind::Fast : ConvolutionKind::Torch;
    computation.threads = threads;
    return Backend::make(computation);
}

} // namespace

class TestDistributionLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lossIsThatOfSorting_data();
    void lossIsThatOfSorting();
    void lossOfWindowsIsThatOfSorting_data();
    void lossOfWindowsIsThatOfSorting();
    void blendsAreMixtures_data();
    void blendsAreMixtures();
    void gradientIsThatOfTheLoss();
    void theSameIsReached();
    void aFlatStyleIsNoTrouble();
    void aBlackStyleIsNotAllThatCounts();

private:
    static void compareWithSorting(bool fast, const at::Tensor &features, const at::Tensor &target,
                                   const Directions &directions);
};

void TestDistributionLoss::lossIsThatOfSorting_data()
{
    QTest::addColumn<bool>("fast");
    QTest::addColumn<int>("side");
    QTest::addColumn<QByteArray>("iterate");
    QTest::addColumn<QByteArray>("style");
    for (const bool fast : {true, false}) {
        for (const int side : {64, 512}) {
            for (const char *iterate :
                 {"normal", "after a ReLU", "constant", "one channel constant", "a few far away"}) {
                for (const char *style : {"two hills", "after a ReLU"}) {
                    if (side == 512 && style != std::string_view("two hills"))
                        continue; // sorting takes its time
                    QTest::addRow("%s, %d, %s to %s", fast ? "fast" : "torch", side, iterate, style)
                        << fast << side << QByteArray(iterate) << QByteArray(style);
                }
            }
            QTest::addRow("%s, %d, a band to a band", fast ? "fast" : "torch", side)
                << fast << side << QByteArray("a band") << QByteArray("a band");
        }
        for (const char *style : {"two hills", "after a ReLU"})
            QTest::addRow("%s, three fifths the same to %s", fast ? "fast" : "torch", style)
                << fast << 64 << QByteArray("three fifths the same") << QByteArray(style);
    }
}

void TestDistributionLoss::lossIsThatOfSorting()
{
    QFETCH(bool, fast);
    QFETCH(int, side);
    QFETCH(QByteArray, iterate);
    QFETCH(QByteArray, style);
    compareWithSorting(fast, featuresOf(iterate, side, 1), featuresOf(style, side, 2),
                       featureDirections(channels, 3));
}

void TestDistributionLoss::lossOfWindowsIsThatOfSorting_data()
{
    QTest::addColumn<bool>("fast");
    QTest::addColumn<int>("window");
    QTest::addColumn<QByteArray>("iterate");
    QTest::addColumn<QByteArray>("style");
    for (const bool fast : {true, false}) {
        for (const int window : {1, 7}) {
            for (const char *iterate : {"normal", "smooth", "constant", "three fifths the same"}) {
                for (const char *style : {"two hills", "smooth"})
                    QTest::addRow("%s, %s, %s to %s", fast ? "fast" : "torch",
                                  window == 1 ? "pixels" : "patches", iterate, style)
                        << fast << window << QByteArray(iterate) << QByteArray(style);
            }
        }
    }
}

// Half of the directions of patches are those of the style's covariance.
void TestDistributionLoss::lossOfWindowsIsThatOfSorting()
{
    QFETCH(bool, fast);
    QFETCH(int, window);
    QFETCH(QByteArray, iterate);
    QFETCH(QByteArray, style);
    constexpr int side = 100;
    constexpr int colors = 3;
    const at::Tensor target = featuresOf(style, side, 2, colors);
    std::vector<double> covariance;
    if (window > 1)
        addWindowCovariance({target.data_ptr<float>(), colors, side, side}, window, covariance);
    compareWithSorting(fast, featuresOf(iterate, side, 1, colors), target,
                       windowDirections(window, 3, covariance));
}

void TestDistributionLoss::compareWithSorting(bool fast, const at::Tensor &features,
                                              const at::Tensor &target,
                                              const Directions &directions)
{
    const auto backend = backendOf(fast);
    const StyleProjections styles = projected(*backend, {laidOut(*backend, target)}, directions);
    DistributionLoss loss =
        DistributionLoss::of(*backend, laidOut(*backend, features), styles, {}, 1);
    const at::Tensor gradient = loss.addGradient({}, {}, nullptr, 1);
    const Exact exact = bySorting(features, {target}, {1}, directions);
    QVERIFY2(std::abs(loss.value() - exact.loss) < 0.01 * exact.loss,
             qPrintable(QStringLiteral("%1, not %2").arg(loss.value()).arg(exact.loss)));
    const double angle = cosine(gradient, exact.gradient);
    QVERIFY2(angle > 0.99, qPrintable(QString::number(angle)));
    const double length = (gradient.to(at::kDouble).norm() / exact.gradient.norm()).item<double>();
    QVERIFY2(std::abs(length - 1) < 0.01, qPrintable(QString::number(length)));
}

void TestDistributionLoss::blendsAreMixtures_data()
{
    QTest::addColumn<std::vector<double>>("blend");
    QTest::addColumn<std::vector<int>>("repeats");
    QTest::newRow("even") << std::vector<double>{1, 1} << std::vector<int>{1, 1};
    QTest::newRow("missing ones are 1") << std::vector<double>{} << std::vector<int>{1, 1};
    QTest::newRow("one to three") << std::vector<double>{0.5, 1.5} << std::vector<int>{1, 3};
    QTest::newRow("the second alone") << std::vector<double>{0, 2} << std::vector<int>{0, 1};
}

void TestDistributionLoss::blendsAreMixtures()
{
    QFETCH(std::vector<double>, blend);
    QFETCH(std::vector<int>, repeats);
    const auto backend = backendOf(true);
    const at::Tensor features = featuresOf("normal", 64, 1);
    const std::vector<at::Tensor> targets{featuresOf("two hills", 64, 2),
                                          featuresOf("after a ReLU", 64, 3)};
    const Directions directions = featureDirections(channels, 3);
    const StyleProjections styles = projected(
        *backend, {laidOut(*backend, targets[0]), laidOut(*backend, targets[1])}, directions);
    DistributionLoss loss =
        DistributionLoss::of(*backend, laidOut(*backend, features), styles, blend, 1);
    const at::Tensor gradient = loss.addGradient({}, {}, nullptr, 1);
    const Exact exact = bySorting(features, targets, repeats, directions);
    QVERIFY(std::abs(loss.value() - exact.loss) < 0.01 * exact.loss);
    QVERIFY(cosine(gradient, exact.gradient) > 0.99);
}

// Where values move by less than a bin, what they are to become hardly changes.
void TestDistributionLoss::gradientIsThatOfTheLoss()
{
    Computation computation;
    computation.convolution = ConvolutionKind::Torch;
    computation.type = at::kDouble;
    const auto backend = Backend::make(computation);
    const at::Tensor target = laidOut(*backend, featuresOf("two hills", 64, 2));
    const Directions directions = featureDirections(channels, 3);
    const StyleProjections styles = projected(*backend, {target}, directions);
    const at::Tensor features = laidOut(*backend, featuresOf("normal", 64, 1));
    const auto valueAt = [&](const at::Tensor &place) {
        return DistributionLoss::of(*backend, place, styles, {}, 1).value();
    };
    DistributionLoss loss = DistributionLoss::of(*backend, features, styles, {}, 1);
    const at::Tensor gradient = loss.addGradient({}, {}, nullptr, 1);
    for (const quint64 seed : {10, 11, 12}) {
        const at::Tensor step = noise(64, seed).to(at::kDouble) - gradient / gradient.norm() * 64;
        const double length = 1e-3;
        const double expected = (gradient * step).sum().item<double>() * length;
        const double actual =
            (valueAt(features + step * (length / 2)) - valueAt(features - step * (length / 2)));
        QVERIFY2(std::abs(actual - expected) < 0.01 * std::abs(expected),
                 qPrintable(QStringLiteral("%1, not %2").arg(actual).arg(expected)));
    }
}

void TestDistributionLoss::theSameIsReached()
{
    const auto backend = backendOf(true);
    const at::Tensor flat = laidOut(*backend, featuresOf("constant", 64, 1));
    const Directions directions = featureDirections(channels, 3);
    const StyleProjections styles = projected(*backend, {flat}, directions);
    DistributionLoss loss = DistributionLoss::of(*backend, flat, styles, {}, 1);
    QVERIFY(loss.isReached());
    DistributionLoss other = DistributionLoss::of(
        *backend, laidOut(*backend, featuresOf("normal", 64, 1)), styles, {}, 1);
    QVERIFY(!other.isReached());
}

void TestDistributionLoss::aFlatStyleIsNoTrouble()
{
    const auto backend = backendOf(true);
    const Directions directions = featureDirections(channels, 3);
    for (const double level : {0.0, 0.3}) {
        const at::Tensor flat = laidOut(*backend, at::full({1, channels, 64, 64}, level));
        const StyleProjections styles = projected(*backend, {flat}, directions);
        DistributionLoss loss = DistributionLoss::of(
            *backend, laidOut(*backend, featuresOf("normal", 64, 1)), styles, {}, 1);
        const at::Tensor gradient = loss.addGradient({}, {}, nullptr, 1);
        QVERIFY(std::isfinite(loss.value()));
        QVERIFY(gradient.isfinite().all().item<bool>());
    }
}

void TestDistributionLoss::aBlackStyleIsNotAllThatCounts()
{
    const auto backend = backendOf(true);
    for (const int window : {1, 7}) {
        const Directions directions = windowDirections(window, 3);
        const StyleProjections styles =
            projected(*backend, {at::zeros({1, 3, 64, 64})}, directions);
        const at::Tensor grey = at::full({1, 3, 64, 64}, 0.5);
        DistributionLoss loss = DistributionLoss::of(*backend, grey, styles, {}, 1);
        // A direction sees at most √(3 · 7 · 7) / 2 of grey, which is divided by no less than 0.01.
        QVERIFY2(loss.value() < 3 * 49 / 4.0 * 1e4, qPrintable(QString::number(loss.value())));
        QVERIFY(loss.value() > 1);
    }
}

GRAMARYE_TEST(TestDistributionLoss)

} // namespace gramarye::tst_distributionloss

#include "tst_distributionloss.moc"
