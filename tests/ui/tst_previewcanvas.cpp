#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QWheelEvent>

namespace gramarye::tst_previewcanvas {

/// Draws nothing, and knows where the picture was when it was asked to.
class PlaceOfTool : public CanvasTool
{
public:
    QCursor cursor() const override { return Qt::CrossCursor; }
    void drawOver(QPainter &, const QRect &picture, const QRect &) const override
    {
        place = picture;
    }
    void drawPointer(QPainter &) const override {}

    mutable QRect place;
};

class TestPreviewCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomKeepsThePointUnderThePointer_data();
    void zoomKeepsThePointUnderThePointer();
    void framesDoNotMoveTheView();
    void fitsAndFills_data();
    void fitsAndFills();
    void fitFollowsTheWindow();
    void aHundredPercentIsPixelForPixel();
    void dragPans();
    void enlargedPixelsStaySharp();
    void reducedPicturesAreSmooth();
    void coarseFramesAreSmooth();
    void showsTheContentBeforeTheFirstPreview();
    void newContentForgetsTheResult();
    void comparesBeforeAndAfter();
    void comparesWithAnotherPicture();
    void holdingOShowsTheOriginal();
    void aResultIsThereAtOnceAndShownSoon();
    void aResultThatIsNotWantedAnyMoreIsNotShown();
    void keysZoomAroundTheMiddle_data();
    void keysZoomAroundTheMiddle();
    void spaceAsksToStartOrPause();
    void tilesLieSideBySide_data();
    void tilesLieSideBySide();
    void tilesAreZoomedAndPannedOver();
    void tilesComeAndGoAroundTheMiddle();
    void theDividerGoesOverAllTiles();
    void aToolSeesOneTile();
    void aToolMayBringItsOwnPicture();

private:
    /// Red on the left, blue on the right; the lower half is darker.
    static QImage quarters(QSize size)
    {
        QImage image = plainPicture(Qt::red, size);
        QPainter painter(&image);
        const int width = size.width() / 2;
        const int height = size.height() / 2;
        painter.fillRect(width, 0, width, height, Qt::blue);
        painter.fillRect(0, height, width, height, Qt::darkRed);
        painter.fillRect(width, height, width, height, Qt::darkBlue);
        return image;
    }

    /// The canvas's colours at these shares of @p place.
    static QList<QColor> colorsAt(PreviewCanvas &canvas, const QRectF &place,
                                  const QList<QPointF> &shares)
    {
        const QImage image = canvas.grab().toImage();
        QList<QColor> colors;
        for (const QPointF share : shares)
            colors << image.pixelColor(QPointF(place.left() + share.x() * place.width(),
                                               place.top() + share.y() * place.height())
                                           .toPoint());
        return colors;
    }

    static QColor colorAt(PreviewCanvas &canvas, QPoint position)
    {
        const QImage image = canvas.grab().toImage();
        return image.pixelColor(position * image.devicePixelRatio());
    }

    static void wheel(PreviewCanvas &canvas, QPointF position, int delta)
    {
        QWheelEvent event(position, position, {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    /// Sets it, and waits until it can be shown.
    static void setResult(PreviewCanvas &canvas, const QImage &result)
    {
        canvas.setResult(result);
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
    }

    static void show(PreviewCanvas &canvas, QSize size, const QImage &content)
    {
        canvas.resize(size);
        canvas.show();
        canvas.setContent(PicturePyramid(content));
    }
};

void TestPreviewCanvas::zoomKeepsThePointUnderThePointer_data()
{
    QTest::addColumn<QPointF>("pointer");
    QTest::addColumn<int>("delta");
    for (const int delta : {120, -120, 15, 960}) {
        QTest::addRow("middle, %d", delta) << QPointF(200, 150) << delta;
        QTest::addRow("left, %d", delta) << QPointF(120, 150) << delta;
        QTest::addRow("lower right, %d", delta) << QPointF(333.5, 222.25) << delta;
    }
}

void TestPreviewCanvas::zoomKeepsThePointUnderThePointer()
{
    QFETCH(QPointF, pointer);
    QFETCH(int, delta);
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {800, 600}));
    const QPointF point = canvas.view().pictureAt(pointer);
    const double zoom = canvas.zoom();
    wheel(canvas, pointer, delta);
    QCOMPARE(canvas.zoom() > zoom, delta > 0);
    const QPointF now = canvas.view().pictureAt(pointer);
    QVERIFY2(QLineF(point, now).length() < 1e-9, qPrintable(QDebug::toString(now)));
}

void TestPreviewCanvas::framesDoNotMoveTheView()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {1500, 1000}));
    canvas.setFinalSize({512, 341});
    wheel(canvas, {100, 100}, 600);
    canvas.setComparing(true);
    const QRectF place = canvas.view().pictureRect();
    const double zoom = canvas.zoom();
    for (const QSize size : {QSize(128, 85), QSize(181, 121), QSize(512, 341)}) {
        setResult(canvas, plainPicture(Qt::blue, size));
        QCOMPARE(canvas.view().pictureRect(), place);
        QCOMPARE(canvas.zoom(), zoom);
    }
    canvas.clearResult();
    QCOMPARE(canvas.view().pictureRect(), place);
}

