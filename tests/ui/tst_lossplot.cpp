#include "tests/support/testprogram.h"
#include "ui/run/lossplot.h"

#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

#include <cmath>
#include <limits>

namespace gramarye::tst_lossplot {

class TestLossPlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thinsOutLongRuns();
    void knowsWhereEachSizeBegins();
    void findsTheNearestPoint_data();
    void findsTheNearestPoint();
    void drawsWhateverTheLossesAre();
    void narrowPlotsHaveNoLegend();
    void pointerReadsValues();
    void keysReadValues_data();
    void keysReadValues();
    void saysWhatIsReadToAssistivePrograms();

private:
    /// Twenty iterations of each size, with losses that fall.
    static void fill(LossPlot &plot);
};

void TestLossPlot::fill(LossPlot &plot)
{
    plot.resize(plot.sizeHint());
    int iteration = 0;
    for (const int size : {128, 256, 512}) {
        for (int i = 0; i < 20; ++i) {
            ++iteration;
            plot.add({iteration, size, 3.0 / iteration, 1.0 / iteration, 2.0 / iteration});
        }
    }
}

void TestLossPlot::thinsOutLongRuns()
{
    LossHistory history;
    const int iterations = 10000;
    for (int i = 1; i <= iterations; ++i)
        history.add({i, 512, double(i), 0, 0});
    QVERIFY(history.points().size() < LossHistory::capacity);
    QVERIFY(history.points().size() >= LossHistory::capacity / 2);
    const double step = history.points()[1].total - history.points()[0].total;
    for (std::size_t i = 1; i < history.points().size(); ++i)
        QCOMPARE(history.points()[i].total - history.points()[i - 1].total, step);
    QVERIFY(iterations - history.points().back().total < step);
}

void TestLossPlot::knowsWhereEachSizeBegins()
{
    LossPlot plot;
    fill(plot);
    const auto &sizes = plot.history().sizes();
    QCOMPARE(sizes.size(), std::size_t(3));
    QCOMPARE(sizes[1].iteration, 21);
    QCOMPARE(sizes[1].size, 256);
    QCOMPARE(sizes[2].iteration, 41);
    plot.clear();
    QVERIFY(plot.history().sizes().empty());
}

void TestLossPlot::findsTheNearestPoint_data()
{
    QTest::addColumn<double>("iteration");
    QTest::addColumn<int>("nearest");
    QTest::newRow("before all") << -5.0 << 10;
    QTest::newRow("exactly") << 20.0 << 20;
    QTest::newRow("nearer below") << 24.9 << 20;
    QTest::newRow("nearer above") << 25.1 << 30;
    QTest::newRow("behind all") << 99.0 << 30;
}

void TestLossPlot::findsTheNearestPoint()
{
    QFETCH(double, iteration);
    QFETCH(int, nearest);
    LossHistory history;
    for (const int i : {10, 20, 30})
        history.add({i, 128, 1, 1, 1});
    QCOMPARE(history.points()[history.nearest(iteration)].iteration, nearest);
}

void TestLossPlot::drawsWhateverTheLossesAre()
{
    LossPlot plot;
    plot.resize(plot.sizeHint());
    plot.add({1, 128, 0, 0, 0});
    const QImage nothing = plot.grab().toImage();
    plot.clear();
    plot.add({1, 128, std::numeric_limits<double>::infinity(), std::nan(""), -1});
    plot.clear();
    plot.add({1, 128, 0, 0, 0});
    QCOMPARE(plot.grab().toImage(), nothing);
    plot.add({2, 128, 1, 1, 1});
    plot.add({3, 128, 0.1, 2, 0.01});
    QVERIFY(plot.grab().toImage() != nothing);
}

void TestLossPlot::narrowPlotsHaveNoLegend()
{
    LossPlot plot;
    fill(plot);
    const QColor plotColor = plot.palette().color(QPalette::Base);
    const auto upperRight = [&plot] {
        return plot.grab().toImage().pixelColor(plot.width() - 1, 0);
    };
    QVERIFY(upperRight() != plotColor);
    plot.resize(plot.minimumSizeHint());
    QCOMPARE(upperRight(), plotColor);
    QVERIFY(plot.width() < plot.sizeHint().width() / 2);
}

void TestLossPlot::pointerReadsValues()
{
    LossPlot plot;
    fill(plot);
    plot.show();
    QVERIFY(QTest::qWaitForWindowActive(&plot));
    plot.clearFocus(); // which reads too
    QVERIFY(plot.reading().isEmpty());
    const QImage before = plot.grab().toImage();
    QTest::mouseMove(&plot, plot.rect().center());
    QVERIFY(plot.reading().contains(QStringLiteral("px")));
    QVERIFY(plot.grab().toImage() != before);
    QHelpEvent toolTip(QEvent::ToolTip, plot.rect().center(),
                       plot.mapToGlobal(plot.rect().center()));
    QCoreApplication::sendEvent(&plot, &toolTip);
    QVERIFY(!QToolTip::isVisible()); // it would lie over the curves
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&plot, &leave);
    QVERIFY(plot.reading().isEmpty());
    QCOMPARE(plot.grab().toImage(), before);
}

void TestLossPlot::keysReadValues_data()
{
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<QString>("begins");
    QTest::newRow("last") << QList<int>{Qt::Key_End} << QStringLiteral("Iteration 60, 512 px");
    QTest::newRow("first") << QList<int>{Qt::Key_Home} << QStringLiteral("Iteration 1, 128 px");
    QTest::newRow("third") << QList<int>{Qt::Key_Home, Qt::Key_Right, Qt::Key_Right}
                           << QStringLiteral("Iteration 3, 128 px");
    QTest::newRow("no further") << QList<int>{Qt::Key_End, Qt::Key_Right}
                                << QStringLiteral("Iteration 60, 512 px");
    QTest::newRow("back") << QList<int>{Qt::Key_End, Qt::Key_Left}
                          << QStringLiteral("Iteration 59, 512 px");
}

void TestLossPlot::keysReadValues()
{
    QFETCH(QList<int>, keys);
    QFETCH(QString, begins);
    LossPlot plot;
    fill(plot);
    for (const int key : keys)
        QTest::keyClick(&plot, Qt::Key(key));
    QVERIFY2(plot.reading().startsWith(begins), qPrintable(plot.reading()));
}

void TestLossPlot::saysWhatIsReadToAssistivePrograms()
{
    LossPlot plot;
    fill(plot);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.accessibleDescription(),
             QStringLiteral("Iteration 1, 128 px: content 1, style 2, total 3"));
    QVERIFY(!plot.accessibleName().isEmpty());
}

GRAMARYE_TEST(TestLossPlot)

} // namespace gramarye::tst_lossplot

#include "tst_lossplot.moc"
