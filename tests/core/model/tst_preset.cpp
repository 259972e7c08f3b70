#include "core/model/preset.h"

#include "core/model/parameterspec.h"
#include "core/network/networkcatalog.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <limits>

namespace gramarye::tst_preset {

using Edit = void (*)(StyleParameters &);

namespace {

const NetworkInfo &network(const char *name)
{
    return *NetworkCatalog::builtIn().find(QLatin1String(name));
}

const NetworkInfo &builtin()
{
    return network("builtin");
}

StyleParameters defaults(const NetworkInfo &network)
{
    return StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network);
}

StyleParameters edited(const NetworkInfo &network, Edit edit)
{
    StyleParameters parameters = defaults(network);
    edit(parameters);
    return parameters;
}

double weight(const StyleParameters &parameters, Layer layer)
{
    return parameters.layerWeights[layerIndex(layer)];
}

} // namespace

class TestPreset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWithTheSameNetwork_data();
    void comesBackWithTheSameNetwork();
    void comesBackFromJson_data();
    void comesBackFromJson();
    void defaultsAreAnEmptyPreset();
    void emptyPresetGivesTheDefaultsOfAnyNetwork();
    void ratioIsThatOfTheNetworkAtHand();
    void layersAreThoseOfTheNetworkAtHand();
    void layerThatIsLeftOutByDefaultCountsAsTheOthers();
    void methodBringsItsOwnDefaults();
    void whatBelongsToThePictureStays();
    void iterationsFollowTheMethodUnlessTheyWereSet();
    void pictureToStartFromStays();
    void startFromNoiseIsAnswered();
    void staysWithinTheRanges();
    void damagedFilesAreRefused_data();
    void damagedFilesAreRefused();
    void newerFilesAreRefused();
    void sameLookMayHaveTwoNames();

private:
    static void addLooks();
};

void TestPreset::addLooks()
{
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char *name, Edit edit) { QTest::newRow(name) << edit; };
    row("nothing", [](StyleParameters &) {});
    row("ratio", [](StyleParameters &p) { p.ratio = 0.0137; });
    row("style only", [](StyleParameters &p) { p.ratio = 0; });
    row("content only",
        [](StyleParameters &p) { p.ratio = std::numeric_limits<double>::infinity(); });
    row("smoothness", [](StyleParameters &p) { p.smoothness = 0.7; });
    row("no smoothness", [](StyleParameters &p) { p.smoothness = 0; });
    row("layers", [](StyleParameters &p) {
        p.layerWeights[layerIndex(Layer::Conv1_1)] = 0;
        p.layerWeights[layerIndex(Layer::Conv3_1)] = 0.37;
        p.layerWeights[layerIndex(Layer::Pixels)] = 77;
    });
    row("choices", [](StyleParameters &p) {
        p.colors = Colors::Content;
        p.pooling = Pooling::Max;
        p.start = Start::Noise;
        p.scales = Scales::Single;
        p.contentLayer = Layer::Conv3_1;
    });
    row("matched colours", [](StyleParameters &p) { p.colors = Colors::Matched; });
    row("palette", [](StyleParameters &p) { p.colors = Colors::Palette; });
    row("style scale", [](StyleParameters &p) { p.styleScale = 1.35; });
    row("classic", [](StyleParameters &p) {
        p = StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, builtin());
        p.ratio = 3e-5;
        p.smoothness = 0.2;
    });
    row("lbfgs", [](StyleParameters &p) {
        p = StyleParameters::defaults(Method::Painterly, OptimizerKind::Lbfgs, builtin());
        p.learningRate = 0.8;
    });
}

void TestPreset::comesBackWithTheSameNetwork_data()
{
    addLooks();
}

void TestPreset::comesBackWithTheSameNetwork()
{
    QFETCH(Edit, edit);
    const StyleParameters look = edited(builtin(), edit);
    const Preset preset = Preset::of(QStringLiteral("Look"), look, builtin());
    QVERIFY(preset.appliedTo(defaults(builtin()), builtin()) == look);
    const StyleParameters other = edited(builtin(), [](StyleParameters &p) {
        p.ratio = 5;
        p.colors = Colors::Content;
        p.layerWeights.fill(0.5);
        p.styleScale = 2;
        p.start = Start::Blank;
    });
    QVERIFY(preset.appliedTo(other, builtin()) == look); // nothing of another look is left
}

void TestPreset::comesBackFromJson_data()
{
    addLooks();
}

void TestPreset::comesBackFromJson()
{
    QFETCH(Edit, edit);
    Preset preset =
        Preset::of(QStringLiteral("Größe & “Glanz”"), edited(builtin(), edit), builtin());
    preset.description = QStringLiteral("One sentence.");
    const auto read = Preset::fromJson(preset.toJson(), QStringLiteral("look.json"));
    QVERIFY(bool(read));
    QVERIFY(*read == preset);
}

