#include "core/compute/pch_torch.h"

#include "core/transfer/exponentialmean_torch.h"

#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_exponentialmean {
using golden::relativeError;

class TestExponentialMean : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownThreadsGiveLibTorchsMean();
    void aCopyThatIsReservedLeavesTheOriginalEmpty();
};

void TestExponentialMean::ownThreadsGiveLibTorchsMean()
{
    const auto fast = Backend::make({ConvolutionKind::Fast, 2});
    const auto torch = Backend::make({ConvolutionKind::Torch, 2});
    ExponentialMean own;
    ExponentialMean theirs;
    for (quint64 i = 0; i < 4; ++i) {
        const at::Tensor value =
            at::rand({1, 3, 150, 99}, at::detail::createCPUGenerator(i), at::kFloat);
        own.add(value, *fast);
        theirs.add(value, *torch);
        QVERIFY(relativeError(own.mean(), theirs.mean()) < 1e-6);
        QVERIFY(i > 0 || relativeError(own.mean(), value) < 1e-6); // of one: itself
    }
}

void TestExponentialMean::aCopyThatIsReservedLeavesTheOriginalEmpty()
{
    const ExponentialMean empty;
    ExponentialMean copy = empty;
    copy.reserve(at::ones({1, 3, 4, 5}));
    copy.add(at::ones({1, 3, 4, 5}), *Backend::make());
    QVERIFY(empty.isEmpty());
    QVERIFY(!copy.isEmpty());
}

GRAMARYE_TEST(TestExponentialMean)

} // namespace gramarye::tst_exponentialmean

#include "tst_exponentialmean.moc"
