#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/regions/mask.h"
#include "ui/regions/masktint.h"

#include <QPainter>
#include <QTest>

namespace gramarye::tst_masktint {

class TestMaskTint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tintsWhatIsInside();
    void halfInsideIsHalfTinted();
    void theContourShowsOnEveryPicture_data();
    void theContourShowsOnEveryPicture();
    void theContourIsThinAtEveryZoom_data();
    void theContourIsThinAtEveryZoom();
    void theBorderOfThePictureIsNoContour();
    void aPartLooksAsItDoesInTheWhole_data();
    void aPartLooksAsItDoesInTheWhole();

private:
    /// Inside in its right half.
    static QImage halfMask(QSize size)
    {
        QImage mask = blankMask(size);
        editPolygon(mask, QRectF(size.width() / 2, 0, size.width(), size.height()),
                    MaskEdit::Paint);
        return mask;
    }
};

void TestMaskTint::tintsWhatIsInside()
{
    const QRect place(10, 20, 200, 100);
    const QImage tint = maskTint(halfMask({200, 100}), place, place, Qt::red);
    QCOMPARE(tint.size(), place.size());
    QCOMPARE(tint.pixel(50, 50), qRgba(0, 0, 0, 0));
    const QColor inside = tint.pixelColor(150, 50);
    QVERIFY(inside.alpha() > 80 && inside.alpha() < 160); // the picture shows through
    QCOMPARE(inside.green(), 0);
    QVERIFY(inside.red() > 250);
}

void TestMaskTint::halfInsideIsHalfTinted()
{
    QImage mask = blankMask({50, 50});
    mask.fill(100);
    const QRect place(0, 0, 50, 50);
    const int half = qAlpha(maskTint(mask, place, place, Qt::red).pixel(20, 20));
    mask.fill(200);
    const int whole = qAlpha(maskTint(mask, place, place, Qt::red).pixel(20, 20));
    QVERIFY(half > 0);
    QVERIFY(std::abs(whole - 2 * half) <= 1);
}

void TestMaskTint::theContourShowsOnEveryPicture_data()
{
    QTest::addColumn<QColor>("picture");
    QTest::newRow("its own colour") << QColor(Qt::red);
    QTest::newRow("black") << QColor(Qt::black);
    QTest::newRow("white") << QColor(Qt::white);
    QTest::newRow("grey") << QColor(Qt::gray);
}

void TestMaskTint::theContourShowsOnEveryPicture()
{
    QFETCH(QColor, picture);
    QImage shown = plainPicture(picture, {100, 40});
    QPainter painter(&shown);
    painter.drawImage(0, 0, maskTint(halfMask({100, 40}), shown.rect(), shown.rect(), Qt::red));
    painter.end();
    int most = 0;
    for (int x = 46; x < 54; ++x) {
        const QColor color = shown.pixelColor(x, 20);
        most = std::max({most, std::abs(color.red() - picture.red()),
                         std::abs(color.green() - picture.green()),
                         std::abs(color.blue() - picture.blue())});
    }
    QVERIFY2(most > 90, qPrintable(QString::number(most)));
}

void TestMaskTint::theContourIsThinAtEveryZoom_data()
{
    QTest::addColumn<QSize>("mask");
    QTest::newRow("reduced") << QSize(1600, 800);
    QTest::newRow("reduced a little") << QSize(260, 130);
    QTest::newRow("as it is") << QSize(200, 100);
    QTest::newRow("enlarged") << QSize(60, 30);
    QTest::newRow("enlarged much") << QSize(10, 6);
}

void TestMaskTint::theContourIsThinAtEveryZoom()
{
    QFETCH(QSize, mask);
    const QRect place(0, 0, 200, 100);
    const QImage tint = maskTint(halfMask(mask), place, place, Qt::red);
    int light = 0;
    int dark = 0;
    for (int x = 0; x < 200; ++x) {
        const QColor color = tint.pixelColor(x, 50);
        light += color.alpha() > 130 && color.green() > 128;
        dark += color.alpha() > 130 && color.red() < 128;
    }
    QVERIFY2(light >= 1 && light <= 2, qPrintable(QString::number(light)));
    QVERIFY2(dark >= 1 && dark <= 2, qPrintable(QString::number(dark)));
}

void TestMaskTint::theBorderOfThePictureIsNoContour()
{
    const QRect place(5, 5, 60, 40);
    const QImage tint = maskTint(invertedMask(blankMask({60, 40})), place, place, Qt::red);
    QCOMPARE(tint.pixel(0, 0), tint.pixel(30, 20));
    QCOMPARE(tint.pixel(59, 39), tint.pixel(30, 20));
}

void TestMaskTint::aPartLooksAsItDoesInTheWhole_data()
{
    QTest::addColumn<QRect>("place");
    QTest::newRow("reduced") << QRect(-30, 12, 77, 51);
    QTest::newRow("as it is") << QRect(8, -9, 120, 80);
    QTest::newRow("enlarged") << QRect(-100, -50, 500, 333);
}

void TestMaskTint::aPartLooksAsItDoesInTheWhole()
{
    QFETCH(QRect, place);
    QImage mask = blankMask({120, 80});
    editPolygon(mask, QPolygonF({{10, 10}, {100, 30}, {60, 75}}), MaskEdit::Paint);
    mask = featheredMask(mask, 8);
    const QImage whole = maskTint(mask, place, place, Qt::green);
    for (const QRect &part : {QRect(0, 0, 20, 20), QRect(17, 23, 13, 9), QRect(40, 60, 7, 3)}) {
        const QRect seen = part.intersected(place);
        QVERIFY(!seen.isEmpty());
        QCOMPARE(maskTint(mask, place, seen, Qt::green),
                 whole.copy(seen.translated(-place.topLeft())));
    }
}

GRAMARYE_TEST(TestMaskTint)

} // namespace gramarye::tst_masktint

#include "tst_masktint.moc"
