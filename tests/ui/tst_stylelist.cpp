#include "core/pictures/referredpicture.h"
#include "tests/support/drops.h"
#include "tests/support/testprogram.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/styledetails.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"

#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

namespace gramarye::tst_stylelist {

class TestStyleList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void droppedPicturesGetARowEach();
    void picturesOfAFolderGetARowEach();
    void ofALargeFolderTheFirstAreTaken();
    void badFileLeavesNoRow();
    void aCutPictureThatIsDeclinedLeavesNoRow();
    void aListThatGetsShorterWaitsForNoAnswer();
    void dropOnARowReplacesItsPicture();
    void deleteRemovesTheRow();
    void sharesAddUpToAHundred_data();
    void sharesAddUpToAHundred();
    void keysMoveAStyle_data();
    void keysMoveAStyle();
    void draggingAStyleMovesItWithItsWeight_data();
    void draggingAStyleMovesItWithItsWeight();
    void aPictureFromElsewhereReplacesOrIsAdded();
    void tabGoesFromRowToRowAsTheyAreShown();
    void movingAWeightChangesTheBlend();
    void oneStyleHasNothingToShare();
    void clearingLeavesOnlyTheEmptyWell();
    void keepsWhatIsSetForEachStyle();
    void aStylesOwnMaskGoesWithItsPicture();
    void paintingARegionChangesThePictures();
    void aPartOfAStyleChangesThePictures();
    void whatOfAStyleDoesNotCountIsDark();
    void narrowRowsShortenTheirTexts();

private:
    QString picture(const QString &name, const QColor &color) const
    {
        return m_folder.add(name, plainPicture(color));
    }

    /// A file that ends within its picture.
    QString cutPicture() const
    {
        const QByteArray png = pngOf(noisyPicture({64, 64}));
        return m_folder.addBytes(QStringLiteral("cut.png"), png.left(png.size() * 3 / 4));
    }

    static void fill(StyleList &list);
    static QString order(const StyleList &list);

    PictureFolder m_folder;
};

void TestStyleList::droppedPicturesGetARowEach()
{
    StyleList list;
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    QVERIFY(dropFiles(list.adder(), {picture(QStringLiteral("a.png"), Qt::red),
                                     picture(QStringLiteral("b.png"), Qt::blue)}));
    QTRY_COMPARE(list.styles().size(), std::size_t(2));
    QVERIFY(list.adder()->isEmpty());
    QVERIFY(!list.isLoading());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(list.blend(), std::vector<double>({1, 1}));
}

void TestStyleList::picturesOfAFolderGetARowEach()
{
    StyleList list;
    QSignalSpy noted(&list, &StyleList::noted);
    const QString folder = m_folder.addFolder(QStringLiteral("three"));
    // Onto a style, which stays, onto the empty well, and by itself.
    list.add({picture(QStringLiteral("three/1.png"), Qt::red), {}});
    QTRY_COMPARE(list.styles().size(), std::size_t(1));
    picture(QStringLiteral("three/2.png"), Qt::blue);
    picture(QStringLiteral("three/10.png"), Qt::green);
    QVERIFY(dropFiles(list.rows().front()->well(), {folder}));
    QTRY_COMPARE(list.styles().size(), std::size_t(4));
    QVERIFY(dropFiles(list.adder(), {folder}));
    QTRY_COMPARE(list.styles().size(), std::size_t(7));
    list.addAll({{folder, {}}});
    QTRY_COMPARE(list.styles().size(), std::size_t(10));
    QTRY_VERIFY(!list.isLoading());
    QCOMPARE(list.rows().size(), std::size_t(10));
    const auto styles = list.styles();
    const QStringList names{QStringLiteral("1.png"), QStringLiteral("2.png"),
                            QStringLiteral("10.png")};
    for (std::size_t i = 1; i < styles.size(); ++i)
        QCOMPARE(styles[i].picture.name(), names[qsizetype(i - 1) % 3]);
    QCOMPARE(noted.size(), 0);

    list.addAll({{m_folder.addFolder(QStringLiteral("none")), {}}});
    QTRY_COMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().startsWith(QStringLiteral("In the folder “none” there is no")));
    QCOMPARE(list.rows().size(), std::size_t(10));
}

