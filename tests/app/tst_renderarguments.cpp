#include "app/renderarguments.h"

#include "app/command.h"
#include "app/renderoptions.h"
#include "app/renderpreparation.h"
#include "core/documents/presetstore.h"
#include "core/model/parameterspec.h"
#include "core/pictures/referredpicture.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

namespace gramarye::tst_renderarguments {

namespace {

Style styleOf(const QString &file, double weight)
{
    return {PictureRef::ofFile(file), weight};
}

constexpr double infinity = std::numeric_limits<double>::infinity();

// The three options that every render needs, and those of @p line, separated by blanks.
Parsed<RenderArguments> parseWith(const QString &line)
{
    const QString needed = QStringLiteral("--content c.png --style s.png --output o.png ");
    return parseRenderArguments((needed + line).split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

RenderArguments argumentsOf(const QString &line)
{
    const auto parsed = parseWith(line);
    if (parsed)
        return *parsed;
    QTest::qFail(qPrintable(parsed.error().sentence), __FILE__, __LINE__);
    return {};
}

const NetworkInfo &builtIn()
{
    return *NetworkCatalog::builtIn().find(QStringLiteral("builtin"));
}

QString typed(const ParameterSpec &spec, double value)
{
    if (spec.kind == ParameterKind::Color)
        return colorText(value);
    return spec.kind == ParameterKind::Choice ? spec.choices[std::size_t(value)].key
                                              : QString::number(value, 'g', 17);
}

/// Pictures, and one that carries a recipe of two of them as styles: the second has all that can be
/// set for one.
class RecipeFolder
{
public:
    RecipeFolder()
    {
        const QImage content = plainPicture(Qt::red);
        const auto add = [this](const char *name, const QColor &color) {
            return readPicture(m_folder.add(QLatin1String(name), plainPicture(color))).value().ref;
        };
        Recipe recipe;
        recipe.scene.network.name = QStringLiteral("builtin");
        recipe.scene.content = add("lake.png", Qt::red);
        recipe.scene.styles.resize(2);
        recipe.scene.styles[0].picture = add("waves.png", Qt::green);
        Style &style = recipe.scene.styles[1];
        style.picture = add("glass.png", Qt::blue);
        style.region = style.mask =
            PictureRef::ofFile(PictureRef::pngAddress()
                               + QString::fromLatin1(pngOf(plainPicture(Qt::white)).toBase64()));
        style.weight = 0.5;
        style.scale = 2;
        style.layers[Layer::Conv1_1] = 3;
        QImage made = content;
        made.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
        m_folder.add(QStringLiteral("made.png"), made);
        add("renamed.png", Qt::blue);
        add("other.png", Qt::black);
        add("another.png", Qt::white);
    }

    /// What is asked for with these styles, and @p more of the last of them.
    Result<RenderArguments> withRecipe(const QStringList &styles,
                                       const QStringList &more = {}) const
    {
        QStringList words{QStringLiteral("--recipe"), m_folder.path(QStringLiteral("made.png")),
                          QStringLiteral("--output"), QStringLiteral("o.png")};
        for (const QString &style : styles)
            words << QStringLiteral("--style") << m_folder.path(style);
        return gramarye::withRecipe(parseRenderArguments(words + more).value(), {});
    }

private:
    PictureFolder m_folder;
};

} // namespace

class TestRenderArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parameterIsRead_data();
    void parameterIsRead();
    void everyParameterTakesItsLimits_data();
    void everyParameterTakesItsLimits();
    void wrongUsageIsExplained_data();
    void wrongUsageIsExplained();

    void filesAreStored();
    void nothingGivenGivesTheDefaults();
    void defaultsFollowMethodOptimizerAndNetwork();
    void whatIsGivenWinsOverTheMethodsDefaults();
    void optionsMayCarryTheirValueAfterAnEqualsSign();
    void theLastOfTwoEqualOptionsCounts();
    void addressesOfFilesAreFiles_data();
    void addressesOfFilesAreFiles();
    void homeIsFoundBehindAnEqualsSign();
    void stylesWithCommasBetweenThem();
    void wherePlaceAndOptionDoNotGoTogether_data();
    void wherePlaceAndOptionDoNotGoTogether();

    void styleWeight_data();
    void styleWeight();
    void masksAreOfTheStyleBeforeThem();
    void aFileWithAWeightLikeNameIsAFile();
    void styleWeightsBecomeTheBlend();
    void onlyTheStyleLayersNamedAreUsed();
    void presetsGoByNameOrFile();
    void optionsWinOverThePreset();
    void methodBringsItsDefaultsBelowThePreset();
    void startIsAWordOrAFile();
    void twoSidesMakeATexture();
    void whatATextureLacksIsSaid_data();
    void whatATextureLacksIsSaid();
    void aBatchNeedsNoPictures();
    void aRecipeNeedsNoPictures();
    void aRecipeIsTheBasisOfTheParameters();
    void aPresetGoesOnTopOfARecipe();
    void anotherStyleLossBringsItsDefaultsToARecipe();

    void helpNamesEveryOptionWithItsUnit();
    void helpFitsATerminal();
    void styleTakesOneRegion();
    void stylesTakeWhatTheRecipeSetsForThem_data();
    void stylesTakeWhatTheRecipeSetsForThem();
    void stylesKeepWhatIsSaidOfThem();
    void unusedStylesOfARecipeAreSaid();
};

void TestRenderArguments::parameterIsRead_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");

