#include "core/documents/outputname.h"
#include "core/documents/printsize.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_outputname {

class TestOutputName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreFilled();
    void aPlaceThatIsNoneIsNamed();
    void numbersAvoidWhatIsThere();
    void paperIsUnderstood_data();
    void paperIsUnderstood();
    void aPictureFitsOnItsPaper();
};

void TestOutputName::placesAreFilled()
{
    const NameParts parts =
        namePartsOf(QStringLiteral("my.lake.jpg"),
                    {QStringLiteral("swirls.png"), QStringLiteral("wood")}, 1024);
    QCOMPARE(*filledPattern(QStringLiteral("a/{content}-{style}-{size}.png"), parts),
             QStringLiteral("a/my.lake-swirls+wood-1024.png"));
    QCOMPARE(*filledPattern(QStringLiteral("plain.png"), parts), QStringLiteral("plain.png"));
    // What is filled in is no pattern.
    const NameParts braces = namePartsOf(QStringLiteral("{style}.jpg"), {QStringLiteral("s")}, 0);
    QCOMPARE(*filledPattern(QStringLiteral("{content}-{size}"), braces),
             QStringLiteral("{style}-original"));
}

void TestOutputName::aPlaceThatIsNoneIsNamed()
{
    const auto filled = filledPattern(QStringLiteral("{content}-{nix}"), namePartsOf({}, {}, 1));
    QVERIFY(!filled);
    QCOMPARE(filled.error().place, QStringLiteral("{nix}"));
}

void TestOutputName::numbersAvoidWhatIsThere()
{
    const QTemporaryDir folder;
    const auto make = [&](const char *name) {
        return QFile(folder.filePath(QLatin1String(name))).open(QIODevice::WriteOnly);
    };
    const QString path = folder.filePath(QStringLiteral("my.tree.png"));
    QCOMPARE(numberedPath(path), path);
    QVERIFY(make("my.tree.png"));
    QCOMPARE(numberedPath(path), folder.filePath(QStringLiteral("my.tree-2.png")));
    QVERIFY(make("my.tree-2.png") && make("none"));
    QCOMPARE(numberedPath(path), folder.filePath(QStringLiteral("my.tree-3.png")));
    QCOMPARE(numberedPath(folder.filePath(QStringLiteral("none"))),
             folder.filePath(QStringLiteral("none-2")));
}

void TestOutputName::paperIsUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("width"); // mm; 0: it is not
    QTest::addColumn<double>("height");
    QTest::newRow("cm") << QStringLiteral("60x40cm") << 600.0 << 400.0;
    QTest::newRow("in") << QStringLiteral("24x16in") << 609.6 << 406.4;
    QTest::newRow("mm") << QStringLiteral("29.7X21mm") << 29.7 << 21.0;
    for (const char *text : {"60x40", "60cm", "x40cm", "0x4cm", "60x40m", "-6x4cm", "6x4cm 7",
                             "0.01x0.01mm", "99999999999x9cm"})
        QTest::newRow(text) << QString::fromLatin1(text) << 0.0 << 0.0;
}

void TestOutputName::paperIsUnderstood()
{
    QFETCH(QString, text);
    QFETCH(double, width);
    QFETCH(double, height);
    const auto size = PrintSize::fromText(text);
    QCOMPARE(bool(size), width > 0);
    if (!size)
        return;
    QCOMPARE(size->width, width);
    QCOMPARE(size->height, height);
    QCOMPARE(PrintSize::fromText(size->text())->text(), size->text());
}

void TestOutputName::aPictureFitsOnItsPaper()
{
    const PrintSize paper{600, 400};
    QCOMPARE(paper.pixels(300), QSize(7087, 4724));
    QCOMPARE(paper.longestSide({3000, 2000}, 300), 7087);
    QCOMPARE(paper.longestSide({2000, 3000}, 300), 7087); // the paper is turned
    QCOMPARE(paper.longestSide({1000, 1000}, 300), 4724);
    QCOMPARE(paper.longestSide({4000, 1000}, 254), 6000);
    QCOMPARE(printedSizeText({3000, 2000}, 254), QStringLiteral("30.0 × 20.0 cm"));
}

GRAMARYE_TEST(TestOutputName)

} // namespace gramarye::tst_outputname

#include "tst_outputname.moc"
