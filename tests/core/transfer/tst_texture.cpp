#include "core/base/thrownerror.h"
#include "core/compute/pch_torch.h"

#include "core/transfer/objective_torch.h"

#include "core/transfer/runcost.h"
#include "core/transfer/styletransfer.h"
#include "core/transfer/tensorimage_torch.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <limits>

namespace gramarye::tst_texture {
using namespace gramarye::golden;

namespace {

at::Tensor noise(int64_t height, int64_t width, quint64 seed)
{
    return at::rand({1, 3, height, width}, at::detail::createCPUGenerator(seed), at::kFloat);
}

/// A quick job on the built-in network, without a content.
RenderJob textureJob(StyleLoss loss = StyleLoss::Distribution)
{
    RenderJob job;
    job.scene.network = builtinNetwork();
    job.scene.canvas = {96, 64};
    job.scene.styles = {{{imageOf(noise(70, 60, 2))}}};
    job.scene.parameters = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                     job.scene.network.info, loss);
    job.scene.parameters.size = 0;
    job.scene.parameters.iterations = 4;
    job.scene.parameters.threads = 1;
    return job;
}

std::unique_ptr<StyleTransfer> transferOf(const RenderJob &job)
{
    return makeStyleTransfer(job, Cancellation::never());
}

QImage resultOf(const RenderJob &job)
{
    const auto transfer = transferOf(job);
    while (!transfer->isDone())
        transfer->step(job.scene.runParameters(), Cancellation::never());
    return transfer->result(job.scene.runParameters());
}

at::Tensor startOf(const RenderJob &job)
{
    const QImage image = transferOf(job)->result(job.scene.runParameters());
    return tensorFromImage(image, image.size());
}

} // namespace

class TestTexture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStylesAloneCount_data() { losses(); }
    void theStylesAloneCount();
    void theCanvasHasTheShape();
    void noiseHasTheStylesColours();
    void stylesLendTheirColoursAsTheyWeigh();
    void startsWhereItIsTold_data();
    void startsWhereItIsTold();
    void whatNeedsAContentIsLeftOut();
    void theSeedMakesThePicture();
    void goingOnFromACheckpointIsAsIfNeverStopped_data() { losses(); }
    void goingOnFromACheckpointIsAsIfNeverStopped();
    void aStyleIsNeeded();

private:
    static void losses();
};

void TestTexture::losses()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::newRow("Gram matrices") << StyleLoss::Gram;
    QTest::newRow("distributions") << StyleLoss::Distribution;
}

void TestTexture::theStylesAloneCount()
{
    QFETCH(const StyleLoss, loss);
    StyleParameters parameters = textureJob(loss).scene.parameters;
    parameters.ratio = 5;
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const std::vector<SizedStyle> styles{noise(70, 60, 2)};
    const at::Tensor image = noise(64, 96, 4);
    Objective texture(network, QSize(96, 64), styles, parameters, Cancellation::never());
    const Evaluation actual = texture.evaluate(image, parameters, 0, Cancellation::never());
    // As with a content that does not count.
    parameters.ratio = 0;
    Objective objective(network, noise(64, 96, 1), styles, parameters, Cancellation::never());
    const Evaluation expected = objective.evaluate(image, parameters, 0, Cancellation::never());
    QCOMPARE(actual.contentLoss, 0.0);
    QVERIFY(actual.styleLoss > 0);
    QCOMPARE(actual.styleLoss, expected.styleLoss);
    QCOMPARE(actual.totalLoss, expected.totalLoss);
    QVERIFY(relativeError(actual.gradient, expected.gradient) < 1e-6);
}

void TestTexture::theCanvasHasTheShape()
{
    RenderJob job = textureJob();
    QCOMPARE(resultOf(job).size(), QSize(96, 64));
    job.scene.parameters.size = 192; // the longest side, as of a content
    QCOMPARE(transferOf(job)->step(job.scene.runParameters(), Cancellation::never()).size,
             QSize(136, 91));
    QVERIFY(RunCost::of(job).megapixelIterations > 0);
    QVERIFY(RunCost::of(job).memory > 0);
}

namespace {

/// Of the three colours: 3, and 3 × 3.
std::pair<at::Tensor, at::Tensor> meanAndCovariance(const at::Tensor &picture)
{
    const at::Tensor colors = picture.flatten(2).squeeze(0).to(at::kDouble);
    const at::Tensor mean = colors.mean(1, true);
    return {mean.flatten(), at::mm(colors - mean, (colors - mean).t()) / colors.size(1)};
}

/// A picture of few colours: their mean is not grey, and they go together.
at::Tensor fewColors()
{
    const at::Tensor one = at::rand({1, 1, 64, 64}, at::detail::createCPUGenerator(5), at::kFloat);
    const at::Tensor other =
        at::rand({1, 1, 64, 64}, at::detail::createCPUGenerator(6), at::kFloat);
    return at::cat({0.4 + 0.3 * one, 0.6 - 0.2 * one, 0.3 + 0.1 * other}, 1);
}

} // namespace