    const auto row = [](const char *line, const char *key, double value) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(key) << value;
    };
    row("--ratio 0.5", "ratio", 0.5);
    row("--ratio 1e-3", "ratio", 0.001);
    row("--ratio 1/10000", "ratio", 1e-4);
    row("--ratio 0", "ratio", 0);
    row("--ratio 0/5", "ratio", 0);
    row("--ratio inf", "ratio", infinity);
    row("--ratio 1/0", "ratio", infinity);
    row("--size 0", "size", 0);
    row("--background #ff8000", "background", 0xff8000);
    row("--background #F80", "background", 0xff8800);
    row("--size 1024", "size", 1024);
    row("--iterations 7", "iterations", 7);
    row("--method classic", "method", double(Method::Classic));
    row("--scales single", "scales", double(Scales::Single));
    row("--content-layer conv5_1", "content-layer", double(Layer::Conv5_1));
    row("--style-scale 1.25", "style-scale", 1.25);
    row("--optimizer lbfgs", "optimizer", double(OptimizerKind::Lbfgs));
    row("--learning-rate 0.125", "learning-rate", 0.125);
    row("--smoothness 0", "smoothness", 0);
    row("--pooling average", "pooling", double(Pooling::Average));
    row("--colors content", "colors", double(Colors::Content));
    row("--colors matched", "colors", double(Colors::Matched));
    row("--colors palette", "colors", double(Colors::Palette));
    row("--init noise", "init", double(Start::Noise));
    row("--init some.png", "init", double(Start::File));
    row("--seed 2147483647", "seed", 2147483647);
    row("--threads 3", "threads", 3);
    row("--preview-every 10", "preview-every", 10);
}

void TestRenderArguments::parameterIsRead()
{
    QFETCH(QString, line);
    QFETCH(QString, key);
    QFETCH(double, value);
    const StyleParameters parameters = argumentsOf(line).parameters(builtIn());
    QCOMPARE(parameterSpec(key).get(parameters), value);
}

void TestRenderArguments::everyParameterTakesItsLimits_data()
{
    QTest::addColumn<QString>("key");
    for (const ParameterSpec &spec : parameterSpecs())
        QTest::newRow(qPrintable(spec.key)) << spec.key;
}

void TestRenderArguments::everyParameterTakesItsLimits()
{
    QFETCH(QString, key);
    const ParameterSpec &spec = parameterSpec(key);
    for (const double limit : {spec.minimum, spec.maximum}) {
        const QString line = QStringLiteral("--%1 %2").arg(key, typed(spec, limit));
        QCOMPARE(spec.get(argumentsOf(line).parameters(builtIn())), limit);
    }
}

void TestRenderArguments::wrongUsageIsExplained_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("fragment");

    const auto row = [](const char *line, const char *fragment) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromUtf8(fragment);
    };
    row("--bogus 1", "There is no option “--bogus”");
    row("stray.png", "“stray.png” belongs to no option");
    row("--size", "--size needs a value: N");
    row("--size --quiet", "--size needs a value: N");
    row("--quiet=yes", "--quiet takes no value");
    row("--log=", "--log must not be empty");
    row("--size big", "0 to 16384 px, not “big”");
    row("--size -1", "0 to 16384 px, not “-1”");
    row("--size 16385", "0 to 16384 px");
    row("--size 5.5", "whole number");
    row("--size nan", "not “nan”");
    row("--size 512x256", "where there is no content picture");
    row("--size 16x256", "32 to 16384 px, not “16”");
    row("--size 256x20000", "32 to 16384 px, not “20000”");
    row("--size 256x", "not “256x”");
    row("--size 256x-5", "not “256x-5”");
    row("--seamless z", "none, x, y, both, not “z”");
    row("--size inf", "not “inf”");
    row("--format gif", "jxl, bmp, not “gif”");
    row("--format png", "of a file the suffix says the format");
    row("--background red", "not “red”");
    row("--background ff8000", "as in #ff8000");
    row("--background #ff80", "not “#ff80”");
    row("--background #ff80001", "not “#ff80001”");
    row("--iterations 0", "1 to 100000 per size");
    row("--ratio -1", "0 to inf");
    row("--ratio nan", "not “nan”");
    row("--ratio 0/0", "not “0/0”");
    row("--ratio 1/", "not “1/”");
    row("--ratio -1/-2", "not “-1/-2”");
    row("--method oil", "painterly, classic, not “oil”");
    row("--content-layer conv9_9", "conv5_4, not “conv9_9”");
    row("--style-layer conv3_1", "as in conv3_1=0.5");
    row("--style-layer conv9_9=1", "not “conv9_9”");
    row("--style-layer conv3_1=-1", "0 to 100");
    row("--style-layer conv3_1=heavy", "not “heavy”");
    row("--style-layer conv3_1=0", "At least one style layer");
    row("--style-layer patches=1 --style-loss gram", "At least one style layer");
    row("--style-layer patches=1 --method classic", "At least one style layer");
    row("--style-layer patch=1", "patches");
    row("--style t.png:-2", "not “-2”");
    row("--style t.png:inf", "not “inf”");
    row("--style :2", "--style must not be empty");
    row("--init=", "--init must not be empty");
    row("--batch=", "--batch must not be empty");
    row("--batch jobs.json", "With --batch, --content stands in the list of jobs");
    row("--again", "--again goes with --batch");
}

