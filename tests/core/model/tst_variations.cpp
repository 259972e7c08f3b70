#include "core/model/parameterspec.h"
#include "core/model/variations.h"
#include "core/network/networkcatalog.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace gramarye::tst_variations {

namespace {

const NetworkInfo &network()
{
    return NetworkCatalog::builtIn().networks().front();
}

StyleParameters usual()
{
    StyleParameters parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network());
    parameters.blend = {1, 0.5};
    return parameters;
}

} // namespace

class TestVariations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedGivesTheSameLooks();
    void noTwoLooksResembleEachOther();
    void liesAroundWhereItBegins_data();
    void liesAroundWhereItBegins();
    void onlyTheLookMoves();
    void staysWithinTheRanges();
    void endsOfTheRatioStay();
    void layersThatAreOffStayOff();
    void blendOfOneStyleStays();
    void blendAlwaysCounts();
};

void TestVariations::sameSeedGivesTheSameLooks()
{
    QVERIFY(variations(usual(), network(), 6, 5) == variations(usual(), network(), 6, 5));
    QVERIFY(variations(usual(), network(), 6, 5) != variations(usual(), network(), 6, 6));
}

void TestVariations::noTwoLooksResembleEachOther()
{
    for (quint32 seed = 0; seed < 50; ++seed) {
        std::vector<double> ratios;
        std::vector<double> scales;
        for (const StyleParameters &look : variations(usual(), network(), 6, seed)) {
            ratios.push_back(look.ratio);
            scales.push_back(look.styleScale);
        }
        // Stretches of equal length, with one look in each: the ends are always far apart.
        const auto [low, high] = std::minmax_element(ratios.begin(), ratios.end());
        QVERIFY(*high / *low > 5);
        const auto [small, large] = std::minmax_element(scales.begin(), scales.end());
        QVERIFY(*large / *small > 1.5);
        QCOMPARE(std::set<double>(ratios.begin(), ratios.end()).size(), ratios.size());
    }
}

void TestVariations::liesAroundWhereItBegins_data()
{
    QTest::addColumn<double>("ratio");
    QTest::newRow("default")
        << StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network()).ratio;
    QTest::newRow("much content") << 3.0;
    QTest::newRow("much style") << 1e-5;
}

void TestVariations::liesAroundWhereItBegins()
{
    QFETCH(double, ratio);
    StyleParameters around = usual();
    around.ratio = ratio;
    int more = 0;
    const auto looks = variations(around, network(), 6, 3);
    for (const StyleParameters &look : looks) {
        QVERIFY(look.ratio >= ratio / 6.5 && look.ratio <= ratio * 6.5);
        more += look.ratio > ratio ? 1 : 0;
    }
    QCOMPARE(more, 3); // as many on either side
}

void TestVariations::onlyTheLookMoves()
{
    StyleParameters around = usual();
    around.size = 700;
    around.seed = 9;
    around.start = Start::Noise;
    for (StyleParameters look : variations(around, network(), 6, 3)) {
        QVERIFY(look != around);
        look.ratio = around.ratio;
        look.layerWeights = around.layerWeights;
        look.styleScale = around.styleScale;
        look.smoothness = around.smoothness;
        look.blend = around.blend;
        QVERIFY(look == around);
    }
}

void TestVariations::staysWithinTheRanges()
{
    StyleParameters around = usual();
    around.layerWeights.fill(LayerWeightRange::maximum);
    around.styleScale = 20;
    for (const StyleParameters &look : variations(around, network(), 6, 3)) {
        for (const double weight : look.layerWeights)
            QVERIFY(weight > 0 && weight <= LayerWeightRange::maximum);
        QVERIFY(look.styleScale <= parameterSpec(QStringLiteral("style-scale")).maximum);
        QVERIFY(look.smoothness <= parameterSpec(QStringLiteral("smoothness")).maximum);
    }
}

void TestVariations::endsOfTheRatioStay()
{
    for (const double ratio : {0.0, std::numeric_limits<double>::infinity()}) {
        StyleParameters around = usual();
        around.ratio = ratio;
        for (const StyleParameters &look : variations(around, network(), 6, 3))
            QCOMPARE(look.ratio, ratio);
    }
}

void TestVariations::layersThatAreOffStayOff()
{
    StyleParameters around = usual();
    around.layerWeights[layerIndex(Layer::Conv3_1)] = 0;
    for (const StyleParameters &look : variations(around, network(), 6, 3))
        QCOMPARE(look.layerWeights[layerIndex(Layer::Conv3_1)], 0.0);
}

void TestVariations::blendOfOneStyleStays()
{
    StyleParameters around = usual();
    around.blend = {0.4};
    for (const StyleParameters &look : variations(around, network(), 6, 3))
        QCOMPARE(look.blend, around.blend);
}

void TestVariations::blendAlwaysCounts()
{
    StyleParameters around = usual();
    around.blend = {1, 0, 0};
    bool anyMoved = false;
    for (quint32 seed = 0; seed < 20; ++seed) {
        for (const StyleParameters &look : variations(around, network(), 6, seed)) {
            QCOMPARE(look.blend.size(), around.blend.size());
            QVERIFY(std::accumulate(look.blend.begin(), look.blend.end(), 0.0) >= 1);
            QVERIFY(*std::max_element(look.blend.begin(), look.blend.end()) <= 1);
            anyMoved = anyMoved || look.blend != around.blend;
        }
    }
    QVERIFY(anyMoved);
}

GRAMARYE_TEST(TestVariations)

} // namespace gramarye::tst_variations

#include "tst_variations.moc"
