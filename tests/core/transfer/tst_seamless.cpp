#include "core/compute/pch_torch.h"

#include "core/transfer/objective_torch.h"

#include "core/transfer/schedule.h"
#include "core/transfer/styletransfer.h"
#include "core/transfer/tensorimage_torch.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <string_view>

namespace gramarye::tst_seamless {
using namespace gramarye::golden;

namespace {

at::Tensor noise(int64_t height, int64_t width, quint64 seed, at::ScalarType type = at::kFloat)
{
    return at::rand({1, 3, height, width}, at::detail::createCPUGenerator(seed), type);
}

/// By which something is compared at every kind of layer that the loss knows.
StyleParameters parametersFor(StyleLoss loss, Seamless seamless)
{
    StyleParameters p = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                  builtinNetwork().info, loss);
    p.layerWeights[layerIndex(Layer::Pixels)] = 1;
    p.ratio = 0.1;
    p.smoothness = 1;
    p.seamless = seamless;
    return p;
}

/// What a picture of 16 px shifts by where it tiles.
struct Shift
{
    int64_t down;
    int64_t across;

    at::Tensor of(const at::Tensor &picture) const
    {
        return at::roll(picture, {down, across}, {2, 3});
    }
};

Shift shiftOf(Seamless seamless)
{
    const Wrap wrap = wrapOf(seamless);
    return {wrap.down ? 16 : 0, wrap.across ? 16 : 0};
}

/// Of a picture that is shifted, with its content.
Evaluation evaluated(const VggNetwork &network, const StyleParameters &parameters, Shift shift,
                     at::ScalarType type)
{
    Objective objective(network, shift.of(noise(64, 96, 1, type)),
                        {noise(70, 60, 2, type) * noise(70, 1, 3, type)}, parameters,
                        Cancellation::never());
    return objective.evaluate(shift.of(noise(64, 96, 4, type)), parameters, 0,
                              Cancellation::never());
}

double relativeDifference(double a, double b)
{
    return std::abs(a - b) / std::abs(b);
}

/// The differences between neighbours over the seams against those inside, in the mean.
double seamOf(const at::Tensor &picture)
{
    double inside = 0;
    double over = 0;
    for (const int64_t dimension : {2, 3}) {
        const int64_t last = picture.size(dimension) - 1;
        const auto part = [&](int64_t at, int64_t count) {
            return picture.narrow(dimension, at, count);
        };
        inside += (part(1, last) - part(0, last)).abs().mean().item<double>();
        over += (part(0, 1) - part(last, 1)).abs().mean().item<double>();
    }
    return over / inside;
}

} // namespace

class TestSeamless : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lossAndGradientTurnWithThePicture_data();
    void lossAndGradientTurnWithThePicture();
    void withoutItTheyDoNot();
    void ownKernelsAreLibTorchs_data() { cases(); }
    void ownKernelsAreLibTorchs();
    void gradientsAreThoseOfFiniteDifferences_data() { cases(); }
    void gradientsAreThoseOfFiniteDifferences();
    void aRegionReachesOverTheSeam();
    void upsamplingKnowsNoEnd_data();
    void upsamplingKnowsNoEnd();
    void sizesAreWhatPoolingsDivide();
    void resultsHaveNoSeam_data();
    void resultsHaveNoSeam();

private:
    static void cases();
};

void TestSeamless::resultsHaveNoSeam_data()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::newRow("distributions") << StyleLoss::Distribution;
    QTest::newRow("Gram matrices") << StyleLoss::Gram;
}

