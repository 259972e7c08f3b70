#include "tests/support/pictures.h"
#include "ui/canvas/previewcanvas.h"

#include <QApplication>
#include <QTest>
#include <QThreadPool>

using namespace gramarye;

/// The canvas on screens with more pixels than Qt counts: at 100 % each pixel of the picture is one
/// of the screen, wherever the canvas is in its window.
class TestHighDpi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHundredPercentIsPixelForPixel_data();
    void aHundredPercentIsPixelForPixel();
};

void TestHighDpi::aHundredPercentIsPixelForPixel_data()
{
    QTest::addColumn<QPoint>("place");
    QTest::addColumn<QSize>("canvas");
    QTest::newRow("at the corner") << QPoint(0, 0) << QSize(400, 300);
    QTest::newRow("odd size") << QPoint(0, 0) << QSize(401, 303);
    QTest::newRow("odd place") << QPoint(7, 13) << QSize(400, 300);
    QTest::newRow("odd both") << QPoint(11, 1) << QSize(399, 301);
}

void TestHighDpi::aHundredPercentIsPixelForPixel()
{
    QFETCH(QPoint, place);
    QFETCH(QSize, canvas);
    QImage picture = plainPicture(Qt::black, {100, 80});
    for (int y = 0; y < 80; ++y) {
        for (int x = y % 2; x < 100; x += 2)
            picture.setPixelColor(x, y, Qt::white);
    }
    QWidget window;
    window.resize(500, 400);
    auto *shown = new PreviewCanvas(&window);
    shown->setGeometry(QRect(place, canvas));
    shown->setContent(PicturePyramid(picture));
    shown->showActualSize();
    window.show();
    QCOMPARE(shown->devicePixelRatioF(), qEnvironmentVariable("QT_SCALE_FACTOR").toDouble());
    QCOMPARE(shown->zoom(), 1.0);

    // No pixel more or less than where it is.
    const QRect around =
        shown->view().pictureRect().toAlignedRect().adjusted(-3, -3, 3, 3).translated(place);
    const QImage screen = window.grab(around).toImage();
    int white = 0;
    int black = 0;
    for (int y = 0; y < screen.height(); ++y) {
        for (int x = 0; x < screen.width(); ++x) {
            white += screen.pixelColor(x, y) == Qt::white;
            black += screen.pixelColor(x, y) == Qt::black;
        }
    }
    QCOMPARE(white, 100 * 80 / 2);
    QCOMPARE(black, 100 * 80 / 2);
}

int main(int argc, char *argv[])
{
    int failures = 0;
    for (const char *factor : {"1.25", "1.5", "2"}) {
        qputenv("QT_SCALE_FACTOR", factor);
        QApplication application(argc, argv);
        TestHighDpi test;
        failures += QTest::qExec(&test, argc, argv);
    }
    return failures;
}

#include "tst_highdpi.moc"
