#include "core/model/parameterspec.h"
#include "core/model/styleparameters.h"
#include "core/network/networkcatalog.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_styleparameters {

namespace {

const NetworkInfo &network(const char *name)
{
    return *NetworkCatalog::builtIn().find(QLatin1String(name));
}

} // namespace

class TestStyleParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classicDefaultsAreTheLectures();
    void painterlyDefaultsAreTheNetworks();
    void rebasingKeepsWhatTheUserSet();
    void distributionsHaveDefaultsOfTheirOwn();
    void onlySteerableFieldsSteer_data();
    void onlySteerableFieldsSteer();
    void coloursThatMovePicturesAreNotSteered();
    void everySpecReadsWhatItWrites();
    void everyDefaultIsWithinItsRange();
    void everySpecIsPartOfEquality();
    void scaledSizesKeepTheirShape();
};

void TestStyleParameters::classicDefaultsAreTheLectures()
{
    const auto p =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, network("vgg19"));
    QCOMPARE(p.iterations, 2000);
    QCOMPARE(p.learningRate, 0.003);
    QCOMPARE(p.ratio, 1e-6);
    QCOMPARE(p.scales, Scales::Single);
    QCOMPARE(p.smoothness, 0.0);
    QCOMPARE(p.contentLayer, Layer::Conv4_2);
    QCOMPARE(p.layerWeights[layerIndex(Layer::Conv1_1)], 1.0);
    QCOMPARE(p.layerWeights[layerIndex(Layer::Conv2_1)], 0.75);
    QCOMPARE(p.layerWeights[layerIndex(Layer::Conv5_1)], 0.2);
    QCOMPARE(p.layerWeights[layerIndex(Layer::Pixels)], 0.0);
    // Whatever else a network sees contents at.
    const auto other =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, network("builtin"));
    QVERIFY(network("builtin").defaultContentLayer != Layer::Conv4_2);
    QCOMPARE(other.contentLayer, Layer::Conv4_2);
}

void TestStyleParameters::painterlyDefaultsAreTheNetworks()
{
    const NetworkInfo &info = network("builtin");
    const auto p =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, info, StyleLoss::Gram);
    QCOMPARE(p.ratio, info.defaultRatio);
    QCOMPARE(p.smoothness, info.defaultSmoothness);
    QCOMPARE(p.contentLayer, info.defaultContentLayer);
    QVERIFY(p.layerWeights == info.defaultWeights);
    QCOMPARE(p.learningRate, 0.02);
}

void TestStyleParameters::rebasingKeepsWhatTheUserSet()
{
    const NetworkInfo &info = network("builtin");
    auto p = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, info);
    p.iterations = 77;
    const auto classic = p.rebased(Method::Classic, OptimizerKind::Adam, info, info);
    QCOMPARE(classic.iterations, 77);
    QCOMPARE(classic.ratio, 1e-6);
    QCOMPARE(classic.learningRate, 0.003);
    QCOMPARE(classic.rebased(Method::Painterly, OptimizerKind::Adam, info, info), p);
    QCOMPARE(p.rebased(Method::Painterly, OptimizerKind::Lbfgs, info, info).learningRate, 1.0);
}

void TestStyleParameters::distributionsHaveDefaultsOfTheirOwn()
{
    const NetworkInfo &info = network("builtin");
    const auto other = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, info);
    auto gram =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, info, StyleLoss::Gram);
    gram.iterations = other.iterations; // which a run cannot take as it goes on
    QVERIFY(!comparesDistributions(gram) && comparesDistributions(other));
    QVERIFY(other.layerWeights[layerIndex(Layer::Patches)] > 0);
    QCOMPARE(gram.layerWeights[layerIndex(Layer::Patches)], 0.0);
    QCOMPARE(gram.rebased(StyleLoss::Distribution, info), other);
    QCOMPARE(other.rebased(StyleLoss::Gram, info), gram);
    // Layer by layer: a weight that was set stays, and the others are not another loss's.
    auto set = gram;
    set.layerWeights[layerIndex(Layer::Conv1_1)] = 0.6;
    auto expected = other;
    expected.layerWeights[layerIndex(Layer::Conv1_1)] = 0.6;
    QCOMPARE(set.rebased(StyleLoss::Distribution, info), expected);
    // The lecture's method stays what it is.
    const auto classic = StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, info,
                                                   StyleLoss::Distribution);
    QVERIFY(!comparesDistributions(classic));
    QCOMPARE(classic, StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, info));
    QVERIFY(
        !comparesDistributions(other.rebased(Method::Classic, OptimizerKind::Adam, info, info)));
}

