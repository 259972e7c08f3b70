#include "core/network/networkcatalog.h"

#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"
#include "tests/support/vggfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_networkcatalog {

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
    void everyEntryIsWhole();
    void blueGreenRedInputIsTurnedIntoOurs();
    void damagedCataloguesAreRefused_data();
    void damagedCataloguesAreRefused();
    void filesAreRecognisedByWhatIsInThem_data();
    void filesAreRecognisedByWhatIsInThem();
    void likeliestNetworkIsFirst_data();
    void likeliestNetworkIsFirst();
    void whatIsNotHereIsSaid();
};

void TestNetworkCatalog::knowsItsNetworks()
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    QCOMPARE(catalog.networks().front().name, QStringLiteral("builtin"));
    const NetworkInfo *distilled = catalog.find(QStringLiteral("vgg19-distilled"));
    QVERIFY(distilled);
    QCOMPARE(distilled->padding, Border::Reflect);
    QCOMPARE(distilled->keys.at(Layer::Conv3_4), QStringLiteral("conv34"));
    const NetworkInfo *full = catalog.find(QStringLiteral("vgg19"));
    QVERIFY(full);
    QCOMPARE(full->keys.at(Layer::Conv5_1), QStringLiteral("features.28"));
    QCOMPARE(full->mean[0], 0.485);
    for (const NetworkInfo &info : catalog.networks())
        QVERIFY(info.styleLayers.count(Layer::Pixels) == 1);
}

void TestNetworkCatalog::everyEntryIsWhole()
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    for (const NetworkInfo &info : catalog.networks()) {
        const auto name = info.name.toUtf8();
        QVERIFY2(!info.title.isEmpty() && !info.summary.isEmpty() && !info.licence.isEmpty(), name);
        QVERIFY2(info.keys == info.acceptedKeys.front(), name);
        QVERIFY2((info.downloadSize > 0) == !info.published.empty(), name);
        QVERIFY2(info.resource.isEmpty() || info.published.empty(), name);
        if (!info.resource.isEmpty())
            QVERIFY2(catalog.locate(info.resource)->info.widths == info.widths, name);
        for (const auto &[layer, word] : info.styleLayers)
            QVERIFY2(!word.isEmpty(), name);
    }
    // The numbers of VGG-19's convolutions.
    const NetworkInfo &full = *NetworkCatalog::builtIn().find(QStringLiteral("vgg19"));
    qint64 bytes = 0;
    for (const RandomTensor &tensor : randomConvolutions(full))
        bytes += tensor.byteSize();
    QCOMPARE(bytes, 80'097'536);
    QVERIFY(full.downloadSize >= bytes && full.downloadSize < bytes + 100'000);
}

void TestNetworkCatalog::blueGreenRedInputIsTurnedIntoOurs()
{
    const NetworkInfo &info = *NetworkCatalog::builtIn().find(QStringLiteral("vgg19-caffe"));
    QCOMPARE(info.channels, ChannelOrder::Bgr);
    // (RGB in 0..1 − mean) / std is RGB in 0..255 minus the means of red, green and blue.
    const std::array<double, 3> means{123.68, 116.779, 103.939};
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE((0.7 - info.mean[i]) / info.std[i], 0.7 * 255 - means[i]);
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
    row("input.mean", "0.485, ", "");
    row("input.channels", "\"BGR\"", "\"GBR\"");
    row("input.range", "\"range\": 255", "\"range\": 0");
    row("input.rnage", "\"range\": 255,", "\"range\": 255, \"rnage\": 255,");
    row("colourTransform", "colorTransform", "colourTransform");
    row("licence", "\"licence\": \"MIT\"", "\"licence\": \"\"");
    row("published[0].address", "https://", "http://");
    row("published[1].sha256", "dcbb9e9dad569", "dcbb9e9d");
    row("published[1].size", "574673361", "-1");
    row("downloadSize", "\"downloadSize\": 3862288,", "");
    row("keys", "[\"distilled\"]", "[\"torch\"]");
    row("keys.layers", "\"conv5_3\"", "\"conv5_4\"");
    row("keys.torchvision", "\"features.34\"", "\"features.34\", \"features.36\"");
    row("contentLayer", "\"contentLayer\": \"conv4_2\"", "\"contentLayer\": \"conv9_9\"");
    // Every offered layer has to have a name.
    row("styleLayers", "\"conv43\", \"conv44\",", "\"conv43\",");
    row("name", "\"vgg19-distilled\"", "\"builtin\"");
    row("networks", "\"networks\"", "\"network\"");
    row("ratio", "\"ratio\": ", "\"ratio\": -");
    row("distributionRatio", "\"distributionRatio\": ", "\"distributionRatio\": -");
    row("styleLayers[0].weight", "\"weight\": ", "\"weight\": 1000");
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
    QVERIFY2(catalog.error().detail.endsWith(detail), qPrintable(catalog.error().detail));
}

