#include "app/renderoptions.h"
#include "core/documents/pictureexport.h"
#include "core/documents/presetstore.h"
#include "core/model/parameterspec.h"
#include "testpaths.h"
#include "tests/support/pictures.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLinearGradient>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>

namespace gramarye::tst_commandline {

namespace {

// A picture with shapes and colours, so that there is something to see in it.
QImage drawing(QSize size, QColor from, QColor to)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient gradient(0, 0, size.width(), size.height());
    gradient.setColorAt(0, from);
    gradient.setColorAt(1, to);
    painter.fillRect(image.rect(), gradient);
    painter.setBrush(Qt::white);
    painter.drawEllipse(image.rect().center(), size.height() / 4, size.height() / 4);
    return image;
}

QList<QJsonObject> objectsIn(const QString &logFile)
{
    QFile file(logFile);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QJsonObject> objects;
    while (!file.atEnd())
        objects << QJsonDocument::fromJson(file.readLine()).object();
    return objects;
}

} // namespace

/// The built program, run as a process, as a user or a script runs it.
class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void versionIsPrinted();
    void helpMentionsEveryOptionAndUnit();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
    void failureIsStatusOneAndOneSentence_data();
    void failureIsStatusOneAndOneSentence();
    void anUnknownNetworkNamesTheOnesThereAre();
    void aNetworkThatIsNotHereIsNamed();
    void theNetworkChosenInTheSettingsIsTheDefault();
    void aFailureLeavesAnOlderResultAlone();

    void aRenderWritesThePicture();
    void addressesOfFilesAreUnderstood();
    void namesThatAreNoTextAreRefused();
    void ofSeveralPicturesTheFirstIsTakenAndThatIsSaid();
    void aPictureThatIsTooNarrowIsNamedWithTheSizeThatWouldDo();
    void quietSaysNothing();
    void everyIterationIsLogged();
    void everyNthPreviewIsWritten();
    void theSameSeedGivesTheSamePicture();
    void aPresetIsWhatItsOptionsAre();
    void aStartPictureMayBeAFile();
    void aRecipeMakesTheSamePictureAgain_data();
    void aRecipeMakesTheSamePictureAgain();
    void optionsChangeARecipe();
    void aRecipeSaysWhatWillDiffer();
    void aRecipeThatCannotBeFollowedSaysWhy_data();
    void aRecipeThatCannotBeFollowedSaysWhy();
    void sixteenBitsAndTransparencyAreWritten();
    void picturesComeAndGoInStreams_data();
    void picturesComeAndGoInStreams();
    void whatIsThereIsReplacedNumberedOrLeft();
    void aPrintHasItsSizeOnPaper();
    void ofACutPictureIsTakenWhatIsThere();
    void noPictureIsReplacedByWhatIsMadeOfIt_data();
    void noPictureIsReplacedByWhatIsMadeOfIt();
    void interruptKeepsThePictureSoFar_data();
    void interruptKeepsThePictureSoFar();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList renderArguments(const QStringList &more = {}) const;
    Outcome run(const QStringList &arguments) const
    {
        return runProgram(m_folder->path(), arguments);
    }

    QTemporaryDir m_pictures;
    QString m_content;
    QString m_style;
    std::unique_ptr<QTemporaryDir> m_folder; ///< each test's own
};

void TestCommandLine::initTestCase()
{
    m_content = m_pictures.filePath(QStringLiteral("content.png"));
    m_style = m_pictures.filePath(QStringLiteral("style.png"));
    QVERIFY(drawing({96, 64}, Qt::darkBlue, Qt::yellow).save(m_content));
    QVERIFY(drawing({80, 80}, Qt::red, Qt::green).save(m_style));
}

void TestCommandLine::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

// A render of a moment, followed by @p more, which wins where it says otherwise.
QStringList TestCommandLine::renderArguments(const QStringList &more) const
{
    return QStringList{QStringLiteral("render"),
                       QStringLiteral("--content"),
                       m_content,
                       QStringLiteral("--style"),
                       m_style,
                       QStringLiteral("--output"),
                       path("out.png"),
                       QStringLiteral("--network=builtin"),
                       QStringLiteral("--size=64"),
                       QStringLiteral("--iterations=4"),
                       QStringLiteral("--scales=single")}
           + more;
}

