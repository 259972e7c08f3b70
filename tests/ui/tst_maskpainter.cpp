#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/regions/maskpainter.h"

#include <QContextMenuEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTabletEvent>
#include <QTest>
#include <QThreadPool>
#include <QWheelEvent>

namespace gramarye::tst_maskpainter {

/// Real events on a canvas of 400 × 300 that shows a picture of that size, unless it is zoomed.
class TestMaskPainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theLeftButtonPaints();
    void otherWaysErase_data();
    void otherWaysErase();
    void otherButtonsAndSpacePan_data();
    void otherButtonsAndSpacePan();
    void theLeftButtonPaintsAgainWithoutSpace();
    void aDoubleClickPaints();
    void oneButtonAtATime();
    void thePointerPaintsWhereItIs_data();
    void thePointerPaintsWhereItIs();
    void aPenPaintsWithItsPressure();
    void aPensOtherEndErases();
    void anEditIsToldWhenItIsDone();
    void anEditThatChangesNothingIsNone();
    void changesAreToldOnceAFrame();
    void shiftAndWheelChangeTheBrush_data();
    void shiftAndWheelChangeTheBrush();
    void theWheelAloneZooms();
    void keysChangeTheBrushByWholePixels();
    void theOutlineIsAsLargeAsTheBrush();
    void theOutlineFollowsThePointer();
    void theTintIsSeenWhereItWasPainted();
    void onlyWhatChangedIsPaintedAnew();
    void shapesAreSeenWhileTheyAreDrawn();
    void cancellingTakesBack();
    void undoingExchangesTheMaskSilently();
    void endingKeepsWhatIsBeingDrawn();
    void nothingIsComparedMeanwhile();
    void theRightButtonOpensNoMenu();

private:
    QColor colorAt(QPoint position) { return m_canvas->grab().toImage().pixelColor(position); }
    int at(QPoint point) const { return m_painter->mask().constScanLine(point.y())[point.x()]; }

    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(m_canvas.get(), button, modifiers, from);
        move(to, button, modifiers);
        QTest::mouseRelease(m_canvas.get(), button, modifiers, to);
    }

    void move(QPointF to, Qt::MouseButtons buttons = {}, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, m_canvas->mapToGlobal(to), Qt::NoButton, buttons,
                          modifiers);
        QCoreApplication::sendEvent(m_canvas.get(), &event);
    }

    bool wheel(int x, int y, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event({200, 150}, {200, 150}, {}, {x, y}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_canvas.get(), &event);
        return event.isAccepted();
    }

    /// True where it is taken: then it does not come again as a mouse's.
    bool pen(QEvent::Type type, QPointF position, double pressure,
             QPointingDevice::PointerType end = QPointingDevice::PointerType::Pen)
    {
        const QPointingDevice device(QStringLiteral("pen"), 1, QInputDevice::DeviceType::Stylus,
                                     end, QInputDevice::Capability::Pressure, 1, 3);
        const Qt::MouseButton button = type == QEvent::TabletMove ? Qt::NoButton : Qt::LeftButton;
        const Qt::MouseButtons held = type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton;
        QTabletEvent event(type, &device, position, m_canvas->mapToGlobal(position), pressure, 0, 0,
                           0, 0, 0, Qt::NoModifier, button, held);
        event.setAccepted(false);
        QCoreApplication::sendEvent(m_canvas.get(), &event);
        return event.isAccepted();
    }

    std::unique_ptr<PreviewCanvas> m_canvas;
    std::unique_ptr<MaskPainter> m_painter;
};

void TestMaskPainter::init()
{
    m_canvas = std::make_unique<PreviewCanvas>();
    m_painter = std::make_unique<MaskPainter>(m_canvas.get());
    m_canvas->resize(400, 300);
    m_canvas->show();
    const PicturePyramid content(plainPicture(Qt::gray, {400, 300}));
    m_canvas->setContent(content);
    m_painter->setBrush({20, 1});
    m_painter->begin(content, {}, Qt::red);
}

