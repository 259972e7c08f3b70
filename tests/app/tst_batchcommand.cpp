#include "app/batchcommand.h"

#include "app/batchlist.h"
#include "app/exitcode.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace gramarye;

namespace {

// Two contents in two styles; seconds each where @p iterations are many.
QByteArray listOfFour(int iterations)
{
    return R"({"format": "gramarye-batch", "version": 1,
        "defaults": {"network": "builtin", "size": 64, "scales": "single", "iterations": )"
           + QByteArray::number(iterations) + R"(},
        "jobs": [{"contents": ["lake.png", "hill.png"], "styles": ["red.png", "blue.png"],
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
    void whatIsHeldElsewhereIsLeft();
    void aClaimThatIsLostWritesNothing();
    void deviceAndThreadsAreThisComputers();

    // The built program, as a user or a scheduler runs it.
    void aListIsRendered();
    void aWrongListIsWrongUsage();
    void onlyWhatIsOfThisComputerStandsBesideAList_data();
    void onlyWhatIsOfThisComputerStandsBesideAList();
    void aFolderThatCannotBeWrittenFailsThatJob();
    void twoProcessesShareAList();
    void anotherProcessTakesOverFromAKilledOne();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    QString result(const QString &name) const { return path(QStringLiteral("results/") + name); }
    std::vector<RenderArguments> pictures() const;
    int run(bool again = false) const;
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
    const ParsedBatchList list = readBatchList(m_list);
    const auto *pictures = std::get_if<std::vector<RenderArguments>>(&list);
    return pictures ? *pictures : std::vector<RenderArguments>();
}

int TestBatchCommand::run(bool again) const
{
    RenderArguments whole;
    whole.quiet = true;
    whole.again = again;
    return BatchCommand(whole, pictures(), fakeFactory(m_fake)).run();
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
    QCOMPARE(int(m_fake->jobs().size()), 4);
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
    QCOMPARE(run(true), exitcode::done);
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

void TestBatchCommand::whatIsHeldElsewhereIsLeft()
{
    QVERIFY(QDir().mkpath(result(QString())));
    JobClaim claim(result(QStringLiteral("lake-red.png")), QString());
    QVERIFY(claim.take());
    QCOMPARE(run(), exitcode::done);
    QCOMPARE(missing(), QStringList{QStringLiteral("lake-red.png")});
    QVERIFY(claim.isStillOurs());
}

void TestBatchCommand::aClaimThatIsLostWritesNothing()
{
    RenderArguments whole;
    whole.quiet = true;
    QObject *claims = nullptr;
    m_fake->onStep = [&](int, const StyleParameters &, const Cancellation &cancellation) {
        if (m_fake->jobs().size() > 1)
            return;
        // Another process takes over, and the next sign of ours, which is due at once, shows it.
        m_folder->addBytes(QStringLiteral("results/.lake-red.png.claim-2"), "{}");
        QMetaObject::invokeMethod(claims, [claims] {
            for (QTimer *signs : claims->findChildren<QTimer *>())
                signs->setInterval(1);
        });
        while (true)
            cancellation.check();
    };
    BatchCommand command(whole, pictures(), fakeFactory(m_fake));
    claims = &command;
    QCOMPARE(command.run(), exitcode::done);
    QCOMPARE(missing(), QStringList{QStringLiteral("lake-red.png")});
}

void TestBatchCommand::deviceAndThreadsAreThisComputers()
{
    RenderArguments whole;
    whole.quiet = true;
    whole.device = QStringLiteral("cuda:0");
    whole.values = {{QStringLiteral("threads"), 3}};
    QCOMPARE(BatchCommand(whole, pictures(), fakeFactory(m_fake)).run(), exitcode::done);
    for (const RenderJob &job : m_fake->jobs()) {
        QCOMPARE(job.device, QStringLiteral("cuda:0"));
        QCOMPARE(job.parameters.threads, 3);
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

void TestBatchCommand::twoProcessesShareAList()
{
    m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(20));
    const QStringList words{QStringLiteral("render"), QStringLiteral("--batch"), m_list,
                            QStringLiteral("--threads=1")};
    QProcess first;
    QProcess second;
    prepareProgram(first, path(QString()), words);
    prepareProgram(second, path(QString()), words);
    first.start();
    second.start();
    QVERIFY(first.waitForFinished(120000));
    QVERIFY(second.waitForFinished(120000));
    const QString told = outcomeOf(first).err + outcomeOf(second).err;
    QCOMPARE(first.exitCode(), exitcode::done);
    QCOMPARE(second.exitCode(), exitcode::done);
    QCOMPARE(missing(), QStringList());
    QCOMPARE(told.count(QStringLiteral("Wrote “")), 4); // each of them once
}

void TestBatchCommand::anotherProcessTakesOverFromAKilledOne()
{
    m_folder->addBytes(QStringLiteral("jobs.json"), listOfFour(20));
    QByteArray endless =
        listOfFour(20).replace("results/{content}-{style}.png", "results/lake-red.png");
    endless.replace("\"iterations\": 20", "\"iterations\": 100000")
        .replace("[\"lake.png\", \"hill.png\"]", "[\"lake.png\"]")
        .replace("[\"red.png\", \"blue.png\"]", "[\"red.png\"]");
    const QString endlessList = m_folder->addBytes(QStringLiteral("endless.json"), endless);
    QProcess killed;
    prepareProgram(killed, path(QString()),
                   {QStringLiteral("render"), QStringLiteral("--batch"), endlessList});
    killed.start();
    QTRY_VERIFY_WITH_TIMEOUT(linesIn(path(QStringLiteral("lake-red.log"))) > 2, 60000);

    const Outcome beside = runList();
    QCOMPARE(beside.status, exitcode::done);
    QCOMPARE(missing(), QStringList{QStringLiteral("lake-red.png")});
    QVERIFY2(beside.err.contains(QStringLiteral("Left to other programs: 1.")),
             qPrintable(beside.err));
    QCOMPARE(::kill(pid_t(killed.processId()), SIGKILL), 0);
    QVERIFY(killed.waitForFinished());
    const Outcome after = runList();
    QCOMPARE(after.status, exitcode::done);
    QCOMPARE(missing(), QStringList());
    QVERIFY2(after.err.contains(QStringLiteral("Done: 1. Done before: 3.")), qPrintable(after.err));
}

QTEST_GUILESS_MAIN(TestBatchCommand)
#include "tst_batchcommand.moc"