void TestCommandLine::versionIsPrinted()
{
    const Outcome outcome = run({QStringLiteral("--version")});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.startsWith(QLatin1String("Gramarye ")));
    QCOMPARE(outcome.err, QString());
}

void TestCommandLine::helpMentionsEveryOptionAndUnit()
{
    const Outcome outcome = run({QStringLiteral("--help")});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err, QString());
    QVERIFY(outcome.out.contains(QLatin1String("gramarye [CONTENT [STYLE...]]")));
    for (const auto &group : renderOptions()) {
        for (const OptionSpec &option : group.options)
            QVERIFY2(outcome.out.contains(QLatin1String("\n  --") + option.name),
                     qPrintable(option.name));
    }
    const QString words = outcome.out.simplified();
    for (const ParameterSpec &spec : parameterSpecs())
        QVERIFY2(words.contains(QString::fromUtf8(spec.unit)), qPrintable(spec.key));
    QCOMPARE(run({QStringLiteral("render"), QStringLiteral("--help")}).out, outcome.out);
}

void TestCommandLine::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing to render") << QStringList{QStringLiteral("render")};
    QTest::newRow("unknown option") << renderArguments({QStringLiteral("--bogus")});
    QTest::newRow("out of range") << renderArguments({QStringLiteral("--size=-3")});
    QTest::newRow("no such choice") << renderArguments({QStringLiteral("--method=oil")});
    QTest::newRow("standard output") << renderArguments({QStringLiteral("--log=-")});
    QTest::newRow("a file of another computer")
        << renderArguments({QStringLiteral("--content=file://server/a.png")});
    QTest::newRow("a word of no option") << renderArguments({QStringLiteral("stray.png")});
}

void TestCommandLine::wrongUsageIsStatusTwo()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QString());
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 2);
    QVERIFY(outcome.err.contains(QLatin1String("--help")));
    QVERIFY(!QFile::exists(path("out.png")));
    QVERIFY(!QFile::exists(path("-")));
}

void TestCommandLine::failureIsStatusOneAndOneSentence_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char *name, const char *option, const char *subject) {
        QTest::newRow(name) << QString::fromLatin1(option) << QString::fromLatin1(subject);
    };
    row("no such content", "--content=nowhere.png", "nowhere.png");
    row("no such style", "--style=nowhere.png", "nowhere.png");
    row("no such start", "--init=nowhere.png", "nowhere.png");
    row("not a picture", "--content=" GRAMARYE_PROGRAM, "gramarye");
    row("not a network", "--network=" GRAMARYE_PROGRAM, "gramarye");
    row("not a preset", "--preset=" GRAMARYE_PROGRAM, "gramarye");
    row("no folder for the result", "--output=nowhere/out.png", "out.png");
    row("folder as the result", "--output=../", "..");
    row("unknown suffix", "--output=out.xyz", "out.xyz");
    row("no folder for the log", "--log=nowhere/log.jsonl", "log.jsonl");
    row("previews within a file", "--preview-dir=" GRAMARYE_PROGRAM, "gramarye");
    row("a layer the network lacks", "--style-layer=conv5_4=1", "conv5_4");
}

void TestCommandLine::failureIsStatusOneAndOneSentence()
{
    QFETCH(QString, option);
    QFETCH(QString, subject);
    const Outcome outcome = run(renderArguments({option, QStringLiteral("--iterations=100000")}));
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(subject), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    QVERIFY(outcome.err.endsWith(QLatin1String(".\n")));
    const QStringList left = QDir(m_folder->path()).entryList({QStringLiteral("*.png")});
    QCOMPARE(left, QStringList());
}

void TestCommandLine::anUnknownNetworkNamesTheOnesThereAre()
{
    const Outcome outcome = run(renderArguments({QStringLiteral("--network=vgg99")}));
    QCOMPARE(outcome.status, 1);
    for (const char *name : {"vgg99", "builtin", "vgg19-distilled"})
        QVERIFY2(outcome.err.contains(QLatin1String(name)), qPrintable(outcome.err));
}