void TestMaskPainter::cleanup()
{
    m_painter.reset();
    m_canvas.reset();
}

void TestMaskPainter::theLeftButtonPaints()
{
    drag({100, 100}, {200, 150});
    QCOMPARE(at({100, 100}), 255);
    QCOMPARE(at({150, 125}), 255);
    QCOMPARE(at({200, 150}), 255);
    QCOMPARE(at({150, 140}), 0);
    QCOMPARE(m_canvas->view().pictureRect(), QRectF(0, 0, 400, 300)); // nothing was panned
}

void TestMaskPainter::otherWaysErase_data()
{
    QTest::addColumn<MaskTool>("tool");
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    const Qt::KeyboardModifiers none;
    QTest::newRow("right button") << MaskTool::Brush << Qt::RightButton << none;
    QTest::newRow("Alt") << MaskTool::Brush << Qt::LeftButton
                         << Qt::KeyboardModifiers(Qt::AltModifier);
    QTest::newRow("eraser") << MaskTool::Eraser << Qt::LeftButton << none;
    QTest::newRow("rectangle, right button") << MaskTool::Rectangle << Qt::RightButton << none;
    QTest::newRow("fill, right button") << MaskTool::Fill << Qt::RightButton << none;
}

void TestMaskPainter::otherWaysErase()
{
    QFETCH(MaskTool, tool);
    QFETCH(Qt::MouseButton, button);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    m_painter->setMask(invertedMask(blankMask({400, 300})));
    m_painter->setTool(tool);
    drag({100, 100}, {200, 150}, button, modifiers);
    QCOMPARE(at({150, 125}), 0);
}

void TestMaskPainter::otherButtonsAndSpacePan_data()
{
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::addColumn<bool>("space");
    QTest::newRow("middle button") << Qt::MiddleButton << false;
    QTest::newRow("Space and left button") << Qt::LeftButton << true;
}

void TestMaskPainter::otherButtonsAndSpacePan()
{
    QFETCH(Qt::MouseButton, button);
    QFETCH(bool, space);
    QSignalSpy asked(m_canvas.get(), &PreviewCanvas::startPauseRequested);
    if (space)
        QTest::keyPress(m_canvas.get(), Qt::Key_Space);
    drag({100, 100}, {130, 90}, button);
    QCOMPARE(m_canvas->view().pictureRect().topLeft(), QPointF(30, -10));
    QVERIFY(isBlank(m_painter->mask()));
    QCOMPARE(asked.size(), 0);
}

void TestMaskPainter::theLeftButtonPaintsAgainWithoutSpace()
{
    QTest::keyPress(m_canvas.get(), Qt::Key_Space);
    QCOMPARE(m_canvas->cursor().shape(), Qt::OpenHandCursor);
    QTest::keyRelease(m_canvas.get(), Qt::Key_Space);
    QCOMPARE(m_canvas->cursor().shape(), Qt::CrossCursor);
    drag({100, 100}, {130, 90});
    QCOMPARE(m_canvas->view().pictureRect().topLeft(), QPointF(0, 0));
    QVERIFY(!isBlank(m_painter->mask()));
}

void TestMaskPainter::aDoubleClickPaints()
{
    wheel(0, 600, {});
    const QRectF place = m_canvas->view().pictureRect();
    QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, {200, 150});
    QCOMPARE(m_canvas->view().pictureRect(), place); // it does not fit the picture in
    QCOMPARE(at({200, 150}), 255);
}

void TestMaskPainter::oneButtonAtATime()
{
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    QTest::mousePress(m_canvas.get(), Qt::MiddleButton, {}, {100, 100});
    QTest::mousePress(m_canvas.get(), Qt::RightButton, {}, {100, 100});
    QTest::mouseRelease(m_canvas.get(), Qt::RightButton, {}, {100, 100});
    move({200, 100}, Qt::LeftButton);
    QTest::mouseRelease(m_canvas.get(), Qt::MiddleButton, {}, {200, 100});
    move({300, 100}, Qt::LeftButton);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {300, 100});
    move({300, 250});
    QCOMPARE(at({250, 100}), 255);
    QCOMPARE(at({300, 200}), 0);
    QCOMPARE(m_canvas->view().pictureRect().topLeft(), QPointF(0, 0));
}

