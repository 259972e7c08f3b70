#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/regions/mask.h"

#include <QColorSpace>
#include <QPainter>
#include <QTest>

#include <cmath>

namespace gramarye::tst_mask {

class TestMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsLargeAsItsPictureUpToALimit_data();
    void isAsLargeAsItsPictureUpToALimit();
    void isBlankWhereNothingIsInside();
    void isBroughtToAnotherSize();
    void whiteOfAPictureIsInside();
    void invertingExchangesInsideAndOutside();
    void featheringMakesAGaussianOfAnEdge_data();
    void featheringMakesAGaussianOfAnEdge();
    void featheringKeepsWhatThereIs();
    void featheringKeepsTheBorderOfThePicture();
    void editingGoesAsFarAsTheShape_data();
    void editingGoesAsFarAsTheShape();
    void rectanglesAreExact();
    void polygonsHaveSmoothEdges();
    void anUnfinishedLassoCloses();
    void shapesOutsideAreCutOff();
    void fillingTakesWhatIsConnected();
    void fillingIsAsTolerantAsItIsTold_data();
    void fillingIsAsTolerantAsItIsTold();
    void fillingHasASoftEdgeOfAPixel();
    void fillingOutsideTakesNothing();

private:
    static int at(const QImage &mask, int x, int y) { return mask.constScanLine(y)[x]; }

    static QImage fullMask(QSize size) { return invertedMask(blankMask(size)); }

    /// Inside in its right half.
    static QImage halfMask(QSize size)
    {
        QImage mask = blankMask(size);
        editPolygon(mask, QRectF(size.width() / 2, 0, size.width(), size.height()),
                    MaskEdit::Paint);
        return mask;
    }

    static double sum(const QImage &mask)
    {
        double sum = 0;
        for (int y = 0; y < mask.height(); ++y) {
            for (int x = 0; x < mask.width(); ++x)
                sum += at(mask, x, y);
        }
        return sum;
    }
};

void TestMask::isAsLargeAsItsPictureUpToALimit_data()
{
    QTest::addColumn<QSize>("picture");
    QTest::addColumn<QSize>("mask");
    QTest::newRow("small") << QSize(640, 480) << QSize(640, 480);
    QTest::newRow("at the limit") << QSize(2048, 2048) << QSize(2048, 2048);
    QTest::newRow("wide") << QSize(6000, 4000) << QSize(2048, 1365);
    QTest::newRow("tall") << QSize(2000, 8192) << QSize(500, 2048);
    QTest::newRow("a line") << QSize(100'000, 3) << QSize(2048, 1);
}

void TestMask::isAsLargeAsItsPictureUpToALimit()
{
    QFETCH(QSize, picture);
    QTEST(maskSize(picture), "mask");
}

void TestMask::isBlankWhereNothingIsInside()
{
    QVERIFY(isBlank({}));
    QImage mask = blankMask({33, 7}); // its lines are longer than that
    QCOMPARE(mask.format(), QImage::Format_Grayscale8);
    QVERIFY(isBlank(mask));
    mask.scanLine(6)[32] = 8; // nobody tells that from black
    QVERIFY(isBlank(mask));
    mask.scanLine(6)[32] = 9;
    QVERIFY(!isBlank(mask));
}

void TestMask::isBroughtToAnotherSize()
{
    QCOMPARE(resizedMask({}, {20, 10}), blankMask({20, 10}));
    const QImage mask = halfMask({40, 20});
    QCOMPARE(resizedMask(mask, {40, 20}), mask);
    QCOMPARE(resizedMask(mask, {20, 10}), halfMask({20, 10}));
    QCOMPARE(resizedMask(mask, {20, 10}).format(), QImage::Format_Grayscale8);
}

void TestMask::whiteOfAPictureIsInside()
{
    const QImage white = maskOfPicture(plainPicture(Qt::white), {10, 10});
    QCOMPARE(white, fullMask({10, 10}));
    QImage read = plainPicture(Qt::white);
    read.setColorSpace(QColorSpace::SRgb); // as pictures from files
    QCOMPARE(maskOfPicture(read, {10, 10}), fullMask({10, 10}));
    QCOMPARE(maskOfPicture(plainPicture(Qt::black), {10, 10}), blankMask({10, 10}));
    QCOMPARE(at(maskOfPicture(plainPicture(QColor(100, 100, 100)), {10, 10}), 5, 5), 100);
}

void TestMask::invertingExchangesInsideAndOutside()
{
    QImage mask = blankMask({3, 1});
    mask.scanLine(0)[1] = 60;
    mask.scanLine(0)[2] = 255;
    const QImage inverted = invertedMask(mask);
    QCOMPARE(at(inverted, 0, 0), 255);
    QCOMPARE(at(inverted, 1, 0), 195);
    QCOMPARE(at(inverted, 2, 0), 0);
    QCOMPARE(invertedMask(inverted), mask);
}

void TestMask::featheringMakesAGaussianOfAnEdge_data()
{
    QTest::addColumn<double>("radius");
    QTest::addColumn<bool>("turned");
    for (const double radius : {4.0, 10.0, 40.0}) {
        QTest::addRow("%g px, along lines", radius) << radius << false;
        QTest::addRow("%g px, across lines", radius) << radius << true;
    }
}

void TestMask::featheringMakesAGaussianOfAnEdge()
{
    QFETCH(double, radius);
    QFETCH(bool, turned);
    QImage edge = halfMask({400, 30});
    if (turned)
        edge = edge.transformed(QTransform().rotate(90));
    const QImage mask = featheredMask(edge, radius);
    for (int i = 0; i < 400; ++i) {
        const double distance = i + 0.5 - 200;
        const double expected = 255 * 0.5 * std::erfc(-distance / (radius / 2) / std::sqrt(2));
        const int found = turned ? at(mask, 15, i) : at(mask, i, 15);
        QVERIFY2(std::abs(found - expected) < 8, // three boxes are nearly a Gaussian
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(found).arg(expected)));
    }
}

