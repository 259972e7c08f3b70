#include "core/documents/colorregions.h"

#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_colorregions {

/// A region in a file of several flat colours, as the command line and lists name it.
class TestColorRegions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void colorsAreTheRegionsOfStyles_data();
    void colorsAreTheRegionsOfStyles();
    void grayMasksAreLetBe();
    void carriedMasksAreLetBe();

private:
    /// Yellow, red and blue, from the left to the right: the lightest first.
    QString colors() const
    {
        QImage image = plainPicture(Qt::yellow, {90, 30});
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 30; x < image.width(); ++x)
                image.setPixelColor(x, y, x < 60 ? Qt::red : Qt::blue);
        }
        return m_folder.add(QStringLiteral("colors.png"), image);
    }

    /// Which of the three stripes are white in @p mask; −1: there is none.
    static int stripesOf(const Picture &mask)
    {
        int stripes = mask.isNull() ? -1 : 0;
        for (int i = 0; i < 3 && !mask.isNull(); ++i)
            stripes += qGray(mask.image.pixel(30 * i + 15, 15)) > 127 ? 1 << i : 0;
        return stripes;
    }

    PictureFolder m_folder;
};

void TestColorRegions::colorsAreTheRegionsOfStyles_data()
{
    QTest::addColumn<QList<int>>("named");   // by the styles: 1 the colours, 2 a grey mask, 0 none
    QTest::addColumn<QList<int>>("stripes"); // of each style, −1: no region
    QTest::newRow("for all") << QList<int>{1, 0, 0} << QList<int>{1, 2, 4};
    QTest::newRow("from the second on") << QList<int>{0, 1, 0} << QList<int>{4, 1, 2};
    QTest::newRow("more than styles") << QList<int>{1, 0} << QList<int>{1, 2};
    QTest::newRow("fewer than styles") << QList<int>{1, 0, 0, 0} << QList<int>{1, 2, 4, -1};
    QTest::newRow("named for each") << QList<int>{1, 1, 1} << QList<int>{1, 2, 4};
    QTest::newRow("beside another mask") << QList<int>{1, 2, 0} << QList<int>{1, 7, 2};
}

void TestColorRegions::colorsAreTheRegionsOfStyles()
{
    QFETCH(QList<int>, named);
    const Picture file = readPicture(colors()).value();
    const Picture white =
        readPicture(m_folder.add(QStringLiteral("white.png"), plainPicture(Qt::white, {90, 30})))
            .value();
    ReadScene scene;
    scene.styles.resize(std::size_t(named.size()));
    for (int i = 0; i < named.size(); ++i)
        scene.styles[std::size_t(i)].region = named[i] == 1   ? file
                                              : named[i] == 2 ? white
                                                              : Picture();
    spreadColorRegions(scene);
    QList<int> stripes;
    for (const StyleOf<Picture> &style : scene.styles)
        stripes << stripesOf(style.region);
    QTEST(stripes, "stripes");
    const Picture &first = scene.styles[std::size_t(named.indexOf(1))].region;
    QVERIFY(first.ref.isEmbedded() && first.ref.path.isEmpty());
    QCOMPARE(first.ref.name, QStringLiteral("colors.png"));
}

void TestColorRegions::grayMasksAreLetBe()
{
    QImage gray = plainPicture(Qt::white, {90, 30});
    gray.setPixelColor(0, 0, Qt::black);
    ReadScene scene;
    scene.styles.resize(2);
    scene.styles[0].region = readPicture(m_folder.add(QStringLiteral("gray.png"), gray)).value();
    const ReadScene before = scene;
    spreadColorRegions(scene);
    QVERIFY(isSamePicture(scene.styles[0].region, before.styles[0].region));
    QVERIFY(!scene.styles[0].region.ref.path.isEmpty());
    QVERIFY(scene.styles[1].region.isNull());
}

/// What a document of before has is what it was.
void TestColorRegions::carriedMasksAreLetBe()
{
    ReadScene scene;
    scene.styles.resize(2);
    scene.styles[0].region = readPicture(colors()).value();
    scene.styles[0].region.ref.file = "its bytes";
    spreadColorRegions(scene);
    QCOMPARE(scene.styles[0].region.ref.file, QByteArray("its bytes"));
    QVERIFY(scene.styles[1].region.isNull());
}

GRAMARYE_TEST(TestColorRegions)

} // namespace gramarye::tst_colorregions

#include "tst_colorregions.moc"
