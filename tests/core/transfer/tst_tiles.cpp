#include "core/compute/pch_torch.h"

#include "core/base/platform.h"
#include "core/compute/scratchtensors.h"
#include "core/transfer/objective_torch.h"
#include "core/transfer/runcost.h"
#include "core/transfer/styletransfer.h"
#include "core/transfer/tilepictures_torch.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_tiles {
using namespace gramarye::golden;

namespace {

at::Tensor noise(int64_t height, int64_t width, quint64 seed, at::ScalarType type)
{
    return at::rand({1, 3, height, width}, at::detail::createCPUGenerator(seed), type);
}

/// A mask that is white in the left part and fades.
QImage leftPart()
{
    QImage mask(64, 64, QImage::Format_Grayscale8);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x)
            mask.scanLine(y)[x] = uchar(std::clamp(500 - 12 * x, 0, 255));
    }
    return mask;
}

/// By which something is compared at every kind of layer that the loss knows.
StyleParameters parametersFor(Method method, StyleLoss loss)
{
    StyleParameters p =
        StyleParameters::defaults(method, OptimizerKind::Adam, builtinNetwork().info, loss);
    p.layerWeights[layerIndex(Layer::Pixels)] = 1;
    p.ratio = 0.1;
    p.smoothness = 1;
    return p;
}

} // namespace

class TestTiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPixelHasOneOwner_data();
    void everyPixelHasOneOwner();
    void everyFeatureHasOneOwner_data() { everyPixelHasOneOwner_data(); }
    void everyFeatureHasOneOwner();
    void halosAreAsLargeAsFeaturesSee();
    void addingIsTheAdjointOfSeeing_data();
    void addingIsTheAdjointOfSeeing();
    void lossAndGradientAreThoseOfTheWhole_data();
    void lossAndGradientAreThoseOfTheWhole();
    void lossesOfPixelsAreThoseOfTheWhole_data();
    void lossesOfPixelsAreThoseOfTheWhole();
    void rangesThatAreKnownChangeLittle();
    void rangesOfOtherDirectionsAreNotBelieved();
    void anAreaThatNoSampleSeesIsComparedAsWell();
    void littleMemoryMakesTheSamePicture_data();
    void littleMemoryMakesTheSamePicture();
    void runsGoOnInTheSameTiles();
    void picturesOnTheDiskAreTheSame();
    void whatTakesMuchMemoryLiesOnTheDisk();
};

void TestTiles::everyPixelHasOneOwner_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("side");
    QTest::addColumn<bool>("wraps");
    QTest::newRow("one") << QSize(640, 449) << 0 << false;
    QTest::newRow("larger than the picture") << QSize(640, 449) << 1024 << false;
    QTest::newRow("128") << QSize(640, 449) << 128 << false;
    QTest::newRow("256") << QSize(640, 449) << 256 << false;
    QTest::newRow("a little more than one") << QSize(130, 257) << 128 << false;
    QTest::newRow("the last owns no deep feature") << QSize(40, 40) << 16 << false;
    QTest::newRow("a strip") << QSize(2000, 30) << 256 << false;
    QTest::newRow("wraps") << QSize(320, 256) << 64 << true;
}

void TestTiles::everyPixelHasOneOwner()
{
    QFETCH(const QSize, size);
    QFETCH(const int, side);
    QFETCH(const bool, wraps);
    QRegion all;
    int pixels = 0;
    for (const Tile &tile : tilesOf(size, side, 80, {wraps, wraps})) {
        QCOMPARE(tile.owned.left() % tileGrid, 0);
        QCOMPARE(tile.owned.top() % tileGrid, 0);
        QVERIFY(tile.seen.contains(tile.owned));
        QVERIFY(wraps || QRect(QPoint(), size).contains(tile.seen));
        QVERIFY(side == 0 || side >= std::max(size.width(), size.height())
                || std::max(tile.owned.width(), tile.owned.height()) <= side);
        all += tile.owned;
        pixels += tile.owned.width() * tile.owned.height();
    }
    QCOMPARE(all, QRegion(QRect(QPoint(), size)));
    QCOMPARE(pixels, size.width() * size.height());
}

void TestTiles::everyFeatureHasOneOwner()
{
    QFETCH(const QSize, size);
    QFETCH(const int, side);
    QFETCH(const bool, wraps);
    for (const Layer layer : {Layer::Pixels, Layer::Conv1_2, Layer::Conv2_1, Layer::Conv3_4,
                              Layer::Conv4_2, Layer::Conv5_1, Layer::Conv5_4}) {
        double owned = 0;
        for (const Tile &tile : tilesOf(size, side, haloOf(layer), {wraps, wraps}))
            owned += ownedWeights(tile, layer, nullptr).sum();
        const QSize features = featureSize(size, layer);
        QCOMPARE(owned, double(features.width()) * features.height());
    }
}

