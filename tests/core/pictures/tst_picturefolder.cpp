#include "core/pictures/picturefolder.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

namespace gramarye::tst_picturefolder {

class TestPictureFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void peopleCountLikeThis_data();
    void peopleCountLikeThis();
    void picturesOfAFolderAreFound();
    void foldersBeneathAreLookedIntoOnRequest();
    void namesThatAreNoTextArePassedOver();
    void patternsFind_data();
    void patternsFind();
    void foldersMayBeCalledLikePatterns();
    void whatIsNoFolderIsAnError();

private:
    void add(const QString &name) const;
    QStringList names(const Result<std::vector<FolderEntry>> &found) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPictureFolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestPictureFolder::add(const QString &name) const
{
    const QString path = m_folder->filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
}

/// As seen from the folder, in the order they were found; what is beneath it agrees.
QStringList TestPictureFolder::names(const Result<std::vector<FolderEntry>> &found) const
{
    if (!found)
        return {QStringLiteral("error"), found.error().subject};
    QStringList names;
    for (const FolderEntry &picture : *found) {
        if (!QFileInfo(picture.path).isFile())
            return {QStringLiteral("not a file"), picture.path};
        names << QDir(m_folder->path()).relativeFilePath(picture.path);
    }
    return names;
}

void TestPictureFolder::peopleCountLikeThis_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto row = [](const char *first, const char *second) {
        QTest::newRow(first) << QString::fromUtf8(first) << QString::fromUtf8(second);
    };
    row("2.jpg", "10.jpg");
    row("lake2", "lake10");
    row("lake", "lake2");
    row("a9b9", "a9b10");
    row("009", "10");
    row("02", "2"); // equal but for the zero: some order all the same
    row("99999999999999999998", "99999999999999999999");
    row("B", "c");
    row("b", "C");
    row("", "a");
    row("Bild 1/2", "Bild 1/10");
    row("9", "a");
    row("z", "ä");
}

void TestPictureFolder::peopleCountLikeThis()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(isBefore(first, second));
    QVERIFY(!isBefore(second, first));
    QVERIFY(!isBefore(first, first));
}

void TestPictureFolder::picturesOfAFolderAreFound()
{
    for (const char *name :
         {"10.jpg", "9.JPG", "a.heic", "b.tiff", "stereo.mpo", "Thumbs.db", ".DS_Store",
          "desktop.ini", "._9.JPG", ".hidden.png", "notes.txt", "drawing.svg", "jpg", "sub/c.png"})
        add(QLatin1String(name));
    const auto found = picturesInFolder(m_folder->path());
    QCOMPARE(names(found), (QStringList{QStringLiteral("9.JPG"), QStringLiteral("10.jpg"),
                                        QStringLiteral("a.heic"), QStringLiteral("b.tiff"),
                                        QStringLiteral("stereo.mpo")}));
    for (const FolderEntry &picture : *found)
        QCOMPARE(picture.folder, QString());
    QCOMPARE(names(picturesInFolder(m_folder->path() + u'/')), names(found));
}

void TestPictureFolder::foldersBeneathAreLookedIntoOnRequest()
{
    for (const char *name : {"z.png", "2/b.png", "10/a.png", "2/deep/x.png", ".git/a.png",
                             "2/@eaDir/b.png/S.jpg", "__MACOSX/z.png", "empty/notes.txt"})
        add(QLatin1String(name));
    QVERIFY(QFile::link(m_folder->path(), m_folder->filePath(QStringLiteral("2/round"))));
    QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("z.png")),
                        m_folder->filePath(QStringLiteral("2/linked.png"))));
    QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("gone.png")),
                        m_folder->filePath(QStringLiteral("2/broken.png"))));
    const auto found = picturesInFolder(m_folder->path(), Subfolders::Enter);
    QCOMPARE(names(found),
             (QStringList{QStringLiteral("z.png"), QStringLiteral("2/b.png"),
                          QStringLiteral("2/linked.png"), QStringLiteral("2/deep/x.png"),
                          QStringLiteral("10/a.png")}));
    QCOMPARE((*found)[0].folder, QString());
    QCOMPARE((*found)[1].folder, QStringLiteral("2"));
    QCOMPARE((*found)[3].folder, QStringLiteral("2/deep"));
}

