#include "core/documents/snapshotstore.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_snapshotstore {

namespace {

/// Its PNG is @p byteCount letters: the store looks into none.
Snapshot snapshot(int iteration, int byteCount)
{
    Snapshot snapshot;
    snapshot.png = QByteArray(byteCount, char('a' + iteration));
    snapshot.recipe.scene.content.name = QStringLiteral("tree.jpg");
    snapshot.size = {64, 48};
    snapshot.iteration = iteration;
    return snapshot;
}

Snapshot automatic(int iteration, int byteCount)
{
    Snapshot made = snapshot(iteration, byteCount);
    made.kind = SnapshotKind::Automatic;
    return made;
}

QStringList filesBelow(const QString &folder, const QString &pattern)
{
    QStringList files;
    QDirIterator found(folder, {pattern}, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        files << found.next();
    return files;
}

} // namespace

class TestSnapshotStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everythingReturnsInOrder();
    void removedOnesAreGone();
    void memoryIsBounded();
    void oneLargerThanMemoryGoesToDisk();
    void nothingIsMadeOnDiskBeforeItIsNeeded();
    void theFolderIsGoneWithTheStore();
    void whatACrashLeftIsRemoved();
    void anotherStoresFilesStay();
    void aFullDiskLosesNothing();
    void diskIsBounded();
    void thoseKeptByHandStay();
    void automaticOnesGiveWayOnAFullDisk();
    void aFileThatWasCutShortIsAnError();

private:
    QString parent() const { return m_folder->filePath(QStringLiteral("scratch")); }
    QStringList files() const { return filesBelow(parent(), QStringLiteral("snapshot-*.png")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSnapshotStore::everythingReturnsInOrder()
{
    SnapshotStore store(250, parent());
    std::vector<quint64> ids;
    for (int i = 0; i < 6; ++i) {
        const auto id = store.add(snapshot(i, 100));
        QVERIFY(id);
        ids.push_back(*id);
    }
    QCOMPARE(store.ids(), ids);
    for (int i = 0; i < 6; ++i) {
        const auto read = store.snapshot(ids[std::size_t(i)]);
        QVERIFY(read);
        QVERIFY(*read == snapshot(i, 100));
        QCOMPARE(store.facts(ids[std::size_t(i)]).iteration, i);
    }
}

void TestSnapshotStore::removedOnesAreGone()
{
    SnapshotStore store(150, parent());
    const quint64 onDisk = store.add(snapshot(1, 100)).value();
    const quint64 inMemory = store.add(snapshot(2, 100)).value();
    const quint64 last = store.add(snapshot(3, 10)).value();
    QCOMPARE(files().size(), 1);
    store.remove(onDisk);
    QCOMPARE(files().size(), 0);
    QCOMPARE(store.memoryUsed(), 110);
    store.remove(inMemory);
    QCOMPARE(store.memoryUsed(), 10);
    QCOMPARE(store.ids(), std::vector<quint64>{last});
    store.clear();
    QVERIFY(store.isEmpty());
    QCOMPARE(store.memoryUsed(), 0);
}

void TestSnapshotStore::memoryIsBounded()
{
    SnapshotStore store(1000, parent());
    for (int i = 0; i < 20; ++i) {
        QVERIFY(store.add(snapshot(i, 90 + i)));
        QVERIFY(store.memoryUsed() <= 1000);
    }
    QVERIFY(store.memoryUsed() > 800); // but used
    QCOMPARE(files().size(), 20 - 9);
}

void TestSnapshotStore::oneLargerThanMemoryGoesToDisk()
{
    SnapshotStore store(10, parent());
    const auto id = store.add(snapshot(1, 1000));
    QVERIFY(id);
    QCOMPARE(store.memoryUsed(), 0);
    QCOMPARE(store.snapshot(*id)->png.size(), 1000);
}

void TestSnapshotStore::nothingIsMadeOnDiskBeforeItIsNeeded()
{
    SnapshotStore store(1000, parent());
    QVERIFY(store.add(snapshot(1, 1000)));
    QVERIFY(!QDir(parent()).exists());
}

void TestSnapshotStore::theFolderIsGoneWithTheStore()
{
    {
        SnapshotStore store(0, parent());
        QVERIFY(store.add(snapshot(1, 10)));
        QCOMPARE(files().size(), 1);
    }
    QVERIFY(QDir(parent()).isEmpty());
}

void TestSnapshotStore::whatACrashLeftIsRemoved()
{
    const QString left = parent() + QStringLiteral("/snapshots-abcdef");
    QVERIFY(QDir().mkpath(left));
    QProcess dead; // a process id that is nobody's any more
    dead.start(QStringLiteral("true"), {});
    QVERIFY(dead.waitForStarted());
    const qint64 id = dead.processId();
    QVERIFY(dead.waitForFinished());
    for (const QString &name : {QStringLiteral("in-use"), QStringLiteral("snapshot-1.png")}) {
        QFile file(left + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(id) + "\ngramarye\n" + QSysInfo::machineHostName().toUtf8()
                   + '\n');
    }
    SnapshotStore store(0, parent());
    QVERIFY(store.add(snapshot(1, 10)));
    QVERIFY(!QDir(left).exists());
    QCOMPARE(files().size(), 1);
}

void TestSnapshotStore::anotherStoresFilesStay()
{
    SnapshotStore first(0, parent());
    const quint64 id = first.add(snapshot(1, 10)).value();
    SnapshotStore second(0, parent());
    QVERIFY(second.add(snapshot(2, 10)));
    QVERIFY(first.snapshot(id));
    QCOMPARE(files().size(), 2);
}

void TestSnapshotStore::aFullDiskLosesNothing()
{
    // A file where the folder should be: whatever goes there finds no room.
    QFile inTheWay(parent());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    SnapshotStore store(250, parent());
    const quint64 first = store.add(snapshot(1, 100)).value();
    const quint64 second = store.add(snapshot(2, 100)).value();
    const auto refused = store.add(snapshot(3, 100));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(store.ids(), (std::vector<quint64>{first, second}));
    QVERIFY(*store.snapshot(first) == snapshot(1, 100));
    QVERIFY(*store.snapshot(second) == snapshot(2, 100));
    QCOMPARE(store.memoryUsed(), 200);

    // Once there is room it goes on.
    QVERIFY(inTheWay.remove());
    QVERIFY(store.add(snapshot(3, 100)));
    QVERIFY(*store.snapshot(first) == snapshot(1, 100));
}

void TestSnapshotStore::diskIsBounded()
{
    SnapshotStore store(100, parent(), 350);
    std::vector<quint64> ids;
    for (int i = 0; i < 8; ++i) {
        ids.push_back(store.add(automatic(i, 100)).value());
        QVERIFY(store.diskUsed() <= 350);
        QCOMPARE(files().size(), store.diskUsed() / 100);
    }
    // One in memory, three in files: the newest ones.
    QCOMPARE(store.ids(), std::vector<quint64>(ids.end() - 4, ids.end()));
    QVERIFY(*store.snapshot(ids[4]) == automatic(4, 100));
    store.clear();
    QCOMPARE(store.diskUsed(), 0);
}

void TestSnapshotStore::thoseKeptByHandStay()
{
    SnapshotStore store(0, parent(), 250);
    const quint64 first = store.add(snapshot(1, 100)).value();
    QVERIFY(store.add(automatic(2, 100)));
    const quint64 third = store.add(snapshot(3, 100)).value(); // in place of the automatic one
    QCOMPARE(store.ids(), (std::vector<quint64>{first, third}));
    const quint64 fourth = store.add(snapshot(4, 100)).value(); // beyond the limit
    QCOMPARE(store.ids(), (std::vector<quint64>{first, third, fourth}));
    const quint64 newest = store.add(automatic(5, 100)).value(); // never gone before it is seen
    QCOMPARE(store.ids(), (std::vector<quint64>{first, third, fourth, newest}));
}

void TestSnapshotStore::automaticOnesGiveWayOnAFullDisk()
{
    // A file where the folder should be: whatever goes there finds no room.
    QFile inTheWay(parent());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    SnapshotStore store(250, parent());
    const quint64 first = store.add(snapshot(1, 100)).value();
    QVERIFY(store.add(automatic(2, 100)));
    const quint64 third = store.add(snapshot(3, 100)).value();
    QCOMPARE(store.ids(), (std::vector<quint64>{first, third}));
    QVERIFY(!store.add(snapshot(4, 100)));
    QCOMPARE(store.ids(), (std::vector<quint64>{first, third}));
}

void TestSnapshotStore::aFileThatWasCutShortIsAnError()
{
    SnapshotStore store(0, parent());
    const quint64 id = store.add(snapshot(1, 100)).value();
    QVERIFY(QFile::resize(files().constFirst(), 50));
    const auto read = store.snapshot(id);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
}

GRAMARYE_TEST(TestSnapshotStore)

} // namespace gramarye::tst_snapshotstore

#include "tst_snapshotstore.moc"
