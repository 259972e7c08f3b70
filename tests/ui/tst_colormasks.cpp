#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/regions/colormasks.h"
#include "ui/regions/mask.h"

#include <QBuffer>
#include <QPainter>
#include <QTest>

namespace gramarye::tst_colormasks {

class TestColorMasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flatColorsGiveAMaskEach_data();
    void flatColorsGiveAMaskEach();
    void theNoiseOfAJpegChangesNothing_data();
    void theNoiseOfAJpegChangesNothing();
    void everyPixelBelongsToOneMask();
    void specksGoToWhatIsAroundThem();
    void aMixtureAtAnEdgeIsNoThirdColor();
    void masksHaveTheSizeAskedFor();
    void otherPicturesGiveOneMask_data();
    void otherPicturesGiveOneMask();

private:
    /// Stripes of @p colors, from the left to the right.
    static QImage stripes(const QList<QColor> &colors, QSize size = {480, 240})
    {
        QImage picture(size, QImage::Format_RGB32);
        QPainter painter(&picture);
        const int width = size.width() / int(colors.size());
        for (int i = 0; i < colors.size(); ++i)
            painter.fillRect(i * width, 0, size.width(), size.height(), colors[i]);
        return picture;
    }

    static QImage asJpeg(const QImage &picture, int quality)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        picture.save(&buffer, "JPG", quality);
        return QImage::fromData(buffer.data(), "JPG");
    }

    static int at(const QImage &mask, QPoint point)
    {
        return mask.constScanLine(point.y())[point.x()];
    }

    static const QList<QColor> eight;
};

// From the lightest to the darkest.
const QList<QColor> TestColorMasks::eight{
    Qt::white,         Qt::yellow, Qt::cyan, QColor(150, 120, 90),
    QColor(0, 200, 0), Qt::red,    Qt::blue, Qt::black};

void TestColorMasks::flatColorsGiveAMaskEach_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {2, 3, 5, 8})
        QTest::addRow("%d", count) << count;
}

void TestColorMasks::flatColorsGiveAMaskEach()
{
    QFETCH(int, count);
    const QList<QColor> colors = eight.mid(eight.size() - count); // with at least one of colour
    const QImage picture = stripes(colors);
    const std::vector<QImage> masks = masksOfColors(picture, picture.size());
    QCOMPARE(masks.size(), std::size_t(count));
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            for (int i = 0; i < count; ++i)
                QCOMPARE(at(masks[std::size_t(i)], {x, y}),
                         picture.pixelColor(x, y) == colors[i] ? 255 : 0);
        }
    }
}

void TestColorMasks::theNoiseOfAJpegChangesNothing_data()
{
    QTest::addColumn<int>("quality");
    for (const int quality : {95, 75, 40})
        QTest::addRow("quality %d", quality) << quality;
}

void TestColorMasks::theNoiseOfAJpegChangesNothing()
{
    QFETCH(int, quality);
    QImage picture = stripes(eight);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(eight[5]);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(100, 120), 60, 70);
    painter.end();
    const std::vector<QImage> masks = masksOfColors(asJpeg(picture, quality), picture.size());
    QCOMPARE(masks.size(), std::size_t(8));
    // All but the edges are as they were drawn.
    int wrong = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            for (int i = 0; i < 8; ++i) {
                const bool inside = picture.pixelColor(x, y) == eight[i];
                wrong += inside != (at(masks[std::size_t(i)], {x, y}) > 127);
            }
        }
    }
    QVERIFY2(wrong < picture.width() * picture.height() / 100, qPrintable(QString::number(wrong)));
}

void TestColorMasks::everyPixelBelongsToOneMask()
{
    const QImage picture = asJpeg(stripes(eight.mid(2, 4)), 60);
    const std::vector<QImage> masks = masksOfColors(picture, picture.size());
    QCOMPARE(masks.size(), std::size_t(4));
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            int sum = 0;
            for (const QImage &mask : masks)
                sum += at(mask, {x, y});
            QCOMPARE(sum, 255);
        }
    }
}