void TestNetworkCatalog::filesAreRecognisedByWhatIsInThem_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("pooling");
    // Torchvision's names at a width nobody knows: a VGG-19 as most are.
    QTest::newRow("tiny") << dataFile("vgg19_tiny.legacy.pth") << "vgg19" << int(PoolingKind::Max);
    // These two begin alike.
    const auto ours =
        QStringLiteral(GRAMARYE_SOURCE_DIR "/resources/networks/gramarye-%1.safetensors");
    QTest::newRow("ours") << ours.arg(QLatin1String("builtin-2")) << "builtin"
                          << int(PoolingKind::Average);
    QTest::newRow("our first") << ours.arg(QLatin1String("builtin-1")) << "builtin-1"
                               << int(PoolingKind::Average);
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

void TestNetworkCatalog::likeliestNetworkIsFirst_data()
{
    QTest::addColumn<int>("keys"); // which of the accepted ones of vgg19
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, int keys, const char *other, const QStringList &names) {
        QTest::newRow(name) << keys << QByteArray(other) << names;
    };
    const QString rgb = QStringLiteral("vgg19");
    const QString bgr = QStringLiteral("vgg19-caffe");
    row("torchvision", 0, "classifier.0.weight", {rgb, bgr});
    row("timm", 0, "head.fc.weight", {rgb});
    row("convolutions alone", 0, "anything", {rgb, bgr});
    row("Caffe order", 0, "classifier.1.weight", {bgr});
    row("named as in the paper", 1, "anything", {bgr});
}

void TestNetworkCatalog::likeliestNetworkIsFirst()
{
    QFETCH(int, keys);
    QFETCH(QByteArray, other);
    QFETCH(QStringList, names);
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    NetworkInfo network = *catalog.find(QStringLiteral("vgg19"));
    network.keys = network.acceptedKeys[std::size_t(keys)];
    auto tensors = randomConvolutions(network);
    for (RandomTensor &tensor : tensors)
        tensor.isHole = true;
    tensors.push_back({other, {1000, 4096}, true});
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file.safetensors"));
    QVERIFY(writeSafetensorsFile(path, tensors));

    const auto file = WeightsFile::open(path);
    QVERIFY(file);
    QStringList found;
    for (const NetworkInfo &info : catalog.candidates(**file)) {
        found << info.name;
        QVERIFY(info.keys == network.keys);
    }
    QCOMPARE(found, names);
    const auto source = catalog.locate(path);
    QVERIFY(source);
    QCOMPARE(source->info.name, names.front());
}

void TestNetworkCatalog::whatIsNotHereIsSaid()
{
    const QTemporaryDir folder;
    qputenv("GRAMARYE_DATA_DIR", folder.path().toUtf8());
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    const auto absent = catalog.locate(QStringLiteral("vgg19"));
    QVERIFY(!absent);
    QCOMPARE(absent.error().code, ErrorCode::NetworkNotInstalled);
    const auto unpublished = catalog.locate(QStringLiteral("vgg19-caffe"));
    QVERIFY(!unpublished);
    QCOMPARE(unpublished.error().code, ErrorCode::NetworkNeedsFile);
    const auto unknown = catalog.locate(QStringLiteral("resnet"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::NetworkUnknown);
    QCOMPARE(unknown.error().detail, catalog.names());
    QVERIFY(catalog.names().startsWith(QLatin1String("builtin, vgg19-distilled, vgg19")));
    const auto other = catalog.locate(dataFile("distilled_golden.safetensors"));
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::WeightsNotVgg);
}

GRAMARYE_TEST(TestNetworkCatalog)

} // namespace gramarye::tst_networkcatalog

#include "tst_networkcatalog.moc"