void TestPreset::defaultsAreAnEmptyPreset()
{
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks()) {
        const Preset preset = Preset::of(QStringLiteral("Plain"), defaults(network), network);
        QVERIFY(preset.values.empty());
        QVERIFY(preset.factors.empty());
        QVERIFY(preset.layerFactors.empty());
    }
}

void TestPreset::emptyPresetGivesTheDefaultsOfAnyNetwork()
{
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks()) {
        StyleParameters now = defaults(network);
        now.ratio = 7;
        now.layerWeights.fill(1);
        QVERIFY(Preset().appliedTo(now, network) == defaults(network));
    }
}

// A tenth of the usual content is a tenth of it with every network.
void TestPreset::ratioIsThatOfTheNetworkAtHand()
{
    StyleParameters look = defaults(builtin());
    look.ratio /= 10;
    look.smoothness *= 2;
    const Preset preset = Preset::of(QStringLiteral("Free"), look, builtin());
    const NetworkInfo &other = network("vgg19-distilled");
    const StyleParameters applied = preset.appliedTo(defaults(other), other);
    QCOMPARE(applied.ratio, defaults(other).ratio / 10);
    QCOMPARE(applied.smoothness, defaults(other).smoothness * 2);
}

void TestPreset::layersAreThoseOfTheNetworkAtHand()
{
    StyleParameters look = defaults(builtin());
    look.layerWeights[layerIndex(Layer::Conv4_1)] *= 3;
    look.layerWeights[layerIndex(Layer::Conv1_1)] = 0;
    const Preset preset = Preset::of(QStringLiteral("Motifs"), look, builtin());
    const NetworkInfo &other = network("vgg19-distilled");
    const StyleParameters applied = preset.appliedTo(defaults(other), other);
    QCOMPARE(weight(applied, Layer::Conv4_1), 3 * weight(defaults(other), Layer::Conv4_1));
    QCOMPARE(weight(applied, Layer::Conv1_1), 0.0);
    QCOMPARE(weight(applied, Layer::Pixels), weight(defaults(other), Layer::Pixels));

    NetworkInfo without = other;
    without.styleLayers.erase(Layer::Conv4_1);
    without.defaultWeights[layerIndex(Layer::Conv4_1)] = 0;
    QCOMPARE(weight(preset.appliedTo(defaults(without), without), Layer::Conv4_1), 0.0);
}

void TestPreset::layerThatIsLeftOutByDefaultCountsAsTheOthers()
{
    NetworkInfo without = builtin();
    without.defaultWeights.fill(0);
    without.defaultWeights[layerIndex(Layer::Pixels)] = 30;
    without.defaultWeights[layerIndex(Layer::Conv2_1)] = 2;
    without.defaultWeights[layerIndex(Layer::Conv3_1)] = 4;
    Preset preset;
    preset.values[QStringLiteral("style-loss")] = double(StyleLoss::Gram);
    preset.layerFactors[Layer::Conv4_1] = 0.5;
    QCOMPARE(weight(preset.appliedTo(defaults(without), without), Layer::Conv4_1), 1.5);
}

void TestPreset::methodBringsItsOwnDefaults()
{
    const StyleParameters classic =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, builtin());
    const Preset preset = Preset::of(QStringLiteral("Lecture"), classic, builtin());
    QVERIFY(preset.values.size() == 1 && preset.factors.empty() && preset.layerFactors.empty());
    QVERIFY(preset.appliedTo(defaults(builtin()), builtin()) == classic);
    QVERIFY(Preset().appliedTo(classic, builtin()) == defaults(builtin()));
}

void TestPreset::whatBelongsToThePictureStays()
{
    const StyleParameters now = edited(builtin(), [](StyleParameters &p) {
        p.size = 1024;
        p.iterations = 33;
        p.seed = 7;
        p.threads = 3;
        p.previewEvery = 2;
        p.blend = {0.2, 0.8};
    });
    const Preset preset = Preset::of(QStringLiteral("Mine"), now, builtin());
    QVERIFY(preset.values.empty());
    QVERIFY(preset.appliedTo(now, builtin()) == now);
}

void TestPreset::iterationsFollowTheMethodUnlessTheyWereSet()
{
    const StyleParameters classic =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, builtin());
    const Preset preset = Preset::of(QStringLiteral("Lecture"), classic, builtin());
    StyleParameters now = defaults(builtin());
    QCOMPARE(preset.appliedTo(now, builtin()).iterations, classic.iterations);
    now.iterations = 33;
    QCOMPARE(preset.appliedTo(now, builtin()).iterations, 33);
}