void TestCommandLine::aNetworkThatIsNotHereIsNamed()
{
    const Outcome outcome = run(renderArguments({QStringLiteral("--network=vgg19")}));
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains(QLatin1String("VGG-19"))
                 || outcome.err.contains(QLatin1String("vgg19")),
             qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path("out.png")));
}

void TestCommandLine::theNetworkChosenInTheSettingsIsTheDefault()
{
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("config/Gramarye")));
    QFile settings(m_folder->filePath(QStringLiteral("config/Gramarye/Gramarye.conf")));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[General]\nnetwork=chosen-in-the-window\n");
    settings.close();
    QStringList arguments = renderArguments();
    arguments.removeOne(QStringLiteral("--network=builtin"));
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains(QLatin1String("chosen-in-the-window")), qPrintable(outcome.err));
}

void TestCommandLine::aFailureLeavesAnOlderResultAlone()
{
    const QByteArray older = "an older result";
    QFile file(path("out.png"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(older);
    file.flush();
    QCOMPARE(run(renderArguments({QStringLiteral("--style=nowhere.png")})).status, 1);
    file.seek(0);
    QCOMPARE(file.readAll(), older);
}

void TestCommandLine::aRenderWritesThePicture()
{
    const Outcome outcome = run(renderArguments());
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, QString());
    QVERIFY(outcome.err.contains(QLatin1String("out.png")));
    const QImage image(path("out.png"), "PNG");
    QCOMPARE(image.size(), QSize(64, 43)); // the longest side as asked for, the shape the content's
    const QImage content = QImage(m_content).scaled(image.size()).convertToFormat(image.format());
    QVERIFY(image != content);
}

void TestCommandLine::addressesOfFilesAreUnderstood()
{
    QVERIFY(QFile::copy(m_content, path("a picture.png")));
    const QString address = QUrl::fromLocalFile(path("a picture.png")).toString(QUrl::FullyEncoded);
    QVERIFY(address.contains(QLatin1String("%20")));
    const QString result = QUrl::fromLocalFile(path("out.png")).toString();
    const Outcome outcome =
        run(renderArguments({QStringLiteral("--content"), address, QStringLiteral("--style"),
                             address + QLatin1String(":0.5"), QStringLiteral("--output"), result}));
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    QCOMPARE(QImage(path("out.png"), "PNG").size(), QSize(64, 43));
}

void TestCommandLine::ofSeveralPicturesTheFirstIsTakenAndThatIsSaid()
{
    const QString pages =
        QStringLiteral("--style=" GRAMARYE_SOURCE_DIR "/tests/data/pictures/pages.gif");
    const QString sentence =
        QStringLiteral("“pages.gif” holds 2 pictures: the first one is taken.");
    // Twice the same, which is said once.
    const Outcome outcome = run(renderArguments({pages, pages}));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err.count(sentence), 1);
    const Outcome quiet = run(renderArguments({pages, QStringLiteral("--quiet")}));
    QCOMPARE(quiet.status, 0);
    QCOMPARE(quiet.err, QString());
    QVERIFY(!run(renderArguments()).err.contains(QStringLiteral("pictures: the first")));
}

// From a disk of the nineties, in Latin 1.
void TestCommandLine::namesThatAreNoTextAreRefused()
{
    QProcess process;
    prepareProgram(process, m_folder->path(), {});
    process.setProgram(QStringLiteral("/bin/sh"));
    process.setArguments(
        {QStringLiteral("-c"),
         QStringLiteral("exec \"$0\" render --content=\"$(printf 'caf\\351.png')\" --style=s.png "
                        "--output=o.png"),
         QStringLiteral(GRAMARYE_PROGRAM)});
    process.start();
    QVERIFY(process.waitForFinished(120000));
    const Outcome outcome = outcomeOf(process);
    QCOMPARE(outcome.status, 2);
    const QString expected = QStringLiteral("The letters of “--content=caf\ufffd.png” are not");
    QVERIFY2(outcome.err.startsWith(expected), qPrintable(outcome.err));
}

