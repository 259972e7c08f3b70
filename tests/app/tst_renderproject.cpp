#include "app/commandline.h"
#include "app/rendercommand.h"
#include "core/documents/documentlock.h"
#include "core/documents/projectfile.h"
#include "core/pictures/referredpicture.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/smallfilesystem.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <csignal>
#include <memory>

namespace gramarye::tst_renderproject {

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// `gramarye render` with --project and --resume.
class TestRenderProject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aRunIsSavedAtTheStartOnTheWayAndAtTheEnd();
    void savesAreNotMoreFrequentThanAskedFor();
    void anInterruptSavesAndResumeGoesOn();
    void aProjectWithoutARunBeginsOne();
    void aFinishedProjectOnlyWritesItsPicture();
    void anExistingProjectIsNotReplaced();
    void twoProgramsAtOnce_data();
    void twoProgramsAtOnce();
    void missingPicturesAreNamed();
    void missingPicturesAreReplaced();
    void aRunThatHasBegunNeedsTheVeryPictures();
    void embeddedPicturesNeedNothing();
    void adamInPlaceOfLbfgsIsSaved();
    void whenMemoryRunsOutThePictureIsKept();
    void aFullDiskOnTheWayEndsNothing();
    void optionsOfANewRunAreRefused_data();
    void optionsOfANewRunAreRefused();

private:
    RenderArguments arguments() const;
    RenderArguments resumption() const;
    int run(const RenderArguments &arguments);
    void interruptAt(int iteration);
    Project project() const;

    std::unique_ptr<PictureFolder> m_folder;
    std::shared_ptr<FakeControl> m_control;
    QString m_content;
    QString m_style;
    QString m_output;
    QString m_project;
};

void TestRenderProject::init()
{
    m_folder = std::make_unique<PictureFolder>();
    m_control = std::make_shared<FakeControl>();
    m_content = m_folder->add(QStringLiteral("content.png"), plainPicture(Qt::darkCyan));
    m_style = m_folder->add(QStringLiteral("style.png"), plainPicture(Qt::darkRed));
    m_output = m_folder->path(QStringLiteral("out.png"));
    m_project = m_folder->path(QStringLiteral("lake.gramarye"));
}

RenderArguments TestRenderProject::arguments() const
{
    RenderArguments arguments;
    arguments.scene.content = PictureRef::ofFile(m_content);
    arguments.scene.styles = {{PictureRef::ofFile(m_style)}};
    arguments.outputFile = m_output;
    arguments.projectFile = m_project;
    arguments.scene.network.name = QStringLiteral("builtin");
    arguments.quiet = true;
    return arguments;
}

RenderArguments TestRenderProject::resumption() const
{
    RenderArguments arguments;
    arguments.resumeFile = m_project;
    arguments.outputFile = m_output;
    arguments.quiet = true;
    return arguments;
}

int TestRenderProject::run(const RenderArguments &arguments)
{
    return RenderCommand(arguments, fakeFactory(m_control)).run();
}

void TestRenderProject::interruptAt(int at)
{
    m_control->onStep = [at](int iteration, const StyleParameters &, const Cancellation &c) {
        if (iteration != at)
            return;
        std::raise(SIGINT);
        while (true)
            c.check();
    };
}

Project TestRenderProject::project() const
{
    const auto read = readProject(m_project);
    return read ? *read : Project();
}

void TestRenderProject::aRunIsSavedAtTheStartOnTheWayAndAtTheEnd()
{
    std::vector<Project> seen;
    m_control->iterations = 60;
    m_control->onStep = [&](int, const StyleParameters &, const Cancellation &) {
        seen.push_back(project());
        QTest::qSleep(2); // as long as an iteration of a tiny picture
    };
    RenderArguments often = arguments();
    often.saveEvery = 0;
    QCOMPARE(run(often), exitcode::done);

    QVERIFY(seen.front().run);
    QVERIFY(!seen.front().run->finished);
    QVERIFY(seen.front().run->checkpoint.isEmpty());
    QCOMPARE(seen.front().scene.content.path, m_content);
    QCOMPARE(seen.front().scene.styles.size(), 1u);
    QCOMPARE(seen.front().scene.network.name, QStringLiteral("builtin"));
    QVERIFY(!seen.front().scene.network.checksum.isEmpty());

    const Project end = project();
    QVERIFY(end.run && end.run->finished);
    QVERIFY(end.run->checkpoint.isEmpty());
    QCOMPARE(end.run->iterations, 60);
    QVERIFY(QImage::fromData(end.run->picture).size() == m_control->size);
    QVERIFY(QFile::exists(m_output));
    QCOMPARE(
        QDir(m_folder->path({})).entryList({QStringLiteral("*lake*")}, QDir::Files | QDir::Hidden),
        QStringList{QStringLiteral("lake.gramarye")}); // no lock, nothing half written
}