/// Both losses, all directions, a network that reflects and one that pads with zeros.
void TestSeamless::cases()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::addColumn<Seamless>("seamless");
    QTest::addColumn<QString>("network");
    for (const auto &[loss, lossName] : {std::pair(StyleLoss::Gram, "Gram matrices"),
                                         std::pair(StyleLoss::Distribution, "distributions")}) {
        for (const auto &[seamless, name] :
             {std::pair(Seamless::X, "x"), std::pair(Seamless::Y, "y"),
              std::pair(Seamless::Both, "both")}) {
            for (const char *network : {"builtin", "builtin-1"}) {
#ifdef GRAMARYE_SANITIZED // which looks at memory, and all rows go the same ways
                if (seamless != Seamless::Both || network != std::string_view("builtin"))
                    continue;
#endif
                QTest::addRow("%s, %s, %s", lossName, name, network)
                    << loss << seamless << QString::fromLatin1(network);
            }
        }
    }
}

namespace {

/// Zeros and repeated pixels at the borders of builtin-1.
VggNetwork networkNamed(const QString &name, const Computation &computation)
{
    return VggNetwork(NetworkCatalog::builtIn().locate(name).value(), Pooling::Trained,
                      Border::Replicate, Backend::make(computation));
}

const Computation ownKernels{ConvolutionKind::Fast, 2};
const Computation libTorch{ConvolutionKind::Torch, 2, at::kDouble};

} // namespace

void TestSeamless::lossAndGradientTurnWithThePicture_data()
{
    cases();
}

void TestSeamless::lossAndGradientTurnWithThePicture()
{
    QFETCH(const StyleLoss, loss);
    QFETCH(const Seamless, seamless);
    QFETCH(const QString, network);
    const Shift shift = shiftOf(seamless);
    for (const Computation &computation : {ownKernels, libTorch}) {
        const VggNetwork vgg = networkNamed(network, computation);
        // A float that rounds otherwise may fall into another bin.
        const double bound = computation.type == at::kDouble ? 1e-10 : 1e-3;
        const auto at = [&](Shift by) {
            return evaluated(vgg, parametersFor(loss, seamless), by, computation.type);
        };
        const Evaluation here = at({0, 0});
        const Evaluation there = at(shift);
        QVERIFY2(relativeDifference(there.totalLoss, here.totalLoss) < bound / 10,
                 qPrintable(QString::number(there.totalLoss - here.totalLoss)));
        const double error = relativeError(there.gradient, shift.of(here.gradient));
        QVERIFY2(error < bound, qPrintable(QString::number(error)));
    }
}

/// Else the test above would show nothing.
void TestSeamless::withoutItTheyDoNot()
{
    const VggNetwork vgg = networkNamed(QStringLiteral("builtin"), ownKernels);
    const StyleParameters parameters = parametersFor(StyleLoss::Gram, Seamless::None);
    const Evaluation here = evaluated(vgg, parameters, {0, 0}, at::kFloat);
    for (const Seamless seamless : {Seamless::X, Seamless::Y, Seamless::Both}) {
        const Shift shift = shiftOf(seamless);
        const Evaluation there = evaluated(vgg, parameters, shift, at::kFloat);
        QVERIFY(relativeError(there.gradient, shift.of(here.gradient)) > 0.01);
    }
}

void TestSeamless::ownKernelsAreLibTorchs()
{
    QFETCH(const StyleLoss, loss);
    QFETCH(const Seamless, seamless);
    QFETCH(const QString, network);
    const StyleParameters parameters = parametersFor(loss, seamless);
    const auto by = [&](Computation computation) {
        computation.type = at::kFloat; // the same noise
        return evaluated(networkNamed(network, computation), parameters, {0, 0}, at::kFloat);
    };
    const Evaluation actual = by(ownKernels);
    const Evaluation expected = by(libTorch);
    QVERIFY(relativeDifference(actual.contentLoss, expected.contentLoss) < 1e-4);
    // Bins are LibTorch's but for what a part of the picture does not see.
    const double bound = loss == StyleLoss::Gram ? 1e-4 : 2e-2;
    QVERIFY(relativeDifference(actual.totalLoss, expected.totalLoss) < bound);
    const double error = relativeError(actual.gradient, expected.gradient);
    QVERIFY2(error < bound, qPrintable(QString::number(error)));
}

