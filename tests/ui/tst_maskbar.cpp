#include "tests/support/testprogram.h"
#include "ui/regions/maskbar.h"
#include "ui/regions/maskslider.h"
#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

namespace gramarye::tst_maskbar {

class TestMaskBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoseMaskItIs();
    void oneToolIsChosen();
    void showsWhatTheToolIsSetTo_data();
    void showsWhatTheToolIsSetTo();
    void slidersTell();
    void showsWithoutASignal();
    void everyControlHasANameAndATip();
    void tabGoesThroughItInOrder();
    void clicksLeaveTheFocus();
    void takesTwoLinesBesideWideDocks_data();
    void takesTwoLinesBesideWideDocks();

private:
    static constexpr MaskTool tools[] = {MaskTool::Brush, MaskTool::Eraser, MaskTool::Rectangle,
                                         MaskTool::Lasso, MaskTool::Fill};
};

void TestMaskBar::saysWhoseMaskItIs()
{
    MaskBar bar;
    bar.setRegion(QStringLiteral("<b>Waves</b>"), Qt::red);
    QCOMPARE(bar.nameLabel()->text(), QStringLiteral("<b>Waves</b>"));
    QCOMPARE(bar.nameLabel()->textFormat(), Qt::PlainText);
    bar.show();
    const QImage shown = bar.grab().toImage();
    bool hasColor = false;
    for (int x = 0; x < 40; ++x)
        hasColor |= shown.pixelColor(x, shown.height() / 2) == QColor(Qt::red);
    QVERIFY(hasColor);
}

void TestMaskBar::oneToolIsChosen()
{
    MaskBar bar;
    bar.show();
    QSignalSpy chosen(&bar, &MaskBar::toolChosen);
    for (const MaskTool tool : tools) {
        QTest::mouseClick(bar.toolButton(tool), Qt::LeftButton);
        QCOMPARE(chosen.last()[0].value<MaskTool>(), tool);
        for (const MaskTool other : tools)
            QCOMPARE(bar.toolButton(other)->isChecked(), other == tool);
    }
    QCOMPARE(chosen.size(), 5);
}

void TestMaskBar::showsWhatTheToolIsSetTo_data()
{
    QTest::addColumn<MaskTool>("tool");
    QTest::addColumn<bool>("brush");
    QTest::addColumn<bool>("tolerance");
    QTest::newRow("brush") << MaskTool::Brush << true << false;
    QTest::newRow("eraser") << MaskTool::Eraser << true << false;
    QTest::newRow("rectangle") << MaskTool::Rectangle << false << false;
    QTest::newRow("lasso") << MaskTool::Lasso << false << false;
    QTest::newRow("fill") << MaskTool::Fill << false << true;
}

void TestMaskBar::showsWhatTheToolIsSetTo()
{
    QFETCH(MaskTool, tool);
    MaskBar bar;
    bar.resize(900, 40);
    bar.show();
    const int invert = bar.invertButton()->mapTo(&bar, QPoint()).x();
    bar.setTool(tool);
    QCOMPARE(bar.toolButton(tool)->isChecked(), true);
    QTEST(bar.sizeSlider()->isVisible(), "brush");
    QTEST(bar.hardnessSlider()->isVisible(), "brush");
    QTEST(bar.toleranceSlider()->isVisible(), "tolerance");
    QCOMPARE(bar.invertButton()->mapTo(&bar, QPoint()).x(), invert); // nothing moves
}

void TestMaskBar::slidersTell()
{
    MaskBar bar;
    bar.setBrush({100, 0.25});
    QSignalSpy brush(&bar, &MaskBar::brushChanged);
    bar.hardnessSlider()->slider()->setValue(75);
    QCOMPARE(brush.size(), 1);
    QCOMPARE(brush[0][0].value<Brush>(), (Brush{100, 0.75}));
    bar.sizeSlider()->slider()->setValue(bar.sizeSlider()->slider()->maximum());
    QCOMPARE(brush.last()[0].value<Brush>().hardness, 0.75);
    QVERIFY(brush.last()[0].value<Brush>().size == Brush::largest);
    QSignalSpy tolerance(&bar, &MaskBar::toleranceChanged);
    bar.toleranceSlider()->slider()->setValue(30);
    QCOMPARE(tolerance.size(), 1);
    QCOMPARE(tolerance[0][0].toDouble(), 0.3);
}

