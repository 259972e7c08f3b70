#include "core/torchheaders.h"

#include "core/transfer/optimizer.h"

#include "core/transfer/regularizer.h"

#include <QTest>

using namespace gramarye;

namespace {

at::Tensor picture(quint64 seed)
{
    return at::rand({1, 3, 6, 5}, at::detail::createCPUGenerator(seed), at::kFloat);
}

} // namespace

class TestOptimizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adamsFirstStepIsTheRate();
    void theMinimumIsFound_data();
    void theMinimumIsFound();
    void stateGrowsWithThePicture_data();
    void stateGrowsWithThePicture();
    void aCancelledLbfgsStepChangesNothing();
    void theRangePenaltyPullsInwards();
};

void TestOptimizer::adamsFirstStepIsTheRate()
{
    at::Tensor x = at::zeros({1, 3, 6, 5});
    const at::Tensor gradient = picture(1) + 0.1;
    Adam(0.999).step(x, gradient, 0.25, Cancellation::never());
    QVERIFY((x + 0.25).abs().max().item<double>() < 1e-5); // bias-corrected: g / |g|
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
    const auto optimizer = Optimizer::make(OptimizerKind(kind), Method::Painterly);
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
    const auto optimizer = Optimizer::make(OptimizerKind(kind), Method::Painterly);
    at::Tensor x = picture(1);
    for (quint64 i = 0; i < 3; ++i)
        optimizer->step(x, picture(i), 0.01, Cancellation::never());
    optimizer->resize(12, 10);
    at::Tensor larger = at::zeros({1, 3, 12, 10});
    optimizer->step(larger, at::ones({1, 3, 12, 10}), 0.01, Cancellation::never());
    QVERIFY(at::isfinite(larger).all().item<bool>());
    QVERIFY(larger.abs().max().item<double>() > 0);
}

void TestOptimizer::aCancelledLbfgsStepChangesNothing()
{
    std::atomic<quint64> wanted{1};
    const Cancellation cancellation(wanted, 1);
    Lbfgs cancelled;
    Lbfgs plain;
    at::Tensor x = picture(1);
    at::Tensor y = x.clone();
    for (quint64 i = 0; i < 4; ++i) {
        const at::Tensor gradientX = x - picture(9);
        if (i > 0) {
            wanted = 2;
            const at::Tensor before = x.clone();
            QVERIFY_EXCEPTION_THROWN(cancelled.step(x, gradientX, 1, cancellation), Cancelled);
            QVERIFY(x.equal(before));
            wanted = 1;
        }
        cancelled.step(x, gradientX, 1, cancellation);
        plain.step(y, y - picture(9), 1, cancellation);
        QVERIFY(x.equal(y));
    }
}

void TestOptimizer::theRangePenaltyPullsInwards()
{
    const at::Tensor x = at::tensor({-0.5f, 0.0f, 0.5f, 1.0f, 1.2f}).view({1, 1, 1, 5});
    at::Tensor gradient = at::zeros_like(x);
    const double penalty = addRangePenalty(x, gradient);
    QVERIFY(std::abs(penalty - 50 * (0.25 + 0.04) / 5) < 1e-5);
    const at::Tensor expected = at::tensor({-10.0f, 0.0f, 0.0f, 0.0f, 4.0f}).view({1, 1, 1, 5});
    QVERIFY((gradient - expected).abs().max().item<double>() < 1e-5);
}

QTEST_GUILESS_MAIN(TestOptimizer)
#include "tst_optimizer.moc"