void TestRenderArguments::wrongUsageIsExplained()
{
    QFETCH(QString, line);
    QFETCH(QString, fragment);
    const auto parsed = parseWith(line);
    QVERIFY(!parsed);
    const QString sentence = parsed.error().sentence;
    QVERIFY2(sentence.contains(fragment), qPrintable(sentence));
    QVERIFY(sentence.endsWith(QLatin1Char('.')));
}

void TestRenderArguments::filesAreStored()
{
    const RenderArguments arguments =
        argumentsOf(QStringLiteral("--network n.pth --log l.jsonl --preview-dir previews --quiet"));
    QCOMPARE(arguments.scene.content.path, QStringLiteral("c.png"));
    QVERIFY(arguments.scene.styles == (std::vector<Style>{styleOf(QStringLiteral("s.png"), 1)}));
    QCOMPARE(arguments.outputFile, QStringLiteral("o.png"));
    QCOMPARE(arguments.scene.network.name, QStringLiteral("n.pth"));
    QCOMPARE(arguments.logFile, QStringLiteral("l.jsonl"));
    QCOMPARE(arguments.previewFolder, QStringLiteral("previews"));
    QVERIFY(arguments.quiet);

    for (const char *needed : {"content", "style", "output"}) {
        QStringList words{QStringLiteral("--content=c"), QStringLiteral("--style=s"),
                          QStringLiteral("--output=o")};
        words.removeIf(
            [&](const QString &word) { return word.mid(2).startsWith(QLatin1String(needed)); });
        const auto parsed = parseRenderArguments(words);
        QVERIFY(parsed.error().sentence.contains(QLatin1String(needed)));
    }
}

void TestRenderArguments::nothingGivenGivesTheDefaults()
{
    const StyleParameters expected =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, builtIn());
    QCOMPARE(argumentsOf(QString()).parameters(builtIn()), expected);
}

void TestRenderArguments::defaultsFollowMethodOptimizerAndNetwork()
{
    const NetworkInfo &network = *NetworkCatalog::builtIn().find(QStringLiteral("vgg19"));
    const StyleParameters expected =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Lbfgs, network);
    QCOMPARE(argumentsOf(QStringLiteral("--optimizer lbfgs --method classic")).parameters(network),
             expected);
}

void TestRenderArguments::whatIsGivenWinsOverTheMethodsDefaults()
{
    // In either order.
    for (const char *line :
         {"--iterations 3 --method classic", "--method classic --iterations 3"}) {
        const StyleParameters parameters = argumentsOf(QLatin1String(line)).parameters(builtIn());
        QCOMPARE(parameters.iterations, 3);
        QCOMPARE(parameters.scales, Scales::Single);
    }
}

void TestRenderArguments::optionsMayCarryTheirValueAfterAnEqualsSign()
{
    const RenderArguments arguments =
        argumentsOf(QStringLiteral("--style-layer=conv3_1=0.5 --log=a=b --size=99"));
    QCOMPARE(arguments.layerWeights, (std::map<Layer, double>{{Layer::Conv3_1, 0.5}}));
    QCOMPARE(arguments.logFile, QStringLiteral("a=b"));
    QCOMPARE(arguments.parameters(builtIn()).size, 99);
}

void TestRenderArguments::theLastOfTwoEqualOptionsCounts()
{
    const RenderArguments arguments =
        argumentsOf(QStringLiteral("--size 64 --init f.png --size 128 --init blank"));
    QCOMPARE(arguments.parameters(builtIn()).size, 128);
    QCOMPARE(arguments.parameters(builtIn()).start, Start::Blank);
    QCOMPARE(arguments.scene.start.path, QString());
}