void TestCommandLine::aPictureThatIsTooNarrowIsNamedWithTheSizeThatWouldDo()
{
    QVERIFY(drawing({6, 200}, Qt::red, Qt::green).save(path("tall.png")));
    const QStringList tall{QStringLiteral("--content"), path("tall.png")};
    const Outcome refused = run(renderArguments(tall));
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains(QStringLiteral("“tall.png”")), qPrintable(refused.err));
    QVERIFY2(refused.err.contains(QLatin1String("517 px")), qPrintable(refused.err));
    QCOMPARE(run(renderArguments(tall + QStringList{QStringLiteral("--size=516")})).status, 1);
    const Outcome done = run(renderArguments(
        tall + QStringList{QStringLiteral("--size=517"), QStringLiteral("--iterations=1")}));
    QVERIFY2(done.status == 0, qPrintable(done.err));
}

void TestCommandLine::quietSaysNothing()
{
    const Outcome outcome = run(renderArguments({QStringLiteral("--quiet")}));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out + outcome.err, QString());
}

void TestCommandLine::everyIterationIsLogged()
{
    const QString log = path("log.jsonl");
    QCOMPARE(run(renderArguments({QStringLiteral("--log"), log})).status, 0);
    const QList<QJsonObject> objects = objectsIn(log);
    QCOMPARE(objects.size(), 4);
    double secondsBefore = 0;
    for (qsizetype i = 0; i < objects.size(); ++i) {
        const auto number = [&](const char *key) { return objects[i].value(QLatin1String(key)); };
        QCOMPARE(number("iteration").toInt(), int(i) + 1);
        QCOMPARE(number("width").toInt(), 64);
        QCOMPARE(number("height").toInt(), 43);
        for (const char *loss : {"content_loss", "style_loss", "total_loss"})
            QVERIFY2(number(loss).isDouble() && number(loss).toDouble() >= 0, loss);
        QVERIFY(number("seconds").toDouble() > secondsBefore);
        secondsBefore = number("seconds").toDouble();
    }
    // Of the iterate before the step: the content picture itself has no content loss.
    QVERIFY(objects.first().value(QLatin1String("content_loss")).toDouble() < 1e-6);
    QVERIFY(objects.last().value(QLatin1String("content_loss")).toDouble() > 0);
}

void TestCommandLine::everyNthPreviewIsWritten()
{
    const QString folder = path("made/on/demand");
    const Outcome outcome = run(
        renderArguments({QStringLiteral("--preview-dir"), folder,
                         QStringLiteral("--preview-every=2"), QStringLiteral("--iterations=7")}));
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    const QStringList expected{QStringLiteral("preview-000002.png"),
                               QStringLiteral("preview-000004.png"),
                               QStringLiteral("preview-000006.png")};
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name), expected);
    for (const QString &name : expected)
        QCOMPARE(QImage(QDir(folder).filePath(name)).size(), QSize(64, 43));
}

void TestCommandLine::theSameSeedGivesTheSamePicture()
{
    const auto render = [this](const char *name, int seed) {
        const QString file = path(name);
        const Outcome outcome =
            run(renderArguments({QStringLiteral("--init=noise"), QStringLiteral("--seed"),
                                 QString::number(seed), QStringLiteral("--output"), file}));
        return outcome.status == 0 ? QImage(file, "PNG") : QImage();
    };
    const QImage first = render("first.png", 7);
    QVERIFY(!first.isNull());
    QCOMPARE(render("second.png", 7), first);
    QVERIFY(render("other.png", 8) != first);
}

void TestCommandLine::aPresetIsWhatItsOptionsAre()
{
    Preset look;
    look.name = QStringLiteral("Look");
    look.values[QStringLiteral("colors")] = double(Colors::Content);
    look.values[QStringLiteral("style-scale")] = 1.5;
    QVERIFY(bool(writePreset(look, path("look.json"))));
    const auto render = [this](const QStringList &options) {
        const Outcome outcome = run(renderArguments(options));
        return outcome.status == 0 ? QImage(path("out.png"), "PNG") : QImage();
    };
    const QImage asPreset = render({QStringLiteral("--preset"), path("look.json")});
    QVERIFY(!asPreset.isNull());
    QCOMPARE(render({QStringLiteral("--colors=content"), QStringLiteral("--style-scale=1.5")}),
             asPreset);
    QVERIFY(render({}) != asPreset);
}