void TestMaskPainter::thePointerPaintsWhereItIs_data()
{
    QTest::addColumn<QSize>("content");
    QTest::addColumn<int>("zoom");
    QTest::newRow("large picture") << QSize(3000, 3000) << 0;
    QTest::newRow("small picture") << QSize(60, 45) << 0;
    QTest::newRow("zoomed in") << QSize(800, 600) << 360;
    QTest::newRow("zoomed out") << QSize(800, 600) << -360;
}

void TestMaskPainter::thePointerPaintsWhereItIs()
{
    QFETCH(QSize, content);
    QFETCH(int, zoom);
    const PicturePyramid picture(plainPicture(Qt::gray, content));
    m_canvas->setContent(picture);
    m_painter->begin(picture, {}, Qt::red);
    m_painter->setBrush({4, 1});
    wheel(0, zoom, {});
    for (const QPoint position : {QPoint(190, 140), QPoint(230, 180)}) {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, position);
        const QPointF share = m_canvas->view().pictureAt(position);
        const QSize size = m_painter->mask().size();
        QCOMPARE(at({int(share.x() * size.width()), int(share.y() * size.height())}), 255);
    }
}

void TestMaskPainter::aPenPaintsWithItsPressure()
{
    m_painter->setBrush({40, 1});
    QVERIFY(pen(QEvent::TabletPress, {100, 100}, 0.5));
    QVERIFY(pen(QEvent::TabletMove, {150, 100}, 0.5));
    QVERIFY(pen(QEvent::TabletRelease, {150, 100}, 0));
    QCOMPARE(at({125, 100}), 128);
    QCOMPARE(at({125, 115}), 0);
    QVERIFY(pen(QEvent::TabletPress, {100, 200}, 1));
    QVERIFY(pen(QEvent::TabletRelease, {100, 200}, 0));
    QCOMPARE(at({100, 215}), 255);
}

void TestMaskPainter::aPensOtherEndErases()
{
    m_painter->setMask(invertedMask(blankMask({400, 300})));
    pen(QEvent::TabletPress, {100, 100}, 1, QPointingDevice::PointerType::Eraser);
    pen(QEvent::TabletRelease, {100, 100}, 0, QPointingDevice::PointerType::Eraser);
    QCOMPARE(at({100, 100}), 0);
}

void TestMaskPainter::anEditIsToldWhenItIsDone()
{
    QSignalSpy edited(m_painter.get(), &MaskPainter::maskEdited);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    move({200, 150}, Qt::LeftButton);
    QCOMPARE(edited.size(), 0);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {200, 150});
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].value<QImage>(), m_painter->mask());
    m_painter->edit(invertedMask(m_painter->mask()));
    QCOMPARE(edited.size(), 2);
    QCOMPARE(edited[1][0].value<QImage>(), m_painter->mask());
    QVERIFY(edited[1][0] != edited[0][0]);
}

void TestMaskPainter::anEditThatChangesNothingIsNone()
{
    QSignalSpy edited(m_painter.get(), &MaskPainter::maskEdited);
    drag({100, 100}, {200, 150}, Qt::RightButton);
    m_painter->edit(m_painter->mask());
    QCOMPARE(edited.size(), 0);
}

void TestMaskPainter::changesAreToldOnceAFrame()
{
    QSignalSpy changed(m_painter.get(), &MaskPainter::maskChanged);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    for (int x = 100; x < 200; ++x)
        move(QPointF(x, 100), Qt::LeftButton);
    QCOMPARE(changed.size(), 0); // no time has passed
    QVERIFY(changed.wait());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].value<QImage>(), m_painter->mask());
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {200, 100});
    QCOMPARE(changed.size(), 2);
}

