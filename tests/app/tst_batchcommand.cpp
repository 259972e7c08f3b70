#include "app/batchcommand.h"

#include "app/batchlist.h"
#include "app/commandline.h"
#include "core/documents/pictureexport.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace gramarye::tst_batchcommand {

namespace {

// Two contents in two styles, by either style loss; seconds each where @p iterations are many.
QByteArray listOfFour(int iterations)
{
    return R"({"format": "gramarye-batch", "version": 1,
        "defaults": {"network": "builtin", "size": 64, "scales": "single", "iterations": )"
           + QByteArray::number(iterations) + R"(},
        "jobs": [{"content": "lake.png", "styles": ["red.png", "blue.png"],
                  "output": "results/{content}-{style}.png", "log": "{content}-{style}.log"},
                 {"content": "hill.png", "styles": ["red.png", "blue.png"], "style-loss": "gram",
                  "output": "results/{content}-{style}.png", "log": "{content}-{style}.log"}]})";
}

const QStringList &fourResults()
{
    static const QStringList names{QStringLiteral("lake-red.png"), QStringLiteral("lake-blue.png"),
                                   QStringLiteral("hill-red.png"), QStringLiteral("hill-blue.png")};
    return names;
}

int linesIn(const QString &file)
{
    QFile log(file);
    return log.open(QIODevice::ReadOnly) ? int(log.readAll().count('\n')) : 0;
}

} // namespace

class TestBatchCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    // The command itself, whose mathematics is a fake.
    void everyPictureIsMade();
    void whatIsDoneIsPassedOver();
    void againMakesAllOnceMore();
    void aChangedJobIsMadeAnew();
    void aFailureDoesNotStopTheRest();
    void anInterruptEndsTheListAndKeepsWhatIsDone();
    void whatNoListMadeIsKept();
    void resultsOfTheVersionBeforeAreDone();
    void formatsWithoutRecipesAreDoneOnceTheyAreThere();
    void everyFormatWithARecipeKnowsItsJob();
    void bitsAndTransparencyAreOfTheJob();
    void aRecipeIsOfTheJob();
    void whatStandsInForARecipesPicturesIsNotSaid();
    void aFolderIsDoneOnce();
    void deviceAndThreadsAreThisComputers();
    void onlyWhatIsSelectedIsDone();
    void partsMakeTheWhole_data();
    void partsMakeTheWhole();
    void tasksOfSlurmKnowTheirPart_data();
    void tasksOfSlurmKnowTheirPart();
    void gapsInAnArrayAreWrongUsage();
    void aJobThatIsNotThereIsWrongUsage();

    // The built program, as a user or a scheduler runs it.
    void aListIsRendered();
    void aWrongListIsWrongUsage();
    void onlyWhatIsOfThisComputerStandsBesideAList_data();
    void onlyWhatIsOfThisComputerStandsBesideAList();
    void aFolderThatCannotBeWrittenFailsThatJob();
    void jobsAreListed();
    void twoProcessesShareAList();
    void whatAKilledProcessLeftIsMade();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    QString result(const QString &name) const { return path(QStringLiteral("results/") + name); }
    std::vector<RenderArguments> pictures() const;
    int run(const RenderArguments &whole) const;
    int run() const { return run(quietly()); }
    static RenderArguments quietly();
    Outcome runList(const QStringList &more = {}) const;
    QStringList missing() const;

    std::unique_ptr<PictureFolder> m_folder;
    QString m_list;
    std::shared_ptr<FakeControl> m_fake;
};

void TestBatchCommand::init()
{
    m_folder = std::make_unique<PictureFolder>();
    for (const char *name : {"lake.png", "hill.png", "red.png", "blue.png"})
        m_folder->add(QLatin1String(name), plainPicture(Qt::darkGreen));
    m_list = m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(3));
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 3;
}

std::vector<RenderArguments> TestBatchCommand::pictures() const
{
    const auto list = readBatchList(m_list);
    return list ? *list : std::vector<RenderArguments>();
}

RenderArguments TestBatchCommand::quietly()
{
    RenderArguments whole;
    whole.quiet = true;
    return whole;
}

