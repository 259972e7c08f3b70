#include "app/batchlist.h"

#include "app/renderoptions.h"
#include "app/renderpreparation.h"
#include "core/model/parametersjson.h"
#include "core/model/recipe.h"
#include "core/network/networkcatalog.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace gramarye::tst_batchlist {

class TestBatchList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesReadAsOnTheCommandLine_data();
    void valuesReadAsOnTheCommandLine();
    void picturesThatWaitedAreMeantAsThen();
    void stylesAreRead_data();
    void stylesAreRead();
    void stylesHaveMasks();
    void wrongListsAreExplained_data();
    void wrongListsAreExplained();

    void filesAreSeenFromTheList();
    void everyOptionThatTakesAFileIsSeenFromTheList();
    void wordsAreNoFiles();
    void jobsWinOverDefaults();
    void severalMakeAPictureEach();
    void foldersAndPatternsAreTaken();
    void foldersOfStylesMayHaveMore();
    void structureIsKept();
    void texturesHaveTheFoldersOfTheirStyles();
    void ownResultsAreNotFound();
    void homeIsFound();
    void recipesAreTaken();
    void patternsAreFilledOnce();
    void aMissingListIsExplained();
    void jobsReadBackAsTheyWereWritten();
    void fingerprintsFollowThePicture();
    void theDocumentedListIsRight();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QByteArray &json) const;
    void add(const QStringList &files) const;
    QStringList outputs(const QByteArray &json) const;
    std::vector<RenderArguments> pictures(const QByteArray &json) const;
    RenderArguments picture(const QByteArray &options) const;

    QTemporaryDir m_folder;
};

