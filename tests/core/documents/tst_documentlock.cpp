#include "core/documents/documentlock.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_documentlock {

class TestDocumentLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAtATime();
    void alsoByAnotherWay();
    void aFolderIsNeeded();
};

void TestDocumentLock::oneAtATime()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.gramarye"));
    auto first = DocumentLock::acquire(path);
    QVERIFY(first);
    const auto second = DocumentLock::acquire(path);
    QVERIFY(!second);
    QCOMPARE(second.error(), (Error{ErrorCode::DocumentBusy, path, {}}));
    QVERIFY(DocumentLock::acquire(folder.filePath(QStringLiteral("q.gramarye"))));

    first.value().reset();
    QVERIFY(DocumentLock::acquire(path));
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestDocumentLock::alsoByAnotherWay()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.gramarye"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString link = folder.filePath(QStringLiteral("link.gramarye"));
    if (!QFile::link(path, link))
        QSKIP("this file system has no links");
    const auto first = DocumentLock::acquire(path);
    QVERIFY(first);
    QCOMPARE(DocumentLock::acquire(link).error().code, ErrorCode::DocumentBusy);
}

void TestDocumentLock::aFolderIsNeeded()
{
    const QTemporaryDir folder;
    const auto lock = DocumentLock::acquire(folder.filePath(QStringLiteral("no/such/p.gramarye")));
    QVERIFY(!lock);
    QCOMPARE(lock.error().code, ErrorCode::FileNotWritable);
}

GRAMARYE_TEST(TestDocumentLock)

} // namespace gramarye::tst_documentlock

#include "tst_documentlock.moc"