void TestMaskPainter::shiftAndWheelChangeTheBrush_data()
{
    QTest::addColumn<QPoint>("delta");
    QTest::addColumn<bool>("larger");
    QTest::newRow("up") << QPoint(0, 120) << true;
    QTest::newRow("down") << QPoint(0, -120) << false;
    QTest::newRow("turned aside by the system") << QPoint(120, 0) << true;
    QTest::newRow("a touchpad's small steps") << QPoint(0, 6) << true;
}

void TestMaskPainter::shiftAndWheelChangeTheBrush()
{
    QFETCH(QPoint, delta);
    QFETCH(bool, larger);
    QSignalSpy changed(m_painter.get(), &MaskPainter::brushChanged);
    const double zoom = m_canvas->zoom();
    QVERIFY(wheel(delta.x(), delta.y(), Qt::ShiftModifier));
    QVERIFY(larger ? m_painter->brush().size > 20 : m_painter->brush().size < 20);
    QCOMPARE(m_canvas->zoom(), zoom);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].value<Brush>(), m_painter->brush());
    for (int i = 0; i < 100; ++i)
        wheel(0, larger ? 1200 : -1200, Qt::ShiftModifier);
    QCOMPARE(m_painter->brush().size, larger ? Brush::largest : Brush::smallest);
}

void TestMaskPainter::theWheelAloneZooms()
{
    const double zoom = m_canvas->zoom();
    QVERIFY(wheel(0, 120, {}));
    QVERIFY(m_canvas->zoom() > zoom);
    QCOMPARE(m_painter->brush().size, 20.0);
}

void TestMaskPainter::keysChangeTheBrushByWholePixels()
{
    m_painter->setBrush({1, 1});
    double last = 1;
    for (int i = 0; i < 20; ++i) {
        m_painter->enlargeBrush();
        QVERIFY(m_painter->brush().size >= last + 1);
        QCOMPARE(m_painter->brush().size, std::round(m_painter->brush().size));
        last = m_painter->brush().size;
    }
    for (int i = 0; i < 40; ++i)
        m_painter->reduceBrush();
    QCOMPARE(m_painter->brush().size, 1.0);
}

void TestMaskPainter::theOutlineIsAsLargeAsTheBrush()
{
    move({200, 150});
    QCOMPARE(m_painter->outline(), QRectF(190, 140, 20, 20));
    wheel(0, 480, {});
    const double width = 20 * m_canvas->view().pictureRect().width() / 400;
    QVERIFY(width > 30);
    QCOMPARE(m_painter->outline().width(), width);
    // It is drawn around what a click covers, and nowhere else.
    const QImage clean = m_canvas->grab().toImage();
    m_painter->setTool(MaskTool::Fill);
    const QImage without = m_canvas->grab().toImage();
    QRect differs;
    for (int y = 0; y < 300; ++y) {
        for (int x = 0; x < 400; ++x) {
            if (clean.pixel(x, y) != without.pixel(x, y))
                differs |= QRect(x, y, 1, 1);
        }
    }
    QVERIFY2(std::abs(differs.width() - width) <= 5, qPrintable(QDebug::toString(differs)));
    QCOMPARE(differs.center(), QPoint(199, 149));
}

void TestMaskPainter::theOutlineFollowsThePointer()
{
    m_painter->setBrush({60, 1});
    move({100, 100});
    const QColor background = colorAt({10, 10});
    QVERIFY(colorAt({130, 100}) != background);
    move({250, 200});
    QCOMPARE(colorAt({130, 100}), background);
    QVERIFY(colorAt({280, 200}) != background);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_canvas.get(), &leave);
    QCOMPARE(colorAt({280, 200}), background);
}

void TestMaskPainter::theTintIsSeenWhereItWasPainted()
{
    const QColor before = colorAt({150, 100});
    m_painter->setBrush({60, 1});
    drag({100, 100}, {200, 100});
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_canvas.get(), &leave);
    const QColor tinted = colorAt({150, 100});
    QVERIFY(tinted.red() > before.red() + 30);
    QVERIFY(tinted.green() < before.green() - 30);
    QCOMPARE(colorAt({150, 200}), before);
    m_painter->end();
    QCOMPARE(colorAt({150, 100}), before);
}

