#include "core/compute/pch_torch.h"

#include "core/transfer/regularizers_torch.h"

#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_totalvariation {
using golden::relativeError;

namespace {

at::Tensor noise(int64_t height, int64_t width, quint64 seed)
{
    return at::rand({1, 3, height, width}, at::detail::createCPUGenerator(seed), at::kFloat);
}

} // namespace

class TestTotalVariation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variationIsTheSumOfNeighboursDifferences_data() { bothWays(); }
    void variationIsTheSumOfNeighboursDifferences();
    void ownThreadsGiveLibTorchsVariation_data();
    void ownThreadsGiveLibTorchsVariation();
    void theNumberOfThreadsChangesNothing();
    void whatWrapsIsTheSameWhereverItBegins_data();
    void whatWrapsIsTheSameWhereverItBegins();

private:
    static void bothWays();

    std::shared_ptr<Backend> m_own = Backend::make({ConvolutionKind::Fast, 2});
    std::shared_ptr<Backend> m_torch = Backend::make({ConvolutionKind::Torch, 2});
};

void TestTotalVariation::bothWays()
{
    QTest::addColumn<bool>("own");
    QTest::newRow("by own threads") << true;
    QTest::newRow("by LibTorch") << false;
}

void TestTotalVariation::variationIsTheSumOfNeighboursDifferences()
{
    QFETCH(bool, own);
    // One pixel of 1 among zeros, 3 × 3, in the middle of one channel: of the 3 · 6 pairs across
    // two differ, of those down too, of the 3 · 4 of each diagonal two.
    at::Tensor image = at::zeros({1, 3, 3, 3});
    image[0][1][1][1] = 1;
    at::Tensor gradient = at::zeros_like(image);
    const double variation = addTotalVariation(own ? *m_own : *m_torch, image, 0.5, gradient);
    const double straight = 2.0 * 0.5 / 3 / 18; // twice, the weight, a third of a mean
    const double diagonal = 2.0 * 0.5 / 12 / 12;
    QVERIFY(std::abs(variation - (4 * straight + 4 * diagonal)) < 1e-7);
    const at::Tensor expected = at::zeros_like(image);
    expected[0][1] =
        at::tensor({-diagonal, -straight, -diagonal, -straight, 4 * straight + 4 * diagonal,
                    -straight, -diagonal, -straight, -diagonal},
                   at::kFloat)
            .view({3, 3})
        * 2;
    QVERIFY((gradient - expected).abs().max().item<double>() < 1e-7);
}

void TestTotalVariation::ownThreadsGiveLibTorchsVariation_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    const std::array<std::array<int, 2>, 9> sizes{
        {{1, 1}, {1, 40}, {40, 1}, {2, 2}, {2, 37}, {37, 2}, {3, 3}, {31, 64}, {65, 129}}};
    for (const auto &[height, width] : sizes)
        QTest::addRow("%d × %d", height, width) << height << width;
}

void TestTotalVariation::ownThreadsGiveLibTorchsVariation()
{
    QFETCH(int, height);
    QFETCH(int, width);
    const at::Tensor image = noise(height, width, 1);
    for (const Wrap wrap : {Wrap{}, Wrap{true, false}, Wrap{false, true}, Wrap{true, true}}) {
        at::Tensor own = noise(height, width, 2);
        at::Tensor theirs = own.to(at::kDouble);
        const at::Tensor before = theirs.clone();
        const double variation = addTotalVariation(*m_own, image, 1000, own, wrap);
        const double expected =
            addTotalVariation(*m_torch, image.to(at::kDouble), 1000, theirs, wrap);
        QVERIFY(std::abs(variation - expected) <= 1e-6 * expected);
        const double error = relativeError(own.to(at::kDouble), theirs);
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
        QCOMPARE(theirs.equal(before), height * width == 1); // the comparison is of something
    }
}

void TestTotalVariation::theNumberOfThreadsChangesNothing()
{
    const at::Tensor image = noise(65, 129, 1);
    const auto alone = Backend::make({ConvolutionKind::Fast, 1});
    const auto many = Backend::make({ConvolutionKind::Fast, 5});
    at::Tensor first = at::zeros_like(image);
    at::Tensor second = at::zeros_like(image);
    QCOMPARE(addTotalVariation(*alone, image, 1, first),
             addTotalVariation(*many, image, 1, second));
    QVERIFY(first.equal(second));
}

void TestTotalVariation::whatWrapsIsTheSameWhereverItBegins_data()
{
    QTest::addColumn<bool>("across");
    QTest::addColumn<bool>("down");
    QTest::newRow("across") << true << false;
    QTest::newRow("down") << false << true;
    QTest::newRow("both") << true << true;
}

void TestTotalVariation::whatWrapsIsTheSameWhereverItBegins()
{
    QFETCH(const bool, across);
    QFETCH(const bool, down);
    const auto shifted = [&](const at::Tensor &picture) {
        return at::roll(picture, {down ? 5 : 0, across ? 7 : 0}, {2, 3});
    };
    const at::Tensor image = noise(31, 40, 1);
    at::Tensor here = at::zeros_like(image);
    at::Tensor there = at::zeros_like(image);
    at::Tensor seam = at::zeros_like(image);
    const double variation = addTotalVariation(*m_own, image, 1, here, {across, down});
    const double same = addTotalVariation(*m_own, shifted(image), 1, there, {across, down});
    QVERIFY(std::abs(variation - same) <= 1e-6 * variation);
    QVERIFY(relativeError(there, shifted(here)) < 1e-6);
    addTotalVariation(*m_own, shifted(image), 1, seam);
    QVERIFY(relativeError(seam, shifted(here)) > 0.01);
}

GRAMARYE_TEST(TestTotalVariation)

} // namespace gramarye::tst_totalvariation

#include "tst_totalvariation.moc"