void TestStyleList::ofALargeFolderTheFirstAreTaken()
{
    StyleList list;
    QSignalSpy noted(&list, &StyleList::noted);
    const QString folder = m_folder.addFolder(QStringLiteral("many"));
    for (int i = 1; i <= 12; ++i)
        picture(QStringLiteral("many/%1.png").arg(i), Qt::red);
    QVERIFY(dropFiles(list.adder(), {folder}));
    QTRY_COMPARE(list.styles().size(), std::size_t(StyleList::mostOfFolder));
    QTRY_VERIFY(!list.isLoading());
    QCOMPARE(list.styles().back().picture.name(), QStringLiteral("8.png"));
    QCOMPARE(noted.size(), 1);
    const QString sentence = noted[0][0].toString();
    QVERIFY2(
        sentence.contains(QStringLiteral("“many” there are 12 pictures, of which the first 8")),
        qPrintable(sentence));
}

void TestStyleList::aCutPictureThatIsDeclinedLeavesNoRow()
{
    StyleList list;
    QSignalSpy refused(&list, &StyleList::refused);
    list.addAll({{cutPicture(), {}}});
    const auto question = [&list] { return list.findChild<QMessageBox *>(); };
    QTRY_VERIFY(question());
    QCOMPARE(list.rows().size(), std::size_t(1));
    question()->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(list.rows().empty());
    QCOMPARE(refused.size(), 0);
}

void TestStyleList::aListThatGetsShorterWaitsForNoAnswer()
{
    StyleList list;
    const auto ask = [this, &list] {
        list.addAll({{cutPicture(), {}}});
        QTRY_VERIFY(list.findChild<QMessageBox *>());
    };
    ask();
    list.setStyles({});
    QVERIFY(list.rows().empty());
    QTRY_VERIFY(!list.findChild<QMessageBox *>());
    ask();
    list.clear();
    QVERIFY(list.rows().empty());
}

void TestStyleList::badFileLeavesNoRow()
{
    StyleList list;
    QSignalSpy refused(&list, &StyleList::refused);
    list.add({m_folder.addBytes(QStringLiteral("bad.png"), "no picture"), {}});
    QCOMPARE(list.rows().size(), std::size_t(1));
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(list.rows().empty());
    QVERIFY(list.styles().empty());
}

void TestStyleList::dropOnARowReplacesItsPicture()
{
    StyleList list;
    list.add({picture(QStringLiteral("a.png"), Qt::red), {}}, 0.4);
    QTRY_COMPARE(list.styles().size(), std::size_t(1));
    QVERIFY(dropFiles(list.rows().front()->well(), {picture(QStringLiteral("b.png"), Qt::blue)}));
    QTRY_COMPARE(list.styles().front().picture.picture.image.pixelColor(0, 0), QColor(Qt::blue));
    QCOMPARE(list.rows().size(), std::size_t(1));
    QCOMPARE(list.blend(), std::vector<double>({0.4}));
}

void TestStyleList::deleteRemovesTheRow()
{
    StyleList list;
    list.add({picture(QStringLiteral("a.png"), Qt::red), {}});
    list.add({picture(QStringLiteral("b.png"), Qt::blue), {}});
    QTRY_COMPARE(list.styles().size(), std::size_t(2));
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    QTest::keyClick(list.rows().front()->well(), Qt::Key_Delete);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.styles().size(), std::size_t(1));
    QCOMPARE(list.styles().front().picture.picture.image.pixelColor(0, 0), QColor(Qt::blue));
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
    QTest::newRow("thirds") << QList<double>{1, 1, 1} << texts({34, 33, 33});
    QTest::newRow("sevenths") << QList<double>{0.1, 0.2, 0.4} << texts({14, 29, 57});
    QTest::newRow("sixths") << QList<double>{1, 1, 1, 1, 1, 1} << texts({17, 17, 17, 17, 16, 16});
    QTest::newRow("none") << QList<double>{0, 0} << texts({0, 0});
}

