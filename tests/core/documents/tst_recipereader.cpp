#include "core/documents/pictureexport.h"

#include "core/pictures/imagewriter.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_recipereader {

namespace {

Recipe someRecipe()
{
    Recipe recipe;
    recipe.program = QStringLiteral("0.1.0");
    recipe.scene.network.name = QStringLiteral("builtin");
    recipe.scene.content.name = QString::fromUtf8("Häuser 画像.jpg"); // beyond Latin-1
    recipe.scene.styles.resize(3);
    recipe.scene.styles[0].picture.name = QStringLiteral("a.png");
    recipe.scene.styles[1].picture.hash = QStringLiteral("of a pasted one");
    recipe.scene.styles[2].picture.name = QStringLiteral("b.png");
    recipe.scene.parameters.size = 96;
    recipe.scene.parameters.ratio = 1.0 / 3;
    recipe.steered = true;
    return recipe;
}

QImage somePicture()
{
    QImage image(20, 10, QImage::Format_RGB888);
    image.fill(Qt::darkCyan);
    return image;
}

} // namespace

class TestRecipeReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recipeOfAPngReturns_data();
    void recipeOfAPngReturns();
    void othersAreRefused_data();
    void othersAreRefused();
    void picturesAreFoundInTheFirstFolderFirst();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    void writeWith(const QString &name, const QString &recipe) const
    {
        QImage picture = somePicture(); // as the versions before wrote it
        picture.setText(Recipe::textKey(), recipe);
        QVERIFY(picture.save(path(name)));
    }

    QTemporaryDir m_folder;
};

void TestRecipeReader::recipeOfAPngReturns_data()
{
    QTest::addColumn<QString>("content");
    QTest::newRow("beyond Latin-1") << someRecipe().scene.content.name;
    QTest::newRow("ASCII") << QStringLiteral("tree.jpg");
    QTest::newRow("Latin-1") << QString::fromUtf8("Häuser.jpg");
}

void TestRecipeReader::recipeOfAPngReturns()
{
    QFETCH(QString, content);
    Recipe recipe = someRecipe();
    recipe.scene.content.name = content;
    writeWith(QStringLiteral("a.png"), QString::fromUtf8(recipe.toJson()));
    const auto read = readRecipe(path(QStringLiteral("a.png")));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QVERIFY(*read == recipe);
}

void TestRecipeReader::othersAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorCode>("code");
    write(QStringLiteral("empty.png"), {});
    write(QStringLiteral("notes.txt"), "not a picture");
    writeWith(QStringLiteral("photo.jpg"), QString::fromUtf8(someRecipe().toJson()));
    writeWith(QStringLiteral("soup.png"), QStringLiteral("Take two onions"));
    writeWith(QStringLiteral("newer.png"),
              QStringLiteral(R"({"format": "gramarye-recipe", "version": 99})"));
    QVERIFY(writePicture(somePicture(), path(QStringLiteral("plain.png"))));
    QDir(m_folder.path()).mkdir(QStringLiteral("folder.png"));
    const auto row = [](const char *name, ErrorCode code) {
        QTest::newRow(name) << QString::fromLatin1(name) << code;
    };
    row("nowhere.png", ErrorCode::FileNotFound);
    row("folder.png", ErrorCode::FileUnreadable);
    row("empty.png", ErrorCode::RecipeMissing);
    row("notes.txt", ErrorCode::RecipeMissing);
    row("photo.jpg", ErrorCode::RecipeMissing);
    row("plain.png", ErrorCode::RecipeMissing);
    row("soup.png", ErrorCode::DocumentDamaged);
    row("newer.png", ErrorCode::DocumentNewer);
}

void TestRecipeReader::othersAreRefused()
{
    QFETCH(QString, name);
    QFETCH(ErrorCode, code);
    const auto read = readRecipe(path(name));
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().subject, name);
}

void TestRecipeReader::picturesAreFoundInTheFirstFolderFirst()
{
    const QTemporaryDir first;
    const QTemporaryDir second;
    const auto put = [](const QTemporaryDir &folder, const char *name) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    };
    put(first, "a.png");
    put(second, "a.png");
    put(second, "b.png");
    QVERIFY(QDir(first.path()).mkdir(QStringLiteral("b.png"))); // a folder is no picture
    Scene scene = someRecipe().scene;
    findPictures(scene, {first.path(), second.path()});
    QCOMPARE(scene.content.path, QString());
    QCOMPARE(scene.styles[0].picture.path, first.filePath(QStringLiteral("a.png")));
    QCOMPARE(scene.styles[1].picture.path, QString());
    QCOMPARE(scene.styles[2].picture.path, second.filePath(QStringLiteral("b.png")));
    QCOMPARE(scene.start.path, QString());
}

GRAMARYE_TEST(TestRecipeReader)

} // namespace gramarye::tst_recipereader

#include "tst_recipereader.moc"
