#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"
#include "core/model/recipe.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QTest>

#include <limits>

namespace gramarye::tst_recipe {

namespace {

/// With no field at its default.
StyleParameters unusual()
{
    StyleParameters parameters;
    for (const ParameterSpec &spec : parameterSpecs()) {
        const double top = std::min(spec.maximum, spec.get(parameters) + 3);
        const double value = spec.kind == ParameterKind::Choice ? spec.maximum : top;
        spec.set(parameters, spec.get(parameters) == value ? spec.minimum : value);
    }
    parameters.layerWeights[layerIndex(Layer::Pixels)] = 0.1;
    parameters.layerWeights[layerIndex(Layer::Conv5_4)] = 100;
    parameters.layerWeights[layerIndex(Layer::Patches)] = 2.5;
    parameters.blend = {0.3, 0, 1.0 / 3};
    return parameters;
}

PictureRef named(const QString &name, const char *hash)
{
    PictureRef picture;
    picture.name = name;
    picture.hash = QLatin1String(hash);
    return picture;
}

} // namespace

class TestRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parametersReturn_data();
    void parametersReturn();
    void whatIsMissingStaysAsItWas();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void recipesReturn_data();
    void recipesReturn();
    void recipesOfVersion1Return();
    void recipesOfOthersAreRefused_data();
    void recipesOfOthersAreRefused();
};

void TestRecipe::parametersReturn_data()
{
    QTest::addColumn<StyleParameters>("parameters");
    QTest::newRow("usual") << StyleParameters();
    QTest::newRow("unusual") << unusual();
    StyleParameters infinite;
    infinite.ratio = std::numeric_limits<double>::infinity();
    QTest::newRow("content alone") << infinite;
    StyleParameters precise;
    precise.ratio = 0.1 + 0.2;
    precise.learningRate = 1.0 / 3;
    QTest::newRow("all digits") << precise;
}

void TestRecipe::parametersReturn()
{
    QFETCH(StyleParameters, parameters);
    const QByteArray json = QJsonDocument(toJson(parameters)).toJson();
    const auto read = parametersFromJson(QJsonDocument::fromJson(json).object(), {});
    QVERIFY(read);
    QVERIFY(*read == parameters);
}

void TestRecipe::whatIsMissingStaysAsItWas()
{
    const auto read = parametersFromJson({{QStringLiteral("size"), 777}}, unusual());
    StyleParameters expected = unusual();
    expected.size = 777;
    QVERIFY(read && *read == expected);
}

void TestRecipe::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *json, const char *key) {
        QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(key);
    };
    row(R"({"sise": 512})", "sise");
    row(R"({"size": "512"})", "size");
    row(R"({"size": 512.5})", "size");
    row(R"({"size": -1})", "size");
    row(R"({"size": 1e9})", "size");
    row(R"({"size": null})", "size");
    row(R"({"learning-rate": "inf"})", "learning-rate");
    row(R"({"method": 0})", "method");
    row(R"({"method": "Painterly"})", "method");
    row(R"({"style-layer": [1]})", "style-layer");
    row(R"({"style-layer": {"conv9_1": 1}})", "style-layer.conv9_1");
    row(R"({"style-layer": {"conv1_1": -1}})", "style-layer.conv1_1");
    row(R"({"style-layer": {"conv1_1": "1"}})", "style-layer.conv1_1");
    row(R"({"blend": 1})", "blend");
    row(R"({"blend": [1, -1]})", "blend[1]");
    row(R"({"blend": [null]})", "blend[0]");
}

void TestRecipe::nonsenseIsRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    const auto read = parametersFromJson(QJsonDocument::fromJson(json).object(), {});
    QVERIFY(!read);
    QVERIFY(read.error() == (Error{ErrorCode::DocumentDamaged, {}, key}));
}

void TestRecipe::recipesReturn_data()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::newRow("Gram matrices") << StyleLoss::Gram;
    QTest::newRow("distributions") << StyleLoss::Distribution;
}

void TestRecipe::recipesReturn()
{
    QFETCH(const StyleLoss, loss);
    Recipe recipe;
    recipe.program = QStringLiteral("0.1.0");
    Scene &scene = recipe.scene;
    scene.network = {QStringLiteral("vgg19"), {}, QStringLiteral("blake2b-256:00ff")};
    scene.content = named(QString::fromUtf8("Häuser “am” See.jpg"), "blake2b-256:01");
    scene.styles = {{named(QStringLiteral("a.png"), "blake2b-256:02"), 0.3}, {named({}, "x"), 0}};
    scene.start = named(QStringLiteral("start.png"), "blake2b-256:03");
    StyleParameters parameters = unusual();
    parameters.styleLoss = loss;
    scene.setRunParameters(parameters);
    recipe.stoppedAfter = 17;
    recipe.steered = true;
    recipe.job = QStringLiteral("00ff-16");
    const auto read = Recipe::fromJson(recipe.toJson(), QStringLiteral("x.png"));
    QVERIFY(read);
    QVERIFY(*read == recipe);
}

void TestRecipe::recipesOfVersion1Return()
{
    const auto read = Recipe::fromJson(R"({"format": "gramarye-recipe", "version": 1,
        "program": "0.1.0", "network": "vgg19", "network_checksum": "n", "content": "c.png",
        "content_checksum": "01", "styles": ["a.png", ""], "style_checksums": ["02", "03"],
        "start": "", "start_checksum": "", "stopped_after": 17, "steered": true,
        "parameters": {"size": 333, "blend": [1, 0.25]}})",
                                       QStringLiteral("x.png"));
    QVERIFY(read);
    Recipe expected;
    expected.program = QStringLiteral("0.1.0");
    expected.scene.network = {QStringLiteral("vgg19"), {}, QStringLiteral("n")};
    expected.scene.content = named(QStringLiteral("c.png"), "01");
    expected.scene.styles = {{named(QStringLiteral("a.png"), "02"), 1},
                             {named(QString(), "03"), 0.25}};
    expected.scene.parameters.size = 333;
    expected.stoppedAfter = 17;
    expected.steered = true;
    QVERIFY(*read == expected);
}

void TestRecipe::recipesOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *json, ErrorCode code) {
        QTest::newRow(json) << QByteArray(json) << code;
    };
    row("", ErrorCode::DocumentDamaged);
    row("[]", ErrorCode::DocumentDamaged);
    row("{}", ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-recipe"})", ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-preset", "version": 1})", ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-recipe", "version": 3})", ErrorCode::DocumentNewer);
    row(R"({"format": "gramarye-recipe", "version": 1, "content": "../secret.png"})",
        ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-recipe", "version": 1, "styles": ["/etc/a.png"]})",
        ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-recipe", "version": 1, "parameters": {"size": "x"}})",
        ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-recipe", "version": 2, "scene": {"content": {"name": "../a"}}})",
        ErrorCode::DocumentDamaged);
    row(R"({"format": "gramarye-recipe", "version": 2, "scene": {"styles": [{"weight": -1}]}})",
        ErrorCode::DocumentDamaged);
}

void TestRecipe::recipesOfOthersAreRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorCode, code);
    const auto read = Recipe::fromJson(json, QStringLiteral("x.png"));
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().subject, QStringLiteral("x.png"));
}

GRAMARYE_TEST(TestRecipe)

} // namespace gramarye::tst_recipe

#include "tst_recipe.moc"