void TestRenderProject::savesAreNotMoreFrequentThanAskedFor()
{
    int checkpoints = 0;
    m_control->checkpointing = [&] { ++checkpoints; };
    m_control->iterations = 50;
    QCOMPARE(run(arguments()), exitcode::done);
    QCOMPARE(checkpoints, 0);

    m_project = m_folder->path(QStringLiteral("often.gramarye"));
    RenderArguments often = arguments();
    often.saveEvery = 0;
    m_control->onStep = [&](int, const StyleParameters &, const Cancellation &) {
        if (checkpoints == 0)
            QTest::qSleep(20); // until saving at the start was 2 % of the time
    };
    m_control->iterations = 2000;
    QCOMPARE(run(often), exitcode::done);
    QVERIFY(checkpoints > 0);
}

void TestRenderProject::anInterruptSavesAndResumeGoesOn()
{
    interruptAt(4);
    QCOMPARE(run(arguments()), exitcode::interrupted);
    QCOMPARE(project().run->checkpoint, QByteArray("3"));
    QCOMPARE(project().run->iterations, 3);
    QVERIFY(!project().run->finished);

    QVERIFY(QFile::remove(m_output));
    m_control->onStep = {};
    QCOMPARE(run(resumption()), exitcode::done);
    QCOMPARE(m_control->jobs().back().checkpoint.bytes, QByteArray("3"));
    QVERIFY(m_control->jobs().back().scene.parameters
            == m_control->jobs().front().scene.parameters);
    QCOMPARE(m_control->seen().size(), 3u + 1u + 7u); // one was not finished
    QVERIFY(project().run->finished);
    QVERIFY(QFile::exists(m_output));
}

void TestRenderProject::aProjectWithoutARunBeginsOne()
{
    Project settings;
    settings.scene.content = PictureRef::ofFile(m_content);
    settings.scene.styles = {{PictureRef::ofFile(m_style)}};
    settings.scene.network.name = QStringLiteral("builtin");
    settings.scene.parameters.size = 321;
    settings.snapshots = {{"png", 3, true}};
    QVERIFY(writeProject(settings, m_project));
    QCOMPARE(run(resumption()), exitcode::done);
    QCOMPARE(m_control->jobs().back().scene.parameters.size, 321);
    QVERIFY(project().run->finished);
    QVERIFY(project().snapshots == settings.snapshots); // what else is in it stays
}

void TestRenderProject::aFinishedProjectOnlyWritesItsPicture()
{
    QCOMPARE(run(arguments()), exitcode::done);
    const QImage picture(m_output);
    for (const QString &file : {m_output, m_content, m_style})
        QVERIFY(QFile::remove(file));
    const QByteArray before = bytesOf(m_project);
    const auto busy = DocumentLock::acquire(m_project); // which only keeps writers away
    QVERIFY(busy);
    QCOMPARE(run(resumption()), exitcode::done);
    QCOMPARE(m_control->jobs().size(), 1u);
    QCOMPARE(QImage(m_output).convertToFormat(QImage::Format_RGB32),
             picture.convertToFormat(QImage::Format_RGB32));
    QCOMPARE(bytesOf(m_project), before);
}

void TestRenderProject::anExistingProjectIsNotReplaced()
{
    QVERIFY(writeProject(Project(), m_project));
    const QByteArray before = bytesOf(m_project);
    QCOMPARE(run(arguments()), exitcode::failed);
    QCOMPARE(bytesOf(m_project), before);
    QVERIFY(m_control->jobs().empty());
}

void TestRenderProject::twoProgramsAtOnce_data()
{
    QTest::addColumn<bool>("resumed");
    QTest::newRow("--project") << false;
    QTest::newRow("--resume") << true;
}

void TestRenderProject::twoProgramsAtOnce()
{
    QFETCH(bool, resumed);
    if (resumed)
        QVERIFY(writeProject(Project(), m_project));
    const QByteArray before = bytesOf(m_project);
    const auto other = DocumentLock::acquire(m_project);
    QVERIFY(other);
    QCOMPARE(run(resumed ? resumption() : arguments()), exitcode::failed);
    QCOMPARE(bytesOf(m_project), before);
    QVERIFY(m_control->jobs().empty());
}

void TestRenderProject::missingPicturesAreNamed()
{
    interruptAt(4);
    QCOMPARE(run(arguments()), exitcode::interrupted);
    m_control->onStep = {};
    QVERIFY(QFile::remove(m_style));
    QCOMPARE(run(resumption()), exitcode::failed);
    QCOMPARE(m_control->jobs().size(), 1u);
    QCOMPARE(project().run->checkpoint, QByteArray("3"));
}

void TestRenderProject::missingPicturesAreReplaced()
{
    interruptAt(4);
    QCOMPARE(run(arguments()), exitcode::interrupted);
    m_control->onStep = {};
    const QString content = m_folder->path(QStringLiteral("moved-content.png"));
    const QString style = m_folder->path(QStringLiteral("moved-style.png"));
    QVERIFY(QFile::rename(m_content, content));
    QVERIFY(QFile::rename(m_style, style));
    RenderArguments moved = resumption();
    moved.scene.content = PictureRef::ofFile(content);
    moved.scene.styles = {{PictureRef::ofFile(style)}};
    QCOMPARE(run(moved), exitcode::done);
    QCOMPARE(m_control->jobs().back().checkpoint.bytes, QByteArray("3"));
    QCOMPARE(project().scene.content.path, content);
    QCOMPARE(project().scene.styles.front().picture.path, style);
}

