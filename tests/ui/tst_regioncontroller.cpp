#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/regions/maskbar.h"
#include "ui/regions/maskslider.h"
#include "ui/regions/regioncontroller.h"
#include "ui/widgets/elidedlabel.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

namespace gramarye::tst_regioncontroller {

/// In a window that has shortcuts of its own.
class TestRegionController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bringsUpTheBarAndTakesItAway();
    void anotherEditFinishesTheOneBefore();
    void strokesAreTold();
    void buttonsAndKeysChangeTheWholeMask_data();
    void buttonsAndKeysChangeTheWholeMask();
    void keysChooseTools_data();
    void keysChooseTools();
    void bracketsChangeTheBrush();
    void escapeGivesUpTheStrokeThenLeaves();
    void keysAreTheWindowsAgainAfterwards();
    void keysWithModifiersAreTheWindows();
    void whoTypesIsNotDisturbed();
    void theBarSetsThePainter();
    void undoReachesThePainter();
    void theMaskIsNotSeenWhileHIsHeld();

private:
    void edit(const QImage &mask = {})
    {
        m_controller->edit(QStringLiteral("Region of “Waves”"), Qt::red, m_content, mask);
    }

    PicturePyramid m_content{plainPicture(Qt::gray, {400, 300})};
    std::unique_ptr<QWidget> m_window;
    PreviewCanvas *m_canvas = nullptr;
    MaskBar *m_bar = nullptr;
    QLineEdit *m_line = nullptr;
    QAction *m_stop = nullptr;
    RegionController *m_controller = nullptr;
};

void TestRegionController::init()
{
    m_window = std::make_unique<QWidget>();
    m_canvas = new PreviewCanvas;
    m_bar = new MaskBar;
    m_line = new QLineEdit;
    m_stop = new QAction(m_window.get());
    m_stop->setShortcut(Qt::Key_Escape);
    m_window->addAction(m_stop);
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_bar);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_line);
    m_controller = new RegionController(m_canvas, m_bar, m_window.get());
    m_canvas->setContent(m_content);
    m_window->resize(700, 500);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestRegionController::cleanup()
{
    m_window.reset();
}

void TestRegionController::bringsUpTheBarAndTakesItAway()
{
    QSignalSpy finished(m_controller, &RegionController::finished);
    QVERIFY(m_bar->isHidden());
    m_line->setFocus();
    edit();
    QVERIFY(m_controller->isEditing());
    QVERIFY(m_bar->isVisible());
    QVERIFY(m_canvas->hasFocus());
    QCOMPARE(m_canvas->tool(), m_controller->painter());
    QCOMPARE(m_bar->nameLabel()->text(), QStringLiteral("Region of “Waves”"));
    QTest::mouseClick(m_bar->doneButton(), Qt::LeftButton);
    QVERIFY(!m_controller->isEditing());
    QVERIFY(m_bar->isHidden());
    QVERIFY(m_canvas->hasFocus());
    QVERIFY(!m_canvas->tool());
    QCOMPARE(finished.size(), 1);
    m_controller->finish();
    QCOMPARE(finished.size(), 1);
}

void TestRegionController::anotherEditFinishesTheOneBefore()
{
    QSignalSpy finished(m_controller, &RegionController::finished);
    QSignalSpy edited(m_controller, &RegionController::maskEdited);
    edit();
    QTest::mousePress(m_canvas, Qt::LeftButton);
    m_controller->edit(QStringLiteral("Strength"), Qt::white, m_content, {});
    QCOMPARE(edited.size(), 1); // of the one before
    QCOMPARE(finished.size(), 1);
    QVERIFY(m_controller->isEditing());
    QVERIFY(isBlank(m_controller->painter()->mask()));
    QCOMPARE(m_bar->nameLabel()->text(), QStringLiteral("Strength"));
}

void TestRegionController::strokesAreTold()
{
    edit();
    QSignalSpy changed(m_controller, &RegionController::maskChanged);
    QSignalSpy edited(m_controller, &RegionController::maskEdited);
    QTest::mouseClick(m_canvas, Qt::LeftButton);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(changed.size(), 1);
    const QImage mask = edited[0][0].value<QImage>();
    QCOMPARE(mask.size(), QSize(400, 300));
    QVERIFY(!isBlank(mask));
}

void TestRegionController::buttonsAndKeysChangeTheWholeMask_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QImage>("expected");
    QImage mask = blankMask({400, 300});
    editPolygon(mask, QRectF(100, 100, 150, 80), MaskEdit::Paint);
    QTest::newRow("feather") << Qt::Key_S << featheredMask(mask, 4);
    QTest::newRow("invert") << Qt::Key_I << invertedMask(mask);
    QTest::newRow("clear") << Qt::Key_Delete << blankMask({400, 300});
}

void TestRegionController::buttonsAndKeysChangeTheWholeMask()
{
    QFETCH(Qt::Key, key);
    QFETCH(QImage, expected);
    QImage mask = blankMask({400, 300});
    editPolygon(mask, QRectF(100, 100, 150, 80), MaskEdit::Paint);
    QToolButton *button = key == Qt::Key_S   ? m_bar->featherButton()
                          : key == Qt::Key_I ? m_bar->invertButton()
                                             : m_bar->clearButton();
    for (const bool byKey : {true, false}) {
        edit(mask);
        QSignalSpy edited(m_controller, &RegionController::maskEdited);
        if (byKey)
            QTest::keyClick(m_canvas, key);
        else
            QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(m_controller->painter()->mask(), expected);
    }
}

