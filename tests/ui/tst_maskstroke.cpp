#include "tests/support/testprogram.h"
#include "ui/regions/maskstroke.h"

#include <QLineF>
#include <QTest>

namespace gramarye::tst_maskstroke {

class TestMaskStroke : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDabIsARoundSpot_data();
    void aDabIsARoundSpot();
    void theSmallestBrushIsAPixel();
    void aFastStrokeHasNoGaps_data();
    void aFastStrokeHasNoGaps();
    void whatPassesTwiceBuildsUpOnlyOnce();
    void aSecondStrokeAddsToTheFirst();
    void pressureScalesSizeAndEffect();
    void pressureChangesAlongTheWay();
    void noPressureDoesNothing();
    void erasingIsPaintingTheOutside();
    void onlyWhatIsReportedChanges_data();
    void onlyWhatIsReportedChanges();
    void whatLiesOutsideIsCutOff();

private:
    static int at(const QImage &mask, QPoint point)
    {
        return mask.constScanLine(point.y())[point.x()];
    }

    static QImage stroke(const QImage &mask, const Brush &brush, const QList<QPointF> &points,
                         double pressure = 1, MaskEdit edit = MaskEdit::Paint)
    {
        QImage result = mask;
        MaskStroke stroke(mask, brush, edit);
        for (const QPointF &point : points)
            stroke.moveTo(result, point, pressure);
        return result;
    }
};

void TestMaskStroke::aDabIsARoundSpot_data()
{
    QTest::addColumn<double>("size");
    QTest::addColumn<double>("hardness");
    for (const double size : {8.0, 41.0, 90.0}) {
        for (const double hardness : {0.0, 0.5, 1.0})
            QTest::addRow("%g px, %g", size, hardness) << size << hardness;
    }
}

void TestMaskStroke::aDabIsARoundSpot()
{
    QFETCH(double, size);
    QFETCH(double, hardness);
    const QPointF middle(50.5, 50.5);
    const QImage mask = stroke(blankMask({101, 101}), {size, hardness}, {middle});
    QCOMPARE(at(mask, {50, 50}), 255);
    for (int y = 0; y < 101; ++y) {
        for (int x = 0; x < 101; ++x) {
            const double distance = QLineF(middle, QPointF(x + 0.5, y + 0.5)).length();
            const int value = at(mask, {x, y});
            if (distance < hardness * size / 2 - 1)
                QCOMPARE(value, 255);
            if (distance > size / 2 + 1)
                QCOMPARE(value, 0);
            if (x > 50 && y == 50) // it fades towards the edge
                QVERIFY(value <= at(mask, {x - 1, y}));
        }
    }
    const int between = at(mask, {50 + int((1 + hardness) * size / 4), 50});
    QVERIFY2(hardness == 1 || (between > 60 && between < 195),
             qPrintable(QString::number(between)));
}

void TestMaskStroke::theSmallestBrushIsAPixel()
{
    const QImage mask = stroke(blankMask({9, 9}), {1, 1}, {{4.5, 4.5}});
    QCOMPARE(at(mask, {4, 4}), 255);
    QCOMPARE(at(mask, {3, 4}), 0);
    QCOMPARE(at(mask, {4, 5}), 0);
}

void TestMaskStroke::aFastStrokeHasNoGaps_data()
{
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::newRow("along a line") << QPointF(20, 100) << QPointF(280, 100);
    QTest::newRow("across lines") << QPointF(150, 20) << QPointF(150, 180);
    QTest::newRow("slanting") << QPointF(20, 20) << QPointF(280, 180);
    QTest::newRow("back") << QPointF(280, 30) << QPointF(20, 170);
    QTest::newRow("steep") << QPointF(100, 180) << QPointF(120, 20);
}

void TestMaskStroke::aFastStrokeHasNoGaps()
{
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    const QImage mask = stroke(blankMask({300, 200}), {12, 0.5}, {from, to});
    const QLineF line(from, to);
    const QLineF aside = line.normalVector().unitVector();
    const QPointF step(aside.dx(), aside.dy());
    for (int i = 0; i <= 1000; ++i) {
        const QPointF point = line.pointAt(i / 1000.0);
        QVERIFY(at(mask, point.toPoint()) > 240);
        QCOMPARE(at(mask, (point + 9 * step).toPoint()), 0);
        QCOMPARE(at(mask, (point - 9 * step).toPoint()), 0);
    }
}