void TestRenderArguments::addressesOfFilesAreFiles_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("path"); // empty: refused
    QTest::newRow("path") << "file:///a/b.png"
                          << "/a/b.png";
    QTest::newRow("percent-encoded")
        << "file:///a%20b/%C3%A4%23.png" << QStringLiteral("/a b/ä#.png");
    QTest::newRow("this computer") << "file://localhost/b.png"
                                   << "/b.png";
    QTest::newRow("in capitals") << "FILE:///b.png"
                                 << "/b.png";
    QTest::newRow("one slash") << "file:/a/b.png"
                               << "/a/b.png";
    QTest::newRow("another computer") << "file://server/b.png" << QString();
    QTest::newRow("no file") << "file://" << QString();
}

void TestRenderArguments::addressesOfFilesAreFiles()
{
    QFETCH(QString, address);
    QFETCH(QString, path);
    for (const char *name : {"content", "style", "output", "log", "preview-dir", "project",
                             "network", "init", "recipe"}) {
        const auto parsed = parseWith(QStringLiteral("--%1=%2").arg(QLatin1String(name), address));
        QCOMPARE(!parsed, path.isEmpty());
        if (!parsed) {
            const QString sentence = parsed.error().sentence;
            QVERIFY2(sentence.contains(address), qPrintable(sentence));
            continue;
        }
        const RenderArguments &a = *parsed;
        const QStringList files{a.scene.content.path, a.scene.styles.back().picture.path,
                                a.outputFile,         a.logFile,
                                a.previewFolder,      a.projectFile,
                                a.scene.network.name, a.scene.start.path,
                                a.recipeFile};
        QVERIFY2(files.contains(path), name);
    }
    if (path.isEmpty())
        return;
    const RenderArguments weighted = argumentsOf(QStringLiteral("--style=%1:0.5").arg(address));
    QVERIFY(weighted.scene.styles.back() == styleOf(path, 0.5));
}

void TestRenderArguments::homeIsFoundBehindAnEqualsSign()
{
    const QString home = QDir::homePath();
    const RenderArguments a =
        argumentsOf(QStringLiteral("--content=~/c.png --style=~/s.png:3 --output ~/o.png --log=~ "
                                   "--init=~/i.png --network=~/n.pth --recipe=~/r.png "
                                   "--preview-dir=./~/p"));
    QCOMPARE(a.scene.content.path, home + QLatin1String("/c.png"));
    QVERIFY(a.scene.styles.back() == styleOf(home + QLatin1String("/s.png"), 3));
    QCOMPARE(a.outputFile, home + QLatin1String("/o.png"));
    QCOMPARE(a.logFile, home);
    QCOMPARE(a.scene.start.path, home + QLatin1String("/i.png"));
    QCOMPARE(a.scene.network.name, home + QLatin1String("/n.pth"));
    QCOMPARE(a.recipeFile, home + QLatin1String("/r.png"));
    QCOMPARE(a.previewFolder, QStringLiteral("./~/p"));
    // Somebody else's, and a name that only begins so.
    QCOMPARE(argumentsOf(QStringLiteral("--content=~ann/c.png")).scene.content.path,
             QStringLiteral("~ann/c.png"));
}

void TestRenderArguments::stylesWithCommasBetweenThem()
{
    QTemporaryDir folder;
    const QString a = folder.filePath(QStringLiteral("a.jpg"));
    const QString b = folder.filePath(QStringLiteral("b.jpg"));
    for (const QString &name : {a, b})
        QVERIFY(QFile(name).open(QIODevice::WriteOnly));
    for (const QString &value :
         {a + u',' + b, a + QLatin1String(":2,") + b + QLatin1String(":0.5")}) {
        const auto parsed = parseWith(QLatin1String("--style=") + value);
        QVERIFY2(!parsed, qPrintable(value));
        const QString sentence = parsed.error().sentence;
        QVERIFY2(sentence.contains(value), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("repeat --style")), qPrintable(sentence));
    }
    // What is said of a file that is not there is said later.
    const QString gone = a + QLatin1String(",gone.jpg");
    QCOMPARE(argumentsOf(QLatin1String("--style=") + gone).scene.styles.back().picture.path, gone);
    // A comma in a name is one.
    const QString both = folder.filePath(QStringLiteral("a.jpg,b.jpg"));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("a.jpg,b.jpg")));
    QCOMPARE(argumentsOf(QLatin1String("--style=") + both).scene.styles.back().picture.path, both);
}