void TestRegionController::keysChooseTools_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<MaskTool>("tool");
    QTest::newRow("B") << Qt::Key_B << MaskTool::Brush;
    QTest::newRow("E") << Qt::Key_E << MaskTool::Eraser;
    QTest::newRow("R") << Qt::Key_R << MaskTool::Rectangle;
    QTest::newRow("L") << Qt::Key_L << MaskTool::Lasso;
    QTest::newRow("F") << Qt::Key_F << MaskTool::Fill;
}

void TestRegionController::keysChooseTools()
{
    QFETCH(Qt::Key, key);
    QFETCH(MaskTool, tool);
    edit();
    QTest::keyClick(m_canvas, tool == MaskTool::Lasso ? Qt::Key_B : Qt::Key_L);
    QVERIFY(m_controller->painter()->tool() != tool);
    QTest::keyClick(m_canvas, key);
    QCOMPARE(m_controller->painter()->tool(), tool);
    QVERIFY(m_bar->toolButton(tool)->isChecked());
    QVERIFY(
        m_bar->toolButton(tool)->toolTip().contains(u'(' + QKeySequence(key).toString() + u')'));
}

void TestRegionController::bracketsChangeTheBrush()
{
    edit();
    const double size = m_controller->painter()->brush().size;
    QTest::keyClick(m_canvas, Qt::Key_BracketRight);
    QVERIFY(m_controller->painter()->brush().size > size);
    QCOMPARE(m_bar->sizeSlider()->value(), m_controller->painter()->brush().size);
    QTest::keyClick(m_canvas, Qt::Key_BracketLeft);
    QTest::keyClick(m_canvas, Qt::Key_BracketLeft);
    QVERIFY(m_controller->painter()->brush().size < size);
}

void TestRegionController::escapeGivesUpTheStrokeThenLeaves()
{
    QSignalSpy stopped(m_stop, &QAction::triggered);
    edit();
    QTest::mousePress(m_canvas, Qt::LeftButton);
    QTest::keyClick(m_canvas, Qt::Key_Escape);
    QVERIFY(m_controller->isEditing());
    QVERIFY(isBlank(m_controller->painter()->mask()));
    QTest::mouseRelease(m_canvas, Qt::LeftButton);
    QTest::keyClick(m_canvas, Qt::Key_Escape);
    QVERIFY(!m_controller->isEditing());
    QCOMPARE(stopped.size(), 0);
}

void TestRegionController::keysAreTheWindowsAgainAfterwards()
{
    QSignalSpy stopped(m_stop, &QAction::triggered);
    edit();
    m_controller->finish();
    QTest::keyClick(m_canvas, Qt::Key_Escape);
    QCOMPARE(stopped.size(), 1);
}

void TestRegionController::keysWithModifiersAreTheWindows()
{
    QAction other(m_window.get());
    other.setShortcut(Qt::CTRL | Qt::Key_E);
    m_window->addAction(&other);
    QSignalSpy triggered(&other, &QAction::triggered);
    edit();
    QTest::keyClick(m_canvas, Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(m_controller->painter()->tool(), MaskTool::Brush);
}

void TestRegionController::whoTypesIsNotDisturbed()
{
    edit();
    m_line->setFocus();
    QTest::keyClicks(m_line, QStringLiteral("be["));
    QCOMPARE(m_line->text(), QStringLiteral("be["));
    QCOMPARE(m_controller->painter()->tool(), MaskTool::Brush);
    QTest::keyClick(m_line, Qt::Key_Escape); // from anywhere in the window
    QVERIFY(!m_controller->isEditing());
}

void TestRegionController::theBarSetsThePainter()
{
    edit();
    QTest::mouseClick(m_bar->toolButton(MaskTool::Rectangle), Qt::LeftButton);
    QCOMPARE(m_controller->painter()->tool(), MaskTool::Rectangle);
    QVERIFY(m_canvas->hasFocus());
    Q_EMIT m_bar->brushChanged({123, 0.4});
    QCOMPARE(m_controller->painter()->brush(), (Brush{123, 0.4}));
    Q_EMIT m_bar->toleranceChanged(0.33);
    QCOMPARE(m_controller->painter()->tolerance(), 0.33);
    m_controller->finish();
    edit(); // and so they stay
    QCOMPARE(m_controller->painter()->tool(), MaskTool::Rectangle);
    QCOMPARE(m_controller->painter()->brush(), (Brush{123, 0.4}));
    QCOMPARE(m_controller->painter()->tolerance(), 0.33);
}

void TestRegionController::undoReachesThePainter()
{
    edit();
    QSignalSpy edited(m_controller, &RegionController::maskEdited);
    const QImage full = invertedMask(blankMask({400, 300}));
    m_controller->setMask(full);
    QCOMPARE(m_controller->painter()->mask(), full);
    QCOMPARE(edited.size(), 0);
}

void TestRegionController::theMaskIsNotSeenWhileHIsHeld()
{
    const auto seen = [this] {
        const QImage canvas = m_canvas->grab().toImage();
        return canvas.pixelColor(canvas.rect().center());
    };
    edit(invertedMask(blankMask({400, 300})));
    const QColor tinted = seen();
    QVERIFY(tinted != QColor(Qt::gray));
    QTest::keyPress(m_canvas, Qt::Key_H);
    QCOMPARE(seen(), QColor(Qt::gray));
    QTest::keyRelease(m_canvas, Qt::Key_H);
    QCOMPARE(seen(), tinted);
    QTest::keyPress(m_canvas, Qt::Key_H);
    QCOMPARE(seen(), QColor(Qt::gray));
    QTest::keyRelease(m_canvas, Qt::Key_H, Qt::ControlModifier); // on the way to a shortcut
    QCOMPARE(seen(), tinted);
}

GRAMARYE_TEST(TestRegionController)

} // namespace gramarye::tst_regioncontroller

#include "tst_regioncontroller.moc"
