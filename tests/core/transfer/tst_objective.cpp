#include "core/base/thrownerror.h"
#include "core/compute/pch_torch.h"

#include "core/transfer/objective_torch.h"

#include "core/transfer/iterationbenchmark.h"
#include "core/transfer/optimizer_torch.h"
#include "core/transfer/styletransfer.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

namespace gramarye::tst_objective {
using namespace gramarye::golden;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

at::Tensor noise(int64_t height, int64_t width, quint64 seed, at::ScalarType type = at::kFloat)
{
    return at::rand({1, 3, height, width}, at::detail::createCPUGenerator(seed), type);
}

/// The weights that make_golden.py uses.
StyleParameters goldenParameters(Method method, double ratio)
{
    StyleParameters p = StyleParameters::defaults(Method::Classic, OptimizerKind::Adam,
                                                  builtinNetwork().info, StyleLoss::Gram);
    p.method = method;
    p.ratio = ratio;
    return p;
}

/// Painterly ones by which something is compared at every kind of layer that the loss knows.
StyleParameters parametersFor(StyleLoss loss, double ratio)
{
    if (loss == StyleLoss::Gram)
        return goldenParameters(Method::Painterly, ratio);
    StyleParameters p = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                  builtinNetwork().info, loss);
    p.layerWeights[layerIndex(Layer::Pixels)] = 1;
    p.layerWeights[layerIndex(Layer::Patches)] = 2;
    p.smoothness = 0;
    p.ratio = ratio;
    return p;
}

/// A mask with a soft border around @p middle, a share of the width.
QImage softMask(QSize size, double middle, bool isLeft)
{
    QImage mask(size, QImage::Format_Grayscale8);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const double there = 128 + 20 * (x - middle * size.width() + 0.2 * y);
            const int grey = int(std::clamp(there, 0.0, 255.0));
            mask.scanLine(y)[x] = uchar(isLeft ? 255 - grey : grey);
        }
    }
    return mask;
}

/// Two that overlap, and leave something over, beside a style without.
Regions softRegions(QSize size)
{
    return {{softMask(size, 0.45, true), softMask(size, 0.4, false), {}},
            softMask(size, 0.9, true)};
}

/// How far the gradient at @p image (double precision) is from differences of the loss between two
/// pictures that are @p step apart, relative to these: along a few directions, the worst. Infinite
/// where anything is no number.
double differenceError(Objective &objective, const at::Tensor &image,
                       const StyleParameters &parameters, double step)
{
    const auto evaluate = [&](const at::Tensor &x) {
        return objective.evaluate(x, parameters, 0, Cancellation::never());
    };
    const at::Tensor gradient = evaluate(image).gradient;
    double worst = 0;
    for (quint64 seed = 10; seed < 14; ++seed) {
        const at::Tensor chance =
            at::rand(image.sizes(), at::detail::createCPUGenerator(seed), at::kDouble);
        const at::Tensor direction = chance - 0.5 - gradient / gradient.abs().max() * 0.5;
        const double expected = (evaluate(image + direction * step).totalLoss
                                 - evaluate(image - direction * step).totalLoss)
                                / (2 * step);
        const double actual = (gradient * direction).sum().item<double>();
        const double error = std::abs(actual - expected) / std::abs(expected);
        worst = std::isnan(error) ? infinity : std::max(worst, error);
    }
    return worst;
}

} // namespace

