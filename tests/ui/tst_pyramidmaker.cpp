#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/picturepyramid.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

namespace gramarye::tst_pyramidmaker {

class TestPyramidMaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesWhatItIsAskedFor();
    void ofManyOnlyTheFirstAndTheNewestAreMade();
    void cancelledOnesDoNotCome();
    void goesOnAfterCancelling();
};

void TestPyramidMaker::makesWhatItIsAskedFor()
{
    PyramidMaker maker;
    QSignalSpy made(&maker, &PyramidMaker::made);
    PicturePyramid pyramid;
    connect(&maker, &PyramidMaker::made, this, [&](const PicturePyramid &p) { pyramid = p; });
    maker.make(plainPicture(Qt::red, {640, 480}));
    QVERIFY(maker.isMaking());
    QVERIFY(made.isEmpty()); // not on this thread
    QTRY_COMPARE(made.size(), 1);
    QVERIFY(!maker.isMaking());
    QCOMPARE(pyramid.size(), QSize(640, 480));
    QCOMPARE(pyramid.level(100).size(), QSize(160, 120));
    QCOMPARE(pyramid.level(100).pixelColor(5, 5), QColor(Qt::red));
}

void TestPyramidMaker::ofManyOnlyTheFirstAndTheNewestAreMade()
{
    PyramidMaker maker;
    QList<QSize> sizes;
    connect(&maker, &PyramidMaker::made, this, [&](const PicturePyramid &p) { sizes << p.size(); });
    for (int i = 1; i <= 5; ++i)
        maker.make(plainPicture(Qt::red, {100 * i, 100}));
    QTRY_VERIFY(!maker.isMaking());
    QCOMPARE(sizes, QList<QSize>({{100, 100}, {500, 100}}));
}

void TestPyramidMaker::cancelledOnesDoNotCome()
{
    PyramidMaker maker;
    QSignalSpy made(&maker, &PyramidMaker::made);
    maker.make(plainPicture(Qt::red));
    maker.make(plainPicture(Qt::blue));
    maker.cancel();
    QVERIFY(!maker.isMaking());
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QVERIFY(made.isEmpty());
}

void TestPyramidMaker::goesOnAfterCancelling()
{
    PyramidMaker maker;
    QList<QSize> sizes;
    connect(&maker, &PyramidMaker::made, this, [&](const PicturePyramid &p) { sizes << p.size(); });
    maker.make(plainPicture(Qt::red, {100, 100}));
    maker.cancel();
    maker.make(plainPicture(Qt::red, {200, 100}));
    QTRY_COMPARE(sizes.size(), 1);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(sizes, QList<QSize>({{200, 100}}));
}

GRAMARYE_TEST(TestPyramidMaker)

} // namespace gramarye::tst_pyramidmaker

#include "tst_pyramidmaker.moc"