void TestCommandLine::aStartPictureMayBeAFile()
{
    const auto firstContentLoss = [this](const QString &init) {
        const QString log = path("log.jsonl");
        run(renderArguments({QStringLiteral("--init"), init, QStringLiteral("--log"), log}));
        const QList<QJsonObject> objects = objectsIn(log);
        return objects.isEmpty() ? -1
                                 : objects.first().value(QLatin1String("content_loss")).toDouble();
    };
    const double fromContent = firstContentLoss(m_content);
    QVERIFY(fromContent >= 0 && fromContent < 1e-6);
    QVERIFY(firstContentLoss(m_style) > 1e-3);
}

void TestCommandLine::aRecipeMakesTheSamePictureAgain_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("painterly") << QStringList();
    QTest::newRow("noise, colours, layers, two styles") << QStringList{
        QStringLiteral("--init=noise"),     QStringLiteral("--seed=5"),
        QStringLiteral("--colors=content"), QStringLiteral("--style-layer=conv2_1=0.7"),
        QStringLiteral("--style"),          m_content + QStringLiteral(":0.3"),
        QStringLiteral("--scales=pyramid")};
    QTest::newRow("classic, L-BFGS")
        << QStringList{QStringLiteral("--method=classic"), QStringLiteral("--optimizer=lbfgs"),
                       QStringLiteral("--ratio=1/3")};
    QTest::newRow("from a file") << QStringList{QStringLiteral("--init"), m_style,
                                                QStringLiteral("--bits=16")};
}

void TestCommandLine::aRecipeMakesTheSamePictureAgain()
{
    QFETCH(QStringList, more);
    QVERIFY(QFile::copy(m_content, path("content.png")));
    QVERIFY(QFile::copy(m_style, path("style.png")));
    const Outcome first = run(renderArguments(more));
    QVERIFY2(first.status == 0, qPrintable(first.err));
    const Outcome again =
        run({QStringLiteral("render"), QStringLiteral("--recipe"), path("out.png"),
             QStringLiteral("--bits=16"), QStringLiteral("--output"), path("again.png")});
    QVERIFY2(again.status == 0, qPrintable(again.err));
    QVERIFY2(!again.err.contains(QLatin1String("made again")), qPrintable(again.err));
    const QImage wanted(path("out.png"));
    QImage got(path("again.png"));
    QCOMPARE(got.depth(), 64);
    got.convertTo(wanted.format());
    QCOMPARE(got, wanted);
    const auto recipe = readRecipe(path("out.png"));
    QVERIFY(recipe && *recipe == readRecipe(path("again.png")).value());
}

void TestCommandLine::optionsChangeARecipe()
{
    QVERIFY(QFile::copy(m_content, path("content.png")));
    QVERIFY(QFile::copy(m_style, path("style.png")));
    QCOMPARE(run(renderArguments({QStringLiteral("--seed=5")})).status, 0);
    const Outcome outcome =
        run({QStringLiteral("render"), QStringLiteral("--recipe"), path("out.png"),
             QStringLiteral("--size=48"), QStringLiteral("--style"), m_content,
             QStringLiteral("--output"), path("other.png")});
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains(QLatin1String("another picture")), qPrintable(outcome.err));
    QCOMPARE(QImage(path("other.png")).size(), QSize(48, 32));
    const auto recipe = readRecipe(path("other.png"));
    QVERIFY(recipe);
    QCOMPARE(recipe->scene.parameters.seed, 5);
    QCOMPARE(recipe->scene.parameters.size, 48);
    QCOMPARE(recipe->scene.styles.front().picture.name, QStringLiteral("content.png"));
}