class TestObjective : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lossesAndGradientsAreThoseOfPyTorch_data();
    void lossesAndGradientsAreThoseOfPyTorch();
    void painterlyTraceIsThatOfPyTorch();
    void gramMatricesAreThoseOfPyTorch();
    void gramMatricesDoNotKnowWherePixelsAre();
    void gradientOfTheWholeLossIsThatOfFiniteDifferences_data();
    void gradientOfTheWholeLossIsThatOfFiniteDifferences();
    void gradientOfDistributionsIsThatOfFiniteDifferences_data();
    void gradientOfDistributionsIsThatOfFiniteDifferences();
    void aRatioOfInfinityIgnoresTheStyle_data() { losses(); }
    void aRatioOfInfinityIgnoresTheStyle();
    void aRatioOfZeroIgnoresTheContent_data() { losses(); }
    void aRatioOfZeroIgnoresTheContent();
    void balanceFixesOneOfTheTwo();
    void stylesAreBlended_data() { losses(); }
    void stylesAreBlended();
    void gradientOfRegionsIsThatOfFiniteDifferences_data() { losses(); }
    void gradientOfRegionsIsThatOfFiniteDifferences();
    void regionsAreThoseOfLibTorch_data() { losses(); }
    void regionsAreThoseOfLibTorch();
    void aRegionThatIsEverywhereIsNone_data() { losses(); }
    void aRegionThatIsEverywhereIsNone();
    void aStyleReachesNoFartherThanTheNetworkSees_data() { losses(); }
    void aStyleReachesNoFartherThanTheNetworkSees();
    void anAreaIsWhatOnlyThatPartOfAStyleIsLike_data() { losses(); }
    void anAreaIsWhatOnlyThatPartOfAStyleIsLike();
    void aBlendOfNothingHasNoStyleLoss_data() { losses(); }
    void aBlendOfNothingHasNoStyleLoss();
    void theContentLayerMayChange();
    void layersThatTheNetworkLacksAreRefused();
    void gramsShownAreThoseOfTheLosses();
    void largeGramsAreAveraged();
    void distributionsShownAreThoseOfTheLosses();

private:
    static void losses();
};

void TestObjective::losses()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::newRow("Gram matrices") << StyleLoss::Gram;
    QTest::newRow("distributions") << StyleLoss::Distribution;
}

void TestObjective::lossesAndGradientsAreThoseOfPyTorch_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QString>("losses");
    QTest::addColumn<QString>("gradient");
    QTest::newRow("classic") << int(Method::Classic) << 1e-3 << "classic"
                             << "grad.classic";
    QTest::newRow("painterly") << int(Method::Painterly) << 1.0 << "normalised"
                               << "grad.normalised";
    QTest::newRow("painterly, 1/100") << int(Method::Painterly) << 0.01 << "normalised"
                                      << "grad.normalised_ratio_1_100";
}

void TestObjective::lossesAndGradientsAreThoseOfPyTorch()
{
    REQUIRE_DISTILLED_NETWORK();
    QFETCH(int, method);
    QFETCH(double, ratio);
    QFETCH(QString, losses);
    QFETCH(QString, gradient);
    const auto tensors = load(QStringLiteral("distilled_golden.safetensors"));
    const QJsonObject expected = report().value(losses).toObject();
    const StyleParameters parameters = goldenParameters(Method(method), ratio);

    const VggNetwork network(distilledNetwork(), Pooling::Trained, Border::Zero, Backend::make());
    Objective objective(network, tensors.at(QStringLiteral("content")),
                        {tensors.at(QStringLiteral("style"))}, parameters, Cancellation::never());
    const Evaluation actual = objective.evaluate(tensors.at(QStringLiteral("target")), parameters,
                                                 0, Cancellation::never());

    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-4 * std::abs(b); };
    const double content = expected.value(QStringLiteral("content")).toDouble();
    const double style = expected.value(QStringLiteral("style")).toDouble();
    QVERIFY2(close(actual.contentLoss, content), qPrintable(QString::number(actual.contentLoss)));
    QVERIFY2(close(actual.styleLoss, style), qPrintable(QString::number(actual.styleLoss)));
    const Balance balance = MethodRules::of(Method(method)).balance(ratio);
    QVERIFY(close(actual.totalLoss, balance.alpha * content + balance.beta * style));
    const double error = relativeError(actual.gradient, tensors.at(gradient));
    QVERIFY2(error < 1e-4, qPrintable(QString::number(error)));
}

