#include "core/torchheaders.h"

#include "core/network/vggnetwork.h"

#include "core/transfer/styletransfer.h"
#include "tests/support/golden.h"

#include <QTest>

using namespace gramarye;
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
    return network.forward(image, setOf({layer}), Cancellation::never())
        .features[layerIndex(layer)];
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
    void replicatedBordersAreNotDark();
    void pixelsAreTheImageAndAConstant();
    void nothingIsComputedOnceCancelled();
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
    const VggNetwork network(tinyNetwork(file), Pooling(pooling), Border::Zero);
    QCOMPARE(network.layers().count(), std::size_t(layerCount));
    const FeatureTape tape = network.forward(expected.at(QStringLiteral("image")), network.layers(),
                                             Cancellation::never());
    const QString prefix =
        Pooling(pooling) == Pooling::Average ? QStringLiteral("avg.") : QStringLiteral("max.");
    for (std::size_t i = 1; i < layerCount; ++i) {
        const double error =
            relativeError(tape.features[i], expected.at(prefix + layerName(layerAt(i))));
        QVERIFY2(error < 1e-4,
                 qPrintable(layerName(layerAt(i)) + QStringLiteral(": %1").arg(error)));
    }
}

void TestVggNetwork::featuresOfTheDistilledNetworkAreThoseOfPyTorch()
{
    REQUIRE_DISTILLED_NETWORK();
    const auto expected = load(QStringLiteral("distilled_golden.safetensors"));
    const VggNetwork network(distilledNetwork(), Pooling::Trained, Border::Replicate);
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
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate);
    QVERIFY(network.layers().test(layerIndex(Layer::Conv5_1)));
    QVERIFY(!network.layers().test(layerIndex(Layer::Conv5_2)));
    const at::Tensor features = featuresAt(network, noise(64, 48, at::kFloat), Layer::Conv5_1);
    QCOMPARE(features.sizes(), at::IntArrayRef({1, 128, 4, 3}));
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
    const NetworkSource source = network == QStringLiteral("tiny")      ? tinyNetwork()
                                 : network == QStringLiteral("builtin") ? builtinNetwork()
                                                                        : distilledNetwork();
    const VggNetwork vgg(source, Pooling(pooling), Border(border), at::kDouble);
    const LayerSet wanted = setOf({Layer::Pixels, Layer::Conv1_2, Layer::Conv3_3, Layer::Conv5_1});
    // Sizes that pooling cannot halve evenly.
    const at::Tensor image = noise(35, 39, at::kDouble);

    // f = Σ over the layers of half the squared features: its gradient there is the features.
    const auto value = [&](const at::Tensor &x) {
        const FeatureTape tape = vgg.forward(x, wanted, Cancellation::never());
        double sum = 0;
        for (const at::Tensor &features : tape.features)
            sum += features.defined() ? 0.5 * features.square().sum().item<double>() : 0;
        return sum;
    };
    const at::Tensor gradient = vgg.backward(
        vgg.forward(image, wanted, Cancellation::never()),
        [](Layer, const at::Tensor &features) { return features.clone(); }, Cancellation::never());
    const at::Tensor direction =
        at::randn(image.sizes(), at::detail::createCPUGenerator(3), at::kDouble);
    const double step = 1e-6;
    const double expected =
        (value(image + direction * step) - value(image - direction * step)) / (2 * step);
    const double actual = (gradient * direction).sum().item<double>();
    QVERIFY2(std::abs(actual - expected) < 1e-5 * std::abs(expected),
             qPrintable(QStringLiteral("%1 instead of %2").arg(actual).arg(expected)));
}

void TestVggNetwork::replicatedBordersAreNotDark()
{
    const at::Tensor flat = at::full({1, 3, 32, 32}, 0.7f);
    const auto spread = [&](Border border) {
        const VggNetwork network(builtinNetwork(), Pooling::Trained, border);
        const at::Tensor features = featuresAt(network, flat, Layer::Conv1_1);
        return (features.amax({2, 3}) - features.amin({2, 3})).abs().max().item<double>();
    };
    QVERIFY(spread(Border::Replicate) < 1e-5);
    QVERIFY(spread(Border::Zero) > 1e-2);
}

void TestVggNetwork::pixelsAreTheImageAndAConstant()
{
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate);
    const at::Tensor image = noise(32, 40, at::kFloat);
    const at::Tensor features = featuresAt(network, image, Layer::Pixels);
    QVERIFY(features.narrow(1, 0, 3).equal(image));
    QVERIFY(features.narrow(1, 3, 1).equal(at::ones({1, 1, 32, 40})));
}

void TestVggNetwork::nothingIsComputedOnceCancelled()
{
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate);
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
                                 [&](Layer, const at::Tensor &features) {
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
        const VggNetwork network(tinyNetwork(file), Pooling::Trained, Border::Zero);
        QFAIL("was accepted");
    } catch (const TransferError &e) {
        QCOMPARE(int(e.error().code), code);
        QVERIFY(e.error().subject.endsWith(file));
    }
}

QTEST_GUILESS_MAIN(TestVggNetwork)
#include "tst_vggnetwork.moc"