void TestMaskStroke::whatPassesTwiceBuildsUpOnlyOnce()
{
    const Brush soft{40, 0};
    const QImage blank = blankMask({100, 60});
    const QImage once = stroke(blank, soft, {{20, 30}, {80, 30}}, 0.5);
    const QImage often =
        stroke(blank, soft, {{20, 30}, {80, 30}, {20, 30}, {50, 30}, {50, 30}, {80, 30}}, 0.5);
    QCOMPARE(often, once);
    QCOMPARE(at(once, {50, 30}), 127);
}

void TestMaskStroke::aSecondStrokeAddsToTheFirst()
{
    const Brush brush{40, 1};
    const QImage once = stroke(blankMask({60, 60}), brush, {{30, 30}}, 0.5);
    const QImage twice = stroke(once, brush, {{30, 30}}, 0.5);
    QCOMPARE(at(once, {30, 30}), 128);
    QCOMPARE(at(twice, {30, 30}), 192);
    QCOMPARE(at(twice, {55, 55}), 0);
}

void TestMaskStroke::pressureScalesSizeAndEffect()
{
    const Brush brush{40, 1};
    const QImage full = stroke(blankMask({60, 60}), brush, {{30, 30}}, 1);
    const QImage half = stroke(blankMask({60, 60}), brush, {{30, 30}}, 0.5);
    QCOMPARE(at(full, {30, 30}), 255);
    QCOMPARE(at(half, {30, 30}), 128);
    QCOMPARE(at(full, {45, 30}), 255); // 15 px from the middle
    QCOMPARE(at(half, {45, 30}), 0);
    QCOMPARE(at(half, {38, 30}), 128);
}

void TestMaskStroke::pressureChangesAlongTheWay()
{
    QImage mask = blankMask({200, 60});
    MaskStroke stroke(mask, {40, 1}, MaskEdit::Paint);
    stroke.moveTo(mask, {20, 30}, 0.2);
    stroke.moveTo(mask, {180, 30}, 1);
    for (int x = 22; x < 178; ++x)
        QVERIFY(at(mask, {x, 30}) >= at(mask, {x - 1, 30}));
    QVERIFY(at(mask, {25, 30}) < 70);
    QVERIFY(at(mask, {175, 30}) > 240);
    QCOMPARE(at(mask, {30, 40}), 0);
    QVERIFY(at(mask, {170, 40}) > 200);
}

void TestMaskStroke::noPressureDoesNothing()
{
    const QImage blank = blankMask({60, 60});
    QCOMPARE(stroke(blank, {40, 1}, {{30, 30}, {50, 50}}, 0), blank);
}

void TestMaskStroke::erasingIsPaintingTheOutside()
{
    const QList<QPointF> points{{20, 20}, {70, 50}};
    const QImage painted = stroke(blankMask({100, 80}), {30, 0.3}, points, 0.8);
    const QImage erased =
        stroke(invertedMask(blankMask({100, 80})), {30, 0.3}, points, 0.8, MaskEdit::Erase);
    QVERIFY(!isBlank(painted));
    QCOMPARE(erased, invertedMask(painted));
}

void TestMaskStroke::onlyWhatIsReportedChanges_data()
{
    QTest::addColumn<QPointF>("to");
    QTest::newRow("nowhere") << QPointF(60, 60);
    QTest::newRow("right") << QPointF(150, 64);
    QTest::newRow("up and left") << QPointF(12, 8);
    QTest::newRow("outside") << QPointF(-300, 500);
}

void TestMaskStroke::onlyWhatIsReportedChanges()
{
    QFETCH(QPointF, to);
    QImage mask = blankMask({200, 120});
    MaskStroke stroke(mask, {23, 0.5}, MaskEdit::Paint);
    for (const QPointF &point : {QPointF(60, 60), to}) {
        const QImage before = mask;
        const QRect changed = stroke.moveTo(mask, point, 1);
        QVERIFY(mask.rect().contains(changed));
        for (int y = 0; y < mask.height(); ++y) {
            for (int x = 0; x < mask.width(); ++x)
                QVERIFY(changed.contains(x, y) || at(mask, {x, y}) == at(before, {x, y}));
        }
    }
    QCOMPARE(stroke.before(), blankMask({200, 120}));
}

void TestMaskStroke::whatLiesOutsideIsCutOff()
{
    QImage mask = blankMask({50, 50});
    MaskStroke stroke(mask, {20, 1}, MaskEdit::Paint);
    QVERIFY(stroke.moveTo(mask, {-100, -100}, 1).isEmpty());
    QVERIFY(isBlank(mask));
    stroke.moveTo(mask, {25, 25}, 1); // on the way in
    QCOMPARE(at(mask, {0, 0}), 255);
    QCOMPARE(at(mask, {49, 0}), 0);
}

GRAMARYE_TEST(TestMaskStroke)

} // namespace gramarye::tst_maskstroke

#include "tst_maskstroke.moc"
