#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/text/masktext.h"

#include <QTest>

namespace gramarye::tst_masktext {

namespace {

Picture pictureOf(const QString &name, const QColor &color, QSize size)
{
    return pictureFromImage(plainPicture(color, size), name).value();
}

} // namespace

class TestMaskText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksOfATextureAreStretchedToo();
    void blackMasksLeaveTheirStylesOut_data();
    void blackMasksLeaveTheirStylesOut();
    void regionsFromColorsAreSaid();
};

void TestMaskText::masksOfATextureAreStretchedToo()
{
    ReadScene scene;
    scene.canvas = {200, 100};
    scene.styles.resize(1);
    scene.styles[0].picture = pictureOf(QStringLiteral("waves.png"), Qt::green, {64, 48});
    scene.styles[0].region = pictureOf(QStringLiteral("mask.png"), Qt::white, {100, 50});
    QCOMPARE(maskNotes(scene), QStringList());
    scene.styles[0].region = pictureOf(QStringLiteral("mask.png"), Qt::white, {100, 100});
    QCOMPARE(maskNotes(scene), QStringList(QString::fromUtf8(
                                   "The mask “mask.png” has another shape than the texture: it is "
                                   "stretched.")));
}

void TestMaskText::blackMasksLeaveTheirStylesOut_data()
{
    QTest::addColumn<int>("gray");
    QTest::addColumn<bool>("isBlack");
    QTest::newRow("black") << 0 << true;
    QTest::newRow("as scanners see black") << 2 << true;
    QTest::newRow("dark") << 40 << false;
}

void TestMaskText::blackMasksLeaveTheirStylesOut()
{
    QFETCH(int, gray);
    QFETCH(bool, isBlack);
    ReadScene scene;
    scene.content = pictureOf(QStringLiteral("lake.png"), Qt::red, {64, 48});
    scene.styles.resize(1);
    scene.styles[0].picture = pictureOf(QStringLiteral("waves.png"), Qt::green, {64, 48});
    scene.styles[0].region =
        pictureOf(QStringLiteral("mask.png"), QColor(gray, gray, gray), {64, 48});
    QCOMPARE(maskNotes(scene).size(), qsizetype(isBlack ? 1 : 0));
    const QImage acts = regionsOf(scene).styles[0]; // and so it is
    QCOMPARE(qGray(acts.pixel(0, 0)), isBlack ? 0 : gray);
    QVERIFY(regionsOf(scene) == regionsOf(scene));
}

void TestMaskText::regionsFromColorsAreSaid()
{
    Scene named;
    named.styles.resize(3);
    named.styles[0].region = PictureRef::ofFile(QStringLiteral("/tmp/colors.png"));
    ReadScene read;
    read.styles.resize(3);
    read.styles[0].region = pictureOf(QStringLiteral("colors.png"), Qt::white, {64, 48});
    read.styles[1].region = read.styles[0].region;
    const QStringList notes = colorRegionNotes(named, read);
    QCOMPARE(notes.size(), qsizetype(1));
    QVERIFY2(notes[0].startsWith(QString::fromUtf8("“colors.png” has several colours: 2 of them")),
             qPrintable(notes[0]));
    read.styles[0].region.ref.path = named.styles[0].region.path; // it is a mask itself
    QCOMPARE(colorRegionNotes(named, read), QStringList());
}

GRAMARYE_TEST(TestMaskText)

} // namespace gramarye::tst_masktext

#include "tst_masktext.moc"