void TestRenderArguments::wherePlaceAndOptionDoNotGoTogether_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("fragment");
    const auto row = [](const char *line, const char *fragment) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromUtf8(fragment);
    };
    row("--batch j --part 3/8 --only 1", "--part and --only exclude each other");
    row("--batch j --part 9/8", "not “9/8”");
    row("--batch j --part 0/8", "not “0/8”");
    row("--batch j --part 3", "not “3”");
    row("--batch j --only 1,x", "not “1,x”");
    row("--batch j --only 0", "not “0”");
    row("--batch j --recipe r.png", "--recipe stands in the list of jobs");
    row("--content c --style s --output o --list", "--list goes with --batch");
    row("--content c --style s --output o --part 1/2", "--part goes with --batch");
    row("--resume p --output o --ratio 1", "--ratio belongs to a new run");
    row("--resume p --output o --preset p", "--preset");
    row("--resume p", "--output FILE");
    row("--content - --style - --output o", "Only one picture can come from standard input");
    row("--content - --style s --output o --project p", "A project needs pictures");
    row("--content c --style s --output o --print 5x5", "not “5x5”");
    row("--content c --style s --output o --print 5x5cm --size 9", "exclude each other");
    row("--style s --output o --size 64x64 --print 5x5cm", "a texture takes --size");
    row("--content c --style s --output o --existing ask", "--existing takes one of");
    row("--content c --style s --output o --quality 0", "--quality takes a number, 1 to 100");
    row("--content c --style s --output o --quality 80.5", "--quality takes a whole number");
    row("--content c --style s --output o --dpi 0", "--dpi takes a number");
    row("--content c --style s --output o --log -", "--log cannot be standard output");
}

void TestRenderArguments::wherePlaceAndOptionDoNotGoTogether()
{
    QFETCH(QString, line);
    QFETCH(QString, fragment);
    const auto parsed = parseRenderArguments(line.split(QLatin1Char(' ')));
    QVERIFY(!parsed);
    const QString sentence = parsed.error().sentence;
    QVERIFY2(sentence.contains(fragment), qPrintable(sentence));
    QVERIFY(sentence.endsWith(QLatin1Char('.')));
}

void TestRenderArguments::styleWeight_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("file");
    QTest::addColumn<double>("weight");
    QTest::newRow("no suffix") << "t.png"
                               << "t.png" << 1.0;
    QTest::newRow("number") << "t.png:0.3"
                            << "t.png" << 0.3;
    QTest::newRow("exponent") << "t.png:2e1"
                              << "t.png" << 20.0;
    QTest::newRow("zero") << "t.png:0"
                          << "t.png" << 0.0;
    QTest::newRow("word after a colon") << "dir:t.png"
                                        << "dir:t.png" << 1.0;
    QTest::newRow("two colons") << "a:2:3"
                                << "a:2" << 3.0;
    QTest::newRow("nothing after the colon") << "t.png:"
                                             << "t.png:" << 1.0;
}

void TestRenderArguments::styleWeight()
{
    QFETCH(QString, word);
    QFETCH(QString, file);
    QFETCH(double, weight);
    const RenderArguments arguments = argumentsOf(QLatin1String("--style ") + word);
    QCOMPARE(arguments.scene.styles.size(), std::size_t(2));
    QVERIFY(arguments.scene.styles.back() == styleOf(file, weight));
}

void TestRenderArguments::masksAreOfTheStyleBeforeThem()
{
    const RenderArguments read = argumentsOf(
        QStringLiteral("--region sky.png --style t.png --style-mask pane.png --style u.png "
                       "--region rest.png --strength face.png"));
    const std::vector<Style> &styles = read.scene.styles;
    QCOMPARE(styles.size(), std::size_t(3));
    QCOMPARE(styles[0].region.name, QStringLiteral("sky.png"));
    QVERIFY(styles[0].mask.isEmpty() && styles[1].region.isEmpty());
    QCOMPARE(styles[1].mask.name, QStringLiteral("pane.png"));
    QCOMPARE(styles[2].region.name, QStringLiteral("rest.png"));
    QCOMPARE(read.scene.strength.name, QStringLiteral("face.png"));
    const auto lost = parseRenderArguments({QStringLiteral("--region"), QStringLiteral("m.png"),
                                            QStringLiteral("--style"), QStringLiteral("s.png")});
    QVERIFY(!lost && lost.error().sentence.contains(QStringLiteral("--region")));
}

void TestRenderArguments::aFileWithAWeightLikeNameIsAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sketch:2"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const RenderArguments named = argumentsOf(QLatin1String("--style ") + path);
    QVERIFY(named.scene.styles.back() == styleOf(path, 1));
    const RenderArguments weighted =
        argumentsOf(QLatin1String("--style ") + path + QLatin1String(":0.5"));
    QVERIFY(weighted.scene.styles.back() == styleOf(path, 0.5));
}

void TestRenderArguments::styleWeightsBecomeTheBlend()
{
    const RenderArguments arguments =
        argumentsOf(QStringLiteral("--style t.png:3 --style u.png:0"));
    QCOMPARE(arguments.scene.runParameters().blend, (std::vector<double>{1, 3, 0}));

    const auto allZero =
        parseRenderArguments({QStringLiteral("--content=c"), QStringLiteral("--output=o"),
                              QStringLiteral("--style=s:0")});
    QVERIFY(!allZero);
}