void TestSeamless::gradientsAreThoseOfFiniteDifferences()
{
    QFETCH(const StyleLoss, loss);
    QFETCH(const Seamless, seamless);
    QFETCH(const QString, network);
    const StyleParameters parameters = parametersFor(loss, seamless);
    const VggNetwork vgg = networkNamed(network, libTorch);
    Objective objective(vgg, noise(48, 64, 1, at::kDouble), {noise(70, 60, 2, at::kDouble)},
                        parameters, Cancellation::never());
    const at::Tensor image = noise(48, 64, 4, at::kDouble);
    const auto at = [&](const at::Tensor &x) {
        return objective.evaluate(x, parameters, 0, Cancellation::never());
    };
    const at::Tensor gradient = at(image).gradient;
    // Within a hundredth because of the bins, which the picture moves.
    const bool isSmooth = loss == StyleLoss::Gram;
    const double step = isSmooth ? 1e-6 : 1e-4;
    const double bound = isSmooth ? 1e-5 : 0.01;
    // Everywhere, and where the ends meet alone.
    const at::Tensor everywhere =
        noise(48, 64, 5, at::kDouble) - 0.5 - gradient / gradient.abs().max() * 0.5;
    const at::Tensor ends = everywhere.clone();
    ends.narrow(2, 2, 44).narrow(3, 2, 60).zero_();
    for (const at::Tensor &direction : {everywhere, ends}) {
        const double expected =
            (at(image + direction * step).totalLoss - at(image - direction * step).totalLoss)
            / (2 * step);
        const double actual = (gradient * direction).sum().item<double>();
        QVERIFY2(std::abs(actual - expected) < bound * std::abs(expected),
                 qPrintable(QStringLiteral("%1 instead of %2").arg(actual).arg(expected)));
    }
}

void TestSeamless::aRegionReachesOverTheSeam()
{
    // The left half, turned by a quarter: the middle, or both ends.
    QImage middle(96, 64, QImage::Format_Grayscale8);
    for (int y = 0; y < middle.height(); ++y) {
        for (int x = 0; x < middle.width(); ++x)
            middle.scanLine(y)[x] = x >= 16 && x < 64 ? 255 : 0;
    }
    QImage ends(96, 64, QImage::Format_Grayscale8);
    for (int y = 0; y < ends.height(); ++y) {
        for (int x = 0; x < ends.width(); ++x)
            ends.scanLine(y)[x] = middle.scanLine(y)[(x + 32) % 96];
    }
    const StyleParameters parameters = parametersFor(StyleLoss::Distribution, Seamless::X);
    const VggNetwork vgg = networkNamed(QStringLiteral("builtin"), libTorch);
    const auto at = [&](const QImage &region, Shift shift) {
        Objective objective(
            vgg, shift.of(noise(64, 96, 1, at::kDouble)),
            {noise(70, 60, 2, at::kDouble) * 0.5, noise(50, 60, 3, at::kDouble).square()},
            parameters, Cancellation::never(), Regions{{region}, {}});
        return objective.evaluate(shift.of(noise(64, 96, 4, at::kDouble)), parameters, 0,
                                  Cancellation::never());
    };
    const Shift shift{0, -32};
    const Evaluation inside = at(middle, {0, 0});
    const Evaluation over = at(ends, shift);
    QVERIFY(relativeDifference(over.totalLoss, inside.totalLoss) < 1e-10);
    QVERIFY(relativeError(over.gradient, shift.of(inside.gradient)) < 1e-10);
    QVERIFY(relativeError(at(middle, shift).gradient, shift.of(inside.gradient)) > 0.01);
}

void TestSeamless::upsamplingKnowsNoEnd_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("smallest") << 32 << 48;
    QTest::newRow("by root two") << 176 << 256;
    QTest::newRow("twice") << 64 << 128;
    QTest::newRow("the same") << 48 << 48;
    QTest::newRow("nothing in common") << 37 << 53;
}

