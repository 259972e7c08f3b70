#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

namespace gramarye::tst_regionbutton {

class TestRegionButton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhetherThereIsAMask_data();
    void saysWhetherThereIsAMask();
    void besideOthersItTakesTheRest();
    void noEmptyChipIsABoxToTick();
    void theChipShowsWhatWasPainted();
    void menuAsksForWhatItCannotDo();
    void takingTheMaskAwayIsAnEdit();
    void whatIsPaintedBecomesTheScenesMask_data();
    void whatIsPaintedBecomesTheScenesMask();
    void showingAMaskIsNoEdit();
    void aMaskIsKnownByItsPixels();

private:
    /// Inside in its right half.
    static QImage halfMask()
    {
        QImage mask = blankMask({80, 60});
        editPolygon(mask, QRectF(40, 0, 40, 60), MaskEdit::Paint);
        return mask;
    }
};

void TestRegionButton::saysWhetherThereIsAMask_data()
{
    QTest::addColumn<RegionKind>("kind");
    QTest::addColumn<QString>("none");
    QTest::addColumn<QString>("some");
    QTest::newRow("region") << RegionKind::Region << QStringLiteral("All")
                            << QStringLiteral("Region");
    QTest::newRow("strength") << RegionKind::Strength << QStringLiteral("Nothing stays")
                              << QStringLiteral("Parts stay");
    QTest::newRow("part") << RegionKind::Part << QStringLiteral("All of it")
                          << QStringLiteral("A part of it");
}

void TestRegionButton::saysWhetherThereIsAMask()
{
    QFETCH(RegionKind, kind);
    RegionButton button(kind);
    QTEST(button.text(), "none");
    QCOMPARE(button.clearAction()->text(), button.accessibleDescription()); // it makes it so
    QVERIFY(!button.clearAction()->isEnabled());
    QVERIFY(!button.exportAction()->isEnabled());
    QVERIFY(button.painted().isNull());
    button.setMask(paintedPicture(halfMask()));
    QTEST(button.text(), "some");
    QTEST(button.accessibleDescription(), "some");
    QVERIFY(button.clearAction()->isEnabled());
    QVERIFY(button.exportAction()->isEnabled());
}

void TestRegionButton::besideOthersItTakesTheRest()
{
    RegionButton button(RegionKind::Region);
    QCOMPARE(button.accessibleDescription(), QStringLiteral("Everywhere"));
    button.setBesideOthers(true);
    QCOMPARE(button.text(), QStringLiteral("Rest"));
    QCOMPARE(button.clearAction()->text(), QStringLiteral("The rest"));
    button.setMask(paintedPicture(halfMask()));
    QCOMPARE(button.text(), QStringLiteral("Region"));
    button.setMask({});
    button.setBesideOthers(false);
    QCOMPARE(button.text(), QStringLiteral("All"));
}

void TestRegionButton::noEmptyChipIsABoxToTick()
{
    RegionButton button(RegionKind::Strength);
    const QImage chip = button.icon().pixmap(button.iconSize()).toImage();
    bool isCrossed = false;
    for (int x = 4; x < chip.width() - 4; ++x)
        isCrossed = isCrossed || chip.pixelColor(x, chip.height() / 2).alpha() > 50;
    QVERIFY(isCrossed);
}

void TestRegionButton::theChipShowsWhatWasPainted()
{
    for (const RegionKind kind : {RegionKind::Region, RegionKind::Strength, RegionKind::Part}) {
        RegionButton button(kind);
        button.setColor(Qt::red);
        button.changePainted(halfMask());
        const QImage chip = button.icon().pixmap(button.iconSize()).toImage();
        QCOMPARE(chip.pixelColor(16, 8), QColor(Qt::red));
        QVERIFY(chip.pixelColor(6, 8) != QColor(Qt::red));
    }
}

void TestRegionButton::menuAsksForWhatItCannotDo()
{
    RegionButton button(RegionKind::Region);
    button.setMask(paintedPicture(halfMask()));
    QSignalSpy requested(&button, &RegionButton::requested);
    const QList<QAction *> actions{button.paintAction(), button.importAction(),
                                   button.exportAction()};
    for (QAction *action : actions) {
        QVERIFY(button.menu()->actions().contains(action));
        action->trigger();
    }
    QCOMPARE(requested.size(), 3);
    QCOMPARE(requested[0][0].value<RegionRequest>(), RegionRequest::Paint);
    QCOMPARE(requested[1][0].value<RegionRequest>(), RegionRequest::Import);
    QCOMPARE(requested[2][0].value<RegionRequest>(), RegionRequest::Export);
}

void TestRegionButton::takingTheMaskAwayIsAnEdit()
{
    RegionButton button(RegionKind::Region);
    button.setMask(paintedPicture(halfMask()));
    QSignalSpy changed(&button, &RegionButton::maskChanged);
    QVERIFY(button.menu()->actions().contains(button.clearAction()));
    button.clearAction()->trigger();
    QVERIFY(button.mask().isNull());
    QCOMPARE(changed.size(), 1);
}

void TestRegionButton::whatIsPaintedBecomesTheScenesMask_data()
{
    QTest::addColumn<RegionKind>("kind");
    QTest::addColumn<QImage>("mask");
    QTest::newRow("region") << RegionKind::Region << halfMask();
    QTest::newRow("strength") << RegionKind::Strength << invertedMask(halfMask());
    QTest::newRow("part") << RegionKind::Part << halfMask();
}

void TestRegionButton::whatIsPaintedBecomesTheScenesMask()
{
    QFETCH(RegionKind, kind);
    RegionButton button(kind);
    QSignalSpy changed(&button, &RegionButton::maskChanged);
    button.changePainted(halfMask());
    QTEST(button.mask().picture.image, "mask");
    QCOMPARE(button.painted(), halfMask());
    QCOMPARE(changed.size(), 1);
    button.changePainted(halfMask());
    QCOMPARE(changed.size(), 1);
    button.changePainted(blankMask({80, 60})); // nothing painted: as at first
    QVERIFY(button.mask().isNull());
    QCOMPARE(changed.size(), 2);
}

void TestRegionButton::showingAMaskIsNoEdit()
{
    RegionButton button(RegionKind::Region);
    QSignalSpy changed(&button, &RegionButton::maskChanged);
    button.setMask(paintedPicture(halfMask()));
    button.setMask({});
    QCOMPARE(changed.size(), 0);
}

void TestRegionButton::aMaskIsKnownByItsPixels()
{
    QVERIFY(paintedPicture(halfMask()) == paintedPicture(halfMask()));
    QVERIFY(paintedPicture(halfMask()) != paintedPicture(invertedMask(halfMask())));
    QVERIFY(!paintedPicture(blankMask({80, 60})).isNull()); // which leaves its style out
    // As it is when a document has brought it back.
    const Picture mask = paintedPicture(halfMask()).picture;
    const auto again = pictureFromImage(mask.image, {});
    QVERIFY(again);
    QVERIFY(isSamePicture(*again, mask));
}

GRAMARYE_TEST(TestRegionButton)

} // namespace gramarye::tst_regionbutton

#include "tst_regionbutton.moc"
