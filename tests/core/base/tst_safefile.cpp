#include "core/base/safefile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

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

GRAMARYE_TEST(TestSafeFile)

} // namespace gramarye::tst_safefile

#include "tst_safefile.moc"