void TestPreviewCanvas::fitsAndFills_data()
{
    QTest::addColumn<QSize>("picture");
    QTest::addColumn<QRectF>("fitted");
    QTest::addColumn<QRectF>("filled");
    QTest::newRow("wide") << QSize(800, 200) << QRectF(0, 100, 400, 100)
                          << QRectF(-400, 0, 1200, 300);
    QTest::newRow("tall") << QSize(100, 300) << QRectF(150, 0, 100, 300)
                          << QRectF(0, -450, 400, 1200);
    QTest::newRow("small") << QSize(40, 30) << QRectF(0, 0, 400, 300) << QRectF(0, 0, 400, 300);
}

void TestPreviewCanvas::fitsAndFills()
{
    QFETCH(QSize, picture);
    QFETCH(QRectF, fitted);
    QFETCH(QRectF, filled);
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, picture));
    QCOMPARE(canvas.view().pictureRect(), fitted);
    canvas.fill();
    QCOMPARE(canvas.view().pictureRect(), filled);
    canvas.fit();
    QCOMPARE(canvas.view().pictureRect(), fitted);
}

void TestPreviewCanvas::fitFollowsTheWindow()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    canvas.resize(800, 600);
    QCOMPARE(canvas.view().pictureRect(), QRectF(0, 0, 800, 600));
    wheel(canvas, {400, 300}, 120);
    const double width = canvas.view().pictureRect().width();
    canvas.resize(640, 480);
    QCOMPARE(canvas.view().pictureRect().width(), width); // what was zoomed stays as it is
    QTest::mouseDClick(&canvas, Qt::LeftButton);
    QCOMPARE(canvas.view().pictureRect(), QRectF(0, 0, 640, 480));
}

void TestPreviewCanvas::aHundredPercentIsPixelForPixel()
{
    QImage picture = plainPicture(Qt::black, {100, 80});
    for (int y = 0; y < 80; ++y) {
        for (int x = y % 2; x < 100; x += 2)
            picture.setPixelColor(x, y, Qt::white);
    }
    PreviewCanvas canvas;
    show(canvas, {401, 301}, picture); // odd, so that the middle lies between two pixels
    setResult(canvas, picture);
    canvas.showActualSize();
    QCOMPARE(canvas.zoom(), 1.0);
    const QImage shown = canvas.grab().toImage();
    int white = 0;
    int black = 0;
    for (int x = 0; x < shown.width(); ++x) {
        const QColor color = shown.pixelColor(x, shown.height() / 2);
        white += color == Qt::white;
        black += color == Qt::black;
    }
    QCOMPARE(white, 50);
    QCOMPARE(black, 50);
}

void TestPreviewCanvas::dragPans()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    wheel(canvas, {200, 150}, 600);
    const QPointF before = canvas.view().pictureRect().topLeft();
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {200, 150});
    QTest::mouseMove(&canvas, {230, 140});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {230, 140});
    QCOMPARE(canvas.view().pictureRect().topLeft() - before, QPointF(30, -10));
}

void TestPreviewCanvas::enlargedPixelsStaySharp()
{
    QImage picture(2, 1, QImage::Format_RGB32);
    picture.setPixelColor(0, 0, Qt::black);
    picture.setPixelColor(1, 0, Qt::white);
    PreviewCanvas canvas;
    show(canvas, {400, 300}, picture);
    QCOMPARE(colorAt(canvas, {198, 150}), QColor(Qt::black));
    QCOMPARE(colorAt(canvas, {202, 150}), QColor(Qt::white));
}