void TestStyleParameters::onlySteerableFieldsSteer_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("live");
    for (const char *key : {"ratio", "learning-rate", "smoothness", "colors", "preview-every",
                            "content-layer", "style-loss"})
        QTest::newRow(key) << QString::fromLatin1(key) << true;
    for (const char *key : {"size", "method", "optimizer", "pooling", "init", "seed", "threads",
                            "iterations", "scales", "style-scale"})
        QTest::newRow(key) << QString::fromLatin1(key) << false;
}

void TestStyleParameters::onlySteerableFieldsSteer()
{
    QFETCH(QString, key);
    QFETCH(bool, live);
    const ParameterSpec &spec = parameterSpec(key);
    QCOMPARE(spec.is(ParameterTrait::Live), live);
    const StyleParameters now;
    StyleParameters next = now;
    spec.set(next, spec.get(now) == spec.minimum ? spec.minimum + 1 : spec.minimum);
    QCOMPARE(canSteer(now, next), live);
}

// A run neither takes them up nor leaves them; the others are put on when its picture is shown.
void TestStyleParameters::coloursThatMovePicturesAreNotSteered()
{
    const ParameterSpec &spec = parameterSpec(QStringLiteral("colors"));
    QCOMPARE(spec.choices.size(), std::size_t(4));
    for (int from = 0; from < 4; ++from) {
        for (int to = 0; to < 4; ++to) {
            StyleParameters now;
            now.colors = Colors(from);
            StyleParameters next;
            next.colors = Colors(to);
            const bool moves = movesPictures(now.colors) || movesPictures(next.colors);
            QCOMPARE(moves, from > int(Colors::Content) || to > int(Colors::Content));
            QCOMPARE(canSteer(now, next), from == to || !moves);
            QCOMPARE(sameObjective(now, next), from == to || !moves);
        }
    }
}

void TestStyleParameters::everySpecReadsWhatItWrites()
{
    for (const ParameterSpec &spec : parameterSpecs()) {
        StyleParameters p;
        const double other = spec.get(p) == spec.minimum ? spec.minimum + 1 : spec.minimum;
        spec.set(p, other);
        QVERIFY2(spec.get(p) == other, qPrintable(spec.key));
    }
}

void TestStyleParameters::everyDefaultIsWithinItsRange()
{
    for (const NetworkInfo &info : NetworkCatalog::builtIn().networks()) {
        for (const Method method : {Method::Painterly, Method::Classic}) {
            for (const OptimizerKind optimizer : {OptimizerKind::Adam, OptimizerKind::Lbfgs}) {
                const auto p = StyleParameters::defaults(method, optimizer, info);
                for (const ParameterSpec &spec : parameterSpecs()) {
                    const double value = spec.get(p);
                    QVERIFY2(spec.minimum <= value && value <= spec.maximum, qPrintable(spec.key));
                }
            }
        }
    }
}

void TestStyleParameters::everySpecIsPartOfEquality()
{
    for (const ParameterSpec &spec : parameterSpecs()) {
        StyleParameters p;
        spec.set(p, spec.get(p) == spec.minimum ? spec.minimum + 1 : spec.minimum);
        QVERIFY2(p != StyleParameters(), qPrintable(spec.key));
    }
}

void TestStyleParameters::scaledSizesKeepTheirShape()
{
    QCOMPARE(scaledSize({1024, 768}, 512), QSize(512, 384));
    QCOMPARE(scaledSize({768, 1024}, 512), QSize(384, 512));
    QCOMPARE(scaledSize({300, 200}, 0), QSize(300, 200));
    QCOMPARE(scaledSize({10000, 1}, 100), QSize(100, 1));
}

GRAMARYE_TEST(TestStyleParameters)

} // namespace gramarye::tst_styleparameters

#include "tst_styleparameters.moc"