void TestObjective::painterlyTraceIsThatOfPyTorch()
{
    REQUIRE_DISTILLED_NETWORK();
    const auto tensors = load(QStringLiteral("distilled_golden.safetensors"));
    const at::Tensor content = tensors.at(QStringLiteral("content")).to(at::kDouble);
    const at::Tensor style = tensors.at(QStringLiteral("style")).to(at::kDouble);
    const StyleParameters parameters = goldenParameters(Method::Painterly, 0.01);
    const VggNetwork network(distilledNetwork(), Pooling::Trained, Border::Zero,
                             Backend::make({ConvolutionKind::Torch, 1, at::kDouble}));
    Objective objective(network, content, {style}, parameters, Cancellation::never());
    const auto adam =
        Optimizer::make(OptimizerKind::Adam, MethodRules::of(Method::Painterly), network.backend());
    at::Tensor image = content.clone();
    const QJsonArray trace =
        report().value(QStringLiteral("painterly_trace_ratio_1_100")).toArray();
    QCOMPARE(trace.size(), 15);
    for (const QJsonValue &losses : trace) {
        const Evaluation e = objective.evaluate(image, parameters, 0, Cancellation::never());
        const double expectedContent = losses[0].toDouble();
        const double expectedStyle = losses[1].toDouble();
        QVERIFY2(std::abs(e.contentLoss - expectedContent) <= 1e-5 * expectedContent,
                 qPrintable(QString::number(e.contentLoss)));
        QVERIFY2(std::abs(e.styleLoss - expectedStyle) <= 1e-5 * expectedStyle,
                 qPrintable(QString::number(e.styleLoss)));
        adam->step(image, e.gradient, 0.02, Cancellation::never());
    }
}

void TestObjective::gramMatricesAreThoseOfPyTorch()
{
    REQUIRE_DISTILLED_NETWORK();
    const auto tensors = load(QStringLiteral("distilled_golden.safetensors"));
    const VggNetwork network(distilledNetwork(), Pooling::Trained, Border::Zero, Backend::make());
    const FeatureTape tape = network.forward(tensors.at(QStringLiteral("style")), network.layers(),
                                             Cancellation::never());
    for (const char *name : {"conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv5_1"}) {
        const QString layer = QString::fromLatin1(name);
        const at::Tensor &features = tape[layerIndex(layerFromName(layer).value())].features;
        const at::Tensor &expected = tensors.at(QStringLiteral("style.gram.") + layer);
        QVERIFY2(
            relativeError(gramMatrix(network.backend(), features, MethodRules::of(Method::Classic)),
                          expected)
                < 1e-4,
            name);
        const double pixels = double(features.size(2) * features.size(3));
        QVERIFY2(relativeError(
                     gramMatrix(network.backend(), features, MethodRules::of(Method::Painterly)),
                     expected / pixels)
                     < 1e-4,
                 name);
    }
}

void TestObjective::gramMatricesDoNotKnowWherePixelsAre()
{
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Zero, Backend::make());
    const at::Tensor features =
        at::rand({1, 8, 6, 9}, at::detail::createCPUGenerator(1), at::kDouble);
    const at::Tensor order = at::randperm(54, at::detail::createCPUGenerator(2), at::kLong);
    const at::Tensor shuffled = features.flatten(2).index_select(2, order).view({1, 8, 6, 9});
    QVERIFY(!shuffled.equal(features));
    QVERIFY(
        relativeError(gramMatrix(network.backend(), shuffled, MethodRules::of(Method::Painterly)),
                      gramMatrix(network.backend(), features, MethodRules::of(Method::Painterly)))
        < 1e-12);
}

void TestObjective::gradientOfTheWholeLossIsThatOfFiniteDifferences_data()
{
    QTest::addColumn<int>("method");
    QTest::newRow("classic") << int(Method::Classic);
    QTest::newRow("painterly") << int(Method::Painterly);
}

void TestObjective::gradientOfTheWholeLossIsThatOfFiniteDifferences()
{
    QFETCH(int, method);
    StyleParameters parameters = StyleParameters::defaults(Method(method), OptimizerKind::Adam,
                                                           builtinNetwork().info, StyleLoss::Gram);
    parameters.smoothness = 2;
    parameters.ratio = 0.3;
    parameters.blend = {0.7, 0.2};
    parameters.layerWeights[layerIndex(Layer::Pixels)] = 0.5;
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Torch, 1, at::kDouble}));
    Objective objective(network, noise(36, 41, 1, at::kDouble),
                        {noise(40, 33, 2, at::kDouble), noise(35, 50, 3, at::kDouble)}, parameters,
                        Cancellation::never());
    const double error =
        differenceError(objective, noise(36, 41, 4, at::kDouble), parameters, 1e-6);
    QVERIFY2(error < 1e-5, qPrintable(QString::number(error)));
}