void TestPreviewCanvas::reducedPicturesAreSmooth()
{
    QImage picture(1600, 1200, QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            picture.setPixelColor(x, y, (x + y) % 2 == 0 ? Qt::black : Qt::white);
    }
    PreviewCanvas canvas;
    show(canvas, {300, 225}, picture);
    const int gray = colorAt(canvas, {150, 100}).red();
    QVERIFY2(gray > 100 && gray < 155, qPrintable(QString::number(gray)));
}

void TestPreviewCanvas::coarseFramesAreSmooth()
{
    QImage coarse(2, 1, QImage::Format_RGB32);
    coarse.setPixelColor(0, 0, Qt::black);
    coarse.setPixelColor(1, 0, Qt::white);
    PreviewCanvas canvas;
    show(canvas, {400, 300}, QImage(400, 200, QImage::Format_RGB32));
    setResult(canvas, coarse);
    const int gray = colorAt(canvas, {200, 150}).red();
    QVERIFY2(gray > 60 && gray < 195, qPrintable(QString::number(gray)));
}

void TestPreviewCanvas::showsTheContentBeforeTheFirstPreview()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red));
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::red));
    setResult(canvas, plainPicture(Qt::blue));
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::blue));
}

void TestPreviewCanvas::newContentForgetsTheResult()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red));
    setResult(canvas, plainPicture(Qt::blue));
    canvas.setContent(PicturePyramid(plainPicture(Qt::green, {20, 20})));
    QVERIFY(!canvas.hasResult());
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::green));
    QCOMPARE(canvas.view().pictureRect(), QRectF(50, 0, 300, 300));
}

void TestPreviewCanvas::comparesBeforeAndAfter()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    setResult(canvas, plainPicture(Qt::blue, {400, 300}));
    canvas.setComparing(true);
    QCOMPARE(colorAt(canvas, {100, 50}), QColor(Qt::red));
    QCOMPARE(colorAt(canvas, {300, 50}), QColor(Qt::blue));

    QTest::mousePress(&canvas, Qt::LeftButton, {}, {200, 50});
    QTest::mouseMove(&canvas, {340, 50});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {340, 50});
    QCOMPARE(canvas.divider(), 0.85);
    QCOMPARE(colorAt(canvas, {300, 50}), QColor(Qt::red));
    QCOMPARE(colorAt(canvas, {380, 50}), QColor(Qt::blue));
    QCOMPARE(canvas.view().pictureRect(), QRectF(0, 0, 400, 300)); // nothing was panned
}

void TestPreviewCanvas::comparesWithAnotherPicture()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    setResult(canvas, plainPicture(Qt::blue, {200, 150}));
    canvas.setComparing(true);
    canvas.setBefore(PicturePyramid(plainPicture(Qt::green, {100, 75})));
    QCOMPARE(colorAt(canvas, {100, 50}), QColor(Qt::green));
    QCOMPARE(colorAt(canvas, {300, 50}), QColor(Qt::blue));
    canvas.setBefore({});
    QCOMPARE(colorAt(canvas, {100, 50}), QColor(Qt::red));
    canvas.setBefore(PicturePyramid(plainPicture(Qt::green, {100, 75})));
    canvas.setContent(PicturePyramid(plainPicture(Qt::yellow, {400, 300})));
    setResult(canvas, plainPicture(Qt::blue, {200, 150}));
    QCOMPARE(colorAt(canvas, {100, 50}), QColor(Qt::yellow)); // with its content it is forgotten
}

void TestPreviewCanvas::holdingOShowsTheOriginal()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red));
    setResult(canvas, plainPicture(Qt::blue));
    QTest::keyPress(&canvas, Qt::Key_O);
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::red));
    QTest::keyRelease(&canvas, Qt::Key_O);
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::blue));
}

void TestPreviewCanvas::aResultIsThereAtOnceAndShownSoon()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red));
    canvas.setResult(plainPicture(Qt::blue));
    QVERIFY(canvas.hasResult());
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::red)); // what was there, not a gap
    QTRY_COMPARE(colorAt(canvas, {200, 150}), QColor(Qt::blue));
}