void TestColorMasks::specksGoToWhatIsAroundThem()
{
    QImage picture = stripes({Qt::yellow, Qt::blue});
    QPainter painter(&picture);
    painter.fillRect(50, 50, 20, 20, QColor(255, 220, 120)); // less than 0.5 %, nearly yellow
    painter.end();
    const std::vector<QImage> masks = masksOfColors(picture, picture.size());
    QCOMPARE(masks.size(), std::size_t(2));
    QCOMPARE(at(masks[0], {60, 60}), 255);
    QCOMPARE(at(masks[1], {60, 60}), 0);
}

void TestColorMasks::aMixtureAtAnEdgeIsNoThirdColor()
{
    // Half red, half green is the brown of the last stripe.
    QImage picture = stripes({Qt::red, Qt::green, QColor(127, 127, 0)});
    for (int y = 0; y < picture.height(); ++y)
        picture.setPixelColor(160, y, QColor(127, 127, 10));
    QPainter painter(&picture);
    painter.fillRect(159, 0, 1, 240, QColor(170, 85, 10));
    painter.fillRect(160, 0, 1, 240, QColor(85, 170, 10));
    painter.end();
    const std::vector<QImage> masks = masksOfColors(picture, picture.size());
    QCOMPARE(masks.size(), std::size_t(3));
    const QList<QColor> lightestFirst{Qt::green, QColor(127, 127, 0), Qt::red};
    for (int i = 0; i < 3; ++i)
        QCOMPARE(at(masks[std::size_t(i)], {400, 100}) == 255,
                 lightestFirst[i] == QColor(127, 127, 0));
    for (int x = 150; x < 170; ++x)
        QCOMPARE(at(masks[1], {x, 100}), 0);
}

void TestColorMasks::masksHaveTheSizeAskedFor()
{
    const std::vector<QImage> masks = masksOfColors(stripes({Qt::yellow, Qt::blue}), {120, 90});
    QCOMPARE(masks.size(), std::size_t(2));
    for (const QImage &mask : masks) {
        QCOMPARE(mask.size(), QSize(120, 90));
        QCOMPARE(mask.format(), QImage::Format_Grayscale8);
    }
    QCOMPARE(at(masks[0], {20, 45}), 255);
    QCOMPARE(at(masks[1], {20, 45}), 0);
}

void TestColorMasks::otherPicturesGiveOneMask_data()
{
    QTest::addColumn<QImage>("picture");
    QTest::newRow("black and white") << stripes({Qt::white, Qt::black});
    QTest::newRow("greys, as a JPEG")
        << asJpeg(stripes({Qt::white, Qt::gray, Qt::darkGray, Qt::black}), 60);
    QTest::newRow("one colour") << plainPicture(Qt::red, {200, 100});

    QImage many(480, 240, QImage::Format_RGB32);
    for (int y = 0; y < many.height(); ++y) {
        for (int x = 0; x < many.width(); ++x)
            many.setPixelColor(x, y, QColor::fromHsv(x * 359 / 479, 255 - y, 255));
    }
    QTest::newRow("colours that flow") << many;

    QImage sunset(480, 240, QImage::Format_RGB32);
    for (int y = 0; y < sunset.height(); ++y) {
        for (int x = 0; x < sunset.width(); ++x)
            sunset.setPixelColor(x, y, QColor(255 - y / 2, 100 + y / 4, 60 + y / 2));
    }
    QTest::newRow("a few colours that flow") << sunset;

    QList<QColor> nine = eight;
    nine << Qt::magenta;
    QTest::newRow("nine colours") << stripes(nine);
}

void TestColorMasks::otherPicturesGiveOneMask()
{
    QFETCH(QImage, picture);
    const std::vector<QImage> masks = masksOfColors(picture, {64, 32});
    QCOMPARE(masks.size(), std::size_t(1));
    QCOMPARE(masks.front(), maskOfPicture(picture, {64, 32}));
}

GRAMARYE_TEST(TestColorMasks)

} // namespace gramarye::tst_colormasks

#include "tst_colormasks.moc"
