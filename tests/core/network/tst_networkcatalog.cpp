#include "core/network/networkcatalog.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gramarye;

namespace {

QByteArray catalogJson()
{
    QFile file(QStringLiteral(":/networks/networks.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString dataFile(const char *name)
{
    return QLatin1String(GRAMARYE_TEST_DATA "/") + QLatin1String(name);
}

} // namespace

class TestNetworkCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsNetworks();
    void damagedCataloguesAreRefused_data();
    void damagedCataloguesAreRefused();
    void filesAreRecognisedByWhatIsInThem_data();
    void filesAreRecognisedByWhatIsInThem();
    void whatIsNotHereIsSaid();
    void theDataFolderIsLookedIn();
};

void TestNetworkCatalog::knowsItsNetworks()
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    QCOMPARE(catalog.networks().front().name, QStringLiteral("builtin"));
    const NetworkInfo *distilled = catalog.find(QStringLiteral("vgg19-distilled"));
    QVERIFY(distilled);
    QCOMPARE(distilled->padding, Padding::Reflect);
    QCOMPARE(distilled->keys.at(Layer::Conv3_4), QStringLiteral("conv34"));
    const NetworkInfo *full = catalog.find(QStringLiteral("vgg19"));
    QVERIFY(full);
    QCOMPARE(full->keys.at(Layer::Conv5_1), QStringLiteral("features.28"));
    QCOMPARE(full->mean[0], 0.485);
    for (const NetworkInfo &info : catalog.networks())
        QVERIFY(info.styleLayers.count(Layer::Pixels) == 1);
}

void TestNetworkCatalog::damagedCataloguesAreRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromLatin1(name);
    };
    row("pooling", "\"average\"", "\"median\"");
    row("padding", "\"reflect\"", "\"mirror\"");
    row("mean", "0.485, ", "");
    row("contentLayer", "\"conv4_2\"", "\"conv9_9\"");
    row("name", "\"vgg19-distilled\"", "\"builtin\"");
    row("ratio", "\"ratio\": ", "\"ratio\": -");
    row("weight", "\"weight\": ", "\"weight\": 1000");
}

void TestNetworkCatalog::damagedCataloguesAreRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, detail);
    QByteArray json = catalogJson();
    QVERIFY(NetworkCatalog::fromJson(json));
    QVERIFY(json.contains(before));
    json.replace(json.indexOf(before), before.size(), after);
    const auto catalog = NetworkCatalog::fromJson(json);
    QVERIFY(!catalog);
    QCOMPARE(catalog.error().code, ErrorCode::CatalogDamaged);
    QCOMPARE(catalog.error().detail, detail);
}

void TestNetworkCatalog::filesAreRecognisedByWhatIsInThem_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("pooling");
    // Torchvision's names at a width nobody knows: a VGG-19 as most are.
    QTest::newRow("tiny") << dataFile("vgg19_tiny.legacy.pth") << "vgg19" << int(PoolingKind::Max);
    QTest::newRow("ours") << QStringLiteral(GRAMARYE_SOURCE_DIR
                                            "/resources/networks/gramarye-builtin.safetensors")
                          << "builtin" << int(PoolingKind::Average);
}

void TestNetworkCatalog::filesAreRecognisedByWhatIsInThem()
{
    QFETCH(QString, file);
    QFETCH(QString, name);
    QFETCH(int, pooling);
    const auto source = NetworkCatalog::builtIn().locate(file);
    QVERIFY(source);
    QCOMPARE(source->info.name, name);
    QCOMPARE(int(source->info.pooling), pooling);
    QCOMPARE(source->path, file);
}

void TestNetworkCatalog::whatIsNotHereIsSaid()
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    const auto absent = catalog.locate(QStringLiteral("vgg19"));
    QVERIFY(!absent);
    QCOMPARE(absent.error().code, ErrorCode::NetworkNotInstalled);
    const auto unknown = catalog.locate(QStringLiteral("resnet"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::NetworkUnknown);
    QCOMPARE(unknown.error().detail, QStringLiteral("builtin, vgg19-distilled, vgg19"));
    const auto other = catalog.locate(dataFile("distilled_golden.safetensors"));
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::WeightsNotVgg);
}

void TestNetworkCatalog::theDataFolderIsLookedIn()
{
    const QTemporaryDir folder;
    qputenv("GRAMARYE_DATA_DIR", folder.path().toUtf8());
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("networks")));
    const QString path = networkFolder() + QStringLiteral("/vgg19.pth");
    QVERIFY(QFile::copy(dataFile("vgg19_tiny.zip.pth"), path));
    const auto source = NetworkCatalog::builtIn().locate(QStringLiteral("vgg19"));
    QVERIFY(source);
    QCOMPARE(source->path, path);
}

QTEST_GUILESS_MAIN(TestNetworkCatalog)
#include "tst_networkcatalog.moc"