void TestPreviewCanvas::aResultThatIsNotWantedAnyMoreIsNotShown()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red));
    canvas.setResult(plainPicture(Qt::blue));
    canvas.clearResult();
    QVERIFY(!canvas.hasResult());
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::red));
}

void TestPreviewCanvas::keysZoomAroundTheMiddle_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("larger");
    QTest::newRow("plus") << Qt::Key_Plus << true;
    QTest::newRow("minus") << Qt::Key_Minus << false;
}

void TestPreviewCanvas::keysZoomAroundTheMiddle()
{
    QFETCH(Qt::Key, key);
    QFETCH(bool, larger);
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    QTest::keyClick(&canvas, key);
    QCOMPARE(canvas.zoom() > 1, larger);
    QVERIFY(canvas.accessibleDescription().endsWith(u'%'));
    QVERIFY(QLineF(canvas.view().pictureAt({200, 150}), {0.5, 0.5}).length() < 1e-9);
}

void TestPreviewCanvas::spaceAsksToStartOrPause()
{
    PreviewCanvas canvas;
    QSignalSpy asked(&canvas, &PreviewCanvas::startPauseRequested);
    QTest::keyClick(&canvas, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

void TestPreviewCanvas::tilesLieSideBySide_data()
{
    QTest::addColumn<QSize>("tiles");
    QTest::addColumn<QRectF>("all"); // as large as a canvas of 400 × 300 lets them be
    QTest::newRow("one") << QSize(1, 1) << QRectF(0, 0, 400, 300);
    QTest::newRow("across") << QSize(2, 1) << QRectF(0, 75, 400, 150);
    QTest::newRow("down") << QSize(1, 2) << QRectF(100, 0, 200, 300);
    QTest::newRow("both") << QSize(2, 2) << QRectF(0, 0, 400, 300);
}

void TestPreviewCanvas::tilesLieSideBySide()
{
    QFETCH(QSize, tiles);
    QFETCH(QRectF, all);
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::white, {800, 600}));
    setResult(canvas, quarters({400, 300}));
    canvas.setTiles(tiles);
    QCOMPARE(canvas.view().tiledRect(), all);
    const QRectF first = canvas.view().pictureRect();
    QCOMPARE(first, QRectF(all.topLeft(),
                           QSizeF(all.width() / tiles.width(), all.height() / tiles.height())));
    for (int y = 0; y < tiles.height(); ++y) {
        for (int x = 0; x < tiles.width(); ++x) {
            const QRectF tile = first.translated(x * first.width(), y * first.height());
            QCOMPARE(
                colorsAt(canvas, tile, {{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}}),
                (QList<QColor>{Qt::red, Qt::blue, Qt::darkRed, Qt::darkBlue}));
        }
    }
    // Nothing lies between them.
    const QPoint corner = first.bottomRight().toPoint();
    if (tiles.width() > 1)
        QCOMPARE(colorAt(canvas, {corner.x() - 1, corner.y() - 1}), QColor(Qt::darkBlue));
    if (tiles.width() > 1)
        QCOMPARE(colorAt(canvas, {corner.x(), corner.y() - 1}), QColor(Qt::darkRed));
    if (tiles.height() > 1)
        QCOMPARE(colorAt(canvas, {corner.x() - 1, corner.y()}), QColor(Qt::blue));
}

void TestPreviewCanvas::tilesAreZoomedAndPannedOver()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, quarters({400, 300}));
    canvas.setTiles({2, 2});
    QCOMPARE(canvas.zoom(), 0.5);
    const QPointF pointer(310, 220); // in the last tile
    const QPointF point = canvas.view().pictureAt(pointer);
    wheel(canvas, pointer, 360);
    QVERIFY(QLineF(point, canvas.view().pictureAt(pointer)).length() < 1e-9);
    canvas.showActualSize();
    QCOMPARE(canvas.view().pictureRect().size(), QSizeF(400, 300));
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {390, 290});
    QTest::mouseMove(&canvas, {-2000, -2000});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {-2000, -2000});
    // The last tile's corner is in the middle, and no further.
    QCOMPARE(canvas.view().tiledRect().bottomRight(), QPointF(200, 150));
    QCOMPARE(colorAt(canvas, {150, 100}), QColor(Qt::darkBlue));
}