// By themselves, too: together with features pixels and patches hardly count in a gradient.
void TestObjective::gradientOfDistributionsIsThatOfFiniteDifferences_data()
{
    QTest::addColumn<LayerWeights>("weights");
    QTest::addColumn<Layer>("content");
    const auto add = [](const char *row, const std::vector<Layer> &layers,
                        Layer content = Layer::Conv4_2) {
        LayerWeights weights{};
        for (const Layer layer : layers)
            weights[layerIndex(layer)] = layer == Layer::Patches ? 2 : 1;
        QTest::newRow(row) << weights << content;
    };
    add("pixels", {Layer::Pixels});
    add("pixels, as the content", {Layer::Pixels, Layer::Conv4_1}, Layer::Pixels);
    add("patches", {Layer::Patches});
    add("features", {Layer::Conv1_1, Layer::Conv2_1, Layer::Conv3_1, Layer::Conv4_1});
    add("all", {Layer::Pixels, Layer::Conv1_1, Layer::Conv2_1, Layer::Conv3_1, Layer::Conv4_1,
                Layer::Conv5_1, Layer::Patches});
}

// Where values move by less than a bin, what they are to become hardly changes (as in
// tst_distributionloss).
void TestObjective::gradientOfDistributionsIsThatOfFiniteDifferences()
{
    QFETCH(const LayerWeights, weights);
    QFETCH(const Layer, content);
    StyleParameters parameters = parametersFor(StyleLoss::Distribution, 0.05);
    parameters.layerWeights = weights;
    parameters.contentLayer = content;
    parameters.smoothness = 0.1;
    parameters.blend = {0.7, 0.2};
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Torch, 1, at::kDouble}));
    Objective objective(network, noise(96, 80, 1, at::kDouble),
                        {noise(80, 66, 2, at::kDouble), noise(70, 100, 3, at::kDouble)}, parameters,
                        Cancellation::never());
    const double error =
        differenceError(objective, noise(96, 80, 4, at::kDouble), parameters, 1e-4);
    QVERIFY2(error < 0.01, qPrintable(QString::number(error)));
}

void TestObjective::aRatioOfInfinityIgnoresTheStyle()
{
    QFETCH(const StyleLoss, loss);
    const StyleParameters parameters = parametersFor(loss, infinity);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor content = noise(40, 40, 1);
    const at::Tensor image = noise(40, 40, 2);
    Objective one(network, content, {noise(40, 40, 3)}, parameters, Cancellation::never());
    Objective other(network, content, {noise(40, 40, 4) * 0.2}, parameters, Cancellation::never());
    Objective none(network, content, {}, parameters, Cancellation::never());
    const Evaluation a = one.evaluate(image, parameters, 0, Cancellation::never());
    const Evaluation b = other.evaluate(image, parameters, 0, Cancellation::never());
    const Evaluation c = none.evaluate(image, parameters, 0, Cancellation::never());
    QCOMPARE(a.totalLoss, a.contentLoss);
    QVERIFY(a.gradient.equal(b.gradient));
    QVERIFY(a.gradient.equal(c.gradient));
    QVERIFY(a.gradient.abs().max().item<double>() > 0);
    QCOMPARE(c.styleLoss, 0.0);
}

void TestObjective::aRatioOfZeroIgnoresTheContent()
{
    QFETCH(const StyleLoss, loss);
    for (const Method method : {Method::Painterly, Method::Classic}) {
        StyleParameters parameters = parametersFor(loss, 0);
        parameters.method = method; // classic compares Gram matrices all the same
        const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                                 Backend::make());
        const at::Tensor style = noise(40, 40, 3);
        const at::Tensor image = noise(40, 40, 2);
        Objective one(network, noise(40, 40, 1), {style}, parameters, Cancellation::never());
        Objective other(network, noise(40, 40, 5), {style}, parameters, Cancellation::never());
        const Evaluation a = one.evaluate(image, parameters, 0, Cancellation::never());
        const Evaluation b = other.evaluate(image, parameters, 0, Cancellation::never());
        QCOMPARE(a.totalLoss, a.styleLoss);
        QVERIFY(a.contentLoss != b.contentLoss);
        QVERIFY(a.gradient.equal(b.gradient));
        QVERIFY(a.gradient.abs().max().item<double>() > 0);
    }
}