void TestPreset::pictureToStartFromStays()
{
    StyleParameters now = defaults(builtin());
    now.start = Start::File;
    QVERIFY(Preset::of(QStringLiteral("Mine"), now, builtin()).values.empty());
    QCOMPARE(Preset().appliedTo(now, builtin()).start, Start::File);
}

void TestPreset::startFromNoiseIsAnswered()
{
    StyleParameters now = defaults(builtin());
    now.start = Start::File;
    Preset preset;
    preset.values[QStringLiteral("init")] = double(Start::Noise);
    QCOMPARE(preset.appliedTo(now, builtin()).start, Start::Noise);
    now.start = Start::Noise;
    QCOMPARE(Preset().appliedTo(now, builtin()).start, Start::Content);
}

void TestPreset::staysWithinTheRanges()
{
    Preset preset;
    preset.factors[QStringLiteral("smoothness")] = 1e9;
    preset.layerFactors[Layer::Conv3_1] = 1e9;
    const StyleParameters applied = preset.appliedTo(defaults(builtin()), builtin());
    QCOMPARE(applied.smoothness, parameterSpec(QStringLiteral("smoothness")).maximum);
    QCOMPARE(weight(applied, Layer::Conv3_1), double(LayerWeightRange::maximum));
}

void TestPreset::damagedFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const char *rest, const char *detail) {
        QTest::newRow(name) << QByteArray(R"({"format": "gramarye-preset", "version": 1, )") + rest
                            << QString::fromLatin1(detail);
    };
    QTest::newRow("another format")
        << QByteArray(R"({"format": "gramarye-recipe", "version": 1, "name": "a"})")
        << QStringLiteral("format");
    QTest::newRow("no version") << QByteArray(R"({"format": "gramarye-preset", "name": "a"})")
                                << QStringLiteral("version");
    row("no name", R"("parameters": {}})", "name");
    row("empty name", R"("name": "  "})", "name");
    row("name with a line break", R"("name": "a\nb"})", "name");
    row("endless name",
        R"("name": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})",
        "name");
    row("unknown key", R"("name": "a", "parameters": {"colour": 1}})", "parameters.colour");
    row("what belongs to the picture", R"("name": "a", "parameters": {"size": 512}})",
        "parameters.size");
    row("what is relative as a number", R"("name": "a", "parameters": {"ratio": 0.1}})",
        "parameters.ratio");
    row("out of range", R"("name": "a", "parameters": {"style-scale": 1000}})",
        "parameters.style-scale");
    row("unknown choice", R"("name": "a", "parameters": {"colors": "pink"}})", "parameters.colors");
    row("a picture it does not have", R"("name": "a", "parameters": {"init": "file"}})",
        "parameters.init");
    row("factor of something else", R"("name": "a", "factors": {"size": 2}})", "factors.size");
    row("negative factor", R"("name": "a", "factors": {"ratio": -1}})", "factors.ratio");
    row("factor that is a word", R"("name": "a", "factors": {"ratio": "much"}})", "factors.ratio");
    row("unknown layer", R"("name": "a", "factors": {"style-layer": {"conv9_9": 1}}})",
        "factors.style-layer.conv9_9");
    row("endless layer", R"("name": "a", "factors": {"style-layer": {"conv3_1": "inf"}}})",
        "factors.style-layer.conv3_1");
}

void TestPreset::damagedFilesAreRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, detail);
    const auto preset = Preset::fromJson(json, QStringLiteral("look.json"));
    QVERIFY(!preset);
    QVERIFY(preset.error()
            == (Error{ErrorCode::DocumentDamaged, QStringLiteral("look.json"), detail}));
}

void TestPreset::newerFilesAreRefused()
{
    const auto preset = Preset::fromJson(
        R"({"format": "gramarye-preset", "version": 2, "name": "a"})", QStringLiteral("look.json"));
    QVERIFY(!preset);
    QCOMPARE(preset.error().code, ErrorCode::DocumentNewer);
}

void TestPreset::sameLookMayHaveTwoNames()
{
    const StyleParameters look = edited(builtin(), [](StyleParameters &p) { p.styleScale = 2; });
    const Preset a = Preset::of(QStringLiteral("A"), look, builtin());
    const Preset b = Preset::of(QStringLiteral("B"), look, builtin());
    QVERIFY(a != b);
    QVERIFY(a.hasLookOf(b));
    QVERIFY(!a.hasLookOf(Preset()));
}

GRAMARYE_TEST(TestPreset)

} // namespace gramarye::tst_preset

#include "tst_preset.moc"
