#include "core/compute/pch_torch.h"

#include "core/transfer/regularizers_torch.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_rangepenalty {

class TestRangePenalty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itPullsInwards();
};

void TestRangePenalty::itPullsInwards()
{
    const at::Tensor x = at::tensor({-0.5f, 0.0f, 0.5f, 1.0f, 1.2f}).view({1, 1, 1, 5});
    at::Tensor gradient = at::zeros_like(x);
    const double penalty = addRangePenalty(x, gradient);
    QVERIFY(std::abs(penalty - 50 * (0.25 + 0.04) / 5) < 1e-5);
    const at::Tensor expected = at::tensor({-10.0f, 0.0f, 0.0f, 0.0f, 4.0f}).view({1, 1, 1, 5});
    QVERIFY((gradient - expected).abs().max().item<double>() < 1e-5);
}

GRAMARYE_TEST(TestRangePenalty)

} // namespace gramarye::tst_rangepenalty

#include "tst_rangepenalty.moc"
