#include "tests/support/testprogram.h"
#include "ui/text/recipetext.h"

#include <QTest>

namespace gramarye::tst_recipetext {

namespace {

PictureRef picture(const char *name, const char *hash)
{
    PictureRef ref;
    ref.name = QLatin1String(name);
    ref.hash = QLatin1String(hash);
    return ref;
}

Recipe recipe()
{
    Recipe recipe;
    recipe.scene.network = {QStringLiteral("builtin"), {}, QStringLiteral("n")};
    recipe.scene.content = picture("tree.png", "c");
    recipe.scene.styles = {{picture("waves.png", "s"), 1}, {picture("glass.png", "t"), 1}};
    return recipe;
}

} // namespace

class TestRecipeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReasonIsSaidOnce_data();
    void everyReasonIsSaidOnce();
    void whatIsNotKnownIsNotSaid();
};

void TestRecipeText::everyReasonIsSaidOnce_data()
{
    QTest::addColumn<Recipe>("wanted");
    QTest::addColumn<Recipe>("here");
    QTest::addColumn<QStringList>("words"); // one for each sentence

    QTest::newRow("the same") << recipe() << recipe() << QStringList();
    Recipe steered = recipe();
    steered.steered = true;
    QTest::newRow("steered") << steered << recipe() << QStringList{QStringLiteral("steered")};
    Recipe stopped = recipe();
    stopped.stoppedAfter = 17;
    QTest::newRow("stopped") << stopped << recipe() << QStringList{QStringLiteral("17")};
    Recipe network = recipe();
    network.scene.network.checksum = QStringLiteral("m");
    QTest::newRow("network") << recipe() << network << QStringList{QStringLiteral("builtin")};
    Recipe pictures = recipe();
    pictures.scene.content.hash = QStringLiteral("d");
    pictures.scene.styles[1].picture.hash = QStringLiteral("u");
    QTest::newRow("pictures") << recipe() << pictures
                              << QStringList{QStringLiteral("tree.png"),
                                             QStringLiteral("glass.png")};
}

void TestRecipeText::everyReasonIsSaidOnce()
{
    QFETCH(Recipe, wanted);
    QFETCH(Recipe, here);
    QFETCH(QStringList, words);
    const QStringList notes = recipeNotes(QStringLiteral("/some/where/a.png"), wanted, here.scene);
    QCOMPARE(notes.size(), words.size());
    for (qsizetype i = 0; i < notes.size(); ++i) {
        QVERIFY2(notes[i].contains(words[i]), qPrintable(notes[i]));
        QVERIFY(notes[i].startsWith(QString::fromUtf8("“a.png”")));
        QVERIFY(notes[i].endsWith(u'.'));
    }
}

void TestRecipeText::whatIsNotKnownIsNotSaid()
{
    Recipe old = recipe(); // of a version that knew no checksums
    old.scene.network.checksum.clear();
    for (PictureRef *ref : old.scene.pictures())
        ref->hash.clear();
    QCOMPARE(recipeNotes(QStringLiteral("a.png"), old, recipe().scene), QStringList());
    QCOMPARE(recipeNotes(QStringLiteral("a.png"), recipe(), old.scene), QStringList());
}

GRAMARYE_TEST(TestRecipeText)

} // namespace gramarye::tst_recipetext

#include "tst_recipetext.moc"
