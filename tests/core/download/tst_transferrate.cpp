#include "core/download/transferrate.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

namespace gramarye::tst_transferrate {

namespace {

/// @p seconds with @p bytesPerSecond, in pieces of a tenth of a second.
void pass(TransferRate &rate, double &now, double seconds, qint64 bytesPerSecond)
{
    for (const double end = now + seconds - 0.05; now < end;) {
        now += 0.1;
        rate.add(bytesPerSecond / 10, now);
    }
}

} // namespace

class TestTransferRate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void aSteadyRateIsFoundAtOnce();
    void aJumpIsFollowedCalmly();
    void breaksDoNotCount();
};

void TestTransferRate::nothingIsKnownAtFirst()
{
    TransferRate rate;
    QCOMPARE(rate.secondsFor(1000), -1.0);
    rate.start(100);
    rate.add(1000, 100.001);
    QCOMPARE(rate.secondsFor(1000), -1.0); // one piece says nothing
}

void TestTransferRate::aSteadyRateIsFoundAtOnce()
{
    TransferRate rate;
    double now = 100;
    rate.start(now);
    pass(rate, now, 1, 1'000'000);
    QVERIFY(std::abs(rate.secondsFor(30'000'000) - 30) < 0.1);
}

void TestTransferRate::aJumpIsFollowedCalmly()
{
    TransferRate rate;
    double now = 0;
    rate.start(now);
    pass(rate, now, 20, 1'000'000);
    pass(rate, now, 1, 2'000'000);
    const double soon = rate.secondsFor(2'000'000);
    QVERIFY(soon < 2 && soon > 1.5);
    pass(rate, now, 30, 2'000'000);
    QVERIFY(std::abs(rate.secondsFor(2'000'000) - 1) < 0.01);
}

void TestTransferRate::breaksDoNotCount()
{
    TransferRate rate;
    double now = 0;
    rate.start(now);
    pass(rate, now, 5, 1'000'000);
    now += 600;
    rate.start(now);
    pass(rate, now, 5, 1'000'000);
    QVERIFY(std::abs(rate.secondsFor(1'000'000) - 1) < 0.01);
}

GRAMARYE_TEST(TestTransferRate)

} // namespace gramarye::tst_transferrate

#include "tst_transferrate.moc"
