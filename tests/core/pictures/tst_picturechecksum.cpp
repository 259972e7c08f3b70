#include "core/pictures/imagereader.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_picturechecksum {

namespace {

/// Every pixel another colour; 5 px wide, so that lines are padded.
QImage picture(QImage::Format format = QImage::Format_RGB888)
{
    QImage image(5, 4, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(40 * x, 50 * y, 7 * x * y));
    }
    return image.convertToFormat(format);
}

} // namespace

class TestPictureChecksum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThatOfThePixels();
    void differs_data();
    void differs();
    void ofNothingIsEmpty();
};

void TestPictureChecksum::isThatOfThePixels()
{
    const QString sum = pictureChecksum(picture());
    QCOMPARE(sum.size(), 12 + 64);
    QVERIFY(sum.startsWith(QLatin1String("blake2b-256:")));
    QCOMPARE(pictureChecksum(picture(QImage::Format_RGB32)), sum);
    // What a line is padded with belongs to nobody.
    QImage padded = picture();
    padded.scanLine(0)[15] = 99;
    QCOMPARE(pictureChecksum(padded), sum);
}

void TestPictureChecksum::differs_data()
{
    QTest::addColumn<QImage>("other");
    QImage oneLevel = picture();
    oneLevel.setPixelColor(4, 3, QColor(160, 150, 85));
    QTest::newRow("one level") << oneLevel;
    QTest::newRow("narrower") << picture().copy(0, 0, 4, 4);
    QTest::newRow("mirrored") << picture().mirrored();
    QTest::newRow("16 bits") << picture(QImage::Format_RGBX64);
}

void TestPictureChecksum::differs()
{
    QFETCH(QImage, other);
    QVERIFY(pictureChecksum(other) != pictureChecksum(picture()));
}

void TestPictureChecksum::ofNothingIsEmpty()
{
    QCOMPARE(pictureChecksum({}), QString());
}

GRAMARYE_TEST(TestPictureChecksum)

} // namespace gramarye::tst_picturechecksum

#include "tst_picturechecksum.moc"
