#include "app/progressline.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_progressline {

namespace {

IterationReport reportAt(double progress)
{
    IterationReport report;
    report.size = {256, 171};
    report.sizeIteration = 40;
    report.sizeIterations = 100;
    report.progress = progress;
    report.secondsLeft = 40.2;
    return report;
}

// What a run of 100 equal steps leaves on the stream.
QString told(ProgressStyle style)
{
    QString text;
    QTextStream stream(&text);
    ProgressLine line(stream, style);
    for (int i = 1; i <= 100; ++i)
        line.show(reportAt(i / 100.0));
    line.say(QStringLiteral("Done."));
    return text;
}

} // namespace

class TestProgressLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barShowsWhatIsDone();
    void barFitsTheTerminal_data();
    void barFitsTheTerminal();
    void linesComeNowAndThen();
    void barIsWipedBeforeASentence();
    void silentSaysNothing();
};

void TestProgressLine::barShowsWhatIsDone()
{
    QCOMPARE(progressBarText(reportAt(0.5), 80),
             QString::fromUtf8(
                 "[###############---------------]  50 %  256 × 171 px  40/100  0:41 left"));
    QVERIFY(progressBarText(reportAt(0), 80).startsWith(QLatin1String("[---")));
    QVERIFY(progressBarText(reportAt(1), 80).contains(QLatin1String("###] 100 %")));
}

void TestProgressLine::barFitsTheTerminal_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {1, 20, 40, 50, 80, 300})
        QTest::addRow("%d", columns) << columns;
}

void TestProgressLine::barFitsTheTerminal()
{
    QFETCH(int, columns);
    for (const double progress : {0.0, 0.333, 1.0})
        QVERIFY(progressBarText(reportAt(progress), columns).size() <= columns);
}

void TestProgressLine::linesComeNowAndThen()
{
    const QStringList lines =
        told(ProgressStyle::Lines).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 22); // one for each twentieth, the very first, and the sentence
    QCOMPARE(lines[1], QString::fromUtf8("5 %, 256 × 171 px, iteration 40 of 100, 0:41 left"));
    QVERIFY(lines[20].startsWith(QLatin1String("100 %")));
    QCOMPARE(lines.last(), QStringLiteral("Done."));
}

void TestProgressLine::barIsWipedBeforeASentence()
{
    const QString text = told(ProgressStyle::Bar);
    QVERIFY(text.startsWith(QLatin1Char('[')));
    QVERIFY(text.endsWith(QLatin1String("\r\x1b[KDone.\n")));
    QCOMPARE(text.count(QLatin1Char('\n')), 1);
}

void TestProgressLine::silentSaysNothing()
{
    QCOMPARE(told(ProgressStyle::Silent), QString());
}

GRAMARYE_TEST(TestProgressLine)

} // namespace gramarye::tst_progressline

#include "tst_progressline.moc"