void TestTexture::noiseHasTheStylesColours()
{
    RenderJob job = textureJob();
    job.scene.canvas = {64, 64}; // as large as the style, which stays as it is
    const at::Tensor style = fewColors();
    job.scene.styles = {{{imageOf(style)}}};
    const at::Tensor start = startOf(job);
    const auto [mean, covariance] = meanAndCovariance(style);
    const auto [startMean, startCovariance] = meanAndCovariance(start);
    QVERIFY(relativeError(startMean, mean) < 0.01);
    const double error = relativeError(startCovariance, covariance);
    QVERIFY2(error < 0.1, qPrintable(QString::number(error)));
    // It is noise: neighbours differ as pixels anywhere do.
    const at::Tensor red = start.select(1, 0);
    const at::Tensor differences = red.narrow(2, 1, 63) - red.narrow(2, 0, 63);
    const double squares = differences.square().mean().item<double>();
    QVERIFY(std::abs(squares / (2 * covariance[0][0].item<double>()) - 1) < 0.1);
}

void TestTexture::stylesLendTheirColoursAsTheyWeigh()
{
    const std::vector<at::Tensor> pictures{
        at::full({1, 3, 4, 4}, 0.2f), at::full({1, 3, 9, 2}, 0.6f), at::full({1, 3, 1, 1}, 0.9f)};
    const auto noiseBy = [&](const std::vector<double> &weights, int seed) {
        return noiseInColorsOf(pictures, weights, {200, 100}, seed, {});
    };
    const at::Tensor noise = noiseBy({3, 1, 0}, 1);
    QCOMPARE(sizeOf(noise), QSize(200, 100));
    const auto [mean, covariance] = meanAndCovariance(noise);
    QVERIFY(std::abs(mean[0].item<double>() - 0.3) < 0.005);
    QVERIFY(std::abs(covariance[0][1].item<double>() - 0.75 * 0.25 * 0.4 * 0.4) < 0.002);
    QVERIFY(noise.equal(noiseBy({3, 1, 0}, 1)));
    QVERIFY(!noise.equal(noiseBy({3, 1, 0}, 2)));
    QVERIFY(std::abs(noiseBy({}, 1).mean().item<double>() - 1.7 / 3) < 0.005);
    const at::Tensor clamped = noiseInColorsOf(pictures, {}, {200, 100}, 1, {0.5, 0.6});
    QVERIFY(clamped.min().item<float>() == 0.5f && clamped.max().item<float>() == 0.6f);
}

void TestTexture::startsWhereItIsTold_data()
{
    QTest::addColumn<Start>("start");
    QTest::addColumn<double>("mean"); // of the start picture
    QTest::newRow("noise") << Start::Noise << 0.5;
    QTest::newRow("a content there is none of") << Start::Content << 0.5;
    QTest::newRow("style") << Start::Style << 0.5;
    QTest::newRow("blank") << Start::Blank << 1.0;
    QTest::newRow("file") << Start::File << 0.1;
}

void TestTexture::startsWhereItIsTold()
{
    QFETCH(const Start, start);
    QFETCH(const double, mean);
    RenderJob job = textureJob();
    job.scene.start.image = imageOf(at::full({3, 60, 200}, 0.1f));
    job.scene.parameters.start = start;
    const at::Tensor picture = startOf(job);
    QCOMPARE(sizeOf(picture), QSize(96, 64));
    const double actual = picture.mean().item<double>();
    QVERIFY2(std::abs(actual - mean) < 0.02, qPrintable(QString::number(actual)));
}

void TestTexture::whatNeedsAContentIsLeftOut()
{
    const RenderJob job = textureJob();
    RenderJob other = job;
    other.scene.parameters.ratio = 7;
    other.scene.parameters.colors = Colors::Content;
    other.scene.parameters.contentLayer = Layer::Conv5_1;
    other.scene.parameters.start = Start::Noise;
    QCOMPARE(resultOf(other), resultOf(job));
}

void TestTexture::theSeedMakesThePicture()
{
    RenderJob job = textureJob();
    const QImage result = resultOf(job);
    QCOMPARE(resultOf(job), result);
    job.scene.parameters.seed = 1;
    QVERIFY(resultOf(job) != result);
}

void TestTexture::goingOnFromACheckpointIsAsIfNeverStopped()
{
    QFETCH(const StyleLoss, loss);
    RenderJob job = textureJob(loss);
    job.scene.parameters.size = 192; // two sizes
    job.scene.parameters.seamless = Seamless::Both;
    const auto transfer = transferOf(job);
    for (int i = 0; i < 5; ++i)
        transfer->step(job.scene.runParameters(), Cancellation::never());
    RenderJob rest = job;
    rest.checkpoint = transfer->checkpoint();
    QCOMPARE(resultOf(rest), resultOf(job));
    rest.scene.parameters.seamless = Seamless::X; // another picture
    QVERIFY_EXCEPTION_THROWN(transferOf(rest), ThrownError);
}

void TestTexture::aStyleIsNeeded()
{
    RenderJob job = textureJob();
    job.scene.styles.clear();
    job.scene.parameters.ratio = std::numeric_limits<double>::infinity();
    try {
        transferOf(job);
        QFAIL("made of nothing");
    } catch (const ThrownError &error) {
        QCOMPARE(error.error().code, ErrorCode::NoStyle);
    }
}

GRAMARYE_TEST(TestTexture)

} // namespace gramarye::tst_texture

#include "tst_texture.moc"
