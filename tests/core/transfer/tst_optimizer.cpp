#include "core/compute/pch_torch.h"

#include "core/transfer/optimizer_torch.h"

#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_optimizer {

namespace {

at::Tensor picture(quint64 seed)
{
    return at::rand({1, 3, 6, 5}, at::detail::createCPUGenerator(seed), at::kFloat);
}

std::shared_ptr<Optimizer> adam(Method method, Backend &backend)
{
    return Optimizer::make(OptimizerKind::Adam, MethodRules::of(method), backend);
}

} // namespace

class TestOptimizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adamsFirstStepIsTheRate_data() { bothWays(); }
    void adamsFirstStepIsTheRate();
    void adamKeepsToTheRange_data() { bothWays(); }
    void adamKeepsToTheRange();
    void ownThreadsTakeLibTorchsSteps_data();
    void ownThreadsTakeLibTorchsSteps();
    void coloursGoByTheirOwnRate_data() { bothWays(); }
    void coloursGoByTheirOwnRate();
    void theNumberOfThreadsChangesNothing();
    void theMinimumIsFound_data();
    void theMinimumIsFound();
    void stateGrowsWithThePicture_data();
    void stateGrowsWithThePicture();
    void aCancelledLbfgsStepChangesNothing();

private:
    static void bothWays();

    static std::shared_ptr<Backend> backend(bool own);

    std::shared_ptr<Backend> m_own = backend(true);
    std::shared_ptr<Backend> m_torch = backend(false);
};

void TestOptimizer::bothWays()
{
    QTest::addColumn<bool>("own");
    QTest::newRow("by own threads") << true;
    QTest::newRow("by LibTorch") << false;
}

std::shared_ptr<Backend> TestOptimizer::backend(bool own)
{
    return Backend::make({own ? ConvolutionKind::Fast : ConvolutionKind::Torch, 2});
}

void TestOptimizer::adamsFirstStepIsTheRate()
{
    QFETCH(bool, own);
    at::Tensor x = at::zeros({1, 3, 6, 5});
    const at::Tensor gradient = picture(1) + 0.1;
    adam(Method::Classic, own ? *m_own : *m_torch)->step(x, gradient, 0.25, Cancellation::never());
    QVERIFY((x + 0.25).abs().max().item<double>() < 1e-5); // bias-corrected: g / |g|
}

void TestOptimizer::adamKeepsToTheRange()
{
    QFETCH(bool, own);
    at::Tensor x = picture(1);
    for (const double direction : {1.0, -1.0, -1.0}) {
        const auto optimizer = adam(Method::Painterly, own ? *m_own : *m_torch);
        optimizer->step(x, at::full_like(x, direction), 2, Cancellation::never());
        QVERIFY(x.ge(0).logical_and(x.le(1)).all().item<bool>());
    }
    QVERIFY(x.eq(1).all().item<bool>());
}

void TestOptimizer::ownThreadsTakeLibTorchsSteps_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("chroma");
    for (const double chroma : {1.0, 0.3}) {
        const auto row = [chroma](const char *name, int height, int width) {
            QTest::addRow("%s, chroma %g", name, chroma) << height << width << chroma;
        };
        row("one pixel", 1, 1);
        row("one pixel wide", 77, 1);
        row("odd", 13, 31);
        row("several pieces", 150, 99);
    }
}

void TestOptimizer::ownThreadsTakeLibTorchsSteps()
{
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(double, chroma);
    const auto noise = [shape = std::array<int64_t, 4>{1, 3, height, width}](quint64 seed) {
        return at::randn(shape, at::detail::createCPUGenerator(seed), at::kFloat);
    };
    const auto own = adam(Method::Painterly, *m_own);
    const auto theirs = adam(Method::Painterly, *m_torch);
    at::Tensor x = noise(100).clamp(0, 1);
    at::Tensor y = x.clone();
    for (quint64 i = 0; i < 5; ++i) {
        own->step(x, noise(i), {0.02, chroma}, Cancellation::never());
        theirs->step(y, noise(i), {0.02, chroma}, Cancellation::never());
        const double error = golden::relativeError(x, y);
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }
}