void TestObjective::balanceFixesOneOfTheTwo()
{
    QCOMPARE(MethodRules::of(Method::Painterly).balance(0.05).alpha, 0.05);
    QCOMPARE(MethodRules::of(Method::Painterly).balance(0.05).beta, 1.0);
    QCOMPARE(MethodRules::of(Method::Classic).balance(1e-6).alpha, 1.0);
    QCOMPARE(MethodRules::of(Method::Classic).balance(1e-6).beta, 1e6);
}

void TestObjective::stylesAreBlended()
{
    QFETCH(const StyleLoss, loss);
    StyleParameters parameters = parametersFor(loss, 0);
    // Bins do not know the gaps between the few values of the deep layers.
    const double same = loss == StyleLoss::Gram ? 1e-9 : 0.01;
    const double different = loss == StyleLoss::Gram ? 1e-4 : 0.1;
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor a = noise(40, 40, 1);
    const at::Tensor b = noise(40, 40, 2) * 0.5;
    Objective both(network, a, {a, b}, parameters, Cancellation::never());
    const auto styleLossAt = [&](const at::Tensor &image, std::vector<double> blend) {
        parameters.blend = std::move(blend);
        return both.evaluate(image, parameters, 0, Cancellation::never()).styleLoss;
    };
    QVERIFY(styleLossAt(a, {1, 0}) < same);
    QVERIFY(styleLossAt(b, {0, 3}) < same);
    QVERIFY(styleLossAt(a, {0, 1}) > 10 * different);
    QVERIFY(styleLossAt(a, {1, 1}) > different);
    QCOMPARE(styleLossAt(a, {0.3, 0.6}), styleLossAt(a, {1, 2}));
    QCOMPARE(styleLossAt(a, {}), styleLossAt(a, {1, 1}));
}

void TestObjective::gradientOfRegionsIsThatOfFiniteDifferences()
{
    QFETCH(const StyleLoss, loss);
    const bool isSmooth = loss == StyleLoss::Gram;
    StyleParameters parameters = parametersFor(loss, 0.05);
    parameters.smoothness = 0.1;
    parameters.blend = {1, 0.6, 0.3};
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make({ConvolutionKind::Torch, 1, at::kDouble}));
    Objective objective(network, noise(96, 80, 1, at::kDouble),
                        {noise(80, 66, 2, at::kDouble), noise(70, 100, 3, at::kDouble),
                         noise(64, 64, 5, at::kDouble).pow(2)},
                        parameters, Cancellation::never(), softRegions({80, 96}));
    const double error = differenceError(objective, noise(96, 80, 4, at::kDouble), parameters,
                                         isSmooth ? 1e-6 : 1e-4);
    QVERIFY2(error < (isSmooth ? 1e-5 : 0.01), qPrintable(QString::number(error)));
}

void TestObjective::regionsAreThoseOfLibTorch()
{
    QFETCH(const StyleLoss, loss);
    StyleParameters parameters = parametersFor(loss, 0.05);
    parameters.blend = {1, 0.6, 0.3};
    std::vector<Evaluation> evaluations;
    for (const auto convolution : {ConvolutionKind::Fast, ConvolutionKind::Torch}) {
        const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                                 Backend::make({convolution, 2}));
        Objective objective(network, noise(90, 121, 1),
                            {noise(80, 66, 2), noise(70, 100, 3), noise(64, 64, 5).pow(2)},
                            parameters, Cancellation::never(), softRegions({121, 90}));
        evaluations.push_back(
            objective.evaluate(noise(90, 121, 4), parameters, 0, Cancellation::never()));
    }
    const auto &[fast, torch] = std::tie(evaluations[0], evaluations[1]);
    QVERIFY(std::abs(fast.styleLoss - torch.styleLoss) < 1e-3 * torch.styleLoss);
    const double error = relativeError(fast.gradient, torch.gradient);
    QVERIFY2(error < 0.01, qPrintable(QString::number(error)));
}