void TestRenderProject::aRunThatHasBegunNeedsTheVeryPictures()
{
    interruptAt(4);
    QCOMPARE(run(arguments()), exitcode::interrupted);
    m_control->onStep = {};
    QVERIFY(QFile::remove(m_content));
    RenderArguments other = resumption();
    other.scene.content =
        PictureRef::ofFile(m_folder->add(QStringLiteral("other.png"), plainPicture(Qt::white)));
    QCOMPARE(run(other), exitcode::failed);
    QCOMPARE(m_control->jobs().size(), 1u);

    m_folder->add(QStringLiteral("content.png"), plainPicture(Qt::white)); // changed
    QCOMPARE(run(resumption()), exitcode::failed);
    QCOMPARE(m_control->jobs().size(), 1u);
}

void TestRenderProject::embeddedPicturesNeedNothing()
{
    Project carried;
    const auto carry = [](const QColor &color, const char *name) {
        return embedded(unfiledPicture(plainPicture(color), QLatin1String(name)));
    };
    carried.scene.content = carry(Qt::cyan, "a");
    carried.scene.styles = {{carry(Qt::red, "b")}};
    carried.scene.network.name = QStringLiteral("builtin");
    QVERIFY(writeProject(carried, m_project));
    QCOMPARE(run(resumption()), exitcode::done);
    QCOMPARE(m_control->jobs().back().scene.content.image.pixelColor(3, 3), QColor(Qt::cyan));
}

void TestRenderProject::adamInPlaceOfLbfgsIsSaved()
{
    RenderArguments lbfgs = arguments();
    lbfgs.values[QStringLiteral("optimizer")] = double(OptimizerKind::Lbfgs);
    m_control->onStep = [](int iteration, const StyleParameters &p, const Cancellation &c) {
        if (iteration == 3 && p.optimizer == OptimizerKind::Lbfgs)
            throw std::bad_alloc();
        if (iteration == 5) {
            std::raise(SIGINT);
            while (true)
                c.check();
        }
    };
    QCOMPARE(run(lbfgs), exitcode::interrupted);
    QVERIFY(project().run->parameters.optimizer == OptimizerKind::Adam);
    QCOMPARE(project().run->parameters.learningRate,
             StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, {}).learningRate);
}

void TestRenderProject::whenMemoryRunsOutThePictureIsKept()
{
    m_control->throwAt = 4;
    m_control->throwing = [] { throw std::bad_alloc(); };
    QCOMPARE(run(arguments()), exitcode::failed);
    QCOMPARE(QImage(m_output).pixelColor(0, 0).red(), 3);
}

void TestRenderProject::aFullDiskOnTheWayEndsNothing()
{
    SmallFilesystem disk(512);
    if (!disk.isMounted())
        QSKIP(disk.reason());
    m_project = disk.path(QStringLiteral("lake.gramarye"));
    m_control->onStep = [&](int iteration, const StyleParameters &, const Cancellation &) {
        if (iteration == 1)
            disk.fill();
    };
    QCOMPARE(run(arguments()), exitcode::failed); // the project is not what it should be at the end
    QVERIFY(QFile::exists(m_output));             // but the picture is there
    QVERIFY(!project().run->finished);            // and so is what was saved at the start
    QCOMPARE(project().scene.content.path, m_content);
}

void TestRenderProject::optionsOfANewRunAreRefused_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("option");
    const auto row = [](const char *name, const char *words, const char *option) {
        QTest::newRow(name) << QString::fromLatin1(words) << QString::fromLatin1(option);
    };
    row("a parameter", "--ratio 1", "--ratio");
    row("a style layer", "--style-layer conv1_1=1", "--style-layer");
    row("a network", "--network builtin", "--network");
    row("another project", "--project b.gramarye", "--project");
    row("none", "--threads 1 --preview-every 2 --save-every 5 --device cpu", "");
    row("no output", "--quiet", "--output");
}

void TestRenderProject::optionsOfANewRunAreRefused()
{
    QFETCH(const QString, words);
    QFETCH(const QString, option);
    QStringList typed = words.split(u' ');
    typed << QStringLiteral("--resume") << m_project;
    if (option != QLatin1String("--output"))
        typed << QStringLiteral("--output") << m_output;
    const auto parsed = parseRenderArguments(typed);
    QCOMPARE(!parsed, !option.isEmpty());
    if (!parsed)
        QVERIFY2(parsed.error().sentence.contains(option), qPrintable(parsed.error().sentence));
}

GRAMARYE_TEST(TestRenderProject)

} // namespace gramarye::tst_renderproject

#include "tst_renderproject.moc"