void TestRenderArguments::presetsGoByNameOrFile()
{
    const Preset &first = PresetStore::shipped().front();
    QCOMPARE(argumentsOf(QLatin1String("--preset ") + first.name.toLower()).preset,
             first.name.toLower());
    QCOMPARE(argumentsOf(QString()).preset, QString());

    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("look.json"));
    const auto missing = parseWith(QLatin1String("--preset ") + path);
    QVERIFY(!missing);
    QVERIFY(missing.error().sentence.contains(first.name)); // says which there are
    QVERIFY(bool(writePreset(first, path)));
    QCOMPARE(argumentsOf(QLatin1String("--preset ") + path).preset, path);
}

void TestRenderArguments::optionsWinOverThePreset()
{
    Preset look;
    look.values[QStringLiteral("style-scale")] = 1.5;
    look.values[QStringLiteral("colors")] = double(Colors::Content);
    look.factors[QStringLiteral("ratio")] = 0.5;
    look.layerFactors[Layer::Conv1_1] = 0;
    const NetworkInfo &network = builtIn();

    const StyleParameters plain = argumentsOf(QString()).parameters(network, look);
    QCOMPARE(plain.styleScale, 1.5);
    QCOMPARE(plain.colors, Colors::Content);
    QCOMPARE(plain.ratio,
             StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network).ratio / 2);
    QCOMPARE(plain.layerWeights[layerIndex(Layer::Conv1_1)], 0.0);

    const StyleParameters asked =
        argumentsOf(QStringLiteral("--ratio 1/3 --style-scale 0.7 --style-layer conv1_1=1"))
            .parameters(network, look);
    QCOMPARE(asked.ratio, 1.0 / 3);
    QCOMPARE(asked.styleScale, 0.7);
    QCOMPARE(asked.colors, Colors::Content);
    LayerWeights weights{};
    weights[layerIndex(Layer::Conv1_1)] = 1;
    QCOMPARE(asked.layerWeights, weights);
}

void TestRenderArguments::methodBringsItsDefaultsBelowThePreset()
{
    Preset look;
    look.factors[QStringLiteral("ratio")] = 0.5;
    const StyleParameters classic =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, builtIn());
    const StyleParameters parameters =
        argumentsOf(QStringLiteral("--method classic")).parameters(builtIn(), look);
    QCOMPARE(parameters.ratio, classic.ratio / 2);
    QCOMPARE(parameters.layerWeights, classic.layerWeights);
    QCOMPARE(parameters.iterations, classic.iterations);
}

void TestRenderArguments::onlyTheStyleLayersNamedAreUsed()
{
    const StyleParameters parameters =
        argumentsOf(QStringLiteral("--style-layer conv3_1=0.5 --style-layer pixels=2"))
            .parameters(builtIn());
    LayerWeights expected{};
    expected[layerIndex(Layer::Conv3_1)] = 0.5;
    expected[layerIndex(Layer::Pixels)] = 2;
    QCOMPARE(parameters.layerWeights, expected);
}

void TestRenderArguments::startIsAWordOrAFile()
{
    QCOMPARE(argumentsOf(QStringLiteral("--init noise")).scene.start.path, QString());
    QCOMPARE(argumentsOf(QStringLiteral("--init noise.png")).scene.start.path,
             QStringLiteral("noise.png"));
    // The word for "a file" in ParameterSpec is no word of the command line.
    QCOMPARE(argumentsOf(QStringLiteral("--init file")).scene.start.path, QStringLiteral("file"));
}

void TestRenderArguments::twoSidesMakeATexture()
{
    const auto parsed =
        parseRenderArguments({QStringLiteral("--style=s.png"), QStringLiteral("--output=o.png"),
                              QStringLiteral("--size=256x512"), QStringLiteral("--seamless=both")});
    QVERIFY(parsed);
    QVERIFY(parsed->scene.isTexture());
    QCOMPARE(parsed->scene.canvas, QSize(256, 512));
    const StyleParameters parameters = parsed->parameters(builtIn());
    QCOMPARE(scaledSize(parsed->scene.canvas, parameters.size), QSize(256, 512));
    QCOMPARE(parameters.seamless, Seamless::Both);
    QCOMPARE(parameters.start, Start::Noise);

    // What a look says of the content is not meant for it.
    Preset look;
    look.values[QStringLiteral("colors")] = double(Colors::Content);
    look.values[QStringLiteral("init")] = double(Start::Content);
    QCOMPARE(parsed->parameters(builtIn(), look).colors, Colors::Style);
    QCOMPARE(parsed->parameters(builtIn(), look).start, Start::Noise);
    look.values[QStringLiteral("init")] = double(Start::Blank);
    QCOMPARE(parsed->parameters(builtIn(), look).start, Start::Blank);

    // The last of two counts.
    QVERIFY(!argumentsOf(QStringLiteral("--size 256x512 --size 300")).scene.isTexture());
}

void TestRenderArguments::whatATextureLacksIsSaid_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("fragment");
    QTest::newRow("colours") << "--colors=content"
                             << "--colors";
    QTest::newRow("start") << "--init=content"
                           << "--init";
    QTest::newRow("strength") << "--strength=m.png"
                              << "--strength";
    QTest::newRow("transparency") << "--alpha"
                                  << "--alpha";
    QTest::newRow("sides") << "--size=300"
                           << "--size WIDTHxHEIGHT";
}