// To the last bit.
void TestObjective::aRegionThatIsEverywhereIsNone()
{
    QFETCH(const StyleLoss, loss);
    const StyleParameters parameters = parametersFor(loss, 0.05);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    QImage white(5, 4, QImage::Format_RGB888);
    white.fill(Qt::white);
    const auto evaluate = [&](const Regions &regions) {
        Objective objective(network, noise(60, 50, 1), {noise(40, 40, 2)}, parameters,
                            Cancellation::never(), regions);
        return objective.evaluate(noise(60, 50, 3), parameters, 0, Cancellation::never());
    };
    const Evaluation none = evaluate({});
    for (const Regions &regions : {Regions{{white}, {}}, Regions{{}, white}}) {
        const Evaluation all = evaluate(regions);
        QCOMPARE(all.totalLoss, none.totalLoss);
        QVERIFY(all.gradient.equal(none.gradient));
    }
}

void TestObjective::aStyleReachesNoFartherThanTheNetworkSees()
{
    QFETCH(const StyleLoss, loss);
    StyleParameters parameters = parametersFor(loss, 0);
    parameters.smoothness = 0;
    parameters.layerWeights = {};
    parameters.layerWeights[layerIndex(Layer::Conv2_1)] = 1;
    parameters.layerWeights[layerIndex(Layer::Patches)] = 1;
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    QImage left(128, 64, QImage::Format_Grayscale8);
    left.fill(Qt::black);
    for (int y = 0; y < left.height(); ++y)
        std::fill_n(left.scanLine(y), 64, uchar(255));
    Objective objective(network, noise(64, 128, 1), {noise(40, 40, 2)}, parameters,
                        Cancellation::never(), {{left}, {}});
    const at::Tensor gradient =
        objective.evaluate(noise(64, 128, 3), parameters, 0, Cancellation::never()).gradient;
    constexpr int reach = 8; // of a window, 3 px; of conv2_1, two and two pixels twice as large
    QVERIFY(gradient.narrow(3, 0, 64).abs().amin({0, 1, 2}).min().item<double>() > 0);
    QCOMPARE(gradient.narrow(3, 64 + reach, 64 - reach).abs().max().item<double>(), 0.0);
}

// What the rest of the style picture is like does not matter, nor do regions' statistics.
void TestObjective::anAreaIsWhatOnlyThatPartOfAStyleIsLike()
{
    QFETCH(const StyleLoss, loss);
    StyleParameters parameters = parametersFor(loss, 0);
    parameters.layerWeights = {};
    parameters.layerWeights[layerIndex(Layer::Pixels)] = 1; // which sees no neighbours
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor half = noise(40, 40, 2);
    const at::Tensor other = noise(40, 40, 6) * 0.1;
    QImage left(80, 40, QImage::Format_Grayscale8);
    left.fill(Qt::black);
    for (int y = 0; y < left.height(); ++y)
        std::fill_n(left.scanLine(y), 40, uchar(255));
    const SizedStyle part(at::cat({half, other}, 3), styleArea(left, left.size()));
    const at::Tensor image = noise(40, 40, 3).pow(2);
    const auto lossOf = [&](const SizedStyle &style, const at::Tensor &picture,
                            const Regions &regions) {
        Objective objective(network, picture, {style}, parameters, Cancellation::never(), regions);
        return objective.evaluate(picture, parameters, 0, Cancellation::never()).styleLoss;
    };
    const double expected = lossOf(half, image, {});
    QVERIFY(expected > 0.01);
    QVERIFY(std::abs(lossOf(part, image, {}) - expected) < 1e-3 * expected);
    // Half of a picture counts half.
    const at::Tensor wide = at::cat({image, other}, 3);
    QVERIFY(std::abs(lossOf(half, wide, {{left}, {}}) - expected / 2) < 1e-3 * expected);
}