void TestStyleList::sharesAddUpToAHundred()
{
    QFETCH(QList<double>, weights);
    QFETCH(QStringList, shares);
    StyleList list;
    for (const double weight : weights)
        list.add({{}, plainPicture(Qt::red)}, weight);
    QTRY_COMPARE(list.styles().size(), std::size_t(weights.size()));
    QStringList shown;
    for (const StyleRow *row : list.rows())
        shown << row->shareLabel()->text();
    QCOMPARE(shown, shares);
}

/// Three styles, red, green and blue, with different weights.
void TestStyleList::fill(StyleList &list)
{
    list.add({{}, plainPicture(Qt::red)}, 0.2);
    list.add({{}, plainPicture(Qt::green)}, 0.4);
    list.add({{}, plainPicture(Qt::blue)}, 0.6);
    QTRY_COMPARE(list.styles().size(), std::size_t(3));
}

QString TestStyleList::order(const StyleList &list)
{
    QString letters;
    for (const StyleOf<LoadedPicture> &style : list.styles()) {
        const QImage &image = style.picture.picture.image;
        const QColor color = image.pixelColor(0, 0);
        letters += color.red() > 0 ? u'r' : color.green() > 0 ? u'g' : u'b';
    }
    return letters;
}

void TestStyleList::keysMoveAStyle_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QString>("after");
    QTest::newRow("down") << 0 << Qt::Key_Down << QStringLiteral("grb");
    QTest::newRow("up") << 2 << Qt::Key_Up << QStringLiteral("rbg");
    QTest::newRow("not above the first") << 0 << Qt::Key_Up << QStringLiteral("rgb");
    QTest::newRow("not below the last") << 2 << Qt::Key_Down << QStringLiteral("rgb");
}

void TestStyleList::keysMoveAStyle()
{
    QFETCH(int, row);
    QFETCH(Qt::Key, key);
    QFETCH(QString, after);
    StyleList list;
    fill(list);
    list.show();
    list.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&list));
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    for (const bool onSlider : {false, true}) {
        StyleRow *moved = list.rows()[std::size_t(row)];
        QWidget *focus = onSlider ? static_cast<QWidget *>(moved->slider()) : moved->well();
        focus->setFocus();
        QTest::keyClick(focus, key, Qt::AltModifier);
        QCOMPARE(order(list), after);
        QVERIFY(focus->hasFocus()); // it goes along
        list.move(moved, std::size_t(row));
    }
    QCOMPARE(changed.size(), after == QLatin1String("rgb") ? 0 : 4);
}

void TestStyleList::draggingAStyleMovesItWithItsWeight_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to"); // 3: the empty well
    QTest::addColumn<QString>("after");
    QTest::addColumn<std::vector<double>>("blend");
    QTest::newRow("to the first") << 2 << 0 << QStringLiteral("brg")
                                  << std::vector<double>{0.6, 0.2, 0.4};
    QTest::newRow("to the last") << 0 << 2 << QStringLiteral("gbr")
                                 << std::vector<double>{0.4, 0.6, 0.2};
    QTest::newRow("to the end") << 1 << 3 << QStringLiteral("rbg")
                                << std::vector<double>{0.2, 0.6, 0.4};
}