void TestRenderArguments::whatATextureLacksIsSaid()
{
    QFETCH(const QString, words);
    QFETCH(const QString, fragment);
    const QStringList texture{QStringLiteral("--style=s.png"), QStringLiteral("--output=o.png"),
                              QStringLiteral("--size=256x512")};
    const auto parsed = parseRenderArguments(texture + words.split(QLatin1Char(' ')));
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().sentence.contains(fragment), qPrintable(parsed.error().sentence));
    QVERIFY(parseRenderArguments(
        texture + QStringList{QStringLiteral("--colors=style"), QStringLiteral("--init=style")}));
}

void TestRenderArguments::aBatchNeedsNoPictures()
{
    const auto parsed = parseRenderArguments(
        {QStringLiteral("--batch=jobs.json"), QStringLiteral("--again"), QStringLiteral("--quiet"),
         QStringLiteral("--device=cpu"), QStringLiteral("--threads=2")});
    QVERIFY(parsed);
    QCOMPARE(parsed->batchFile, QStringLiteral("jobs.json"));
    QVERIFY(parsed->again);
    QCOMPARE(parsed->values, (std::map<QString, double>{{QStringLiteral("threads"), 2}}));
}

void TestRenderArguments::aRecipeNeedsNoPictures()
{
    const auto parsed = parseRenderArguments({QStringLiteral("--recipe"), QStringLiteral("a.png"),
                                              QStringLiteral("--output"), QStringLiteral("b.png")});
    QVERIFY(parsed);
    QCOMPARE(parsed->recipeFile, QStringLiteral("a.png"));
}

void TestRenderArguments::aRecipeIsTheBasisOfTheParameters()
{
    RenderArguments arguments = argumentsOf(QStringLiteral("--seed 5"));
    arguments.recipe = Recipe();
    arguments.recipe->scene.network.name = builtIn().name;
    arguments.recipe->scene.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, builtIn());
    arguments.recipe->scene.parameters.size = 77;
    arguments.recipe->scene.parameters.seed = 3;
    StyleParameters expected = arguments.recipe->scene.parameters;
    expected.seed = 5;
    QVERIFY(arguments.parameters(builtIn()) == expected);

    // What stood at the painterly method's defaults goes to those of the classic one.
    arguments.values[QStringLiteral("method")] = double(Method::Classic);
    const StyleParameters classic = arguments.parameters(builtIn());
    QCOMPARE(classic.size, 77);
    QCOMPARE(classic.ratio,
             StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, builtIn()).ratio);
}

void TestRenderArguments::aPresetGoesOnTopOfARecipe()
{
    Preset look;
    look.values[QStringLiteral("style-scale")] = 1.5;
    look.factors[QStringLiteral("ratio")] = 0.5;
    RenderArguments arguments = argumentsOf(QStringLiteral("--colors content"));
    arguments.recipe = Recipe();
    arguments.recipe->scene.network.name = builtIn().name;
    arguments.recipe->scene.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, builtIn());
    arguments.recipe->scene.parameters.size = 77;
    arguments.recipe->scene.parameters.seed = 3;
    arguments.recipe->scene.parameters.ratio = 0.123;
    arguments.recipe->scene.parameters.smoothness = 9;
    const StyleParameters parameters = arguments.parameters(builtIn(), look);
    QCOMPARE(parameters.styleScale, 1.5);
    QCOMPARE(parameters.ratio,
             StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, builtIn()).ratio
                 / 2);
    QCOMPARE(parameters.smoothness,
             StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, builtIn())
                 .smoothness);     // a part of the look
    QCOMPARE(parameters.size, 77); // of the picture
    QCOMPARE(parameters.seed, 3);
    QCOMPARE(parameters.colors, Colors::Content); // the options win over both
}

void TestRenderArguments::anotherStyleLossBringsItsDefaultsToARecipe()
{
    RenderArguments arguments = argumentsOf(QStringLiteral("--style-loss distribution"));
    arguments.recipe = Recipe();
    arguments.recipe->scene.network.name = builtIn().name;
    arguments.recipe->scene.parameters = StyleParameters::defaults(
        Method::Painterly, OptimizerKind::Adam, builtIn(), StyleLoss::Gram);
    arguments.recipe->scene.parameters.smoothness = 9;
    const StyleParameters parameters = arguments.parameters(builtIn(), {});
    const auto usual = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, builtIn());
    QCOMPARE(parameters.styleLoss, StyleLoss::Distribution);
    QVERIFY(parameters.layerWeights == usual.layerWeights); // brushwork among them
    QCOMPARE(parameters.ratio, usual.ratio);
    QCOMPARE(parameters.smoothness, 9.0); // which somebody chose
}