void TestObjective::aBlendOfNothingHasNoStyleLoss()
{
    QFETCH(const StyleLoss, loss);
    StyleParameters parameters = parametersFor(loss, 0.1);
    parameters.blend = {0};
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    Objective objective(network, noise(40, 40, 1), {noise(40, 40, 2)}, parameters,
                        Cancellation::never());
    const Evaluation e = objective.evaluate(noise(40, 40, 3), parameters, 0, Cancellation::never());
    QCOMPARE(e.styleLoss, 0.0);
    QVERIFY(std::isfinite(e.gradient.sum().item<double>()));
}

void TestObjective::theContentLayerMayChange()
{
    StyleParameters parameters = goldenParameters(Method::Painterly, infinity);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor content = noise(40, 40, 1);
    const at::Tensor image = noise(40, 40, 2);
    Objective steered(network, content, {}, parameters, Cancellation::never());
    const double before = steered.evaluate(image, parameters, 0, Cancellation::never()).contentLoss;
    parameters.contentLayer = Layer::Conv2_2;
    Objective fresh(network, content, {}, parameters, Cancellation::never());
    const double after = steered.evaluate(image, parameters, 0, Cancellation::never()).contentLoss;
    QVERIFY(before != after);
    QCOMPARE(after, fresh.evaluate(image, parameters, 0, Cancellation::never()).contentLoss);
}

void TestObjective::layersThatTheNetworkLacksAreRefused()
{
    StyleParameters parameters = goldenParameters(Method::Painterly, 0.1);
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    Objective objective(network, noise(40, 40, 1), {noise(40, 40, 2)}, parameters,
                        Cancellation::never());
    StyleParameters styled = parameters;
    styled.layerWeights[layerIndex(Layer::Conv5_4)] = 1;
    StyleParameters seen = parameters;
    seen.contentLayer = Layer::Conv5_2;
    for (const StyleParameters &p : {styled, seen})
        QVERIFY_EXCEPTION_THROWN(objective.evaluate(noise(40, 40, 3), p, 0, Cancellation::never()),
                                 ThrownError);
}

void TestObjective::gramsShownAreThoseOfTheLosses()
{
    StyleParameters parameters = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                           builtinNetwork().info, StyleLoss::Gram);
    parameters.blend = {0.25, 0.75};
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const std::vector<at::Tensor> styles{noise(40, 56, 1), noise(48, 40, 2)};
    const at::Tensor image = noise(48, 64, 3);
    Objective objective(network, image, {styles.begin(), styles.end()}, parameters,
                        Cancellation::never());
    const auto statistics = objective.statistics(image, parameters, Cancellation::never());

    const auto gramOf = [&](const at::Tensor &picture, Layer layer) {
        LayerSet wanted;
        wanted.set(layerIndex(layer));
        FeatureTape tape = network.forward(picture, wanted, Cancellation::never());
        return gramMatrix(network.backend(), tape[layerIndex(layer)].features,
                          MethodRules::of(Method::Painterly));
    };
    const auto tensorOf = [](const std::vector<float> &values) { return at::tensor(values); };
    std::vector<Layer> layers;
    for (const LayerStatistics &shown : statistics) {
        layers.push_back(shown.layer);
        QCOMPARE(shown.side, shown.channels);
        QVERIFY(!shown.curves);
        const at::Tensor style =
            gramOf(styles[0], shown.layer) * 0.25 + gramOf(styles[1], shown.layer) * 0.75;
        QVERIFY(relativeError(tensorOf(shown.style), style.flatten()) < 1e-5);
        QVERIFY(relativeError(tensorOf(shown.picture), gramOf(image, shown.layer).flatten())
                < 1e-5);
    }
    QCOMPARE(layers, (std::vector<Layer>{Layer::Pixels, Layer::Conv1_1, Layer::Conv2_1,
                                         Layer::Conv3_1, Layer::Conv4_1, Layer::Conv5_1}));
}