void TestStyleList::draggingAStyleMovesItWithItsWeight()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QString, after);
    QFETCH(std::vector<double>, blend);
    StyleList list;
    fill(list);
    const std::unique_ptr<QMimeData> data(list.rows()[std::size_t(from)]->well()->makeDragData());
    QVERIFY(dropOn(to == 3 ? list.adder() : list.rows()[std::size_t(to)]->well(), *data));
    QCOMPARE(order(list), after);
    QCOMPARE(list.blend(), blend);
    QCOMPARE(list.rows().size(), std::size_t(3));
    QVERIFY(list.adder()->isEmpty());
}

void TestStyleList::aPictureFromElsewhereReplacesOrIsAdded()
{
    StyleList list;
    fill(list);
    ImageWell other(QStringLiteral("Content"), QString());
    other.load({{}, plainPicture(Qt::red)});
    QTRY_VERIFY(!other.isEmpty());
    const std::unique_ptr<QMimeData> data(other.makeDragData());
    QVERIFY(dropOn(list.rows()[1]->well(), *data));
    QCOMPARE(order(list), QStringLiteral("rrb"));
    QCOMPARE(list.blend(), std::vector<double>({0.2, 0.4, 0.6}));
    QVERIFY(dropOn(list.adder(), *data));
    QCOMPARE(order(list), QStringLiteral("rrbr"));
    QVERIFY(!other.isEmpty());
}

void TestStyleList::tabGoesFromRowToRowAsTheyAreShown()
{
    StyleList list;
    fill(list);
    list.move(list.rows()[2], 0);
    std::vector<QWidget *> wanted;
    for (const StyleRow *row : list.rows()) {
        wanted.push_back(row->well());
        wanted.push_back(row->slider());
        wanted.push_back(row->region());
    }
    wanted.push_back(list.adder());
    std::vector<QWidget *> found;
    QWidget *widget = list.rows().front()->well();
    do {
        if (std::find(wanted.begin(), wanted.end(), widget) != wanted.end())
            found.push_back(widget);
        widget = widget->nextInFocusChain();
    } while (widget != list.rows().front()->well());
    QCOMPARE(found, wanted);
}

void TestStyleList::movingAWeightChangesTheBlend()
{
    StyleList list;
    list.add({{}, plainPicture(Qt::red)});
    list.add({{}, plainPicture(Qt::blue)});
    QTRY_COMPARE(list.styles().size(), std::size_t(2));
    QSignalSpy changed(&list, &StyleList::blendChanged);
    list.rows().front()->slider()->setValue(25);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.blend(), std::vector<double>({0.25, 1}));
    QCOMPARE(list.rows().front()->shareLabel()->text(), QStringLiteral("20 %"));
    QCOMPARE(list.rows().back()->shareLabel()->text(), QStringLiteral("80 %"));
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
    QTRY_COMPARE(list.styles().size(), std::size_t(1));
    list.add({{}, plainPicture(Qt::blue)}); // still being read
    list.clear();
    QVERIFY(list.rows().empty());
    QVERIFY(list.adder()->isEmpty());
}

void TestStyleList::keepsWhatIsSetForEachStyle()
{
    const auto mask = [](int value) {
        return paintedPicture(plainPicture(QColor(value, value, value)));
    };
    StyleList list;
    fill(list);
    std::vector<StyleOf<LoadedPicture>> styles = list.styles();
    styles[0].region = mask(10);
    styles[1].mask = mask(20);
    styles[2].region = mask(30);
    styles[2].mask = mask(40);
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    list.setStyles(styles);
    QVERIFY(list.styles() == styles);
    std::swap(styles[0], styles[2]);
    styles.pop_back();
    list.setStyles(styles);
    QVERIFY(list.styles() == styles);
    QCOMPARE(changed.size(), 0);
}