void TestTiles::halosAreAsLargeAsFeaturesSee()
{
    QCOMPARE(haloOf(Layer::Pixels), 0);
    QCOMPARE(haloOf(Layer::Conv1_1), 16);
    QCOMPARE(haloOf(Layer::Conv4_2), 48);  // 2 + 4 + 16 + 16 = 38
    QCOMPARE(haloOf(Layer::Conv5_1), 80);  // 2 + 4 + 16 + 32 + 16 = 70
    QCOMPARE(haloOf(Layer::Conv5_4), 128); // 118
}

void TestTiles::addingIsTheAdjointOfSeeing_data()
{
    QTest::addColumn<bool>("wraps");
    QTest::newRow("ends") << false;
    QTest::newRow("wraps") << true;
}

void TestTiles::addingIsTheAdjointOfSeeing()
{
    QFETCH(const bool, wraps);
    const at::Tensor picture = noise(96, 64, 1, at::kDouble);
    const at::Tensor gradient = at::zeros_like(picture);
    double seen = 0;
    quint64 seed = 2;
    for (const Tile &tile : tilesOf({64, 96}, 32, 80, {wraps, wraps})) { // wraps more than once
        const at::Tensor part = seenPart(picture, tile);
        const at::Tensor factors = noise(part.size(2), part.size(3), seed++, at::kDouble);
        seen += (part * factors).sum().item<double>();
        addSeenPart(gradient, factors, tile);
    }
    const double adjoint = (gradient * picture).sum().item<double>();
    QVERIFY(std::abs(seen - adjoint) < 1e-9 * std::abs(seen));
}

void TestTiles::lossAndGradientAreThoseOfTheWhole_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<StyleLoss>("loss");
    QTest::addColumn<at::ScalarType>("type");
    QTest::addColumn<Seamless>("seamless");
    QTest::addColumn<bool>("hasRegions");
    const auto add = [](const char *name, Method method, StyleLoss loss, at::ScalarType type,
                        Seamless seamless = Seamless::None, bool hasRegions = false) {
        QTest::newRow(name) << method << loss << type << seamless << hasRegions;
    };
    using M = Method;
    using L = StyleLoss;
    add("Gram, double", M::Painterly, L::Gram, at::kDouble);
    add("distribution, double", M::Painterly, L::Distribution, at::kDouble);
    add("Gram, wraps, double", M::Painterly, L::Gram, at::kDouble, Seamless::Both);
    add("classic", M::Classic, L::Gram, at::kFloat);
    add("Gram", M::Painterly, L::Gram, at::kFloat);
    add("distribution", M::Painterly, L::Distribution, at::kFloat);
    add("Gram, wraps", M::Painterly, L::Gram, at::kFloat, Seamless::Both);
    add("distribution, wraps across", M::Painterly, L::Distribution, at::kFloat, Seamless::X);
    add("Gram, regions", M::Painterly, L::Gram, at::kFloat, Seamless::None, true);
    add("distribution, regions", M::Painterly, L::Distribution, at::kFloat, Seamless::None, true);
}

void TestTiles::lossAndGradientAreThoseOfTheWhole()
{
    QFETCH(const Method, method);
    QFETCH(const StyleLoss, loss);
    QFETCH(const at::ScalarType, type);
    QFETCH(const Seamless, seamless);
    QFETCH(const bool, hasRegions);
    StyleParameters parameters = parametersFor(method, loss);
    parameters.seamless = seamless;
    const bool isExact = type == at::kDouble;
    const VggNetwork network(
        builtinNetwork(), Pooling::Trained, Border::Replicate,
        Backend::make({isExact ? ConvolutionKind::Torch : ConvolutionKind::Fast, 2, type}));
    const bool isOdd = seamless == Seamless::None;
    const int64_t height = isOdd ? 107 : 112;
    const int64_t width = isOdd ? 141 : 144;
    const at::Tensor content = noise(height, width, 1, type);
    const at::Tensor image = noise(height, width, 2, type);
    Regions regions;
    if (hasRegions)
        regions.styles = {leftPart()};
    const auto evaluated = [&](int tileSide) {
        // Of two styles one has no region; the other's own picture has a mask.
        Objective objective(network, content,
                            {{noise(150, 170, 3, type), styleArea(leftPart(), {170, 150})},
                             noise(140, 210, 4, type) * noise(140, 1, 5, type)},
                            parameters, Cancellation::never(), regions, tileSide);
        return objective.evaluate(image, parameters, 0, Cancellation::never());
    };
    const Evaluation whole = evaluated(0);
    // Histograms are of single precision. So are our own kernels, and where a value is rounded
    // over zero its ReLU lets another gradient through, of which noise has many.
    const double most = !isExact ? 1e-6 : loss == StyleLoss::Gram ? 1e-13 : 1e-6;
    const double mostOfGradient = isExact ? most : 5e-3;
    for (const int side : isExact ? std::vector<int>{48} : std::vector<int>{48, 96}) {
        const Evaluation tiled = evaluated(side);
        QVERIFY(std::abs(tiled.contentLoss / whole.contentLoss - 1) < most);
        QVERIFY2(std::abs(tiled.styleLoss / whole.styleLoss - 1) < most,
                 qPrintable(QString::number(tiled.styleLoss / whole.styleLoss - 1)));
        QVERIFY(std::abs(tiled.totalLoss / whole.totalLoss - 1) < most);
        const double error = relativeError(tiled.gradient, whole.gradient);
        QVERIFY2(error < mostOfGradient, qPrintable(QString::number(error)));
    }
}

