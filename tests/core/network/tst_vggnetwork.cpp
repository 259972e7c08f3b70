#include "core/base/thrownerror.h"
#include "core/compute/pch_torch.h"

#include "core/network/vggnetwork_torch.h"

#include "core/network/networkstore.h"
#include "core/transfer/styletransfer.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"
#include "tests/support/vggfile.h"

#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_vggnetwork {
using namespace gramarye::golden;

namespace {

LayerSet setOf(std::initializer_list<Layer> layers)
{
    LayerSet set;
    for (const Layer layer : layers)
        set.set(layerIndex(layer));
    return set;
}

at::Tensor featuresAt(const VggNetwork &network, const at::Tensor &image, Layer layer)
{
    return network.forward(image, setOf({layer}), Cancellation::never())[layerIndex(layer)]
        .features;
}

NetworkSource sourceOf(const QString &network)
{
    return network == QStringLiteral("tiny")      ? tinyNetwork()
           : network == QStringLiteral("builtin") ? builtinNetwork()
                                                  : distilledNetwork();
}

/// The gradient of half the squared features.
at::Tensor addFeatures(Layer, const at::Tensor &features, const at::Tensor &deeper)
{
    return deeper.defined() ? deeper + features : features.clone();
}

at::Tensor noise(int64_t height, int64_t width, at::ScalarType type)
{
    return at::rand({1, 3, height, width}, at::detail::createCPUGenerator(7), type);
}

} // namespace

class TestVggNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void featuresOfTheTinyNetworkAreThoseOfPyTorch_data();
    void featuresOfTheTinyNetworkAreThoseOfPyTorch();
    void featuresOfTheDistilledNetworkAreThoseOfPyTorch();
    void theBuiltinNetworkEndsAtConv5_1();
    void gradientsAreThoseOfFiniteDifferences_data();
    void gradientsAreThoseOfFiniteDifferences();
    void theFastWayIsLibTorchs_data();
    void theFastWayIsLibTorchs();
    void replicatedBordersAreNotDark();
    void pixelsAreTheImageAndAConstant();
    void nothingIsComputedOnceCancelled();
    void blueGreenRedNetworksSeeTheSamePicture();
    void aStoredFileThatChangedIsRefused();
    void filesThatAreNoVggAreRefused_data();
    void filesThatAreNoVggAreRefused();
};

void TestVggNetwork::featuresOfTheTinyNetworkAreThoseOfPyTorch_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("pooling");
    for (const char *file :
         {"vgg19_tiny.safetensors", "vgg19_tiny.legacy.pth", "vgg19_tiny.zip.pth"}) {
        QTest::addRow("%s, max", file) << QString::fromLatin1(file) << int(Pooling::Trained);
        QTest::addRow("%s, avg", file) << QString::fromLatin1(file) << int(Pooling::Average);
    }
}

void TestVggNetwork::featuresOfTheTinyNetworkAreThoseOfPyTorch()
{
    QFETCH(QString, file);
    QFETCH(int, pooling);
    const auto expected = load(QStringLiteral("vgg19_tiny_golden.safetensors"));
    const VggNetwork network(tinyNetwork(file), Pooling(pooling), Border::Zero, Backend::make());
    QCOMPARE(network.layers().count(), std::size_t(networkLayerCount));
    const FeatureTape tape = network.forward(expected.at(QStringLiteral("image")), network.layers(),
                                             Cancellation::never());
    const QString prefix =
        Pooling(pooling) == Pooling::Average ? QStringLiteral("avg.") : QStringLiteral("max.");
    for (std::size_t i = 1; i < networkLayerCount; ++i) {
        const double error =
            relativeError(tape[i].features, expected.at(prefix + layerName(layerAt(i))));
        QVERIFY2(error < 1e-4,
                 qPrintable(layerName(layerAt(i)) + QStringLiteral(": %1").arg(error)));
    }
}

void TestVggNetwork::featuresOfTheDistilledNetworkAreThoseOfPyTorch()
{
    REQUIRE_DISTILLED_NETWORK();
    const auto expected = load(QStringLiteral("distilled_golden.safetensors"));
    const VggNetwork network(distilledNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    for (const char *name : {"conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv4_2", "conv5_1"}) {
        const QString layer = QString::fromLatin1(name);
        const at::Tensor features = featuresAt(network, expected.at(QStringLiteral("target")),
                                               layerFromName(layer).value());
        QVERIFY2(relativeError(features, expected.at(QStringLiteral("target.") + layer)) < 1e-4,
                 name);
    }
}

void TestVggNetwork::theBuiltinNetworkEndsAtConv5_1()
{
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    QVERIFY(network.layers().test(layerIndex(Layer::Conv5_1)));
    QVERIFY(!network.layers().test(layerIndex(Layer::Conv5_2)));
    const at::Tensor features = featuresAt(network, noise(64, 48, at::kFloat), Layer::Conv5_1);
    QCOMPARE(features.sizes(), at::IntArrayRef({1, 112, 4, 3}));
}

void TestVggNetwork::gradientsAreThoseOfFiniteDifferences_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("pooling");
    QTest::addColumn<int>("border");
    QTest::newRow("max pooling, zeros") << "tiny" << int(Pooling::Max) << int(Border::Zero);
    QTest::newRow("average pooling, replicated")
        << "tiny" << int(Pooling::Average) << int(Border::Replicate);
    QTest::newRow("builtin") << "builtin" << int(Pooling::Trained) << int(Border::Replicate);
    QTest::newRow("distilled, reflected")
        << "distilled" << int(Pooling::Trained) << int(Border::Zero);
}