void TestObjective::largeGramsAreAveraged()
{
    QTemporaryDir folder;
    NetworkSource source = builtinNetwork();
    source.info.widths[layerIndex(Layer::Conv4_1) - 1] = 256;
    source.path = folder.filePath(QStringLiteral("wide.safetensors"));
    QVERIFY(writeRandomNetwork(source.info, source.path));
    StyleParameters parameters;
    parameters.layerWeights[layerIndex(Layer::Conv4_1)] = 1;
    const VggNetwork network(source, Pooling::Trained, Border::Replicate, Backend::make());
    const at::Tensor image = noise(32, 32, 3);
    Objective objective(network, image, {image}, parameters, Cancellation::never());
    const auto statistics = objective.statistics(image, parameters, Cancellation::never());
    QCOMPARE(statistics.size(), std::size_t(1));
    const LayerStatistics &shown = statistics.front();
    QVERIFY(shown.channels > LayerStatistics::largestSide);
    QCOMPARE(shown.side, LayerStatistics::largestSide);
    QCOMPARE(shown.style.size(), std::size_t(128 * 128));
    QVERIFY(shown.style == shown.picture);

    LayerSet wanted;
    wanted.set(layerIndex(Layer::Conv4_1));
    FeatureTape tape = network.forward(image, wanted, Cancellation::never());
    const at::Tensor whole =
        gramMatrix(network.backend(), tape[layerIndex(Layer::Conv4_1)].features,
                   MethodRules::of(Method::Painterly));
    const int block = shown.channels / shown.side;
    const double mean =
        whole.slice(0, 5 * block, 6 * block).slice(1, 9 * block, 10 * block).mean().item<double>();
    QVERIFY(std::abs(double(shown.picture[5 * 128 + 9]) - mean) <= 1e-5 * std::abs(mean));
}

void TestObjective::distributionsShownAreThoseOfTheLosses()
{
    StyleParameters parameters = StyleParameters::defaults(
        Method::Painterly, OptimizerKind::Adam, builtinNetwork().info, StyleLoss::Distribution);
    parameters.layerWeights[layerIndex(Layer::Pixels)] = 1;
    const VggNetwork network(builtinNetwork(), Pooling::Trained, Border::Replicate,
                             Backend::make());
    const at::Tensor image = noise(48, 64, 3);
    const at::Tensor style = noise(48, 40, 2) * 0.5;
    Objective objective(network, image, {style}, parameters, Cancellation::never());
    // Also of a layer that a slider has just brought in.
    parameters.layerWeights[layerIndex(Layer::Conv2_2)] = 1;
    const auto statistics = objective.statistics(image, parameters, Cancellation::never());
    std::vector<Layer> layers;
    for (const LayerStatistics &shown : statistics) {
        layers.push_back(shown.layer);
        QCOMPARE(shown.side == 0, shown.layer == Layer::Patches);
        QCOMPARE(int(shown.style.size()), shown.side * shown.side);
        QVERIFY(shown.curves);
        QVERIFY(shown.curves->style != shown.curves->picture);
        // Each layer alone: the loss is a mean over directions, of which this is the largest.
        StyleParameters alone = parameters;
        alone.layerWeights = {};
        alone.layerWeights[layerIndex(shown.layer)] = 1;
        const double loss = objective.evaluate(image, alone, 0, Cancellation::never()).styleLoss;
        QVERIFY2(shown.curves->distance >= loss && shown.curves->distance < 32 * loss,
                 qPrintable(layerName(shown.layer)));
    }
    QCOMPARE(layers,
             (std::vector<Layer>{Layer::Pixels, Layer::Conv1_1, Layer::Conv2_1, Layer::Conv2_2,
                                 Layer::Conv3_1, Layer::Conv4_1, Layer::Conv5_1, Layer::Patches}));
    for (const LayerStatistics &shown :
         objective.statistics(style, parameters, Cancellation::never())) {
        // The deep layers are of a few values with gaps between them, which bins do not know.
        QVERIFY2(shown.curves->distance < 0.01, qPrintable(layerName(shown.layer)));
        QVERIFY2(shown.curves->style == shown.curves->picture, qPrintable(layerName(shown.layer)));
    }
}

GRAMARYE_TEST(TestObjective)

} // namespace gramarye::tst_objective

#include "tst_objective.moc"