QString TestBatchList::write(const QByteArray &json) const
{
    QFile file(path(QStringLiteral("jobs.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        qFatal("cannot write the list");
    return file.fileName();
}

/// Empty @p files, with their folders.
void TestBatchList::add(const QStringList &files) const
{
    for (const QString &name : files) {
        QFile file(path(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

/// Where the results of the list @p json go, as seen from it.
QStringList TestBatchList::outputs(const QByteArray &json) const
{
    QStringList files;
    for (const RenderArguments &arguments : pictures(json))
        files << QDir(m_folder.path()).relativeFilePath(arguments.outputFile);
    return files;
}

std::vector<RenderArguments> TestBatchList::pictures(const QByteArray &json) const
{
    const auto list = readBatchList(write(json));
    if (list)
        return *list;
    QTest::qFail(qPrintable(list.error().sentence), __FILE__, __LINE__);
    return {};
}

/// The picture of a list with one job that has what is needed, and @p options.
RenderArguments TestBatchList::picture(const QByteArray &options) const
{
    const auto list = pictures(R"({"defaults": {"content": "c.png", "style": "s.png",
        "output": "o.png"}, "jobs": [{)"
                               + options + "}]}");
    return list.size() == 1 ? list.front() : RenderArguments();
}

void TestBatchList::valuesReadAsOnTheCommandLine_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *options, const QStringList &words) {
        QTest::newRow(options) << QByteArray(options) << words;
    };
    row(R"("size": 1024)", {QStringLiteral("--size=1024")});
    row(R"("size": "1024")", {QStringLiteral("--size=1024")});
    row(R"("ratio": "1/50")", {QStringLiteral("--ratio=1/50")});
    row(R"("ratio": 0.02)", {QStringLiteral("--ratio=0.02")});
    row(R"("ratio": "inf")", {QStringLiteral("--ratio=inf")});
    row(R"("learning-rate": 1e-3)", {QStringLiteral("--learning-rate=0.001")});
    row(R"("method": "classic", "colors": "content")",
        {QStringLiteral("--method=classic"), QStringLiteral("--colors=content")});
    row(R"("network": "vgg19", "device": "cpu")",
        {QStringLiteral("--network=vgg19"), QStringLiteral("--device=cpu")});
    row(R"("style-layer": {"conv3_1": 2, "conv4_1": 0.5})",
        {QStringLiteral("--style-layer=conv3_1=2"), QStringLiteral("--style-layer=conv4_1=0.5")});
    row(R"("style-layer": "conv3_1=2")", {QStringLiteral("--style-layer=conv3_1=2")});
    row(R"("style-layer": ["conv3_1=2", "pixels=1"])",
        {QStringLiteral("--style-layer=conv3_1=2"), QStringLiteral("--style-layer=pixels=1")});
    row(R"("seed": 2147483647)", {QStringLiteral("--seed=2147483647")});
    row(R"("seamless": "both")", {QStringLiteral("--seamless=both")});
    row(R"("background": "#ff8000")", {QStringLiteral("--background=#ff8000")});
}

void TestBatchList::valuesReadAsOnTheCommandLine()
{
    QFETCH(QByteArray, options);
    QFETCH(QStringList, words);
    const auto typed =
        parseRenderArguments(QStringList{QStringLiteral("--content=c"), QStringLiteral("--style=s"),
                                         QStringLiteral("--output=o")}
                             + words);
    QVERIFY(typed);
    const auto &expected = *typed;
    const RenderArguments read = picture(options);
    QCOMPARE(read.values, expected.values);
    QCOMPARE(read.layerWeights, expected.layerWeights);
    QCOMPARE(read.scene.network.name, expected.scene.network.name);
    QCOMPARE(read.device, expected.device);
}

void TestBatchList::picturesThatWaitedAreMeantAsThen()
{
    const NetworkInfo &network = *NetworkCatalog::builtIn().find(QStringLiteral("builtin-1"));
    QJsonObject job = toJson(StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                                       network, StyleLoss::Gram));
    for (const char *later :
         {"style-loss", "rate-end", "chroma-rate", "seamless", "background", "memory", "blend"})
        job.remove(QLatin1String(later));
    job[QLatin1String("network")] = QStringLiteral("builtin");
    const auto read = [&] {
        const QByteArray object = QJsonDocument(job).toJson(QJsonDocument::Compact);
        return picture(object.mid(1, object.size() - 2));
    };
    const RenderArguments then = read();
    QCOMPARE(then.values.at(QStringLiteral("style-loss")), double(StyleLoss::Gram));
    QCOMPARE(then.scene.network.name, network.name);
    job.remove(QLatin1String("seed")); // of a list that was written by hand
    const RenderArguments now = read();
    QCOMPARE(now.values.count(QStringLiteral("style-loss")), std::size_t(0));
    QCOMPARE(now.scene.network.name, QStringLiteral("builtin"));
}

void TestBatchList::stylesAreRead_data()
{
    QTest::addColumn<QByteArray>("style");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QList<double>>("weights");
    const QString a = QStringLiteral("a.png");
    const QString b = QStringLiteral("b.png");
    QTest::newRow("file") << QByteArray(R"("a.png")") << QStringList{a} << QList<double>{1};
    QTest::newRow("weight") << QByteArray(R"("a.png:0.5")") << QStringList{a} << QList<double>{0.5};
    QTest::newRow("object") << QByteArray(R"({"file": "a.png", "weight": 3})") << QStringList{a}
                            << QList<double>{3};
    QTest::newRow("object without a weight")
        << QByteArray(R"({"file": "a.png"})") << QStringList{a} << QList<double>{1};
    QTest::newRow("list") << QByteArray(R"(["a.png:2", {"file": "b.png", "weight": 0.25}])")
                          << QStringList{a, b} << QList<double>{2, 0.25};
    QTest::newRow("a file like a weight") << QByteArray(R"({"file": "a:2", "weight": 1})")
                                          << QStringList{QStringLiteral("a:2")} << QList<double>{1};
}

void TestBatchList::stylesAreRead()
{
    QFETCH(QByteArray, style);
    QFETCH(QStringList, files);
    QFETCH(QList<double>, weights);
    const RenderArguments read = picture("\"style\": " + style);
    QCOMPARE(int(read.scene.styles.size()), files.size());
    for (int i = 0; i < files.size(); ++i) {
        QCOMPARE(read.scene.styles[std::size_t(i)].picture.path, path(files[i]));
        QCOMPARE(read.scene.styles[std::size_t(i)].weight, weights[i]);
    }
}

void TestBatchList::stylesHaveMasks()
{
    const RenderArguments read = picture(
        R"("style": [{"file": "a.png", "region": "sky.png"},
                     {"file": "b.png", "style-mask": "data:image/png;base64,YWJj"}],
           "strength": "face.png")");
    const std::vector<Style> &styles = read.scene.styles;
    QCOMPARE(styles.size(), std::size_t(2));
    QCOMPARE(styles[0].region.path, path(QStringLiteral("sky.png")));
    QVERIFY(styles[0].mask.isEmpty());
    QVERIFY(styles[1].region.isEmpty());
    QCOMPARE(styles[1].mask.file, QByteArray("abc"));
    QCOMPARE(read.scene.strength.path, path(QStringLiteral("face.png")));
}

void TestBatchList::wrongListsAreExplained_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("fragments");
    const auto row = [](const char *name, const char *json, const QStringList &fragments) {
        QTest::newRow(name) << QByteArray(json) << fragments;
    };
    // Jobs with what every picture needs, but for what is wrong.
    const auto jobRow = [](const char *name, const char *options, const QStringList &fragments) {
        QTest::newRow(name) << R"({"defaults": {"content": "c.png", "style": "s.png"}, "jobs": [
            {"output": "1.png"}, {"output": "2.png", )"
                                   + QByteArray(options) + "}]}"
                            << fragments;
    };
    const QString job2 = QStringLiteral("Job 2: ");
    row("empty file", "", {QStringLiteral("no list of jobs")});
    row("cut short", R"({"jobs": [)", {QStringLiteral("no list of jobs"), QStringLiteral("byte")});
    row("an array", "[]", {QStringLiteral("does not begin with a brace")});
    row("no jobs", "{}", {QStringLiteral("at least one in “jobs”")});
    row("empty jobs", R"({"jobs": []})", {QStringLiteral("at least one in “jobs”")});
    row("another format", R"({"format": "gramarye-recipe", "jobs": [{}]})",
        {QStringLiteral("“gramarye-recipe”")});
    row("a format that is no text", R"({"format": 1, "jobs": [{}]})",
        {QStringLiteral("cannot be understood (format)")});
    for (const char *version : {R"("2")", "1.5", "0", "null"}) {
        const QByteArray json = QByteArray(R"({"version": )") + version + R"(, "jobs": [{}]})";
        row(json.constData(), json.constData(), {QStringLiteral("cannot be understood (version)")});
    }
    row("newer", R"({"version": 2, "jobs": [{}]})", {QStringLiteral("newer Gramarye")});
    row("unknown key", R"({"default": {}, "jobs": [{}]})",
        {QStringLiteral("no “default”"), QStringLiteral("defaults, jobs")});
    row("defaults are no object", R"({"defaults": [], "jobs": [{}]})",
        {QStringLiteral("Defaults: Options with their values")});
    row("wrong default", R"({"defaults": {"size": -1}, "jobs": [{}]})",
        {QStringLiteral("Defaults: --size"), QStringLiteral("0 to 16384 px")});
    row("no content", R"({"jobs": [{"style": "s.png", "output": "o.png"}]})",
        {QStringLiteral("Job 1: A content picture is needed")});
    row("a job is a word", R"({"jobs": ["lake"]})", {QStringLiteral("Job 1: Options")});
    jobRow("unknown option", R"("sise": 5)", {job2, QStringLiteral("There is no option “--sise”")});
    jobRow("out of range", R"("size": 99999)", {job2, QStringLiteral("--size takes a number")});
    jobRow("not whole", R"("iterations": 2.5)",
           {job2, QStringLiteral("--iterations takes a whole")});
    jobRow("not a choice", R"("method": "oil")", {job2, QStringLiteral("--method takes one of")});
    jobRow("a list", R"("size": [1, 2])",
           {job2, QStringLiteral("--size takes one text or number")});
    jobRow("null", R"("size": null)", {job2, QStringLiteral("--size takes one text or number")});
    jobRow("true", R"("ratio": true)", {job2, QStringLiteral("--ratio takes one text or number")});
    jobRow("a layer that is none", R"("style-layer": {"conv9_9": 1})",
           {job2, QStringLiteral("--style-layer takes one of")});
    jobRow("a layer's weight", R"("style-layer": {"conv3_1": "heavy"})",
           {job2, QStringLiteral("--style-layer takes a number")});
    jobRow("layers without weights", R"("style-layer": {"conv3_1": [1]})",
           {job2, QStringLiteral("--style-layer takes layers with their weights")});
    jobRow("a style's weight", R"("style": "s.png:-1")",
           {job2, QStringLiteral("A style's weight")});
    jobRow("a style's key", R"("style": {"file": "s.png", "wait": 1})",
           {job2, QStringLiteral("--style takes a file")});
    jobRow("no file", R"("content": "")", {job2, QStringLiteral("--content must not be empty")});
    jobRow("quiet", R"("quiet": true)", {job2, QStringLiteral("--quiet is for the command line")});
    jobRow("project", R"("project": "p.gramarye")",
           {job2, QStringLiteral("--project is for the command line")});
    jobRow("standard output", R"("log": "-")", {job2, QStringLiteral("--log cannot be standard")});
    jobRow("another computer", R"("content": "file://server/c.png")",
           {job2, QStringLiteral("“file://server/c.png” is no file of this computer")});
    jobRow("not of eight or sixteen", R"("bits": 12)",
           {job2, QStringLiteral("--bits takes one of")});
    jobRow("batch", R"("batch": "b.json")",
           {job2, QStringLiteral("--batch is for the command line")});
    jobRow("one and several", R"("content": "a.png", "contents": ["b.png"])",
           {job2, QStringLiteral("“content” and “contents” exclude each other")});
    jobRow("none of several", R"("styles": [])",
           {job2, QStringLiteral("“styles” takes a folder, a pattern, or a list")});
    jobRow("several in one file", R"("contents": ["a.png", "b.png"])",
           {job2, QStringLiteral("2.png"), QStringLiteral("from “a.png” and from “b.png”"),
            QStringLiteral("put {content} and {style}")});
    jobRow("several of one name",
           R"("contents": ["x/a.png", "y/a.png"], "output": "{content}.png")",
           {job2, QStringLiteral("a.png"), QStringLiteral("{folder} for pictures of several")});
    jobRow("no such folder", R"("contents": "gone/")",
           {job2, QStringLiteral("“contents”: "), QStringLiteral("gone” is not there")});
    jobRow("an empty folder", R"("contents": ["a.png", "empty"])",
           {job2, QStringLiteral("“contents”: In “empty” there is no picture"),
            QStringLiteral("“empty/**” takes")});
    jobRow("nothing beneath", R"("styles": {"folder": "empty", "recursive": true})",
           {job2, QStringLiteral("“styles”: In “empty” there is no picture"),
            QStringLiteral("nor in its folders")});
    jobRow("nothing like it", R"("contents": "empty/*.jpg")",
           {job2, QStringLiteral("“contents”: No picture"), QStringLiteral("“empty/*.jpg”")});
    jobRow("a folder's depth", R"("contents": {"folder": "empty", "recursive": 1})",
           {job2, QStringLiteral("“contents”: A folder is written as {")});
    jobRow("a folder elsewhere", R"("contents": "file://server/photos/")",
           {job2, QStringLiteral("“file://server/photos/” is no file of this computer")});
    jobRow("a folder's layer", R"("contents": {"folder": "full", "scale": 2})",
           {job2, QStringLiteral("--content takes one text")});
    jobRow("a folder as a picture", R"("content": "empty")",
           {job2, QStringLiteral("empty” is a folder: with “contents”")});
    jobRow("several styles in one", R"("style": "full/1.png,full/2.png")",
           {job2, QStringLiteral("“full/1.png,full/2.png”: repeat --style"),
            QStringLiteral("[\"a.jpg\", \"b.jpg\"]")});
    jobRow("a recipe that is none", R"("recipe": "full/1.png")",
           {job2, QStringLiteral("--recipe: “1.png” does not say how it was made")});
    jobRow("no recipe", R"("recipe": "gone.png")",
           {job2, QStringLiteral("--recipe: "), QStringLiteral("gone.png” is not there")});
    jobRow("unknown place", R"("log": "{contnet}.log")", {job2, QStringLiteral("“{contnet}”")});
    row("the same file twice", R"({"defaults": {"content": "c.png", "style": "s.png"},
        "jobs": [{"output": "o.png"}, {"output": "p.png"}, {"output": "./o.png"}]})",
        {QStringLiteral("Jobs 1 and 3 would both write")});
}

void TestBatchList::wrongListsAreExplained()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, fragments);
    QVERIFY(QDir().mkpath(path(QStringLiteral("empty"))));
    add({QStringLiteral("full/1.png"), QStringLiteral("full/2.png")});
    const auto list = readBatchList(write(json));
    QVERIFY(!list);
    const QString sentence = list.error().sentence;
    for (const QString &fragment : fragments)
        QVERIFY2(sentence.contains(fragment), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    QVERIFY(!sentence.contains(u'\n'));
}

void TestBatchList::filesAreSeenFromTheList()
{
    const RenderArguments read = picture(R"("content": "in/lake.jpg", "output": "/tmp/x.png",
        "log": "{content}.log", "preview-dir": "previews/{content}", "style": ":/samples/s.jpg")");
    QCOMPARE(read.scene.content.path, path(QStringLiteral("in/lake.jpg")));
    QCOMPARE(read.outputFile, QStringLiteral("/tmp/x.png"));
    QCOMPARE(read.logFile, path(QStringLiteral("lake.log")));
    QCOMPARE(read.previewFolder, path(QStringLiteral("previews/lake")));
    QCOMPARE(read.scene.styles.front().picture.path, QStringLiteral(":/samples/s.jpg"));
    const RenderArguments addressed = picture(R"("content": "file:///in/a%20lake.jpg")");
    QCOMPARE(addressed.scene.content.path, QStringLiteral("/in/a lake.jpg"));
}

// Whoever adds an option that takes a file is reminded here to say so in its traits.
void TestBatchList::everyOptionThatTakesAFileIsSeenFromTheList()
{
    for (const auto &group : renderOptions()) {
        for (const OptionSpec &option : group.options) {
            const bool namesFile = option.placeholder.contains(QLatin1String("FILE"))
                                   || option.placeholder.contains(QLatin1String("FOLDER"));
            const bool isMarked = option.is(OptionTrait::ReadsFile)
                                  || option.is(OptionTrait::WritesFile)
                                  || option.is(OptionTrait::MayBeFile);
            QVERIFY2(namesFile == isMarked, qPrintable(option.name));
        }
    }
}

void TestBatchList::wordsAreNoFiles()
{
    QFile file(path(QStringLiteral("start.png")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(picture(R"("init": "noise")").scene.start.path, QString());
    QCOMPARE(picture(R"("init": "start.png")").scene.start.path, file.fileName());
    QCOMPARE(picture(R"("network": "builtin")").scene.network.name, QStringLiteral("builtin"));
}

void TestBatchList::jobsWinOverDefaults()
{
    const auto list = pictures(R"({"defaults": {"contents": ["a.png", "b.png"], "style": "s.png",
        "size": 256, "seed": 1, "style-layer": {"conv1_1": 1}, "output": "{content}.png"},
        "jobs": [{}, {"content": "c.png", "size": 64, "style-layer": {"conv2_1": 1}}]})");
    QCOMPARE(list.size(), std::size_t(3));
    QCOMPARE(list[1].scene.content.path, path(QStringLiteral("b.png")));
    QCOMPARE(list[1].values.at(QStringLiteral("size")), 256.0);
    QCOMPARE(list[2].scene.content.path, path(QStringLiteral("c.png")));
    QCOMPARE(list[2].values.at(QStringLiteral("size")), 64.0);
    QCOMPARE(list[2].values.at(QStringLiteral("seed")), 1.0);
    QCOMPARE(list[2].layerWeights, (std::map<Layer, double>{{Layer::Conv2_1, 1}}));
}

void TestBatchList::severalMakeAPictureEach()
{
    const auto list = pictures(R"({"jobs": [{"contents": ["in/a.png", "b.tar.png"],
        "styles": ["s.png", ["s.png", "t.png:2"], {"file": "u.png"}],
        "output": "{content}-{style}.png"}]})");
    QStringList outputs;
    for (const RenderArguments &arguments : list)
        outputs << QFileInfo(arguments.outputFile).fileName();
    QCOMPARE(outputs,
             (QStringList{QStringLiteral("a-s.png"), QStringLiteral("a-s+t.png"),
                          QStringLiteral("a-u.png"), QStringLiteral("b.tar-s.png"),
                          QStringLiteral("b.tar-s+t.png"), QStringLiteral("b.tar-u.png")}));
    QCOMPARE(list[1].scene.styles.size(), std::size_t(2));
    QCOMPARE(list[1].scene.styles[1].weight, 2.0);
    QCOMPARE(list[3].scene.content.path, path(QStringLiteral("b.tar.png")));
}

void TestBatchList::foldersAndPatternsAreTaken()
{
    add({QStringLiteral("photos/10.jpg"), QStringLiteral("photos/9.jpg"),
         QStringLiteral("photos/a.png"), QStringLiteral("photos/Thumbs.db"),
         QStringLiteral("photos/.DS_Store"), QStringLiteral("photos/._a.png"),
         QStringLiteral("photos/more/b.png"), QStringLiteral("s/x.png"),
         QStringLiteral("s/y.png")});
    const auto list = [this](const QByteArray &contents) {
        return outputs(R"({"jobs": [{"contents": )" + contents
                       + R"(, "style": "s/x.png", "output": "o/{content}.png"}]})");
    };
    const QStringList all{QStringLiteral("o/9.png"), QStringLiteral("o/10.png"),
                          QStringLiteral("o/a.png")};
    const QStringList deep = all + QStringList{QStringLiteral("o/b.png")};
    QCOMPARE(list(R"("photos")"), all);
    QCOMPARE(list(R"("photos/")"), all);
    QCOMPARE(list(R"(["photos/"])"), all);
    QCOMPARE(list(R"({"folder": "photos"})"), all);
    QCOMPARE(list(R"([{"folder": "photos", "recursive": false}])"), all);
    QCOMPARE(list(R"("photos/**")"), deep);
    QCOMPARE(list(R"({"folder": "photos/", "recursive": true})"), deep);
    QCOMPARE(list("\"" + QUrl::fromLocalFile(path(QStringLiteral("photos/"))).toEncoded() + "\""),
             all);
    QCOMPARE(list(R"("photos/*.jpg")"), all.mid(0, 2));
    QCOMPARE(list(R"(["s/y.png", "photos/?.*", "photos/more"])"),
             (QStringList{QStringLiteral("o/y.png"), QStringLiteral("o/9.png"),
                          QStringLiteral("o/a.png"), QStringLiteral("o/b.png")}));
    // In the defaults, and for both.
    QCOMPARE(outputs(R"({"defaults": {"contents": "photos/*.jpg", "styles": "s/"},
                 "jobs": [{"output": "{content}-{style}.png"}, {"content": "c.png", "styles":
                 ["s/*", ["s/x.png", "s/y.png"]], "output": "{content}-{style}.png"}]})"),
             (QStringList{QStringLiteral("9-x.png"), QStringLiteral("9-y.png"),
                          QStringLiteral("10-x.png"), QStringLiteral("10-y.png"),
                          QStringLiteral("c-x.png"), QStringLiteral("c-y.png"),
                          QStringLiteral("c-x+y.png")}));
    // A file that is called like a pattern is that file.
    add({QStringLiteral("photos/[ab].jpg"), QStringLiteral("photos/b.jpg")});
    QCOMPARE(list(R"("photos/[ab].jpg")"), QStringList{QStringLiteral("o/[ab].png")});
}

void TestBatchList::foldersOfStylesMayHaveMore()
{
    add({QStringLiteral("cloths/x:2.png"), QStringLiteral("cloths/y.png")});
    const auto list = pictures(R"({"jobs": [{"content": "c.png",
        "styles": [{"folder": "cloths", "scale": 2, "style-mask": "m.png"}],
        "output": "{style}.png"}]})");
    QCOMPARE(list.size(), std::size_t(2));
    for (const RenderArguments &arguments : list) {
        QCOMPARE(arguments.scene.styles.size(), std::size_t(1));
        QCOMPARE(arguments.scene.styles[0].scale, 2.0);
        QCOMPARE(arguments.scene.styles[0].mask.path, path(QStringLiteral("m.png")));
    }
    QCOMPARE(list[0].scene.styles[0].picture.path, path(QStringLiteral("cloths/x:2.png")));
}

void TestBatchList::structureIsKept()
{
    add({QStringLiteral("trip/start.jpg"), QStringLiteral("trip/2/a.jpg"),
         QStringLiteral("trip/2/old/a.jpg"), QStringLiteral("trip/{style}/a.jpg")});
    const QStringList expected{QStringLiteral("o/start.png"), QStringLiteral("o/2/a.png"),
                               QStringLiteral("o/2/old/a.png"), QStringLiteral("o/{style}/a.png")};
    for (const char *contents :
         {R"("trip/**")", R"({"folder": "trip", "recursive": true})", R"(["trip/**/*.jpg"])"}) {
        const auto list = pictures(R"({"jobs": [{"contents": )" + QByteArray(contents) + R"(,
            "style": "s.png", "output": "o/{folder}/{content}.png",
            "log": "{folder}/{content}.log"}]})");
        QStringList files;
        for (const RenderArguments &arguments : list)
            files << arguments.outputFile;
        QCOMPARE(files.size(), expected.size());
        for (int i = 0; i < files.size(); ++i)
            QCOMPARE(files[i], path(expected[i])); // without a slash too many
        QCOMPARE(list[0].logFile, path(QStringLiteral("start.log")));
        QCOMPARE(list[2].logFile, path(QStringLiteral("2/old/a.log")));
    }
    // What is named itself is in no folder.
    QCOMPARE(outputs(R"({"jobs": [{"content": "trip/2/a.jpg", "style": "s.png",
                 "output": "o/{folder}/{content}.png"}]})"),
             QStringList{QStringLiteral("o/a.png")});
    // Without the folder two would be one.
    const auto mixed = readBatchList(write(R"({"jobs": [{"contents": "trip/**",
        "style": "s.png", "output": "o/{content}.png"}]})"));
    QVERIFY(!mixed);
    QVERIFY2(mixed.error().sentence.contains(QStringLiteral("{folder}")),
             qPrintable(mixed.error().sentence));
}

void TestBatchList::texturesHaveTheFoldersOfTheirStyles()
{
    add({QStringLiteral("cloth/red/a.jpg"), QStringLiteral("cloth/blue/a.jpg")});
    QCOMPARE(outputs(R"({"jobs": [{"size": "64x64", "styles": "cloth/**",
                 "output": "o/{folder}/{style}.png"}]})"),
             (QStringList{QStringLiteral("o/blue/a.png"), QStringLiteral("o/red/a.png")}));
}

// The second time a list is read its results are there.
void TestBatchList::ownResultsAreNotFound()
{
    const auto expectTwice = [this](const QByteArray &json, const QStringList &expected) {
        QCOMPARE(outputs(json), expected);
        add(expected);
        QCOMPARE(outputs(json), expected);
    };
    const QString root = QStringLiteral("own");
    add({root + QStringLiteral("/lake.png"), root + QStringLiteral("/sub/hill.png"),
         root + QStringLiteral("/previews/preview-10.png")});
    // Beside what they are made of, or beneath it; a result of a result is none.
    expectTwice(R"({"jobs": [{"contents": "own/**", "style": "s.png",
                    "output": "own/{folder}/{content}-s.png", "preview-dir": "own/previews"}]})",
                {QStringLiteral("own/lake-s.png"), QStringLiteral("own/previews/preview-10-s.png"),
                 QStringLiteral("own/sub/hill-s.png")});
    add({QStringLiteral("own/previews/preview-000010.png")});
    QCOMPARE(
        outputs(R"({"jobs": [{"contents": "own/previews", "style": "s.png",
                         "output": "o/{content}.png", "preview-dir": "own/previews/"}]})"),
        (QStringList{QStringLiteral("o/preview-10-s.png"), QStringLiteral("o/preview-10.png")}));
    // Named by itself one may be taken: a second step.
    QCOMPARE(outputs(R"({"jobs": [{"content": "own/lake.png", "style": "s.png", "output":
                         "own/lake-s.png"}, {"contents": ["own/lake-s.png"], "style": "t.png",
                         "output": "o/{content}-t.png"}]})"),
             (QStringList{QStringLiteral("own/lake-s.png"), QStringLiteral("o/lake-s-t.png")}));
    // A picture is not its own result, whatever it is.
    const auto itself = readBatchList(write(R"({"jobs": [{"contents": "own/", "style": "s.png",
        "output": "own/{content}.png"}]})"));
    QVERIFY(!itself);
    QVERIFY2(itself.error().sentence.contains(QStringLiteral("that the result is made from")),
             qPrintable(itself.error().sentence));
    const auto none = readBatchList(write(R"({"jobs": [{"content": "own/lake.png",
        "style": "s.png", "output": "made/a.png"}, {"contents": "made/", "style": "s.png",
        "output": "o/{content}.png"}]})"));
    QVERIFY(!none);
    add({QStringLiteral("made/a.png")});
    const auto onlyOwn = readBatchList(path(QStringLiteral("jobs.json")));
    QVERIFY(!onlyOwn);
    QVERIFY2(onlyOwn.error().sentence.startsWith(QStringLiteral("Job 2: Its folders hold no")),
             qPrintable(onlyOwn.error().sentence));
}

void TestBatchList::homeIsFound()
{
    add({QStringLiteral("home/photos/a.jpg")});
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", QFile::encodeName(path(QStringLiteral("home"))));
    const RenderArguments read = picture(R"("content": "~/photos/a.jpg", "style": "~/s.png:2",
        "log": "~/o.log", "init": "~")");
    const QStringList found = outputs(R"({"jobs": [{"contents": "~/photos/", "style": "s.png",
        "output": "o/{content}.png"}]})");
    qputenv("HOME", before);
    QCOMPARE(read.scene.content.path, path(QStringLiteral("home/photos/a.jpg")));
    QCOMPARE(read.scene.styles[0].picture.path, path(QStringLiteral("home/s.png")));
    QCOMPARE(read.scene.styles[0].weight, 2.0);
    QCOMPARE(read.logFile, path(QStringLiteral("home/o.log")));
    QCOMPARE(read.scene.start.path, path(QStringLiteral("home")));
    QCOMPARE(found, QStringList{QStringLiteral("o/a.png")});
}

// The recipe's parameters and pictures, and what the job says on top of them.
void TestBatchList::recipesAreTaken()
{
    const NetworkInfo &network = *NetworkCatalog::builtIn().find(QStringLiteral("builtin"));
    Recipe recipe;
    recipe.scene.content.name = QStringLiteral("lake.png");
    recipe.scene.styles = {{PictureRef(), 1}};
    recipe.scene.styles[0].picture.name = QStringLiteral("waves.png");
    recipe.scene.network.name = network.name;
    recipe.scene.parameters =
        StyleParameters::defaults(Method::Classic, OptimizerKind::Lbfgs, network);
    recipe.scene.parameters.size = 77;
    recipe.scene.parameters.seed = 5;
    QImage made(8, 8, QImage::Format_RGB32);
    made.fill(Qt::red);
    made.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    add({QStringLiteral("made/waves.png"), QStringLiteral("lake.png")}); // beside it and the list
    QVERIFY(made.save(path(QStringLiteral("made/a.png"))));

    const auto list = pictures(R"({"defaults": {"recipe": "made/a.png", "network": "builtin"},
        "jobs": [{"output": "{content}-{style}.png"},
                 {"contents": ["b.png", "c.png"], "seed": 6, "output": "{content}.png"},
                 {"preset": "Bold", "output": "o.png"},
                 {"recipe": "made/a.png", "bits": 16, "alpha": true, "output": "p.png"}]})");
    QCOMPARE(list.size(), std::size_t(5));
    QCOMPARE(list[0].outputFile, path(QStringLiteral("lake-waves.png")));
    QCOMPARE(list[0].scene.content.path, path(QStringLiteral("lake.png")));
    QCOMPARE(list[0].scene.styles[0].picture.path, path(QStringLiteral("made/waves.png")));
    std::vector<BatchJob> jobs;
    QStringList fingerprints;
    for (const RenderArguments &arguments : list) {
        jobs.push_back(*batchJob(arguments));
        fingerprints << *jobs.back().fingerprint(NetworkCatalog::builtIn());
    }
    QCOMPARE(jobs[0].scene.parameters, recipe.scene.parameters);
    QCOMPARE(jobs[1].scene.parameters.seed, 6);
    QCOMPARE(jobs[1].scene.parameters.size, 77);
    QCOMPARE(jobs[1].scene.content.path, path(QStringLiteral("b.png")));
    QVERIFY(jobs[3].scene.parameters != recipe.scene.parameters);
    QCOMPARE(jobs[3].scene.parameters.size, 77);
    QCOMPARE(jobs[4].exportOptions.bits, 16);
    fingerprints.removeDuplicates();
    QCOMPARE(fingerprints.size(), list.size());

    // What the recipe says is a part of the fingerprint: the same job, written out, has the same.
    const QByteArray written = writeBatchList({jobs[0]}, QDir(m_folder.path()));
    const auto again = readBatchJobs(write(written));
    QVERIFY(again);
    QCOMPARE(*again->front().fingerprint(NetworkCatalog::builtIn()), fingerprints[0]);

    QVERIFY(QFile::remove(path(QStringLiteral("lake.png"))));
    const auto missing = readBatchList(write(R"({"jobs": [{"recipe": "made/a.png",
        "output": "o.png"}]})"));
    QVERIFY(!missing);
    QVERIFY2(missing.error().sentence.startsWith(QStringLiteral("Job 1: --recipe: The picture")),
             qPrintable(missing.error().sentence));
}

void TestBatchList::patternsAreFilledOnce()
{
    const RenderArguments read = picture(R"("content": "{style}.png", "output": "{content}.png")");
    QCOMPARE(read.outputFile, path(QStringLiteral("{style}.png")));
}

void TestBatchList::aMissingListIsExplained()
{
    const auto list = readBatchList(path(QStringLiteral("nowhere.json")));
    QVERIFY(!list);
    QVERIFY(list.error().sentence.contains(QStringLiteral("nowhere.json")));
}

void TestBatchList::jobsReadBackAsTheyWereWritten()
{
    const NetworkInfo &network = *NetworkCatalog::builtIn().find(QStringLiteral("builtin"));
    BatchJob job;
    job.output = path(QStringLiteral("out.png"));
    job.scene.content = PictureRef::ofFile(path(QStringLiteral("in/lake.jpg")));
    job.scene.styles = {{PictureRef::ofFile(QStringLiteral(":/samples/styles/swirls.jpg")), 0.5},
                        {PictureRef::ofFile(QStringLiteral("/far/a:2")), 2}};
    job.scene.network.name = QStringLiteral("builtin");
    StyleParameters &parameters = job.scene.parameters;
    parameters = StyleParameters::defaults(Method::Classic, OptimizerKind::Lbfgs, network);
    parameters.ratio = std::numeric_limits<double>::infinity();
    parameters.learningRate = 0.1;
    parameters.layerWeights = {};
    parameters.layerWeights[layerIndex(Layer::Conv3_1)] = 0.3;
    parameters.start = Start::Noise;
    BatchJob fromFile = job;
    fromFile.output = path(QStringLiteral("other.png"));
    fromFile.scene.parameters.start = Start::File;
    fromFile.scene.start = PictureRef::ofFile(path(QStringLiteral("start.png")));
    fromFile.exportOptions = {16, true};
    fromFile.cut = CutPictures::Accept;
    QFile start(fromFile.scene.start.path);
    QVERIFY(start.open(QIODevice::WriteOnly));

    BatchJob texture = job;
    texture.output = path(QStringLiteral("texture.png"));
    texture.scene.content = {};
    texture.scene.canvas = {256, 512};
    parameters.size = 512;
    texture.scene.parameters.size = 512;
    texture.scene.parameters.seamless = Seamless::X;

    const QByteArray list = writeBatchList({job, fromFile, texture}, QDir(m_folder.path()));
    QVERIFY(list.contains("\"in/lake.jpg\"")); // as seen from the list
    const auto read = readBatchJobs(write(list));
    QVERIFY(read);
    QCOMPARE(*read, (std::vector<BatchJob>{job, fromFile, texture}));
}

void TestBatchList::fingerprintsFollowThePicture()
{
    const auto fingerprint = [this](const QByteArray &options) {
        const auto job = batchJob(picture("\"network\": \"builtin\", " + options));
        return job ? job->fingerprint(NetworkCatalog::builtIn()).value() : QString();
    };
    const QString usual = fingerprint(R"("size": 64)");
    QVERIFY(!usual.isEmpty());
    QCOMPARE(fingerprint(R"("size": 64, "threads": 3)"), usual);
    QCOMPARE(fingerprint(R"("size": 64, "preview-every": 3)"), usual);
    QCOMPARE(fingerprint(R"("size": 64, "content": "/elsewhere/c.png")"), usual);
    for (const char *other :
         {R"("size": 65)", R"("size": 64, "content": "d.png")", R"("size": 64, "style": "t.png")",
          R"("size": 64, "seed": 1)", R"("size": 64, "bits": 16)", R"("size": 64, "alpha": true)"})
        QVERIFY2(fingerprint(other) != usual, other);
}

void TestBatchList::theDocumentedListIsRight()
{
    QFile file(QStringLiteral(GRAMARYE_SOURCE_DIR "/resources/BATCH.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    const QString json =
        text.section(QStringLiteral("```json"), 1).section(QStringLiteral("```"), 0, 0);
    const auto list = pictures(json.toUtf8());
    QCOMPARE(list.size(), std::size_t(6));
    QCOMPARE(list.back().outputFile, path(QStringLiteral("results/hill-woodcut.png")));
    QCOMPARE(list[1].layerWeights.size(), std::size_t(2));
}

GRAMARYE_TEST(TestBatchList)

} // namespace gramarye::tst_batchlist

#include "tst_batchlist.moc"
