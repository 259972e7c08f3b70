#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/regions/maskeditor.h"

#include <QPainter>
#include <QTest>

namespace gramarye::tst_maskeditor {

class TestMaskEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesMasksOfEverySize();
    void toolsPaintAndErase_data();
    void toolsPaintAndErase();
    void theEraserErasesWhateverTheButton();
    void aRectangleIsBetweenItsCorners();
    void cancellingTakesBackWhatWasDrawn_data();
    void cancellingTakesBackWhatWasDrawn();
    void exchangingTheMaskGivesUpWhatIsDrawn();
    void knowsWhetherAnythingHasChanged();

private:
    static int at(const MaskEditor &editor, QPoint point)
    {
        return editor.mask().constScanLine(point.y())[point.x()];
    }

    /// Red on the left, blue on the right; 100 × 80.
    static PicturePyramid content()
    {
        QImage picture = plainPicture(Qt::red, {100, 80});
        QPainter(&picture).fillRect(50, 0, 50, 80, Qt::blue);
        return PicturePyramid(picture);
    }

    /// Around (25, 40), so far as the tool can.
    static void draw(MaskEditor &editor, MaskEdit edit)
    {
        editor.press({15, 30}, 1, edit);
        editor.moveTo({35, 30}, 1);
        editor.moveTo({35, 50}, 1);
        editor.moveTo({25, 40}, 1);
    }
};

void TestMaskEditor::takesMasksOfEverySize()
{
    QCOMPARE(MaskEditor(content(), {}).mask(), blankMask({100, 80}));
    const QImage full = invertedMask(blankMask({33, 20}));
    QCOMPARE(MaskEditor(content(), full).mask(), invertedMask(blankMask({100, 80})));
    const MaskEditor large(PicturePyramid(plainPicture(Qt::red, {4096, 3072})), full);
    QCOMPARE(large.mask().size(), QSize(2048, 1536));
}

void TestMaskEditor::toolsPaintAndErase_data()
{
    QTest::addColumn<MaskTool>("tool");
    QTest::addColumn<QPoint>("inside");
    QTest::addColumn<QPoint>("outside");
    QTest::newRow("brush") << MaskTool::Brush << QPoint(25, 30) << QPoint(60, 60);
    QTest::newRow("rectangle") << MaskTool::Rectangle << QPoint(20, 35) << QPoint(20, 45);
    QTest::newRow("lasso") << MaskTool::Lasso << QPoint(30, 35) << QPoint(17, 38);
    QTest::newRow("fill") << MaskTool::Fill << QPoint(45, 75) << QPoint(55, 5);
}

void TestMaskEditor::toolsPaintAndErase()
{
    QFETCH(MaskTool, tool);
    QFETCH(QPoint, inside);
    QFETCH(QPoint, outside);
    MaskEditor editor(content(), {});
    editor.tool = tool;
    editor.brush = {8, 1};
    draw(editor, MaskEdit::Paint);
    QVERIFY(editor.isDrawing());
    if (tool == MaskTool::Rectangle) // it ends where the pointer is
        editor.moveTo({25, 40}, 1);
    editor.release();
    QVERIFY(!editor.isDrawing());
    QCOMPARE(at(editor, inside), 255);
    QCOMPARE(at(editor, outside), 0);

    editor.setMask(invertedMask(blankMask({100, 80})));
    draw(editor, MaskEdit::Erase);
    editor.release();
    QCOMPARE(at(editor, inside), 0);
    QCOMPARE(at(editor, outside), 255);
}

void TestMaskEditor::theEraserErasesWhateverTheButton()
{
    for (const MaskEdit edit : {MaskEdit::Paint, MaskEdit::Erase}) {
        MaskEditor editor(content(), invertedMask(blankMask({100, 80})));
        editor.tool = MaskTool::Eraser;
        editor.press({50, 40}, 1, edit);
        editor.release();
        QCOMPARE(at(editor, {50, 40}), 0);
    }
}

void TestMaskEditor::aRectangleIsBetweenItsCorners()
{
    MaskEditor editor(content(), {});
    editor.tool = MaskTool::Rectangle;
    editor.press({70, 60}, 1, MaskEdit::Paint);
    editor.moveTo({5, 5}, 1);
    editor.moveTo({30, 20}, 1); // up and left of where it began
    QCOMPARE(editor.shape().boundingRect(), QRectF(30, 20, 40, 40));
    QVERIFY(isBlank(editor.mask()));
    QCOMPARE(editor.release(), QRect(30, 20, 40, 40));
    QVERIFY(editor.shape().isEmpty());
    QCOMPARE(at(editor, {30, 20}), 255);
    QCOMPARE(at(editor, {69, 59}), 255);
    QCOMPARE(at(editor, {29, 20}), 0);
}

void TestMaskEditor::cancellingTakesBackWhatWasDrawn_data()
{
    QTest::addColumn<MaskTool>("tool");
    QTest::newRow("brush") << MaskTool::Brush;
    QTest::newRow("rectangle") << MaskTool::Rectangle;
    QTest::newRow("lasso") << MaskTool::Lasso;
    QTest::newRow("fill") << MaskTool::Fill;
}

void TestMaskEditor::cancellingTakesBackWhatWasDrawn()
{
    QFETCH(MaskTool, tool);
    MaskEditor editor(content(), {});
    editor.brush = {30, 1};
    editor.press({80, 20}, 1, MaskEdit::Paint); // a stroke that stays
    editor.release();
    const QImage before = editor.mask();
    QVERIFY(!isBlank(before));
    editor.tool = tool;
    draw(editor, MaskEdit::Paint);
    editor.cancel();
    QVERIFY(!editor.isDrawing());
    QCOMPARE(editor.mask(), before);
    QVERIFY(editor.release().isEmpty());
    QVERIFY(editor.cancel().isEmpty());
    QCOMPARE(editor.mask(), before);
}

void TestMaskEditor::exchangingTheMaskGivesUpWhatIsDrawn()
{
    MaskEditor editor(content(), {});
    const QImage other = invertedMask(blankMask({100, 80}));
    editor.press({20, 20}, 1, MaskEdit::Erase);
    editor.setMask(other);
    QVERIFY(!editor.isDrawing());
    editor.moveTo({60, 60}, 1);
    editor.release();
    QCOMPARE(editor.mask(), other);
}

void TestMaskEditor::knowsWhetherAnythingHasChanged()
{
    MaskEditor editor(content(), {});
    editor.press({20, 20}, 1, MaskEdit::Erase);
    editor.release();
    QVERIFY(!editor.hasChanged());
    editor.press({20, 20}, 1, MaskEdit::Paint);
    editor.release();
    QVERIFY(editor.hasChanged());
    editor.press({20, 20}, 1, MaskEdit::Paint);
    editor.release();
    QVERIFY(editor.hasChanged()); // a soft brush adds at its edge
    editor.setMask({});
    QVERIFY(!editor.hasChanged());
}

GRAMARYE_TEST(TestMaskEditor)

} // namespace gramarye::tst_maskeditor

#include "tst_maskeditor.moc"
