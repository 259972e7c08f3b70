#include "core/network/networkchecksum.h"

#include "core/network/networkstore.h"
#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinycatalog.h"

#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_networkchecksum {

namespace {

QString dataFile(const char *name)
{
    return QStringLiteral(GRAMARYE_TEST_DATA "/") + QLatin1String(name);
}

} // namespace

class TestNetworkChecksum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForAFileAndWhatIsStoredOfIt();
    void theBuiltInNetworkHasOne();
    void ofWhatCannotBeReadIsEmpty();
    void isComputedAgainWhereTheFileChanged();
};

void TestNetworkChecksum::isTheSameForAFileAndWhatIsStoredOfIt()
{
    const QTemporaryDir data;
    qputenv("GRAMARYE_DATA_DIR", data.path().toUtf8());
    const QString path = dataFile("vgg19_tiny.zip.pth");
    QVERIFY(NetworkStore(tinyCatalog()).import(path, QStringLiteral("vgg19")));

    const auto stored = tinyCatalog().locate(QStringLiteral("vgg19"));
    const auto original = tinyCatalog().locate(path);
    QVERIFY(stored && original);
    QVERIFY(stored->path != original->path);
    QCOMPARE(networkChecksum(*stored), networkChecksum(*original));

    const auto file = WeightsFile::open(stored->path);
    QVERIFY(file);
    QCOMPARE(networkChecksum(*stored), (*file)->metadata().at(checksumKey));
}

void TestNetworkChecksum::theBuiltInNetworkHasOne()
{
    const auto network = NetworkCatalog::builtIn().locate(QStringLiteral("builtin"));
    QVERIFY(network);
    QVERIFY(networkChecksum(*network).startsWith(QLatin1String("blake2b-256:")));
}

void TestNetworkChecksum::ofWhatCannotBeReadIsEmpty()
{
    QCOMPARE(networkChecksum({}), QString());
}

void TestNetworkChecksum::isComputedAgainWhereTheFileChanged()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("vgg19.pth"));
    QVERIFY(QFile::copy(dataFile("vgg19_tiny.zip.pth"), path));
    const auto network = tinyCatalog().locate(path);
    QVERIFY(network);
    const QString before = networkChecksum(*network);
    QVERIFY(!before.isEmpty());
    QVERIFY(QFile::remove(path));
    QCOMPARE(networkChecksum(*network), QString());
    QVERIFY(QFile::copy(dataFile("vgg19_tiny.legacy.pth"), path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(5),
                             QFileDevice::FileModificationTime));
    QCOMPARE(networkChecksum(*network), before); // the same numbers in another layout
}

GRAMARYE_TEST(TestNetworkChecksum)

} // namespace gramarye::tst_networkchecksum

#include "tst_networkchecksum.moc"