void TestTiles::lossesOfPixelsAreThoseOfTheWhole_data()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::addColumn<bool>("hasContent");
    QTest::newRow("Gram") << StyleLoss::Gram << true;
    QTest::newRow("distribution") << StyleLoss::Distribution << true;
    QTest::newRow("Gram, a texture") << StyleLoss::Gram << false;
    QTest::newRow("distribution, a texture") << StyleLoss::Distribution << false;
}

// What is seen of the pixels alone has no halo. The style's are steered in afterwards; the content
// is looked at there as well.
void TestTiles::lossesOfPixelsAreThoseOfTheWhole()
{
    QFETCH(const StyleLoss, loss);
    QFETCH(const bool, hasContent);
    StyleParameters before = parametersFor(Method::Painterly, loss);
    before.contentLayer = Layer::Pixels;
    before.layerWeights = {};
    before.layerWeights[layerIndex(Layer::Conv2_1)] = 1;
    StyleParameters pixels = before;
    pixels.layerWeights = {};
    pixels.layerWeights[layerIndex(Layer::Pixels)] = 1;
    StyleParameters both = pixels;
    both.layerWeights[layerIndex(Layer::Conv2_1)] = 1;
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Fast, 2}));
    const at::Tensor content = noise(107, 141, 1, at::kFloat);
    const at::Tensor image = noise(107, 141, 2, at::kFloat);
    const std::vector<SizedStyle> styles{noise(150, 170, 3, at::kFloat)
                                         * noise(150, 1, 4, at::kFloat)};
    std::vector<Evaluation> all;
    for (const int side : {0, 48}) {
        Objective objective = hasContent ? Objective(network, content, styles, before,
                                                     Cancellation::never(), {}, side)
                                         : Objective(network, QSize(141, 107), styles, before,
                                                     Cancellation::never(), {}, side);
        for (const StyleParameters &p : {before, both, pixels})
            all.push_back(objective.evaluate(image, p, 0, Cancellation::never()));
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const Evaluation &whole = all[i];
        const Evaluation &tiled = all[i + 3];
        QVERIFY(std::abs(tiled.contentLoss - whole.contentLoss) <= 1e-6 * whole.contentLoss);
        QVERIFY(std::abs(tiled.styleLoss / whole.styleLoss - 1) < 1e-6);
        QVERIFY(relativeError(tiled.gradient, whole.gradient) < 5e-3);
    }
}

void TestTiles::rangesOfOtherDirectionsAreNotBelieved()
{
    const StyleParameters parameters = parametersFor(Method::Painterly, StyleLoss::Distribution);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Fast, 2}));
    Objective objective(network, noise(64, 64, 1, at::kFloat), {noise(64, 64, 3, at::kFloat)},
                        parameters, Cancellation::never(), {}, 32);
    const at::Tensor image = noise(64, 64, 2, at::kFloat);
    const Evaluation unknown = objective.evaluate(image, parameters, 0, Cancellation::never());
    SeenRanges ranges = unknown.ranges;
    for (auto &[key, range] : ranges)
        range = {{0}, {1}};
    const Evaluation other = objective.evaluate(image, parameters, 1, Cancellation::never());
    const Evaluation hostile =
        objective.evaluate(image, parameters, 1, Cancellation::never(), ranges);
    QCOMPARE(hostile.styleLoss, other.styleLoss);
}