void TestPreviewCanvas::tilesComeAndGoAroundTheMiddle()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, quarters({400, 300}));
    wheel(canvas, {100, 200}, 600);
    const QRectF alone = canvas.view().pictureRect();
    canvas.setTiles({2, 2});
    QCOMPARE(canvas.view().pictureRect(), alone); // what is seen stays where it is
    canvas.setTiles({1, 1});
    QCOMPARE(canvas.view().pictureRect(), alone);

    canvas.setTiles({2, 2});
    while (canvas.view().pictureAt({200, 150}).x() < 1.2)
        QTest::keyClick(&canvas, Qt::Key_Right);
    const QPointF middle = canvas.view().pictureAt({200, 150});
    const QColor seen = colorAt(canvas, {200, 150});
    canvas.setTiles({1, 1}); // the same place of the picture, in the tile that is left
    const QPointF now = canvas.view().pictureAt({200, 150});
    QVERIFY(QLineF(middle - QPointF(1, 0), now).length() < 1e-9);
    QCOMPARE(colorAt(canvas, {200, 150}), seen);
}

void TestPreviewCanvas::theDividerGoesOverAllTiles()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    setResult(canvas, plainPicture(Qt::blue, {400, 300}));
    canvas.setTiles({2, 2});
    canvas.setComparing(true);
    QCOMPARE(colorsAt(canvas, canvas.rect(), {{0.4, 0.1}, {0.4, 0.9}, {0.6, 0.1}, {0.6, 0.9}}),
             (QList<QColor>{Qt::red, Qt::red, Qt::blue, Qt::blue}));
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {200, 50});
    QTest::mouseMove(&canvas, {340, 50});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {340, 50});
    QCOMPARE(canvas.divider(), 0.85);
    QCOMPARE(colorAt(canvas, {300, 50}), QColor(Qt::red));
    QCOMPARE(colorAt(canvas, {380, 250}), QColor(Qt::blue));
}

void TestPreviewCanvas::aToolSeesOneTile()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, quarters({400, 300}));
    canvas.setTiles({2, 2});
    PlaceOfTool tool;
    canvas.setTool(&tool);
    QCOMPARE(canvas.view().tiledRect(), QRectF(0, 0, 400, 300));
    QCOMPARE(colorAt(canvas, {300, 75}), QColor(Qt::blue));
    QCOMPARE(tool.place, QRect(0, 0, 400, 300));
    canvas.setTiles({1, 2}); // for afterwards
    QCOMPARE(canvas.view().pictureRect(), QRectF(0, 0, 400, 300));
    canvas.setTool(nullptr);
    QCOMPARE(canvas.view().pictureRect(), QRectF(100, 0, 200, 150));

    wheel(canvas, {180, 160}, 960); // at the seam
    const QRectF place = canvas.view().pictureRect();
    canvas.setTool(&tool);
    QCOMPARE(canvas.view().pictureRect(), QRectF(0, 0, 400, 300));
    canvas.setFinalSize({300, 300});
    QCOMPARE(canvas.view().pictureRect(), QRectF(50, 0, 300, 300));
    canvas.setFinalSize({400, 300});
    canvas.setTool(nullptr);
    QCOMPARE(canvas.view().pictureRect(), place); // as if nothing had been
}

void TestPreviewCanvas::aToolMayBringItsOwnPicture()
{
    PreviewCanvas canvas;
    show(canvas, {400, 300}, plainPicture(Qt::red, {400, 300}));
    wheel(canvas, {100, 200}, 600);
    const QRectF place = canvas.view().pictureRect();
    PlaceOfTool tool;
    canvas.setTool(&tool, PicturePyramid(plainPicture(Qt::green, {100, 100})));
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::green));
    QCOMPARE(canvas.view().pictureRect(), QRectF(50, 0, 300, 300));
    QCOMPARE(canvas.zoom(), 3.0);
    QCOMPARE(tool.place, QRect(50, 0, 300, 300));
    canvas.showActualSize();
    QCOMPARE(canvas.view().pictureRect().size(), QSizeF(100, 100));
    setResult(canvas, plainPicture(Qt::blue, {40, 30})); // what comes meanwhile
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::green));
    canvas.setTool(nullptr);
    QCOMPARE(canvas.view().pictureRect(), place);
    QCOMPARE(colorAt(canvas, {200, 150}), QColor(Qt::blue));
}

GRAMARYE_TEST(TestPreviewCanvas)

} // namespace gramarye::tst_previewcanvas

#include "tst_previewcanvas.moc"