int TestBatchCommand::run(const RenderArguments &whole) const
{
    const std::vector<RenderArguments> jobs = pictures();
    const auto selected = selectJobs(whole, int(jobs.size()), {});
    return BatchCommand(whole, jobs, *selected, fakeFactory(m_fake)).run();
}

Outcome TestBatchCommand::runList(const QStringList &more) const
{
    return runProgram(path(QString()),
                      QStringList{QStringLiteral("render"), QStringLiteral("--batch"), m_list}
                          + more);
}

/// Of the four results, those that are not whole pictures.
QStringList TestBatchCommand::missing() const
{
    QStringList names;
    for (const QString &name : fourResults()) {
        if (QImage(result(name), "PNG").isNull())
            names << name;
    }
    return names;
}

void TestBatchCommand::everyPictureIsMade()
{
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(missing(), QStringList());
    std::vector<StyleLoss> losses;
    for (const RenderJob &job : m_fake->jobs())
        losses.push_back(job.scene.parameters.styleLoss);
    QCOMPARE(losses, (std::vector<StyleLoss>{StyleLoss::Distribution, StyleLoss::Distribution,
                                             StyleLoss::Gram, StyleLoss::Gram}));
}

void TestBatchCommand::whatIsDoneIsPassedOver()
{
    QCOMPARE(run(), exitcode::done);
    QVERIFY(QFile::remove(result(QStringLiteral("hill-red.png"))));
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(missing(), QStringList());
    QCOMPARE(int(m_fake->jobs().size()), 5);
}

void TestBatchCommand::againMakesAllOnceMore()
{
    QCOMPARE(run(), exitcode::done);
    RenderArguments again = quietly();
    again.again = true;
    QCOMPARE(run(again), exitcode::done);
    QCOMPARE(int(m_fake->jobs().size()), 8);
}

void TestBatchCommand::aChangedJobIsMadeAnew()
{
    QCOMPARE(run(), exitcode::done);
    m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(4));
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(int(m_fake->jobs().size()), 8);
}

void TestBatchCommand::aFailureDoesNotStopTheRest()
{
    int count = 0;
    m_fake->preparing = [&count] {
        if (++count == 2)
            throw std::runtime_error("second");
    };
    QCOMPARE(run(), exitcode::failed);
    QCOMPARE(missing(), QStringList{QStringLiteral("lake-blue.png")});
    QCOMPARE(run(), exitcode::done); // the next run tries it again, and nothing else
    QCOMPARE(missing(), QStringList());
    QCOMPARE(int(m_fake->jobs().size()), 5);
}

void TestBatchCommand::anInterruptEndsTheListAndKeepsWhatIsDone()
{
    m_fake->onStep = [this](int iteration, const StyleParameters &, const Cancellation &c) {
        if (m_fake->jobs().size() != 3 || iteration != 2)
            return;
        std::raise(SIGINT);
        while (true)
            c.check();
    };
    QCOMPARE(run(), exitcode::interrupted);
    QCOMPARE(int(m_fake->jobs().size()), 3);
    m_fake->onStep = {};
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(missing(), QStringList());
    QCOMPARE(int(m_fake->jobs().size()), 5); // the third from its beginning, and the fourth
}

void TestBatchCommand::whatNoListMadeIsKept()
{
    QVERIFY(QDir().mkpath(result(QString())));
    const QString photo = result(QStringLiteral("lake-red.png"));
    QVERIFY(plainPicture(Qt::yellow).save(photo));
    QCOMPARE(run(), exitcode::failed);
    QCOMPARE(int(m_fake->jobs().size()), 3);
    QCOMPARE(QImage(photo).pixelColor(0, 0), QColor(Qt::yellow));

    RenderArguments again = quietly();
    again.again = true;
    again.only = {1};
    QCOMPARE(run(again), exitcode::done);
    QVERIFY(QImage(photo).pixelColor(0, 0) != QColor(Qt::yellow));
}

// They carry a recipe, but no job's fingerprint.
void TestBatchCommand::resultsOfTheVersionBeforeAreDone()
{
    QCOMPARE(run(), exitcode::done);
    const QString file = result(QStringLiteral("lake-red.png"));
    Recipe recipe = readRecipe(file).value();
    QVERIFY(!recipe.job.isEmpty());
    recipe.job.clear();
    QImage image(file);
    image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    QVERIFY(image.save(file));
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(int(m_fake->jobs().size()), 4);
}