void TestVggNetwork::gradientsAreThoseOfFiniteDifferences()
{
    QFETCH(QString, network);
    QFETCH(int, pooling);
    QFETCH(int, border);
    if (network == QStringLiteral("distilled"))
        REQUIRE_DISTILLED_NETWORK();
    const NetworkSource source = sourceOf(network);
    const VggNetwork vgg(source, Pooling(pooling), Border(border),
                         Backend::make({ConvolutionKind::Torch, 1, at::kDouble}));
    const LayerSet wanted = setOf({Layer::Pixels, Layer::Conv1_2, Layer::Conv3_3, Layer::Conv5_1});
    // Sizes that pooling cannot halve evenly.
    const at::Tensor image = noise(35, 39, at::kDouble);

    // f = Σ over the layers of half the squared features: its gradient there is the features.
    const auto value = [&](const at::Tensor &x) {
        const FeatureTape tape = vgg.forward(x, wanted, Cancellation::never());
        double sum = 0;
        for (const LayerTape &layer : tape.layers) {
            if (layer.features.defined())
                sum += 0.5 * layer.features.square().sum().item<double>();
        }
        return sum;
    };
    const at::Tensor gradient = vgg.backward(vgg.forward(image, wanted, Cancellation::never()),
                                             &addFeatures, Cancellation::never());
    const at::Tensor direction =
        at::randn(image.sizes(), at::detail::createCPUGenerator(3), at::kDouble);
    const double step = 1e-6;
    const double expected =
        (value(image + direction * step) - value(image - direction * step)) / (2 * step);
    const double actual = (gradient * direction).sum().item<double>();
    QVERIFY2(std::abs(actual - expected) < 1e-5 * std::abs(expected),
             qPrintable(QStringLiteral("%1 instead of %2").arg(actual).arg(expected)));
}

void TestVggNetwork::theFastWayIsLibTorchs_data()
{
    gradientsAreThoseOfFiniteDifferences_data();
}

void TestVggNetwork::theFastWayIsLibTorchs()
{
    QFETCH(QString, network);
    QFETCH(int, pooling);
    QFETCH(int, border);
    if (network == QStringLiteral("distilled"))
        REQUIRE_DISTILLED_NETWORK();
    const NetworkSource source = sourceOf(network);
    const VggNetwork fast(source, Pooling(pooling), Border(border),
                          Backend::make({ConvolutionKind::Fast, 2}));
    const VggNetwork torch(source, Pooling(pooling), Border(border),
                           Backend::make({ConvolutionKind::Torch, 1, at::kDouble}));
    // conv1_2 and conv3_4 stand before a pooling: with and without a loss there.
    const std::vector<LayerSet> sets = {
        setOf({Layer::Conv1_1, Layer::Conv2_1, Layer::Conv4_2, Layer::Conv5_1}),
        setOf({Layer::Pixels, Layer::Conv1_2, Layer::Conv3_4, Layer::Conv4_1}),
        setOf({Layer::Conv5_1})};
    for (const auto &[height, width] : {std::pair(35, 39), std::pair(64, 32), std::pair(97, 50)}) {
        const at::Tensor image = noise(height, width, at::kFloat);
        for (const LayerSet &wanted : sets) {
            const FeatureTape expected =
                torch.forward(image.to(at::kDouble), wanted, Cancellation::never());
            FeatureTape tape = fast.forward(image, wanted, Cancellation::never());
            for (std::size_t i = 0; i < networkLayerCount; ++i) {
                QCOMPARE(tape[i].features.defined(), expected[i].features.defined());
                if (wanted.test(i))
                    QVERIFY(relativeError(tape[i].features, expected[i].features) < 1e-4);
            }
            const at::Tensor actual =
                fast.backward(std::move(tape), &addFeatures, Cancellation::never());
            const at::Tensor gradient =
                torch.backward(expected, &addFeatures, Cancellation::never());
            // Where two values of a window are all but equal, float and double may choose
            // differently; layer by layer tst_winograd asks for 1e-4.
            const bool average = Pooling(pooling) == Pooling::Average
                                 || (Pooling(pooling) == Pooling::Trained
                                     && source.info.pooling == PoolingKind::Average);
            const double error = relativeError(actual, gradient);
            QVERIFY2(error < (average ? 1e-4 : 5e-2), qPrintable(QString::number(error)));
        }
    }
}