void TestMask::featheringKeepsWhatThereIs()
{
    QImage mask = blankMask({200, 200});
    editPolygon(mask, QRectF(80, 90, 30, 20), MaskEdit::Paint);
    const QImage feathered = featheredMask(mask, 12);
    QVERIFY(std::abs(sum(feathered) / sum(mask) - 1) < 0.01);
    QVERIFY(at(feathered, 95, 100) < 255);
    QCOMPARE(at(feathered, 20, 20), 0);
}

void TestMask::featheringKeepsTheBorderOfThePicture()
{
    const QImage mask = fullMask({50, 40});
    QCOMPARE(featheredMask(mask, 20), mask);
    QCOMPARE(at(featheredMask(halfMask({400, 40}), 20), 399, 0), 255);
}

void TestMask::editingGoesAsFarAsTheShape_data()
{
    QTest::addColumn<int>("value");
    QTest::addColumn<int>("shape");
    QTest::addColumn<MaskEdit>("edit");
    QTest::addColumn<int>("result");
    QTest::newRow("paint all") << 90 << 255 << MaskEdit::Paint << 255;
    QTest::newRow("paint nothing") << 90 << 0 << MaskEdit::Paint << 90;
    QTest::newRow("paint on nothing") << 0 << 77 << MaskEdit::Paint << 77;
    QTest::newRow("paint half of the rest") << 127 << 128 << MaskEdit::Paint << 191;
    QTest::newRow("erase all") << 90 << 255 << MaskEdit::Erase << 0;
    QTest::newRow("erase nothing") << 90 << 0 << MaskEdit::Erase << 90;
    QTest::newRow("erase from all") << 255 << 77 << MaskEdit::Erase << 178;
    QTest::newRow("erase half") << 200 << 128 << MaskEdit::Erase << 100;
}

void TestMask::editingGoesAsFarAsTheShape()
{
    QFETCH(int, value);
    QFETCH(int, shape);
    QFETCH(MaskEdit, edit);
    QImage mask = blankMask({1, 1});
    mask.fill(value);
    QImage other = blankMask({1, 1});
    other.fill(shape);
    QCOMPARE(editMask(mask, other, edit), mask.rect());
    QTEST(at(mask, 0, 0), "result");
}

void TestMask::rectanglesAreExact()
{
    QImage mask = blankMask({20, 20});
    QCOMPARE(editPolygon(mask, QRectF(5, 6, 10, 4), MaskEdit::Paint), QRect(5, 6, 10, 4));
    for (int y = 0; y < 20; ++y) {
        for (int x = 0; x < 20; ++x)
            QCOMPARE(at(mask, x, y), QRect(5, 6, 10, 4).contains(x, y) ? 255 : 0);
    }
    editPolygon(mask, QRectF(5, 6, 5, 4), MaskEdit::Erase);
    QCOMPARE(at(mask, 9, 7), 0);
    QCOMPARE(at(mask, 10, 7), 255);
}

