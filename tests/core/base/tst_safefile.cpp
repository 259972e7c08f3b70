#include "core/base/safefile.h"
#include "tests/support/lockedfolder.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <memory>

namespace gramarye::tst_safefile {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

} // namespace

class TestSafeFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsReplacedWhole();
    void whatReadsBackDifferentlyReplacesNothing();
    void whatIsGivenUpReplacesNothing();
    void aDeviceIsNotReplaced();
    void aFolderThatIsNotThereIsTold();
    void namesAreAsLongAsTheFileSystemTakes_data();
    void namesAreAsLongAsTheFileSystemTakes();
    void ofALinkTheTargetIsReplaced();
    void permissionsStay();
    void inAFolderThatTakesNoOtherTheFileIsWrittenOver();
};

void TestSafeFile::aFileIsReplacedWhole()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.txt"));
    QVERIFY(writeSafely(path, "old"));
    SafeFile file(path);
    QVERIFY(file.begin());
    file.write("ne");
    file.write("w");
    QCOMPARE(contentOf(path), QByteArray("old"));
    QVERIFY(file.finish());
    QCOMPARE(contentOf(path), QByteArray("new"));
    QCOMPARE(filesIn(folder), QStringList{QStringLiteral("a.txt")});
}

void TestSafeFile::whatReadsBackDifferentlyReplacesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.txt"));
    QVERIFY(writeSafely(path, "old"));
    {
        SafeFile file(path);
        QVERIFY(file.begin());
        file.write("new");
        QVERIFY(file.flush());
        QFile drive; // that has a fault
        QVERIFY(drive.open(file.handle(), QIODevice::ReadWrite) && drive.seek(0));
        QVERIFY(drive.putChar('N') && drive.flush());

        const Status status = file.finish();
        QVERIFY(!status);
        QCOMPARE(status.error(), (Error{ErrorCode::WrittenFileDiffers, path, {}}));
    }
    QCOMPARE(contentOf(path), QByteArray("old"));
    QCOMPARE(filesIn(folder), QStringList{QStringLiteral("a.txt")});
}

void TestSafeFile::whatIsGivenUpReplacesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.txt"));
    QVERIFY(writeSafely(path, "old"));
    {
        SafeFile file(path);
        QVERIFY(file.begin());
        file.write("new");
    }
    QCOMPARE(contentOf(path), QByteArray("old"));
    QCOMPARE(filesIn(folder), QStringList{QStringLiteral("a.txt")});
}

void TestSafeFile::aDeviceIsNotReplaced()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const Status status = writeSafely(path, "new");
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QVERIFY(!QFileInfo(path).isFile());
#else
    QSKIP("makes a named pipe");
#endif
}

void TestSafeFile::aFolderThatIsNotThereIsTold()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("no/a.txt"));
    const Status status = writeSafely(path, "new");
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(status.error().subject, path);
    QVERIFY(!status.error().detail.isEmpty());
}

void TestSafeFile::namesAreAsLongAsTheFileSystemTakes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isTaken");
    for (const int size : {200, 248, 249, 254, 255, 256, 400})
        QTest::addRow("%d bytes", size) << QString(size, u'a') << (size <= 255);
    QTest::newRow("85 letters of 3 bytes") << QString(85, QChar(0x4e00)) << true;
    QTest::newRow("86 letters of 3 bytes") << QString(86, QChar(0x4e00)) << false;
}

void TestSafeFile::namesAreAsLongAsTheFileSystemTakes()
{
    QFETCH(QString, name);
    QFETCH(bool, isTaken);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    if (!isTaken) {
        SafeFile file(path);
        const Status status = file.begin(); // and not in the end
        QVERIFY(!status);
        QCOMPARE(status.error().detail, qt_error_string(ENAMETOOLONG));
        return;
    }
    QVERIFY(writeSafely(path, "old"));
    QVERIFY(writeSafely(path, "new"));
    QCOMPARE(contentOf(path), QByteArray("new"));
    QCOMPARE(filesIn(folder), QStringList{name});
}

void TestSafeFile::ofALinkTheTargetIsReplaced()
{
    const QTemporaryDir folder;
    const QString link = folder.filePath(QStringLiteral("link"));
    const QString target = folder.filePath(QStringLiteral("target"));
    QVERIFY(QFile::link(target, link)); // which is not there yet
    for (const char *text : {"old", "new"}) {
        QVERIFY(writeSafely(link, text));
        QCOMPARE(contentOf(target), QByteArray(text));
        QVERIFY(QFileInfo(link).isSymLink());
    }
}

void TestSafeFile::permissionsStay()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    QVERIFY(writeSafely(path, "old"));
    QFile usual(folder.filePath(QStringLiteral("usual")));
    QVERIFY(usual.open(QIODevice::WriteOnly));
    QCOMPARE(QFile::permissions(path), usual.permissions());
    const auto own = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QVERIFY(QFile::setPermissions(path, own));
    QVERIFY(writeSafely(path, "new"));
    QCOMPARE(QFile::permissions(path), own);
}

void TestSafeFile::inAFolderThatTakesNoOtherTheFileIsWrittenOver()
{
#ifdef Q_OS_LINUX
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    QVERIFY(writeSafely(path, "an old and long one"));
    QVERIFY(isReplacedWhole(path));
    auto locked = std::make_unique<LockedFolder>(folder.path(), path);
    const bool isWhole = isReplacedWhole(path);
    {
        SafeFile givenUp(path);
        QVERIFY(bool(givenUp.begin()));
        givenUp.write("half");
    }
    const QByteArray kept = contentOf(path);
    const Status written = writeSafely(path, "new");
    const Status other = writeSafely(path + u'b', "new");
    locked.reset();

    QVERIFY(!isWhole);
    QCOMPARE(kept, QByteArray("an old and long one"));
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    QCOMPARE(contentOf(path), QByteArray("new"));
    QVERIFY(!other);
    QCOMPARE(other.error().detail, qt_error_string(EACCES));
    QCOMPARE(filesIn(folder), QStringList{QStringLiteral("a")});
#else
    QSKIP("takes another user for a while");
#endif
}

GRAMARYE_TEST(TestSafeFile)

} // namespace gramarye::tst_safefile

#include "tst_safefile.moc"
