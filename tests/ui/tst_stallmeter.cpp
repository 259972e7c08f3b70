#include "tests/support/testprogram.h"
#include "ui/window/stallmeter.h"

#include <QTest>
#include <QThread>

namespace gramarye::tst_stallmeter {

class TestStallMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresNothingBeforeItIsStarted();
    void seesAStall();
    void percentilesAreGapsThatWereMeasured();
};

void TestStallMeter::measuresNothingBeforeItIsStarted()
{
    StallMeter meter;
    QCOMPARE(meter.percentile(0.99), 0.0);
    QVERIFY(meter.gaps().empty());
}

void TestStallMeter::seesAStall()
{
    constexpr int stall = 200; // ms, far more than the loop of an idle test
    StallMeter meter;
    meter.start();
    QTRY_VERIFY(meter.gaps().size() >= 3);
    QThread::msleep(stall); // this is the stall
    const std::size_t before = meter.gaps().size();
    QTRY_VERIFY(meter.gaps().size() > before);
    meter.stop();
    QVERIFY(meter.percentile(1) >= stall);
    QVERIFY(meter.percentile(0) < stall);
}

void TestStallMeter::percentilesAreGapsThatWereMeasured()
{
    StallMeter meter;
    meter.start();
    QTRY_VERIFY(meter.gaps().size() >= 10);
    meter.stop();
    std::vector<double> sorted = meter.gaps();
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(meter.percentile(0), sorted.front());
    QCOMPARE(meter.percentile(0.5), sorted[(sorted.size() + 1) / 2 - 1]);
    QCOMPARE(meter.percentile(0.99), sorted.back()); // of so few
    QCOMPARE(meter.percentile(1), sorted.back());
}

GRAMARYE_TEST(TestStallMeter)

} // namespace gramarye::tst_stallmeter

#include "tst_stallmeter.moc"