void TestSeamless::upsamplingKnowsNoEnd()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    const at::Tensor small = noise(20, from, 1, at::kDouble);
    for (const Upsampling by : {Upsampling::Bicubic, Upsampling::Bilinear}) {
        const at::Tensor plain = upsampled(small, {to, 40}, by);
        const at::Tensor actual = upsampled(small, {to, 40}, by, wrapOf(Seamless::X));
        QVERIFY(actual.is_contiguous());
        // Inside it is what it always is, all along the side that does not wrap.
        const auto inside = [&](const at::Tensor &t) { return t.narrow(3, 6, to - 12); };
        QVERIFY(relativeError(inside(actual), inside(plain)) < 1e-12);
        // At the ends it is what it is in the middle of three in a row.
        const at::Tensor row = upsampled(at::cat({small, small, small}, 3), {3 * to, 40}, by);
        QVERIFY(relativeError(actual, row.narrow(3, to, to)) < 1e-12);
        const at::Tensor turned =
            upsampled(small.transpose(2, 3), {40, to}, by, wrapOf(Seamless::Y));
        QVERIFY(relativeError(turned, actual.transpose(2, 3).contiguous()) < 1e-12);
    }
}

void TestSeamless::sizesAreWhatPoolingsDivide()
{
    StyleParameters parameters;
    parameters.size = 362;
    const auto sizes = [&](Seamless seamless) {
        parameters.seamless = seamless;
        return workingSizes({300, 200}, {{300, 300}}, parameters);
    };
    QCOMPARE(sizes(Seamless::None),
             (std::vector<QSize>{{128, 85}, {181, 121}, {256, 170}, {362, 241}}));
    QCOMPARE(sizes(Seamless::X),
             (std::vector<QSize>{{128, 85}, {192, 121}, {256, 170}, {368, 241}}));
    QCOMPARE(sizes(Seamless::Both),
             (std::vector<QSize>{{128, 80}, {192, 128}, {256, 176}, {368, 240}}));
    QCOMPARE(sizes(Seamless::Y).back(), QSize(362, 240));
    parameters.size = 0;
    QCOMPARE(sizes(Seamless::Both).back(), QSize(304, 208));
    QCOMPARE(seamlessSize({3, 24}, Seamless::Both), QSize(16, 32));
}

void TestSeamless::resultsHaveNoSeam()
{
    QFETCH(const StyleLoss, loss);
    RenderJob job;
    job.scene.network = builtinNetwork();
    job.scene.parameters = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                     job.scene.network.info, loss);
    job.scene.canvas = {192, 96};
    // Of soft spots, many along each seam: neighbours are much alike.
    job.scene.styles = {
        {{imageOf(upsampled(noise(32, 32, 2), {96, 96}, Upsampling::Bicubic).clamp(0, 1))}}};
    StyleParameters &parameters = job.scene.parameters;
    parameters.size = 0;
    parameters.threads = 2;
    parameters.iterations = 40;
    parameters.learningRate = 0.1;
    parameters.smoothness = 2;
    const auto seam = [&](Seamless seamless) {
        parameters.seamless = seamless;
        const auto transfer = makeStyleTransfer(job, Cancellation::never());
        while (!transfer->isDone())
            transfer->step(job.scene.runParameters(), Cancellation::never());
        const QImage result = transfer->result(job.scene.runParameters());
        return seamOf(tensorFromImage(result, result.size()));
    };
    const double without = seam(Seamless::None);
    const double with = seam(Seamless::Both);
    QVERIFY2(with < 1.1, qPrintable(QString::number(with)));
    QVERIFY2(without > 2 * with, qPrintable(QString::number(without)));
}

GRAMARYE_TEST(TestSeamless)

} // namespace gramarye::tst_seamless

#include "tst_seamless.moc"
