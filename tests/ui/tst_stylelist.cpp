#include "tests/support/pictures.h"
#include "ui/imagewell.h"
#include "ui/stylelist.h"
#include "ui/stylerow.h"

#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace gramarye;

class TestStyleList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void droppedPicturesGetARowEach();
    void badFileLeavesNoRow();
    void dropOnARowReplacesItsPicture();
    void deleteRemovesTheRow();
    void sharesAddUpToAHundred_data();
    void sharesAddUpToAHundred();
    void movingAWeightChangesTheBlend();
    void oneStyleHasNothingToShare();
    void clearingLeavesOnlyTheEmptyWell();

private:
    QString picture(const QString &name, const QColor &color) const
    {
        return m_folder.add(name, plainPicture(color));
    }

    PictureFolder m_folder;
};

void TestStyleList::droppedPicturesGetARowEach()
{
    StyleList list;
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    QVERIFY(dropFiles(list.adder(), {picture(QStringLiteral("a.png"), Qt::red),
                                     picture(QStringLiteral("b.png"), Qt::blue)}));
    QTRY_COMPARE(list.images().size(), std::size_t(2));
    QVERIFY(list.adder()->isEmpty());
    QVERIFY(!list.isLoading());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(list.blend(), std::vector<double>({1, 1}));
}

void TestStyleList::badFileLeavesNoRow()
{
    StyleList list;
    QSignalSpy refused(&list, &StyleList::refused);
    list.add({m_folder.addBytes(QStringLiteral("bad.png"), "no picture"), {}});
    QCOMPARE(list.rows().size(), std::size_t(1));
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(list.rows().empty());
    QVERIFY(list.images().empty());
}

void TestStyleList::dropOnARowReplacesItsPicture()
{
    StyleList list;
    list.add({picture(QStringLiteral("a.png"), Qt::red), {}}, 0.4);
    QTRY_COMPARE(list.images().size(), std::size_t(1));
    QVERIFY(dropFiles(list.rows().front()->well(), {picture(QStringLiteral("b.png"), Qt::blue)}));
    QTRY_COMPARE(list.images().front().pixelColor(0, 0), QColor(Qt::blue));
    QCOMPARE(list.rows().size(), std::size_t(1));
    QCOMPARE(list.blend(), std::vector<double>({0.4}));
}

void TestStyleList::deleteRemovesTheRow()
{
    StyleList list;
    list.add({picture(QStringLiteral("a.png"), Qt::red), {}});
    list.add({picture(QStringLiteral("b.png"), Qt::blue), {}});
    QTRY_COMPARE(list.images().size(), std::size_t(2));
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    QTest::keyClick(list.rows().front()->well(), Qt::Key_Delete);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.images().size(), std::size_t(1));
    QCOMPARE(list.images().front().pixelColor(0, 0), QColor(Qt::blue));
}

void TestStyleList::sharesAddUpToAHundred_data()
{
    QTest::addColumn<QList<double>>("weights");
    QTest::addColumn<QStringList>("shares");
    const auto texts = [](const QList<int> &percents) {
        QStringList result;
        for (const int percent : percents)
            result << QStringLiteral("%1 %").arg(percent);
        return result;
    };
    QTest::newRow("one") << QList<double>{0.3} << texts({100});
    QTest::newRow("equal") << QList<double>{1, 1} << texts({50, 50});
    QTest::newRow("unequal") << QList<double>{0.7, 0.3} << texts({70, 30});
    QTest::newRow("small ones") << QList<double>{0.1, 0.3} << texts({25, 75});
    QTest::newRow("three") << QList<double>{1, 0, 0} << texts({100, 0, 0});
    QTest::newRow("none") << QList<double>{0, 0} << texts({0, 0});
}

void TestStyleList::sharesAddUpToAHundred()
{
    QFETCH(QList<double>, weights);
    QFETCH(QStringList, shares);
    StyleList list;
    for (const double weight : weights)
        list.add({{}, plainPicture(Qt::red)}, weight);
    QTRY_COMPARE(list.images().size(), std::size_t(weights.size()));
    QStringList shown;
    for (const StyleRow *row : list.rows())
        shown << row->shareText();
    QCOMPARE(shown, shares);
}

void TestStyleList::movingAWeightChangesTheBlend()
{
    StyleList list;
    list.add({{}, plainPicture(Qt::red)});
    list.add({{}, plainPicture(Qt::blue)});
    QTRY_COMPARE(list.images().size(), std::size_t(2));
    QSignalSpy changed(&list, &StyleList::blendChanged);
    list.rows().front()->slider()->setValue(25);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.blend(), std::vector<double>({0.25, 1}));
    QCOMPARE(list.rows().front()->shareText(), QStringLiteral("20 %"));
    QCOMPARE(list.rows().back()->shareText(), QStringLiteral("80 %"));
}

void TestStyleList::oneStyleHasNothingToShare()
{
    StyleList list;
    list.add({{}, plainPicture(Qt::red)});
    QVERIFY(list.rows().front()->slider()->isHidden());
    list.add({{}, plainPicture(Qt::blue)});
    QVERIFY(!list.rows().front()->slider()->isHidden());
}

void TestStyleList::clearingLeavesOnlyTheEmptyWell()
{
    StyleList list;
    list.add({{}, plainPicture(Qt::red)});
    QTRY_COMPARE(list.images().size(), std::size_t(1));
    list.add({{}, plainPicture(Qt::blue)}); // still being read
    list.clear();
    QVERIFY(list.rows().empty());
    QVERIFY(list.adder()->isEmpty());
}

QTEST_MAIN(TestStyleList)
#include "tst_stylelist.moc"