void TestMaskBar::showsWithoutASignal()
{
    MaskBar bar;
    QSignalSpy chosen(&bar, &MaskBar::toolChosen);
    QSignalSpy brush(&bar, &MaskBar::brushChanged);
    QSignalSpy tolerance(&bar, &MaskBar::toleranceChanged);
    bar.setTool(MaskTool::Lasso);
    bar.setBrush({33.3, 0.5});
    bar.setTolerance(0.2);
    QCOMPARE(bar.sizeSlider()->value(), 33.3); // not only as exact as the slider is
    QCOMPARE(bar.sizeSlider()->slider()->accessibleDescription(), QStringLiteral("33 px"));
    QCOMPARE(bar.toleranceSlider()->value(), 0.2);
    QCOMPARE(chosen.size() + brush.size() + tolerance.size(), 0);
}

void TestMaskBar::everyControlHasANameAndATip()
{
    MaskBar bar;
    QStringList names;
    for (QAbstractButton *button : bar.findChildren<QAbstractButton *>()) {
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->text()));
        names << QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name);
    }
    for (QSlider *slider : bar.findChildren<QSlider *>())
        names << QAccessible::queryAccessibleInterface(slider)->text(QAccessible::Name);
    QCOMPARE(names.size(), 12);
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), 0);
}

void TestMaskBar::tabGoesThroughItInOrder()
{
    MaskBar bar;
    bar.resize(900, 40);
    bar.show();
    QWidget *widget = &bar;
    int last = -1;
    int count = 0;
    while ((widget = widget->nextInFocusChain()) != &bar) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const int place = widget->mapTo(&bar, QPoint()).x();
        QVERIFY2(place > last, qPrintable(widget->accessibleName()));
        last = place;
        ++count;
    }
    QCOMPARE(count, 5 + 2 + 3 + 1);
}

void TestMaskBar::clicksLeaveTheFocus()
{
    MaskBar bar;
    for (const QWidget *widget : bar.findChildren<QWidget *>())
        QCOMPARE(widget->focusPolicy() & Qt::ClickFocus, 0);
}

void TestMaskBar::takesTwoLinesBesideWideDocks_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("width"); // that it has to do with
    QTest::newRow("usual font") << 9 << 460;
    QTest::newRow("large font") << 18 << 640;
}

void TestMaskBar::takesTwoLinesBesideWideDocks()
{
    QFETCH(int, points);
    QFETCH(int, width);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSize(points);
    QApplication::setFont(font);
    QWidget window; // that lays it out
    auto *bar = new MaskBar;
    auto *layout = new QVBoxLayout(&window);
    layout->setContentsMargins({});
    layout->addWidget(bar, 0, Qt::AlignTop);
    window.show();
    for (const int lines : {1, 2, 1}) {
        window.resize(lines == 1 ? 1200 : width, 200);
        QTRY_COMPARE(window.width(), lines == 1 ? 1200 : width);
        const QToolButton *button = bar->toolButton(MaskTool::Fill);
        QTRY_COMPARE(button->mapTo(bar, QPoint()).y() > bar->doneButton()->height() / 2,
                     lines == 2);
        QTRY_VERIFY(bar->height() >= lines * button->height());
        for (const QWidget *part : bar->findChildren<QWidget *>()) {
            if (part->isVisible())
                QVERIFY2(part->width() >= part->minimumSizeHint().width(),
                         part->metaObject()->className());
        }
    }
    QApplication::setFont(before);
}

GRAMARYE_TEST(TestMaskBar)

} // namespace gramarye::tst_maskbar

#include "tst_maskbar.moc"