void TestBatchCommand::formatsWithoutRecipesAreDoneOnceTheyAreThere()
{
    m_folder->addBytes(QStringLiteral("jobs.json"),
                       listOfFour(3).replace("{style}.png", "{style}.bmp"));
    m_fake->onStep = [this](int iteration, const StyleParameters &, const Cancellation &c) {
        if (m_fake->jobs().size() != 2 || iteration != 2)
            return;
        std::raise(SIGINT);
        while (true)
            c.check();
    };
    QCOMPARE(run(), exitcode::interrupted);
    QVERIFY(QFile::exists(result(QStringLiteral("lake-red.bmp"))));
    QVERIFY(!QFile::exists(result(QStringLiteral("lake-blue.bmp")))); // it would pass for done
    m_fake->onStep = {};
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(int(m_fake->jobs().size()), 5);
}

void TestBatchCommand::everyFormatWithARecipeKnowsItsJob()
{
    for (const char *suffix : {".jpg", ".avif", ".jxl"}) {
        m_folder->addBytes(QStringLiteral("jobs.json"),
                           listOfFour(3).replace("{style}.png", QByteArray("{style}") + suffix));
        const int before = int(m_fake->jobs().size());
        QCOMPARE(run(), exitcode::done);
        QCOMPARE(int(m_fake->jobs().size()), before + 4);
        QCOMPARE(run(), exitcode::done);
        QCOMPARE(int(m_fake->jobs().size()), before + 4);
    }
}

void TestBatchCommand::bitsAndTransparencyAreOfTheJob()
{
    QImage glass(32, 32, QImage::Format_RGBA8888);
    glass.fill(QColor(200, 100, 50, 51));
    m_folder->add(QStringLiteral("lake.png"), glass);
    m_folder->addBytes(
        QStringLiteral("jobs.json"),
        listOfFour(3).replace("\"size\": 64", "\"size\": 64, \"bits\": 16, \"alpha\": true"));
    QCOMPARE(run(), exitcode::done);
    const QImage image(result(QStringLiteral("lake-red.png")));
    QCOMPARE(image.format(), QImage::Format_RGBA64);
    QCOMPARE(image.pixelColor(0, 0).alpha(), 51);
    QCOMPARE(QImage(result(QStringLiteral("hill-red.png"))).depth(), 64);

    m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(3)); // is another result
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(int(m_fake->jobs().size()), 8);
}

// The look of one picture for others.
void TestBatchCommand::aRecipeIsOfTheJob()
{
    QCOMPARE(run(), exitcode::done);
    m_folder->addBytes(QStringLiteral("jobs.json"), R"({"jobs": [
        {"recipe": "results/hill-red.png", "output": "again.png"},
        {"recipe": "results/hill-red.png", "content": "lake.png", "seed": 9,
         "output": "other.png"}]})");
    const auto made = [this] { return int(m_fake->jobs().size()) - 4; };
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(made(), 2);
    const RenderJob again = m_fake->jobs()[4];
    QCOMPARE(again.scene.content.ref.path, path(QStringLiteral("hill.png")));
    QCOMPARE(again.scene.styles.at(0).picture.ref.path, path(QStringLiteral("red.png")));
    QCOMPARE(again.scene.parameters, m_fake->jobs()[2].scene.parameters);
    const RenderJob other = m_fake->jobs()[5];
    QCOMPARE(other.scene.content.ref.path, path(QStringLiteral("lake.png")));
    QCOMPARE(other.scene.parameters.styleLoss, StyleLoss::Gram);
    QCOMPARE(other.scene.parameters.seed, 9);
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(made(), 2); // they are there

    // A recipe that says something else makes other pictures.
    const QString file = result(QStringLiteral("hill-red.png"));
    Recipe recipe = readRecipe(file).value();
    recipe.scene.parameters.smoothness += 1;
    QImage image(file);
    image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    QVERIFY(image.save(file));
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(made(), 4);
}