void TestStyleList::aStylesOwnMaskGoesWithItsPicture()
{
    StyleList list;
    fill(list);
    std::vector<StyleOf<LoadedPicture>> styles = list.styles();
    styles[0].region = paintedPicture(plainPicture(Qt::white));
    styles[0].mask = paintedPicture(plainPicture(Qt::white));
    list.setStyles(styles);
    QVERIFY(dropFiles(list.rows()[0]->well(), {picture(QStringLiteral("a.png"), Qt::yellow)}));
    QTRY_COMPARE(list.styles()[0].picture.name(), QStringLiteral("a.png"));
    QVERIFY(!list.styles()[0].region.isNull()); // it is on the content
    QVERIFY(list.styles()[0].mask.isNull());
}

void TestStyleList::paintingARegionChangesThePictures()
{
    StyleList list;
    fill(list);
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    list.rows()[1]->region()->changePainted(invertedMask(blankMask({40, 30})));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!list.styles()[1].region.isNull());
    QVERIFY(list.styles()[0].region.isNull());
}

void TestStyleList::aPartOfAStyleChangesThePictures()
{
    StyleList list;
    fill(list);
    StyleDetails *details = list.rows()[1]->details();
    const QString usual = details->text();
    QSignalSpy changed(&list, &StyleList::picturesChanged);
    const RegionButton *requestedBy = nullptr;
    connect(&list, &StyleList::regionRequested, this,
            [&requestedBy](const RegionButton *button) { requestedBy = button; });
    details->part()->changePainted(invertedMask(blankMask({40, 30})));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!list.styles()[1].mask.isNull());
    QVERIFY(list.styles()[1].region.isNull());
    QVERIFY(list.styles()[0].mask.isNull());
    QVERIFY2(details->text().contains(QStringLiteral("part")), qPrintable(details->text()));
    details->part()->paintAction()->trigger();
    QCOMPARE(requestedBy, details->part());
    details->part()->clearAction()->trigger();
    QCOMPARE(changed.size(), 2);
    QVERIFY(list.styles()[1].mask.isNull());
    QCOMPARE(details->text(), usual);
}

void TestStyleList::whatOfAStyleDoesNotCountIsDark()
{
    StyleList list;
    fill(list);
    StyleRow *row = list.rows()[2]; // blue
    const auto colors = [row] {
        const QImage image = row->well()->grab().toImage();
        return std::pair(image.pixelColor(image.width() / 4, image.height() / 2),
                         image.pixelColor(image.width() * 3 / 4, image.height() / 2));
    };
    QCOMPARE(colors(), std::pair(QColor(Qt::blue), QColor(Qt::blue)));
    QImage right = blankMask({40, 30});
    editPolygon(right, QRectF(20, 0, 20, 30), MaskEdit::Paint);
    row->details()->part()->changePainted(right);
    const auto [left, inside] = colors();
    QCOMPARE(inside, QColor(Qt::blue));
    QVERIFY2(left.blue() < 100, qPrintable(left.name()));
    std::vector<StyleOf<LoadedPicture>> styles = list.styles();
    styles[2].mask = {};
    list.setStyles(styles); // as undo does
    QCOMPARE(colors(), std::pair(QColor(Qt::blue), QColor(Qt::blue)));
    styles[2].mask = paintedPicture(right);
    list.setStyles(styles);
    QVERIFY(colors().first.blue() < 100);
    row->well()->setPicture(list.styles()[0].picture); // it was of the one before
    QCOMPARE(colors(), std::pair(QColor(Qt::red), QColor(Qt::red)));
}

void TestStyleList::narrowRowsShortenTheirTexts()
{
    StyleRow row(1);
    for (QToolButton *button : QList<QToolButton *>{row.region(), row.details()})
        button->setText(QStringLiteral("more words than there is room for in such a row"));
    row.resize(200, row.sizeHint().height());
    row.show();
    for (const QToolButton *button : QList<QToolButton *>{row.region(), row.details()}) {
        QVERIFY(button->geometry().left() > row.well()->geometry().right());
        QVERIFY(button->geometry().right() < row.width());
    }
}

GRAMARYE_TEST(TestStyleList)

} // namespace gramarye::tst_stylelist

#include "tst_stylelist.moc"
