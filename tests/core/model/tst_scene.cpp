#include "core/model/scene.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QTest>

namespace gramarye::tst_scene {

namespace {

PictureRef picture(const char *name)
{
    PictureRef ref;
    ref.name = QLatin1String(name);
    ref.path = QLatin1String("/pictures/") + ref.name;
    ref.hash = QLatin1String("of ") + ref.name;
    return ref;
}

Scene someScene()
{
    Scene scene;
    scene.content = picture("tree.png");
    scene.styles = {{picture("waves.png"), 1},
                    {picture("glass.png"), 0.25, picture("sky.png"), picture("pane.png")}};
    scene.strength = picture("face.png");
    scene.network = {QStringLiteral("builtin"), QStringLiteral("/n.pth"), QStringLiteral("sum")};
    scene.parameters.size = 300;
    return scene;
}

} // namespace

class TestScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weightsTravelWithTheParameters();
    void missingWeightsAreOne();
    void scenesAreComparedInEveryPart();
    void mappedScenesHaveTheSameShape();
    void jsonReturnsWhatItKeeps();
    void aTextureHasACanvasInPlaceOfAContent();
    void paintedMasksTellPicturesApart();
    void fingerprintsOfBeforeAreStillKnown();
    void nonsenseIsNamedByItsPlace();
};

void TestScene::weightsTravelWithTheParameters()
{
    Scene scene = someScene();
    StyleParameters run = scene.runParameters();
    QCOMPARE(run.blend, std::vector<double>({1, 0.25}));
    run.blend = {0.5, 2};
    run.size = 400;
    scene.setRunParameters(run);
    QCOMPARE(scene.styles[1].weight, 2.0);
    QCOMPARE(scene.parameters.size, 400);
    QVERIFY(scene.parameters.blend.empty()); // in one place only
    QVERIFY(scene.runParameters() == run);
}

void TestScene::missingWeightsAreOne()
{
    Scene scene = someScene();
    scene.setRunParameters({});
    QCOMPARE(scene.runParameters().blend, std::vector<double>({1, 1}));
}

void TestScene::scenesAreComparedInEveryPart()
{
    const Scene scene = someScene();
    QVERIFY(scene == someScene());
    const auto differs = [&](auto change) {
        Scene other = scene;
        change(other);
        return other != scene;
    };
    QVERIFY(differs([](Scene &s) { s.content.hash.clear(); }));
    QVERIFY(differs([](Scene &s) { s.content.name.clear(); }));
    QVERIFY(differs([](Scene &s) { s.content.path.clear(); }));
    QVERIFY(differs([](Scene &s) { s.styles[1].weight = 1; }));
    QVERIFY(differs([](Scene &s) { s.styles.pop_back(); }));
    QVERIFY(differs([](Scene &s) { s.canvas = {3, 4}; }));
    QVERIFY(differs([](Scene &s) { s.start = picture("sketch.png"); }));
    QVERIFY(differs([](Scene &s) { s.strength = {}; }));
    QVERIFY(differs([](Scene &s) { s.styles[1].region = {}; }));
    QVERIFY(differs([](Scene &s) { s.styles[1].mask.hash.clear(); }));
    QVERIFY(differs([](Scene &s) { s.network.checksum.clear(); }));
    QVERIFY(differs([](Scene &s) { s.parameters.seed = 9; }));
    QVERIFY(!differs([](Scene &s) { s.content.otherPath = QStringLiteral("/elsewhere"); }));
}

void TestScene::mappedScenesHaveTheSameShape()
{
    const auto mapped = someScene().mapped([](const PictureRef &ref) { return ref.name; },
                                           [](const NetworkRef &network) { return network.name; });
    QCOMPARE(mapped.content, QStringLiteral("tree.png"));
    QCOMPARE(mapped.styles[1].picture, QStringLiteral("glass.png"));
    QCOMPARE(mapped.styles[1].weight, 0.25);
    QCOMPARE(mapped.start, QString());
    QCOMPARE(mapped.network, QStringLiteral("builtin"));
    QCOMPARE(mapped.parameters.size, 300);
    QCOMPARE(mapped.styles[0].region, QString());
    QCOMPARE(mapped.styles[1].region, QStringLiteral("sky.png"));
    QCOMPARE(mapped.styles[1].mask, QStringLiteral("pane.png"));
    QCOMPARE(mapped.strength, QStringLiteral("face.png"));
    QCOMPARE(mapped.pictures().size(), std::size_t(9));
    QCOMPARE(mapped.masks().size(), std::size_t(5));
}