// While it is on a stroke passes many times a second; a canvas may be as large as a screen.
void TestMaskPainter::onlyWhatChangedIsPaintedAnew()
{
    struct PaintSpy : QObject
    {
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                region |= static_cast<QPaintEvent *>(event)->region();
            return false;
        }
        QRegion region;
    };
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    QCoreApplication::processEvents();
    PaintSpy spy;
    m_canvas->installEventFilter(&spy);
    move({120, 110}, Qt::LeftButton);
    QTRY_VERIFY(!spy.region.isEmpty());
    QCoreApplication::processEvents();
    const QRect painted = spy.region.boundingRect();
    QVERIFY(painted.contains(QRect(QPoint(90, 90), QPoint(130, 120))));
    QVERIFY(QRect(QPoint(80, 80), QPoint(140, 130)).contains(painted));
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {120, 110});
}

void TestMaskPainter::shapesAreSeenWhileTheyAreDrawn()
{
    m_painter->setTool(MaskTool::Rectangle);
    const QColor background = colorAt({10, 10});
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    move({200, 180}, Qt::LeftButton);
    QVERIFY(colorAt({150, 100}) != background);
    QVERIFY(colorAt({200, 140}) != background);
    QCOMPARE(colorAt({150, 140}), background);
    QVERIFY(isBlank(m_painter->mask()));
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {200, 180});
    QCOMPARE(at({150, 140}), 255);
}

void TestMaskPainter::cancellingTakesBack()
{
    QSignalSpy edited(m_painter.get(), &MaskPainter::maskEdited);
    QVERIFY(!m_painter->cancelDrawing());
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    move({200, 180}, Qt::LeftButton);
    QVERIFY(!isBlank(m_painter->mask()));
    QVERIFY(m_painter->cancelDrawing());
    QVERIFY(isBlank(m_painter->mask()));
    move({250, 180}, Qt::LeftButton);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {250, 180});
    QVERIFY(isBlank(m_painter->mask()));
    QCOMPARE(edited.size(), 0);
}

void TestMaskPainter::undoingExchangesTheMaskSilently()
{
    QSignalSpy edited(m_painter.get(), &MaskPainter::maskEdited);
    QSignalSpy changed(m_painter.get(), &MaskPainter::maskChanged);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    const QImage other = invertedMask(blankMask({400, 300}));
    m_painter->setMask(other);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    QCOMPARE(m_painter->mask(), other);
    QCOMPARE(edited.size(), 0);
    QCOMPARE(changed.size(), 0);
}

void TestMaskPainter::endingKeepsWhatIsBeingDrawn()
{
    QSignalSpy edited(m_painter.get(), &MaskPainter::maskEdited);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    m_painter->end();
    QCOMPARE(edited.size(), 1);
    QVERIFY(!m_canvas->tool());
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {100, 100});
    drag({100, 100}, {130, 90});
    QCOMPARE(m_canvas->view().pictureRect().topLeft(), QPointF(30, -10)); // as ever
}

void TestMaskPainter::nothingIsComparedMeanwhile()
{
    m_canvas->setResult(plainPicture(Qt::blue, {400, 300}));
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    m_canvas->setComparing(true);
    QCOMPARE(colorAt({50, 50}), QColor(Qt::blue)); // not the picture before
    drag({200, 150}, {300, 150});
    QCOMPARE(m_canvas->divider(), 0.5);
    QCOMPARE(at({250, 150}), 255);
    m_painter->end();
    QCOMPARE(colorAt({50, 50}), QColor(Qt::gray));
}

void TestMaskPainter::theRightButtonOpensNoMenu()
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, {100, 100}, {100, 100});
    event.ignore();
    QCoreApplication::sendEvent(m_canvas.get(), &event);
    QVERIFY(event.isAccepted());
}

GRAMARYE_TEST(TestMaskPainter)

} // namespace gramarye::tst_maskpainter

#include "tst_maskpainter.moc"
