#include "tests/support/testprogram.h"
#include "ui/pictures/printdialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

namespace gramarye::tst_printdialog {

class TestPrintDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePictureFitsOnThePaper();
    void aUnitIsAnotherWordForTheSamePaper();
    void whatIsTooLargeIsNotOffered();
    void aTextureTakesAllOfThePaper();
};

void TestPrintDialog::thePictureFitsOnThePaper()
{
    PrintDialog dialog({2000, 3000}, 0);
    dialog.widthBox()->setValue(30);
    dialog.heightBox()->setValue(20);
    QCOMPARE(dialog.resolutionBox()->value(), 300);
    QCOMPARE(dialog.pixels(), QSize(2362, 3543));
    QSignalSpy chosen(&dialog, &PrintDialog::chosen);
    dialog.okButton()->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toSize(), QSize(2362, 3543));
    QCOMPARE(chosen[0][1].toDouble(), 300.0);
}

void TestPrintDialog::aUnitIsAnotherWordForTheSamePaper()
{
    PrintDialog dialog({3000, 2000}, 150);
    const QSize before = dialog.pixels();
    dialog.unitBox()->setCurrentIndex(1);
    QCOMPARE(dialog.widthBox()->value(), 11.8);
    const QSize after = dialog.pixels();
    QVERIFY(qAbs(after.width() - before.width()) < 10); // of rounding in the box
    QCOMPARE(dialog.resolutionBox()->value(), 150);
}

void TestPrintDialog::whatIsTooLargeIsNotOffered()
{
    PrintDialog dialog({3000, 2000}, 300);
    QVERIFY(dialog.okButton()->isEnabled());
    dialog.widthBox()->setValue(1000);
    dialog.heightBox()->setValue(1000);
    QVERIFY(!dialog.okButton()->isEnabled());
}

void TestPrintDialog::aTextureTakesAllOfThePaper()
{
    PrintDialog dialog({}, 254);
    dialog.widthBox()->setValue(10);
    dialog.heightBox()->setValue(20);
    QCOMPARE(dialog.pixels(), QSize(1000, 2000));
}

GRAMARYE_TEST(TestPrintDialog)

} // namespace gramarye::tst_printdialog

#include "tst_printdialog.moc"