void TestPictureFolder::namesThatAreNoTextArePassedOver()
{
    add(QStringLiteral("a.png"));
    const QByteArray latin = QFile::encodeName(m_folder->path()) + "/caf\xe9.png";
    const int file = ::open(latin.constData(), O_CREAT | O_WRONLY, 0600);
    if (file < 0)
        QSKIP("this file system takes no such name");
    ::close(file);
    const QStringList found = names(picturesInFolder(m_folder->path()));
    QCOMPARE(::unlink(latin.constData()), 0);
    QCOMPARE(found, QStringList{QStringLiteral("a.png")});
}

void TestPictureFolder::patternsFind_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *pattern, const QStringList &expected) {
        QTest::newRow(pattern) << QString::fromLatin1(pattern) << expected;
    };
    const QString lake = QStringLiteral("lake.jpg");
    const QString hill = QStringLiteral("Hill1.JPG");
    const QString png = QStringLiteral("lake.png");
    const QString may = QStringLiteral("2024/may/lake.jpg");
    const QString year = QStringLiteral("2024/hill2.jpg");
    row("*.jpg", {hill, lake});
    row("*", {hill, lake, png});
    row("lake.*", {lake, png});
    row("hill[0-9].jpg", {hill});
    row("lak?.png", {png});
    row("l*.jp", {});
    row("*.txt", {});
    row("*/*.jpg", {year});
    row("2024/*", {year});
    row("**", {hill, lake, png, year, may});
    row("**/", {hill, lake, png, year, may});
    row("**/*.jpg", {hill, lake, year, may});
    row("**/lake.*", {lake, png, may});
    row("2024/**", {year, may});
    row("20*/**/*.jpg", {year, may});
    row("**/may/*", {may});
    row("*/may/*.jpg", {may});
}

void TestPictureFolder::patternsFind()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, expected);
    for (const char *name : {"lake.jpg", "Hill1.JPG", "lake.png", "lake.txt", "2024/hill2.jpg",
                             "2024/may/lake.jpg", "2024/.x.jpg"})
        add(QLatin1String(name));
    QVERIFY(isPicturePattern(pattern));
    QCOMPARE(names(picturesLike(m_folder->filePath(pattern))), expected);
    // The same as seen from the current folder.
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const QStringList fromHere = names(picturesLike(pattern));
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(fromHere, expected);
}

void TestPictureFolder::foldersMayBeCalledLikePatterns()
{
    add(QStringLiteral("photos [new]/lake.jpg"));
    add(QStringLiteral("photos n/hill.jpg"));
    QCOMPARE(names(picturesLike(m_folder->filePath(QStringLiteral("photos [new]/*.jpg")))),
             QStringList{QStringLiteral("photos [new]/lake.jpg")});
}

void TestPictureFolder::whatIsNoFolderIsAnError()
{
    add(QStringLiteral("lake.jpg"));
    const auto missing = picturesInFolder(m_folder->filePath(QStringLiteral("gone")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
    QCOMPARE(picturesLike(m_folder->filePath(QStringLiteral("gone/*.jpg"))).error().code,
             ErrorCode::FileNotFound);
    QCOMPARE(picturesInFolder(m_folder->filePath(QStringLiteral("lake.jpg"))).error().code,
             ErrorCode::FileUnreadable);
    if (::geteuid() == 0)
        QSKIP("permissions do not hold root back");
    const QString closed = m_folder->filePath(QStringLiteral("closed"));
    QVERIFY(QDir().mkpath(closed));
    QVERIFY(QFile::setPermissions(closed, {}));
    const auto refused = picturesInFolder(closed);
    QVERIFY(QFile::setPermissions(closed, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::FileUnreadable);
}

GRAMARYE_TEST(TestPictureFolder)

} // namespace gramarye::tst_picturefolder

#include "tst_picturefolder.moc"