void TestRenderArguments::helpNamesEveryOptionWithItsUnit()
{
    const QString help = helpText(commandsWithoutWindow());
    for (const Command &command : commandsWithoutWindow()) {
        for (const auto &[typed, explanation] : command.usages)
            QVERIFY2(help.contains(QLatin1String("\n  ") + typed), qPrintable(typed));
        for (const auto &group : command.options ? command.options() : OptionTexts()) {
            for (const OptionSpec &option : group.options) {
                if (!option.name.isEmpty())
                    QVERIFY2(help.contains(QLatin1String("\n  ") + option.typed() + u'\n'),
                             qPrintable(option.typed()));
            }
        }
    }
    const QString words = help.simplified(); // as if there were no line breaks
    for (const ParameterSpec &spec : parameterSpecs()) {
        QVERIFY2(words.contains(QLatin1String("--") + spec.key), qPrintable(spec.key));
        QVERIFY(words.contains(parameterText(spec.help)));
    }
    QVERIFY(words.contains(QLatin1String("0 to 16384 px, default 512")));
    QVERIFY(words.contains(QLatin1String("; 2000 with --method classic")));
}

void TestRenderArguments::helpFitsATerminal()
{
    for (const QString &line : helpText(commandsWithoutWindow()).split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestRenderArguments::styleTakesOneRegion()
{
    const auto parsed = parseWith(QStringLiteral("--region a.png --region b.png"));
    QVERIFY(!parsed);
    for (const char *word : {"s.png", "--region", "a.png", "b.png"})
        QVERIFY2(parsed.error().sentence.contains(QLatin1String(word)),
                 qPrintable(parsed.error().sentence));
}

void TestRenderArguments::stylesTakeWhatTheRecipeSetsForThem_data()
{
    QTest::addColumn<QString>("styles");
    QTest::addColumn<int>("withRegion"); // place of the style that gets the second one's
    QTest::addColumn<bool>("isSame");
    QTest::newRow("same names") << QStringLiteral("waves.png glass.png") << 1 << true;
    QTest::newRow("another order") << QStringLiteral("glass.png waves.png") << 0 << true;
    QTest::newRow("alone, renamed") << QStringLiteral("renamed.png") << 0 << true;
    QTest::newRow("others") << QStringLiteral("other.png another.png") << 1 << false;
}

void TestRenderArguments::stylesTakeWhatTheRecipeSetsForThem()
{
    QFETCH(QString, styles);
    QFETCH(int, withRegion);
    QFETCH(bool, isSame);
    const RecipeFolder folder;
    const auto arguments = folder.withRecipe(styles.split(u' '));
    QVERIFY(arguments);
    const Style &style = arguments->scene.styles[std::size_t(withRegion)];
    QVERIFY(style.region.isEmbedded());
    QCOMPARE(style.mask.isEmbedded(), isSame); // else it is of another picture
    QCOMPARE(style.weight, 0.5);
    QCOMPARE(style.scale, 2.0);
    QCOMPARE(style.layers, LayerFactors({{Layer::Conv1_1, 3}}));
    QCOMPARE(arguments->unusedOfRecipe, QStringList());
    // And it is compared with the very one.
    QCOMPARE(arguments->recipe->scene.styles[std::size_t(withRegion)].picture.name,
             QStringLiteral("glass.png"));
}

void TestRenderArguments::stylesKeepWhatIsSaidOfThem()
{
    const RecipeFolder folder;
    const auto arguments =
        folder.withRecipe({QStringLiteral("waves.png"), QStringLiteral("glass.png:1")},
                          {QStringLiteral("--scale=1"), QStringLiteral("--layer=conv1_1=1"),
                           QStringLiteral("--region=sky.png")});
    QVERIFY(arguments);
    const Style &style = arguments->scene.styles[1];
    QCOMPARE(style.weight, 1.0);
    QCOMPARE(style.scale, 1.0);
    QCOMPARE(style.layers, LayerFactors({{Layer::Conv1_1, 1}}));
    QCOMPARE(style.region.name, QStringLiteral("sky.png"));
    QVERIFY(style.mask.isEmbedded());
}

void TestRenderArguments::unusedStylesOfARecipeAreSaid()
{
    const RecipeFolder folder;
    const auto arguments = folder.withRecipe({QStringLiteral("other.png")});
    QVERIFY(arguments);
    QVERIFY(arguments->scene.styles[0].region.isEmpty());
    QCOMPARE(arguments->unusedOfRecipe.size(), qsizetype(1));
    const QString &sentence = arguments->unusedOfRecipe.front();
    QVERIFY2(sentence.contains(QString::fromUtf8("“glass.png”")), qPrintable(sentence));
    QVERIFY(!sentence.contains(QLatin1String("waves.png"))); // nothing is set for it
}

GRAMARYE_TEST(TestRenderArguments)

} // namespace gramarye::tst_renderarguments

#include "tst_renderarguments.moc"