// Bins by the iterate before in the place of its own; the same for tiles as for the whole.
void TestTiles::rangesThatAreKnownChangeLittle()
{
    const StyleParameters parameters = parametersFor(Method::Painterly, StyleLoss::Distribution);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Fast, 2}));
    const at::Tensor content = noise(120, 90, 1, at::kFloat);
    const at::Tensor before = noise(120, 90, 2, at::kFloat);
    const at::Tensor image = before * 0.97;
    std::vector<Evaluation> ofSides;
    for (const int side : {0, 48}) {
        Objective objective(network, content, {noise(100, 100, 3, at::kFloat)}, parameters,
                            Cancellation::never(), {}, side);
        const SeenRanges ranges =
            objective.evaluate(before, parameters, 0, Cancellation::never()).ranges;
        QVERIFY(!ranges.empty());
        const Evaluation unknown = objective.evaluate(image, parameters, 1, Cancellation::never());
        const Evaluation known =
            objective.evaluate(image, parameters, 1, Cancellation::never(), ranges);
        QVERIFY(known.styleLoss != unknown.styleLoss); // other bins
        QVERIFY(std::abs(known.styleLoss / unknown.styleLoss - 1) < 0.01);
        QVERIFY(relativeError(known.gradient, unknown.gradient) < 0.05);
        for (const auto &[key, range] : known.ranges) {
            QCOMPARE(range.low, unknown.ranges.at(key).low);
            QCOMPARE(range.high, unknown.ranges.at(key).high);
        }
        ofSides.push_back(known);
    }
    QVERIFY(std::abs(ofSides[1].styleLoss / ofSides[0].styleLoss - 1) < 1e-6);
    QVERIFY(relativeError(ofSides[1].gradient, ofSides[0].gradient) < 5e-3);
}

// Its rows lie between those that are sampled.
void TestTiles::anAreaThatNoSampleSeesIsComparedAsWell()
{
    StyleParameters parameters = parametersFor(Method::Painterly, StyleLoss::Distribution);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Fast, 2}));
    QImage line(96, 256, QImage::Format_Grayscale8);
    line.fill(0);
    std::fill_n(line.scanLine(1), line.width(), uchar(255));
    Regions regions;
    regions.styles = {line};
    std::vector<double> losses;
    for (const int side : {0, 64}) {
        Objective objective(network, noise(256, 96, 1, at::kFloat), {noise(64, 64, 3, at::kFloat)},
                            parameters, Cancellation::never(), regions, side);
        const Evaluation evaluation =
            objective.evaluate(noise(256, 96, 2, at::kFloat), parameters, 0, Cancellation::never());
        QVERIFY(evaluation.styleLoss > 0);
        losses.push_back(evaluation.styleLoss);
    }
    QVERIFY(std::abs(losses[1] / losses[0] - 1) < 1e-6);
}

namespace {

QImage picture(int64_t height, int64_t width, quint64 seed)
{
    return imageOf(at::upsample_bilinear2d(noise(height / 8, width / 8, seed, at::kFloat),
                                           {height, width}, false));
}

/// A job of one size, @p size, which is computed by @p plan.
RenderJob jobByPlan(StyleLoss loss, QSize size, MemoryPlan plan)
{
    RenderJob job;
    job.scene.network = builtinNetwork();
    job.scene.content.image = picture(size.height(), size.width(), 1);
    job.scene.styles = {{{picture(240, 256, 2)}}};
    job.scene.parameters = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                     job.scene.network.info, loss);
    job.scene.parameters.size = size.width();
    job.scene.parameters.scales = Scales::Single;
    job.scene.parameters.iterations = 5;
    job.scene.parameters.threads = 2;
    const auto isMet = [&] {
        const MemoryPlan met = MemoryPlan::of(job, size, memoryBudget(job.scene.parameters));
        return met.tileSide == plan.tileSide && met.usesScratch == plan.usesScratch;
    };
    for (job.scene.parameters.memory = 1'000'000; !isMet();) {
        job.scene.parameters.memory = job.scene.parameters.memory * 19 / 20;
        if (job.scene.parameters.memory < 1)
            qFatal("no memory is enough for %d px", plan.tileSide);
    }
    return job;
}

/// A small job of one size, which by @p side px is computed in tiles; 0: as a whole.
RenderJob jobInTiles(StyleLoss loss, int side)
{
    return jobByPlan(loss, {320, 176}, {side, false});
}

} // namespace

void TestTiles::littleMemoryMakesTheSamePicture_data()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::newRow("Gram") << StyleLoss::Gram;
    QTest::newRow("distribution") << StyleLoss::Distribution;
}