void TestCommandLine::aRecipeSaysWhatWillDiffer()
{
    QVERIFY(QFile::copy(m_content, path("content.png")));
    QVERIFY(QFile::copy(m_style, path("style.png")));
    QCOMPARE(run(renderArguments()).status, 0);
    Recipe recipe = readRecipe(path("out.png")).value();
    recipe.stoppedAfter = 2;
    recipe.steered = true;
    recipe.scene.network.checksum = QStringLiteral("blake2b-256:00");
    recipe.scene.content.hash = QStringLiteral("blake2b-256:01");
    QImage image(path("out.png"));
    image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    QVERIFY(image.save(path("out.png")));
    const QStringList arguments{QStringLiteral("render"), QStringLiteral("--recipe"),
                                path("out.png"), QStringLiteral("--output"), path("again.png")};
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    for (const char *word : {"steered", "stopped after 2", "builtin", "content.png"})
        QVERIFY2(outcome.err.contains(QLatin1String(word)), qPrintable(outcome.err));
    QCOMPARE(run(arguments + QStringList{QStringLiteral("--quiet")}).err, QString());
}

void TestCommandLine::aRecipeThatCannotBeFollowedSaysWhy_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("word");
    QTest::newRow("no recipe") << m_content << QStringLiteral("content.png");
    QTest::newRow("no file") << QStringLiteral("nowhere.png") << QStringLiteral("nowhere.png");
    QTest::newRow("no picture") << QStringLiteral(GRAMARYE_PROGRAM) << QStringLiteral("gramarye");
    QTest::newRow("no style") << QString() << QStringLiteral("elsewhere.png");
}

void TestCommandLine::aRecipeThatCannotBeFollowedSaysWhy()
{
    QFETCH(QString, file);
    QFETCH(QString, word);
    if (file.isEmpty()) {
        Recipe recipe;
        recipe.scene.network.name = QStringLiteral("builtin");
        recipe.scene.content.name = QStringLiteral("content.png");
        recipe.scene.styles = {{PictureRef::ofFile(QStringLiteral("elsewhere.png"))}};
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::white);
        image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
        file = path("recipe.png");
        QVERIFY(image.save(file) && QFile::copy(m_content, path("content.png")));
    }
    const Outcome outcome = run({QStringLiteral("render"), QStringLiteral("--recipe"), file,
                                 QStringLiteral("--output"), path("again.png")});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains(word), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    QVERIFY(!QFile::exists(path("again.png")));
}

void TestCommandLine::sixteenBitsAndTransparencyAreWritten()
{
    QImage content = QImage(m_content).convertToFormat(QImage::Format_RGBA8888);
    content.fill(QColor(200, 100, 50, 51));
    QVERIFY(content.save(path("glassy.png")));
    const Outcome outcome =
        run(renderArguments({QStringLiteral("--content"), path("glassy.png"),
                             QStringLiteral("--bits=16"), QStringLiteral("--alpha")}));
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    const QImage result(path("out.png"));
    QCOMPARE(result.format(), QImage::Format_RGBA64);
    QCOMPARE(result.pixelColor(5, 5).alpha(), 51);
    QCOMPARE(run(renderArguments({QStringLiteral("--bits=12")})).status, 2);
}

void TestCommandLine::picturesComeAndGoInStreams_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("usual") << QStringList() << QByteArray("PNG");
    QTest::newRow("as asked for") << QStringList{QStringLiteral("--format=jpeg")}
                                  << QByteArray("JPEG");
}

// As in a pipe: what comes in and goes out has no name.
void TestCommandLine::picturesComeAndGoInStreams()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, format);
    QFile content(m_content);
    QVERIFY(content.open(QIODevice::ReadOnly));
    QProcess process;
    prepareProgram(
        process, m_folder->path(),
        renderArguments(QStringList{QStringLiteral("--content=-"), QStringLiteral("--output=-"),
                                    QStringLiteral("--quiet")}
                        + options));
    process.start();
    process.write(content.readAll());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(60000));
    const QByteArray said = process.readAllStandardError();
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(said, QByteArray());
    const QImage result = QImage::fromData(process.readAllStandardOutput(), format.constData());
    QCOMPARE(std::max(result.width(), result.height()), 64);
    QVERIFY(!QFile::exists(path("-")));
}