void TestScene::jsonReturnsWhatItKeeps()
{
    QStringList roles;
    const QJsonObject json =
        sceneToJson(someScene(), [&](const PictureRef &ref, const QString &role) {
            roles << role;
            return pictureToJson(ref);
        });
    QCOMPARE(roles.join(u' '), QStringLiteral("style-1 style-2 region-2 mask-2 content strength"));
    JsonReader reader(QJsonDocument::fromJson(QJsonDocument(json).toJson()).object());
    const Scene read = sceneFromJson(reader, pictureFromJson);
    QVERIFY(!reader.error());
    Scene expected = someScene();
    for (PictureRef *ref : expected.pictures())
        ref->path.clear(); // this JSON keeps no places
    QVERIFY(read == expected);
}

void TestScene::aTextureHasACanvasInPlaceOfAContent()
{
    Scene texture = someScene();
    QVERIFY(!texture.isTexture());
    texture.content = {};
    texture.canvas = {512, 256};
    QVERIFY(texture.isTexture());
    QCOMPARE(
        texture.mapped([](const PictureRef &) { return 0; }, [](const NetworkRef &) { return 0; })
            .canvas,
        QSize(512, 256));
    for (PictureRef *ref : texture.pictures())
        ref->path.clear();
    const QJsonObject json = sceneToJson(
        texture, [](const PictureRef &ref, const QString &) { return pictureToJson(ref); });
    JsonReader reader(QJsonDocument::fromJson(QJsonDocument(json).toJson()).object());
    QVERIFY(sceneFromJson(reader, pictureFromJson) == texture);
    QVERIFY(!reader.error());

    Scene other = texture;
    other.canvas = {256, 512};
    QVERIFY(fingerprint(other) != fingerprint(texture));
}

void TestScene::paintedMasksTellPicturesApart()
{
    Scene scene = someScene();
    scene.strength = PictureRef::ofFile(PictureRef::pngAddress() + QStringLiteral("YWJj"));
    Scene renamed = scene;
    renamed.strength.name.clear();
    renamed.strength.hash = QStringLiteral("of pixels");
    QCOMPARE(fingerprint(renamed), fingerprint(scene)); // whether it was read or not
    Scene other = scene;
    other.strength.file = "abd";
    QVERIFY(fingerprint(other) != fingerprint(scene));
}

void TestScene::fingerprintsOfBeforeAreStillKnown()
{
    Scene scene = someScene();
    for (PictureRef *mask : scene.masks())
        *mask = {}; // there were none
    const QString before = fingerprint(scene);
    scene.parameters.seamless = Seamless::Both;
    QVERIFY(fingerprint(scene) != before);
    scene.parameters.seamless = Seamless::None;
    scene.parameters.background = 0xff8000;
    QVERIFY(fingerprint(scene) != before);
    scene.parameters.background = whiteBackground;
    QCOMPARE(fingerprint(scene),
             QStringLiteral("9b4124c38eb13a3628fb6010200bc160a67f350f88d0bdfc1bbed2850304d742"));
}

void TestScene::nonsenseIsNamedByItsPlace()
{
    const auto placeOf = [](const QByteArray &json) {
        JsonReader reader(QJsonDocument::fromJson(json).object());
        sceneFromJson(reader, pictureFromJson);
        return reader.error() ? reader.error()->detail : QString();
    };
    QCOMPARE(placeOf("{}"), QString());
    QCOMPARE(placeOf(R"({"styles": [{}, {"weight": -1}]})"), QStringLiteral("styles[1].weight"));
    QCOMPARE(placeOf(R"({"content": {"name": 5}})"), QStringLiteral("content.name"));
    QCOMPARE(placeOf(R"({"parameters": {"size": -5}})"), QStringLiteral("parameters.size"));
    QCOMPARE(placeOf(R"({"canvas": [64, 32]})"), QString());
    for (const char *canvas : {"[64]", "[64, 32, 1]", "[64, 31.5]", "[0, 64]", "[64, 17000]", "64"})
        QVERIFY(placeOf(R"({"canvas": )" + QByteArray(canvas) + "}")
                    .startsWith(QLatin1String("canvas")));
    QCOMPARE(placeOf(R"({"canvas": [64, 32], "content": {"name": "a.png"}})"),
             QStringLiteral("canvas"));
}

GRAMARYE_TEST(TestScene)

} // namespace gramarye::tst_scene

#include "tst_scene.moc"