// Light and dark as far as with planes by themselves; what is between them a tenth of it.
void TestOptimizer::coloursGoByTheirOwnRate()
{
    QFETCH(bool, own);
    at::Tensor x = at::full({1, 3, 6, 5}, 0.5);
    const at::Tensor light = at::ones_like(x);
    const at::Tensor difference = at::tensor({1.0F, 0.0F, -1.0F}).view({1, 3, 1, 1}).expand_as(x);
    const auto stepAlong = [&](const at::Tensor &gradient) {
        at::Tensor moved = x.clone();
        adam(Method::Painterly, own ? *m_own : *m_torch)
            ->step(moved, gradient.contiguous(), {0.1, 0.1}, Cancellation::never());
        return at::Tensor(x - moved);
    };
    QVERIFY((stepAlong(light) - 0.1 * light).abs().max().item<double>() < 1e-5);
    const at::Tensor changed = stepAlong(difference);
    const double length = 0.1 * 0.1 * std::sqrt(3.0); // of the three channels together
    QVERIFY((changed - length / std::sqrt(2.0) * difference).abs().max().item<double>() < 1e-5);
    const at::Tensor other = at::tensor({1.0F, -2.0F, 1.0F}).view({1, 3, 1, 1}).expand_as(x);
    const at::Tensor all = stepAlong(light + 0.01 * difference + 0.01 * other); // however small
    const at::Tensor sum = 0.1 * light + changed + length / std::sqrt(6.0) * other;
    QVERIFY((all - sum).abs().max().item<double>() < 1e-5);
}

void TestOptimizer::theNumberOfThreadsChangesNothing()
{
    const auto alone = Backend::make({ConvolutionKind::Fast, 1});
    const auto many = Backend::make({ConvolutionKind::Fast, 5});
    const auto first = adam(Method::Painterly, *alone);
    const auto second = adam(Method::Painterly, *many);
    at::Tensor x = at::rand({1, 3, 150, 99});
    at::Tensor y = x.clone();
    for (int i = 0; i < 3; ++i) {
        const at::Tensor gradient = at::randn({1, 3, 150, 99});
        first->step(x, gradient, 0.02, Cancellation::never());
        second->step(y, gradient, 0.02, Cancellation::never());
        QVERIFY(x.equal(y));
    }
}

void TestOptimizer::theMinimumIsFound_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("steps");
    QTest::newRow("Adam") << int(OptimizerKind::Adam) << 0.02 << 400;
    QTest::newRow("L-BFGS") << int(OptimizerKind::Lbfgs) << 1.0 << 30;
}

void TestOptimizer::theMinimumIsFound()
{
    QFETCH(int, kind);
    QFETCH(double, rate);
    QFETCH(int, steps);
    // f = Σ c (x − t)², badly scaled: c from 0.1 to 10.
    const at::Tensor target = picture(2);
    const at::Tensor curvature = at::logspace(-1, 1, target.numel()).view(target.sizes());
    at::Tensor x = at::zeros_like(target);
    const auto optimizer =
        Optimizer::make(OptimizerKind(kind), MethodRules::of(Method::Painterly), *m_own);
    for (int i = 0; i < steps; ++i)
        optimizer->step(x, 2 * curvature * (x - target), rate, Cancellation::never());
    QVERIFY((x - target).abs().max().item<double>() < 0.02);
}

void TestOptimizer::stateGrowsWithThePicture_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("Adam") << int(OptimizerKind::Adam);
    QTest::newRow("L-BFGS") << int(OptimizerKind::Lbfgs);
}

void TestOptimizer::stateGrowsWithThePicture()
{
    QFETCH(int, kind);
    const auto optimizer =
        Optimizer::make(OptimizerKind(kind), MethodRules::of(Method::Painterly), *m_own);
    at::Tensor x = picture(1);
    for (quint64 i = 0; i < 3; ++i)
        optimizer->step(x, picture(i), 0.01, Cancellation::never());
    at::Tensor larger = at::ones({1, 3, 12, 10});
    optimizer->resized({10, 12}, {})
        ->step(larger, at::ones({1, 3, 12, 10}), 0.01, Cancellation::never());
    QVERIFY(at::isfinite(larger).all().item<bool>());
    QVERIFY(larger.min().item<double>() < 1);
}

void TestOptimizer::aCancelledLbfgsStepChangesNothing()
{
    std::atomic<quint64> wanted{1};
    const Cancellation cancellation(wanted, 1);
    const MethodRules &rules = MethodRules::of(Method::Painterly);
    const auto cancelled = Optimizer::make(OptimizerKind::Lbfgs, rules, *m_own);
    const auto plain = Optimizer::make(OptimizerKind::Lbfgs, rules, *m_own);
    at::Tensor x = picture(1);
    at::Tensor y = x.clone();
    for (quint64 i = 0; i < 4; ++i) {
        const at::Tensor gradientX = x - picture(9);
        if (i > 0) {
            wanted = 2;
            const at::Tensor before = x.clone();
            QVERIFY_EXCEPTION_THROWN(cancelled->step(x, gradientX, 1, cancellation), Cancelled);
            QVERIFY(x.equal(before));
            wanted = 1;
        }
        cancelled->step(x, gradientX, 1, cancellation);
        plain->step(y, y - picture(9), 1, cancellation);
        QVERIFY(x.equal(y));
    }
}

GRAMARYE_TEST(TestOptimizer)

} // namespace gramarye::tst_optimizer

#include "tst_optimizer.moc"
