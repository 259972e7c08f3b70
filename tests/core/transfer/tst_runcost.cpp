#include "core/compute/pch_torch.h"

#include "core/transfer/runcost.h"

#include "core/transfer/tiles.h"

#include "core/network/networkmemory.h"
#include "core/transfer/iterationbenchmark.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_runcost {

class TestRunCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workIsThatOfAllSizes_data();
    void workIsThatOfAllSizes();
    void memoryGrowsWithThePixels();
    void memoryFollowsWhatIsChosen_data();
    void memoryFollowsWhatIsChosen();
    void memoryIsToldOnlyWhereItIsKnown();
    void shortMemoryMakesTiles();
    void weightsAreThoseThatTheNetworkPrepares_data();
    void weightsAreThoseThatTheNetworkPrepares();

private:
    static NetworkInfo network(const char *name)
    {
        return *NetworkCatalog::builtIn().find(QLatin1String(name));
    }

    static RenderJob job(QSize content, int size, const NetworkInfo &info)
    {
        RenderJob job;
        job.scene.network.info = info;
        job.scene.content.image = QImage(content, QImage::Format_Grayscale8);
        job.scene.styles = {{{QImage(content, QImage::Format_Grayscale8)}}};
        job.scene.parameters =
            StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, info);
        job.scene.parameters.size = size;
        job.scene.parameters.memory = 1'000'000; // whatever is free where this runs
        return job;
    }
};

void TestRunCost::workIsThatOfAllSizes_data()
{
    QTest::addColumn<QSize>("content");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("pyramid");
    QTest::addColumn<double>("work");
    QTest::newRow("one size") << QSize(1000, 500) << 1000 << false << 0.5 * 100;
    QTest::newRow("as the content") << QSize(600, 400) << 0 << false << 0.24 * 100;
    // 128, 181, 256, 362, 512
    QTest::newRow("growing") << QSize(512, 512) << 512 << true
                             << (128 * 128 + 181 * 181 + 256 * 256 + 362 * 362 + 512 * 512) * 1e-4;
    // The same up to 1024, then 1448, 2048, 2896 and 4096 by fewer iterations.
    QTest::newRow("a print") << QSize(4096, 4096) << 4096 << true
                             << (128 * 128 + 181 * 181 + 256 * 256 + 362 * 362 + 512 * 512
                                 + 724 * 724 + 1024 * 1024)
                                        * 1e-4
                                    + (1448 * 1448 * 71.0 + 2048 * 2048 * 50.0 + 2896 * 2896 * 36.0
                                       + 4096 * 4096 * 25.0)
                                          * 1e-6;
    QTest::newRow("too narrow") << QSize(1000, 10) << 1000 << false << 0.0;
}

void TestRunCost::workIsThatOfAllSizes()
{
    QFETCH(QSize, content);
    QFETCH(int, size);
    QFETCH(bool, pyramid);
    QFETCH(double, work);
    RenderJob run = job(content, size, network("builtin"));
    run.scene.parameters.scales = pyramid ? Scales::Pyramid : Scales::Single;
    run.scene.parameters.iterations = 100;
    QCOMPARE(RunCost::of(run).megapixelIterations, work);
}

void TestRunCost::memoryGrowsWithThePixels()
{
    const auto memory = [](int size) {
        return double(RunCost::of(job({2048, 2048}, size, network("vgg19"))).memory);
    };
    const double first = memory(1024) - memory(512);
    const double second = memory(2048) - memory(1024);
    QVERIFY(first > 0);
    QVERIFY2(std::abs(second / first - 4) < 0.1, qPrintable(QString::number(second / first)));
}

void TestRunCost::memoryFollowsWhatIsChosen_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("optimiser with a history") << QByteArray("lbfgs");
    QTest::newRow("network with more channels") << QByteArray("network");
    QTest::newRow("style pictures at a larger scale") << QByteArray("scale");
    QTest::newRow("deeper layer") << QByteArray("layer");
    QTest::newRow("another style picture") << QByteArray("styles");
}