void TestCommandLine::whatIsThereIsReplacedNumberedOrLeft()
{
    const QString pattern = QStringLiteral("--output={content}-{size}.webp");
    const auto make = [&](const QString &existing) {
        return run(renderArguments({pattern, existing}));
    };
    const QString base = QFileInfo(m_content).completeBaseName() + QStringLiteral("-64");
    const QString first = m_folder->filePath(base + QStringLiteral(".webp"));
    const QString second = m_folder->filePath(base + QStringLiteral("-2.webp"));
    QFile there(first);
    QVERIFY(there.open(QIODevice::WriteOnly) && there.write("there") == 5);
    there.close();
    QCOMPARE(make(QStringLiteral("--existing=skip")).status, 0);
    QCOMPARE(QFileInfo(first).size(), qint64(5));
    QCOMPARE(make(QStringLiteral("--existing=number")).status, 0);
    QCOMPARE(QFileInfo(first).size(), qint64(5));
    QVERIFY(QFileInfo(second).size() > 5);
    QCOMPARE(make(QStringLiteral("--existing=replace")).status, 0);
    QVERIFY(QFileInfo(first).size() > 5);
}

// On paper that is turned as the content is.
void TestCommandLine::aPrintHasItsSizeOnPaper()
{
    const QImage content(m_content);
    const Outcome outcome =
        run({QStringLiteral("render"), QStringLiteral("--content"), m_content,
             QStringLiteral("--style"), m_style, QStringLiteral("--print=2x1cm"),
             QStringLiteral("--dpi=127"), QStringLiteral("--iterations=1"),
             QStringLiteral("--quiet"), QStringLiteral("--output"), path("print.tif")});
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    const QImage result(path("print.tif"));
    const QSize paper = content.width() < content.height() ? QSize(50, 100) : QSize(100, 50);
    QCOMPARE(result.size(), content.size().scaled(paper, Qt::KeepAspectRatio));
    QCOMPARE(result.dotsPerMeterX(), 5000); // 127 px per inch
}

// A quarter of it is missing: what is made of the rest is less tall.
void TestCommandLine::ofACutPictureIsTakenWhatIsThere()
{
    QVERIFY(noisyPicture({128, 128}).save(path("cut.jpg"), nullptr, 100));
    QVERIFY(QFile::resize(path("cut.jpg"), QFileInfo(path("cut.jpg")).size() * 3 / 4));

    const QStringList arguments = renderArguments({QStringLiteral("--content"), path("cut.jpg")});
    const Outcome refused = run(arguments);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains(QLatin1String("--partial")), qPrintable(refused.err));
    const Outcome taken = run(arguments + QStringList{QStringLiteral("--partial")});
    QVERIFY2(taken.status == 0, qPrintable(taken.err));
    const QImage result(path("out.png"));
    QCOMPARE(result.width(), 64);
    QVERIFY2(result.height() > 30 && result.height() < 50,
             qPrintable(QString::number(result.height())));
}

void TestCommandLine::noPictureIsReplacedByWhatIsMadeOfIt_data()
{
    QTest::addColumn<QString>("option");
    QTest::newRow("content") << QStringLiteral("--content=");
    QTest::newRow("style") << QStringLiteral("--style=");
    QTest::newRow("start") << QStringLiteral("--init=");
}

void TestCommandLine::noPictureIsReplacedByWhatIsMadeOfIt()
{
    QFETCH(QString, option);
    QVERIFY(QFile::copy(m_content, path("out.png")));
    const Outcome outcome = run(renderArguments({option + path("out.png")}));
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.err.contains(QLatin1String("out.png")), qPrintable(outcome.err));
    QCOMPARE(QImage(path("out.png")), QImage(m_content));
}

void TestCommandLine::interruptKeepsThePictureSoFar_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("kill") << SIGTERM;
}

void TestCommandLine::interruptKeepsThePictureSoFar()
{
    QFETCH(int, signal);
    QProcess process;
    prepareProgram(process, m_folder->path(),
                   renderArguments({QStringLiteral("--iterations=100000")}));
    process.setReadChannel(QProcess::StandardError);
    process.start();
    QVERIFY(process.waitForReadyRead(60000)); // the first iteration is done
    QCOMPARE(::kill(pid_t(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(10000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(QImage(path("out.png"), "PNG").size(), QSize(64, 43));
}

GRAMARYE_TEST(TestCommandLine)

} // namespace gramarye::tst_commandline

#include "tst_commandline.moc"