void TestMask::polygonsHaveSmoothEdges()
{
    QImage mask = blankMask({10, 10});
    editPolygon(mask, QPolygonF({{0, 0}, {10, 0}, {0, 10}}), MaskEdit::Paint);
    QCOMPARE(at(mask, 2, 2), 255);
    QCOMPARE(at(mask, 8, 8), 0);
    const int edge = at(mask, 5, 4); // the diagonal halves it
    QVERIFY2(std::abs(edge - 128) < 12, qPrintable(QString::number(edge)));
}

void TestMask::anUnfinishedLassoCloses()
{
    QImage mask = blankMask({30, 30});
    editPolygon(mask, QPolygonF({{5, 5}, {25, 5}, {25, 25}, {5, 25}}), MaskEdit::Paint);
    QCOMPARE(at(mask, 6, 15), 255); // beside the side that was not drawn
    QCOMPARE(at(mask, 3, 15), 0);
}

void TestMask::shapesOutsideAreCutOff()
{
    QImage mask = blankMask({20, 10});
    QCOMPARE(editPolygon(mask, QRectF(-50, -50, 60, 200), MaskEdit::Paint), QRect(0, 0, 10, 10));
    QCOMPARE(at(mask, 9, 9), 255);
    QCOMPARE(at(mask, 10, 0), 0);
    QVERIFY(editPolygon(mask, QRectF(100, 100, 5, 5), MaskEdit::Paint).isEmpty());
}

void TestMask::fillingTakesWhatIsConnected()
{
    // A red ring with something of its colour outside of it.
    QImage picture = plainPicture(Qt::blue, {60, 40});
    QPainter painter(&picture);
    painter.fillRect(10, 10, 20, 20, Qt::red);
    painter.fillRect(15, 15, 10, 10, Qt::blue);
    painter.fillRect(40, 10, 10, 20, Qt::red);
    painter.end();
    const QImage ring = similarColors(picture, {11, 11}, 0.1);
    QCOMPARE(ring.size(), picture.size());
    QCOMPARE(at(ring, 29, 29), 255);
    QCOMPARE(at(ring, 10, 29), 255);
    QCOMPARE(at(ring, 20, 20), 0);
    QCOMPARE(at(ring, 45, 20), 0);
    const QImage hole = similarColors(picture, {20, 20}, 0.1);
    QCOMPARE(at(hole, 16, 16), 255);
    QCOMPARE(at(hole, 12, 12), 0);
    QCOMPARE(at(hole, 0, 0), 0); // the same blue, but not connected
}

void TestMask::fillingIsAsTolerantAsItIsTold_data()
{
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<int>("reached"); // of a ramp with a step of 1 for each px
    QTest::newRow("none") << 0.0 << 0;
    QTest::newRow("a little") << 0.1 << 26;
    QTest::newRow("half") << 0.5 << 128;
    QTest::newRow("all") << 1.0 << 255;
}

void TestMask::fillingIsAsTolerantAsItIsTold()
{
    QFETCH(double, tolerance);
    QFETCH(int, reached);
    QImage ramp = plainPicture(Qt::black, {256, 5});
    for (int y = 0; y < 5; ++y) {
        for (int x = 0; x < 256; ++x)
            ramp.setPixelColor(x, y, QColor(0, x, 0));
    }
    const QImage mask = similarColors(ramp, {0, 2}, tolerance);
    for (int x = 0; x < 256; ++x)
        QCOMPARE(at(mask, x, 2) == 255, x <= reached);
}

void TestMask::fillingHasASoftEdgeOfAPixel()
{
    QImage picture = plainPicture(Qt::white, {40, 40});
    QPainter(&picture).fillRect(20, 0, 20, 40, Qt::black);
    const QImage mask = similarColors(picture, {3, 20}, 0.1);
    QCOMPARE(at(mask, 19, 20), 255);
    QCOMPARE(at(mask, 20, 20), 63);
    QCOMPARE(at(mask, 21, 20), 0);
}

void TestMask::fillingOutsideTakesNothing()
{
    const QImage picture = plainPicture(Qt::white, {40, 30});
    for (const QPoint point : {QPoint(-1, 5), QPoint(40, 5), QPoint(5, 30)})
        QCOMPARE(similarColors(picture, point, 1), blankMask({40, 30}));
}

GRAMARYE_TEST(TestMask)

} // namespace gramarye::tst_mask

#include "tst_mask.moc"