void TestRunCost::memoryFollowsWhatIsChosen()
{
    QFETCH(QByteArray, change);
    RenderJob more = job({600, 400}, 600, network("vgg19-distilled"));
    const qint64 before = RunCost::of(more).memory;
    if (change == "lbfgs")
        more.scene.parameters.optimizer = OptimizerKind::Lbfgs;
    if (change == "network")
        more.scene.network.info = network("vgg19");
    if (change == "scale")
        more.scene.parameters.styleScale = 3;
    if (change == "layer") {
        more.scene.network.info = network("vgg19");
        more.scene.parameters.layerWeights[layerIndex(Layer::Conv5_4)] = 1;
    }
    if (change == "styles")
        more.scene.styles.push_back(more.scene.styles.front());
    QVERIFY(RunCost::of(more).memory > before);
}

void TestRunCost::memoryIsToldOnlyWhereItIsKnown()
{
    RenderJob run = job({600, 400}, 600, network("builtin"));
    QVERIFY(RunCost::of(run).memory > 0);
    run.device = QStringLiteral("cuda:0");
    QCOMPARE(RunCost::of(run).memory, qint64(0));
    QVERIFY(RunCost::of(run).megapixelIterations > 0);
    run.device = processorId();
    run.convolution = ConvolutionKind::Torch;
    QCOMPARE(RunCost::of(run).memory, qint64(0));
}

void TestRunCost::shortMemoryMakesTiles()
{
    RenderJob run = job({1600, 1200}, 1600, network("vgg19"));
    const RunCost whole = RunCost::of(run);
    QCOMPARE(whole.tileSide, 0);
    int before = 4096;
    qint64 memory = whole.memory;
    for (const double share : {0.9, 0.7, 0.3}) {
        run.scene.parameters.memory = int(share * double(whole.memory) * 1e-6);
        const RunCost cost = RunCost::of(run);
        QVERIFY(cost.tileSide > 0 && (cost.tileSide < before || cost.scratch > 0));
        QVERIFY(cost.tileSide % tileGrid == 0);
        QVERIFY(cost.memory < memory);
        QVERIFY2(double(cost.memory) < 1e6 * run.scene.parameters.memory,
                 qPrintable(QStringLiteral("%1 px: %2 of %3")
                                .arg(cost.tileSide)
                                .arg(cost.memory)
                                .arg(whole.memory)));
        before = cost.tileSide;
        memory = cost.memory;
    }
    QVERIFY(RunCost::of(run).scratch > 0); // rather than in the smallest tiles
    run.scene.parameters.memory = 1;       // what cannot be is made as well as it can
    QCOMPARE(RunCost::of(run).tileSide, 128);
}

void TestRunCost::weightsAreThoseThatTheNetworkPrepares_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("zero padding") << QStringLiteral("builtin");
    QTest::newRow("reflecting") << QStringLiteral("vgg19-distilled");
}

void TestRunCost::weightsAreThoseThatTheNetworkPrepares()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    BenchmarkCase benchmark;
    benchmark.network.info = network(qPrintable(name));
    benchmark.network.path = folder.filePath(QStringLiteral("random.safetensors"));
    benchmark.size = 64;
    benchmark.threads = 1;
    QVERIFY(bool(writeRandomNetwork(benchmark.network.info, benchmark.network.path)));
    const double actual = IterationBenchmark(benchmark).weightBytes();
    LayerSet layers;
    layers.set(layerIndex(Layer::Conv5_1));
    const double told = NetworkMemory(benchmark.network.info, layers).weights();
    QVERIFY2(std::abs(told / actual - 1) < 0.02, qPrintable(QString::number(told / actual)));
}

GRAMARYE_TEST(TestRunCost)

} // namespace gramarye::tst_runcost

#include "tst_runcost.moc"