void TestTiles::littleMemoryMakesTheSamePicture()
{
    QFETCH(const StyleLoss, loss);
    const RenderJob whole = jobInTiles(loss, 0);
    const RenderJob tiled = jobInTiles(loss, 128);
    QVERIFY(RunCost::of(tiled).memory < RunCost::of(whole).memory);
    const auto a = makeStyleTransfer(whole, Cancellation::never());
    const auto b = makeStyleTransfer(tiled, Cancellation::never());
    while (!a->isDone()) {
        const IterationReport wanted = a->step(whole.scene.runParameters(), Cancellation::never());
        const IterationReport got = b->step(tiled.scene.runParameters(), Cancellation::never());
        // Adam makes a whole step of a gradient that is hardly there, and rounding turns it.
        QVERIFY2(std::abs(got.totalLoss / wanted.totalLoss - 1)
                     < (got.iteration == 1 ? 1e-6 : 1e-2),
                 qPrintable(QString::number(got.totalLoss / wanted.totalLoss - 1)));
    }
    QVERIFY(b->isDone());
    const auto pixels = [&](const StyleTransfer &transfer) {
        const QImage image =
            transfer.image(whole.scene.parameters, {}).convertToFormat(QImage::Format_RGB888);
        return QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
    };
    const QByteArray first = pixels(*a);
    const QByteArray second = pixels(*b);
    double difference = 0; // in the mean, of 255
    for (qsizetype i = 0; i < first.size(); ++i)
        difference += std::abs(int(uchar(first[i])) - int(uchar(second[i]))) / double(first.size());
    QVERIFY2(difference < 0.5, qPrintable(QString::number(difference)));
    // The Gram view is of a tile then.
    QCOMPARE(b->statistics(tiled.scene.parameters, Cancellation::never()).size(),
             a->statistics(whole.scene.parameters, Cancellation::never()).size());
}

// Also where there is more memory by then.
void TestTiles::runsGoOnInTheSameTiles()
{
    RenderJob job = jobInTiles(StyleLoss::Distribution, 128);
    const StyleParameters parameters = job.scene.runParameters();
    const auto uninterrupted = makeStyleTransfer(job, Cancellation::never());
    for (int i = 0; i < 3; ++i)
        uninterrupted->step(parameters, Cancellation::never());
    RenderJob rest = job;
    rest.checkpoint = uninterrupted->checkpoint();
    rest.scene.parameters.memory = 1'000'000;
    const auto continued = makeStyleTransfer(rest, Cancellation::never());
    for (int i = 0; i < 2; ++i) {
        uninterrupted->step(parameters, Cancellation::never());
        continued->step(rest.scene.runParameters(), Cancellation::never());
    }
    QCOMPARE(continued->image(parameters, {}), uninterrupted->image(parameters, {}));
}

void TestTiles::picturesOnTheDiskAreTheSame()
{
    const QSize size(1152, 704);
    std::vector<QImage> results;
    for (const bool usesScratch : {false, true}) {
        const RenderJob job = jobByPlan(StyleLoss::Distribution, size, {512, usesScratch});
        const RunCost cost = RunCost::of(job);
        QCOMPARE(cost.scratch > 0, usesScratch);
        QVERIFY(cost.memory <= qint64(job.scene.parameters.memory) * 1'000'000);
        const auto transfer = makeStyleTransfer(job, Cancellation::never());
        for (int i = 0; i < 2; ++i)
            transfer->step(job.scene.runParameters(), Cancellation::never());
        results.push_back(transfer->result(job.scene.parameters));
    }
    QCOMPARE(results[1], results[0]);
}

void TestTiles::whatTakesMuchMemoryLiesOnTheDisk()
{
    if (unbackedMemory() == 0)
        QSKIP("the system does not tell what a process takes");
    constexpr int64_t count = 64 << 20; // floats
    const qint64 before = unbackedMemory();
    at::Tensor kept;
    {
        const ScratchTensors scratch(true);
        kept = at::ones({count}, at::kFloat);
        QVERIFY(unbackedMemory() - before < count * qint64(sizeof(float)) / 4);
    }
    QCOMPARE(kept.sum().item<double>(), double(count)); // it outlives the scope
    const at::Tensor inMemory = at::ones({count}, at::kFloat);
    // But for what the program gives back meanwhile.
    QVERIFY(unbackedMemory() - before > count * qint64(sizeof(float)) * 3 / 4);
}

GRAMARYE_TEST(TestTiles)

} // namespace gramarye::tst_tiles

#include "tst_tiles.moc"
