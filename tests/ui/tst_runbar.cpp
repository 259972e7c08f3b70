#include "tests/support/testprogram.h"
#include "ui/run/lossplot.h"
#include "ui/run/runbar.h"
#include "ui/run/runestimate.h"
#include "ui/text/durationtext.h"

#include <QLabel>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_runbar {

class TestRunBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void saysWhereTheRunIs();
    void saysHowItEnded();
    void saysWhatTheNextRunTakes();
    void whatIsSaidComesBeforeTheCurves();
};

void TestRunBar::durations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << QStringLiteral("0:00");
    QTest::newRow("a bit is a second") << 0.2 << QStringLiteral("0:01");
    QTest::newRow("seconds") << 41.0 << QStringLiteral("0:41");
    QTest::newRow("minutes") << 725.0 << QStringLiteral("12:05");
    QTest::newRow("hours") << 3750.0 << QStringLiteral("1:02:30");
}

void TestRunBar::durations()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(seconds), text);
}

void TestRunBar::saysWhereTheRunIs()
{
    RunBar bar;
    IterationReport report;
    report.size = {192, 256};
    report.sizeIteration = 120;
    report.sizeIterations = 300;
    report.progress = 0.345;
    report.secondsLeft = 41;
    report.totalLoss = 3;
    bar.showReport(report);
    QCOMPARE(bar.statusText(), QStringLiteral("256 px · 120/300 · 0:41 left"));
    QCOMPARE(bar.percent(), 34);
    QCOMPARE(bar.plot()->history().points().size(), std::size_t(1));
    QCOMPARE(bar.plot()->history().points().front().total, 3.0);
    bar.clear();
    QCOMPARE(bar.percent(), 0);
    QVERIFY(bar.plot()->history().points().empty());
}

void TestRunBar::saysHowItEnded()
{
    RunBar bar;
    bar.showPreparing();
    bar.showStopped();
    QCOMPARE(bar.statusText(), QStringLiteral("Stopped"));
    IterationReport report;
    report.iteration = report.sizeIteration = 7;
    report.sizeIterations = 9;
    report.size = {512, 384};
    report.seconds = 75;
    report.progress = 1;
    bar.showReport(report);
    bar.showStopped();
    QCOMPARE(bar.statusText(), QStringLiteral("Stopped · 512 px · 7/9"));
    bar.showDone();
    QCOMPARE(bar.statusText(), QStringLiteral("Done · 512 × 384 px · took 1:15"));
    QCOMPARE(bar.percent(), 100);
}

void TestRunBar::saysWhatTheNextRunTakes()
{
    RunBar bar;
    RunEstimate estimate;
    estimate.memory = 500'000'000;
    estimate.freeMemory = 4'000'000'000;
    bar.showEstimate(estimate);
    QCOMPARE(bar.estimateText(), estimate.text());
    QVERIFY(!bar.warns());
    estimate.freeMemory = 400'000'000;
    bar.showEstimate(estimate);
    QVERIFY(bar.warns());
    bar.showEstimate({});
    QVERIFY(bar.estimateText().isEmpty());
    QVERIFY(!bar.warns());
}

void TestRunBar::whatIsSaidComesBeforeTheCurves()
{
    RunBar bar;
    RunEstimate estimate;
    estimate.memory = 74'600'000'000;
    estimate.freeMemory = 23'100'000'000;
    bar.showEstimate(estimate);
    const auto labels = bar.findChildren<QLabel *>();
    const auto text = std::find_if(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->text() == estimate.text();
    });
    QVERIFY(text != labels.end());
    const int needed = (*text)->sizeHint().width();
    bar.resize(needed + bar.plot()->sizeHint().width(), bar.sizeHint().height());
    bar.show();
    QTRY_VERIFY((*text)->width() >= needed);
    QVERIFY(bar.plot()->width() >= bar.plot()->minimumSizeHint().width());
    bar.showEstimate({});
    QTRY_COMPARE(bar.plot()->width(), bar.plot()->sizeHint().width());
}

GRAMARYE_TEST(TestRunBar)

} // namespace gramarye::tst_runbar

#include "tst_runbar.moc"