// What a job names in place of the recipe's is meant, and no reason to warn.
void TestBatchCommand::whatStandsInForARecipesPicturesIsNotSaid()
{
    m_folder->add(QStringLiteral("hill.png"), plainPicture(Qt::blue));
    QCOMPARE(run(), exitcode::done);
    m_folder->addBytes(QStringLiteral("jobs.json"), R"({"jobs": [
        {"recipe": "results/lake-red.png", "content": "hill.png", "style": "hill.png",
         "output": "other.png"}]})");
    const Outcome other = runList();
    QCOMPARE(other.status, exitcode::done);
    QVERIFY2(!other.err.contains(QStringLiteral("looks different")), qPrintable(other.err));
    // But of its own pictures it is.
    m_folder->add(QStringLiteral("lake.png"), plainPicture(Qt::blue));
    m_folder->addBytes(QStringLiteral("jobs.json"), R"({"jobs": [
        {"recipe": "results/lake-red.png", "output": "again.png"}]})");
    const Outcome again = runList();
    QVERIFY2(again.err.contains(QStringLiteral("another picture than the “lake.png”")),
             qPrintable(again.err));
}

void TestBatchCommand::aFolderIsDoneOnce()
{
    m_folder->addFolder(QStringLiteral("photos"));
    m_folder->addFolder(QStringLiteral("photos/sub"));
    for (const char *name : {"photos/a.png", "photos/b.png", "photos/sub/a.png"})
        m_folder->add(QLatin1String(name), plainPicture(Qt::darkGreen));
    m_folder->addBytes(QStringLiteral("photos/Thumbs.db"), "thumbs");
    m_folder->addBytes(QStringLiteral("photos/._a.png"), "attributes");
    m_folder->addBytes(QStringLiteral("jobs.json"), R"({"jobs": [{"contents": "photos/**",
        "style": "red.png", "network": "builtin", "size": 64,
        "output": "photos/{folder}/{content}-red.png"}]})");
    for (int time = 0; time < 2; ++time) {
        QCOMPARE(run(), exitcode::done);
        QCOMPARE(int(m_fake->jobs().size()), 3);
    }
    for (const char *name : {"photos/a-red.png", "photos/b-red.png", "photos/sub/a-red.png"})
        QVERIFY2(readRecipe(path(QLatin1String(name))), name);
    m_folder->add(QStringLiteral("photos/c.png"), plainPicture(Qt::darkGreen));
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(int(m_fake->jobs().size()), 4);
}

void TestBatchCommand::onlyWhatIsSelectedIsDone()
{
    RenderArguments whole = quietly();
    whole.only = {4, 2, 2};
    QCOMPARE(run(whole), exitcode::done);
    QCOMPARE(missing(),
             (QStringList{QStringLiteral("lake-red.png"), QStringLiteral("hill-red.png")}));
}

void TestBatchCommand::partsMakeTheWhole_data()
{
    QTest::addColumn<int>("parts");
    for (const int parts : {1, 2, 3, 7})
        QTest::addRow("%d", parts) << parts;
}

void TestBatchCommand::partsMakeTheWhole()
{
    QFETCH(int, parts);
    std::vector<int> all;
    for (int part = 1; part <= parts; ++part) {
        RenderArguments whole;
        whole.part = JobPart{part, parts};
        const auto selected = *selectJobs(whole, 5, {});
        all.insert(all.end(), selected.begin(), selected.end());
    }
    std::sort(all.begin(), all.end());
    QCOMPARE(all, (std::vector<int>{1, 2, 3, 4, 5}));
}

void TestBatchCommand::tasksOfSlurmKnowTheirPart_data()
{
    QTest::addColumn<QStringList>("array"); // id, count, min, step
    QTest::addColumn<QList<int>>("numbers");
    const auto row = [](const char *name, const QStringList &array, const QList<int> &numbers) {
        QTest::newRow(name) << array << numbers;
    };
    row("no array", {}, {1, 2, 3, 4, 5});
    row("counted from 0", {QStringLiteral("0"), QStringLiteral("2"), QStringLiteral("0")},
        {1, 3, 5});
    row("counted from 1", {QStringLiteral("2"), QStringLiteral("2"), QStringLiteral("1")}, {2, 4});
    row("in steps",
        {QStringLiteral("8"), QStringLiteral("3"), QStringLiteral("4"), QStringLiteral("2")}, {3});
    row("one task of an array", {QStringLiteral("7"), QStringLiteral("1"), QStringLiteral("7")},
        {1, 2, 3, 4, 5});
    row("more tasks than jobs", {QStringLiteral("9"), QStringLiteral("10"), QStringLiteral("0")},
        {});
}

void TestBatchCommand::tasksOfSlurmKnowTheirPart()
{
    QFETCH(QStringList, array);
    QFETCH(QList<int>, numbers);
    QProcessEnvironment environment;
    const char *names[] = {"ID", "COUNT", "MIN", "STEP"};
    for (qsizetype i = 0; i < array.size(); ++i)
        environment.insert(QLatin1String("SLURM_ARRAY_TASK_") + QLatin1String(names[i]), array[i]);
    const auto selected = selectJobs({}, 5, environment);
    QCOMPARE(*selected, std::vector<int>(numbers.begin(), numbers.end()));
    RenderArguments whole;
    whole.part = JobPart{1, 1}; // what is asked for wins
    QCOMPARE(int(selectJobs(whole, 5, environment)->size()), 5);
}

void TestBatchCommand::gapsInAnArrayAreWrongUsage()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SLURM_ARRAY_TASK_ID"), QStringLiteral("7"));
    environment.insert(QStringLiteral("SLURM_ARRAY_TASK_COUNT"), QStringLiteral("3"));
    environment.insert(QStringLiteral("SLURM_ARRAY_TASK_MIN"), QStringLiteral("1"));
    const auto selected = selectJobs({}, 5, environment);
    QVERIFY(!selected);
    const QString sentence = selected.error().sentence;
    QVERIFY2(sentence.contains(QLatin1String("--part")), qPrintable(sentence));
}

void TestBatchCommand::aJobThatIsNotThereIsWrongUsage()
{
    RenderArguments whole;
    whole.only = {2, 6};
    const auto selected = selectJobs(whole, 5, {});
    QVERIFY(!selected);
    const QString sentence = selected.error().sentence;
    QVERIFY2(sentence.contains(QLatin1String("job 6")), qPrintable(sentence));
}

void TestBatchCommand::deviceAndThreadsAreThisComputers()
{
    RenderArguments whole = quietly();
    whole.device = QStringLiteral("cuda:0");
    whole.values = {{QStringLiteral("threads"), 3}};
    QCOMPARE(run(whole), exitcode::done);
    for (const RenderJob &job : m_fake->jobs()) {
        QCOMPARE(job.device, QStringLiteral("cuda:0"));
        QCOMPARE(job.scene.parameters.threads, 3);
    }
    QCOMPARE(run(), exitcode::done); // elsewhere it is the same picture
    QCOMPARE(int(m_fake->jobs().size()), 4);
}

void TestBatchCommand::aListIsRendered()
{
    const Outcome first = runList();
    QCOMPARE(first.status, exitcode::done);
    QCOMPARE(missing(), QStringList());
    QVERIFY2(first.err.contains(QStringLiteral("3 of 4: “")), qPrintable(first.err));
    QVERIFY2(first.err.contains(QStringLiteral("Done: 4. Done before: 0.")), qPrintable(first.err));
    QCOMPARE(linesIn(path(QStringLiteral("lake-blue.log"))), 3);

    const Outcome second = runList();
    QCOMPARE(second.status, exitcode::done);
    QVERIFY2(second.err.contains(QStringLiteral("Done: 0. Done before: 4.")),
             qPrintable(second.err));
    const Outcome quiet = runList({QStringLiteral("--quiet"), QStringLiteral("--again")});
    QCOMPARE(quiet.status, exitcode::done);
    QCOMPARE(quiet.err, QString());
}

void TestBatchCommand::aWrongListIsWrongUsage()
{
    m_folder->addBytes(QStringLiteral("jobs.json"),
                       R"({"jobs": [{"content": "lake.png", "style": "red.png", "output": "a.png"},
                           {"content": "lake.png", "style": "red.png", "output": "b.png",
                            "size": "big"}]})");
    const Outcome outcome = runList();
    QCOMPARE(outcome.status, exitcode::wrongUsage);
    QVERIFY2(outcome.err.startsWith(QStringLiteral("Job 2: --size takes a number")),
             qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path(QStringLiteral("a.png")))); // nothing was begun
}

void TestBatchCommand::onlyWhatIsOfThisComputerStandsBesideAList_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("size") << QStringList{QStringLiteral("--size=64")}
                          << QStringLiteral("--size stands in the list of jobs.");
    QTest::newRow("output") << QStringList{QStringLiteral("--output=o.png")}
                            << QStringLiteral("--output stands in the list of jobs.");
}

void TestBatchCommand::onlyWhatIsOfThisComputerStandsBesideAList()
{
    QFETCH(QStringList, words);
    QFETCH(QString, sentence);
    const Outcome outcome = runList(words);
    QCOMPARE(outcome.status, exitcode::wrongUsage);
    QVERIFY2(outcome.err.contains(sentence), qPrintable(outcome.err));
}

void TestBatchCommand::aFolderThatCannotBeWrittenFailsThatJob()
{
    QString closed = path(QStringLiteral("closed"));
    QVERIFY(QDir().mkpath(closed));
    if (::geteuid() == 0) // whom permissions do not hold back
        closed = QStringLiteral("/proc");
    else
        QVERIFY(QFile::setPermissions(closed, QFile::ReadOwner | QFile::ExeOwner));
    QByteArray list = listOfFour(1);
    list.replace("\"jobs\": [", "\"jobs\": [{\"content\": \"lake.png\", \"style\": \"red.png\", "
                                "\"output\": \""
                                    + closed.toUtf8() + "/closed.png\"}, ");
    m_folder->addBytes(QStringLiteral("jobs.json"), list);
    const Outcome outcome = runList();
    QCOMPARE(outcome.status, exitcode::failed);
    QVERIFY2(outcome.err.contains(QStringLiteral("“closed.png” cannot be written")),
             qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains(QStringLiteral("Failed: 1.")), qPrintable(outcome.err));
    QCOMPARE(missing(), QStringList());
}

void TestBatchCommand::jobsAreListed()
{
    const Outcome outcome = runList({QStringLiteral("--list"), QStringLiteral("--part=2/2")});
    QCOMPARE(outcome.status, exitcode::done);
    QCOMPARE(outcome.err, QString());
    QCOMPARE(outcome.out, QStringLiteral("2\t%1\n4\t%2\n")
                              .arg(result(QStringLiteral("lake-blue.png")),
                                   result(QStringLiteral("hill-blue.png"))));
    QCOMPARE(missing().size(), 4);
    QCOMPARE(runList({QStringLiteral("--only=5")}).status, exitcode::wrongUsage);
}

void TestBatchCommand::twoProcessesShareAList()
{
    QProcess processes[2];
    QString said;
    for (int i = 0; i < 2; ++i) {
        prepareProgram(processes[i], path(QString()),
                       {QStringLiteral("render"), QStringLiteral("--batch"), m_list,
                        QStringLiteral("--threads=1"), QStringLiteral("--part=%1/2").arg(i + 1)});
        processes[i].start();
    }
    for (QProcess &process : processes) {
        QVERIFY(process.waitForFinished(120000));
        QCOMPARE(process.exitCode(), exitcode::done);
        said += outcomeOf(process).err;
    }
    QCOMPARE(missing(), QStringList());
    QCOMPARE(said.count(QStringLiteral("Wrote “")), 4); // each of them once
}

void TestBatchCommand::whatAKilledProcessLeftIsMade()
{
    m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(100000));
    QProcess killed;
    prepareProgram(killed, path(QString()),
                   {QStringLiteral("render"), QStringLiteral("--batch"), m_list});
    killed.start();
    QTRY_VERIFY_WITH_TIMEOUT(linesIn(path(QStringLiteral("lake-red.log"))) > 2, 60000);
    QCOMPARE(::kill(pid_t(killed.processId()), SIGKILL), 0);
    QVERIFY(killed.waitForFinished());
    m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(3));
    const Outcome after = runList();
    QCOMPARE(after.status, exitcode::done);
    QCOMPARE(missing(), QStringList());
    QVERIFY2(after.err.contains(QStringLiteral("Done: 4. Done before: 0.")), qPrintable(after.err));
}

GRAMARYE_TEST(TestBatchCommand)

} // namespace gramarye::tst_batchcommand

#include "tst_batchcommand.moc"