void TestVggNetwork::replicatedBordersAreNotDark()
{
    const at::Tensor flat = at::full({1, 3, 32, 32}, 0.7f);
    const auto spread = [&](Border border) {
        const auto source = NetworkCatalog::builtIn().locate(QStringLiteral("builtin-1"));
        const VggNetwork network(*source, Pooling::Trained, border, Backend::make());
        const at::Tensor features = featuresAt(network, flat, Layer::Conv1_1);
        return (features.amax({2, 3}) - features.amin({2, 3})).abs().max().item<double>();
    };
    QVERIFY(spread(Border::Replicate) < 1e-5);
    QVERIFY(spread(Border::Zero) > 1e-2);
}

void TestVggNetwork::pixelsAreTheImageAndAConstant()
{
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor image = noise(32, 40, at::kFloat);
    const at::Tensor features = featuresAt(network, image, Layer::Pixels);
    QVERIFY(features.narrow(1, 0, 3).equal(image));
    QVERIFY(features.narrow(1, 3, 1).equal(at::ones({1, 1, 32, 40})));
}

void TestVggNetwork::nothingIsComputedOnceCancelled()
{
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor image = noise(32, 32, at::kFloat);
    std::atomic<quint64> wanted{1};
    const Cancellation cancellation(wanted, 1);
    FeatureTape tape = network.forward(image, setOf({Layer::Conv4_2}), cancellation);
    wanted = 2;
    QVERIFY_EXCEPTION_THROWN(network.forward(image, setOf({Layer::Conv1_1}), cancellation),
                             Cancelled);
    bool asked = false;
    QVERIFY_EXCEPTION_THROWN(network.backward(
                                 std::move(tape),
                                 [&](Layer, const at::Tensor &features, const at::Tensor &) {
                                     asked = true;
                                     return features.clone();
                                 },
                                 cancellation),
                             Cancelled);
    QVERIFY(!asked);
}

void TestVggNetwork::filesThatAreNoVggAreRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("code");
    QTest::newRow("other tensors")
        << "distilled_golden.safetensors" << int(ErrorCode::WeightsNotVgg);
    QTest::newRow("other format") << "make_golden.py" << int(ErrorCode::WeightsUnknown);
    QTest::newRow("no file") << "nothing.pth" << int(ErrorCode::FileNotFound);
}

void TestVggNetwork::filesThatAreNoVggAreRefused()
{
    QFETCH(QString, file);
    QFETCH(int, code);
    try {
        const VggNetwork network(tinyNetwork(file), Pooling::Trained, Border::Zero,
                                 Backend::make());
        QFAIL("was accepted");
    } catch (const ThrownError &e) {
        QCOMPARE(int(e.error().code), code);
        QVERIFY(e.error().subject.endsWith(file));
    }
}

void TestVggNetwork::blueGreenRedNetworksSeeTheSamePicture()
{
    const NetworkInfo &caffe = *NetworkCatalog::builtIn().find(QStringLiteral("vgg19-caffe"));
    NetworkSource source = tinyNetwork();
    source.info.channels = caffe.channels;
    source.info.mean = caffe.mean;
    source.info.std = caffe.std;
    const at::Tensor picture = noise(16, 24, at::kFloat);
    const VggNetwork network(source, Pooling::Trained, Border::Zero, Backend::make());

    // What Caffe's users fed it: blue, green, red in 0..255 minus the mean of each.
    NetworkSource raw = tinyNetwork();
    raw.info.mean = {0, 0, 0};
    raw.info.std = {1, 1, 1};
    const at::Tensor means = at::tensor({103.939, 116.779, 123.68}, at::kFloat).view({1, 3, 1, 1});
    const VggNetwork plain(raw, Pooling::Trained, Border::Zero, Backend::make());
    const at::Tensor expected = featuresAt(plain, picture.flip(1) * 255 - means, Layer::Conv2_1);
    const double error = relativeError(featuresAt(network, picture, Layer::Conv2_1), expected);
    QVERIFY2(error < 1e-5, qPrintable(QString::number(error)));
}

void TestVggNetwork::aStoredFileThatChangedIsRefused()
{
    const QTemporaryDir folder;
    qputenv("GRAMARYE_DATA_DIR", folder.path().toUtf8());
    const auto tensors =
        randomConvolutions(*NetworkCatalog::builtIn().find(QStringLiteral("vgg19-distilled")));
    const QString path = folder.filePath(QStringLiteral("distilled.safetensors"));
    QVERIFY(writeSafetensorsFile(path, tensors));
    const auto name = NetworkStore().import(path);
    QVERIFY(name);
    const auto source = NetworkCatalog::builtIn().locate(*name);
    QVERIFY(source);
    const auto load = [&] { VggNetwork(*source, Pooling::Trained, Border::Zero, Backend::make()); };
    load();
    QFile file(source->path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 2) && file.putChar('\1'));
    file.close();
    try {
        load();
        QFAIL("it was loaded");
    } catch (const ThrownError &error) {
        QCOMPARE(error.error().code, ErrorCode::WeightsDamaged);
    }
}

GRAMARYE_TEST(TestVggNetwork)

} // namespace gramarye::tst_vggnetwork

#include "tst_vggnetwork.moc"
