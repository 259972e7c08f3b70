#include "core/documents/jobclaim.h"

#include "core/model/parametersjson.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace gramarye;
using Standing = JobClaim::Standing;

namespace {

const QString job = QStringLiteral("one");
constexpr int racedPictures = 40;

QString racedPicture(const QString &folder, int number)
{
    return QDir(folder).filePath(QStringLiteral("picture-%1.png").arg(number));
}

Standing standing(JobClaim &claim, const ClaimTerms &terms = {})
{
    const auto result = claim.take(terms);
    return result ? *result : Standing::Failed;
}

void write(const QString &path, const QByteArray &bytes = "picture")
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

/// The file of a claim as another computer writes it, with a sign of @p secondsAgo.
void writeForeignClaim(const QString &path, int secondsAgo)
{
    write(path, writeDocument({{QStringLiteral("host"), QStringLiteral("atelier")},
                               {QStringLiteral("machine"), QStringLiteral("another one")},
                               {QStringLiteral("process"), 1},
                               {QStringLiteral("state"), QStringLiteral("working")},
                               {QStringLiteral("job"), job}},
                              QStringLiteral("gramarye-claim"), 1));
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)
        || !file.setFileTime(QDateTime::currentDateTime().addSecs(-secondsAgo),
                             QFileDevice::FileModificationTime))
        qFatal("cannot set the time of %s", qPrintable(path));
}

// What this program does where another process is needed.

/// Takes each picture of a folder that can be had, and appends its number to what it made.
int takeAll(const QString &folder)
{
    for (int number = 0; number < racedPictures; ++number) {
        JobClaim claim(racedPicture(folder, number), job);
        if (standing(claim) != Standing::Taken)
            continue;
        std::printf("%d\n", number);
        write(racedPicture(folder, number));
        if (!claim.markDone())
            return 1;
    }
    return 0;
}

/// Takes one, says so, and works at it until it is killed.
int takeAndHang(const QString &picture)
{
    JobClaim claim(picture, job);
    std::printf(standing(claim) == Standing::Taken ? "taken\n" : "refused\n");
    std::fflush(stdout);
    return ::pause();
}

} // namespace

class TestJobClaim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aFreeJobIsTaken();
    void aTakenJobIsHeld();
    void aJobGivenUpIsFreeAgain();
    void aDoneJobIsDone();
    void whatIsDoneDoesNotCount_data();
    void whatIsDoneDoesNotCount();
    void aFailedJobIsNotTriedTwiceInARun();
    void aDamagedClaimIsHeldUntilItIsOld();
    void aForeignClaimIsHeldUntilItIsSilent_data();
    void aForeignClaimIsHeldUntilItIsSilent();
    void theOneTakenOverHearsOfIt();
    void nothingIsLeftButTheClaim();
    void aFolderThatCannotBeWrittenIsAnError();
    void severalProcessesTakeEachJobOnce();
    void aKilledProcessIsReplaced();
    void aProcessIdGivenAgainIsAnotherProcess();

private:
    QString picture() const { return m_folder->filePath(QStringLiteral("lake.png")); }
    QString claimFile(int generation) const
    {
        return JobClaim(picture(), job).claimFile(generation);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJobClaim::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestJobClaim::aFreeJobIsTaken()
{
    JobClaim claim(picture(), job);
    QCOMPARE(standing(claim), Standing::Taken);
    QVERIFY(claim.isHeld());
    QVERIFY(claim.isStillOurs());
    QVERIFY(read(claimFile(1)).contains(QByteArray::number(QCoreApplication::applicationPid())));
}

void TestJobClaim::aTakenJobIsHeld()
{
    JobClaim first(picture(), job);
    JobClaim second(picture(), job);
    QCOMPARE(standing(first), Standing::Taken);
    QCOMPARE(standing(second), Standing::Held);
    QVERIFY(first.isStillOurs());
}

void TestJobClaim::aJobGivenUpIsFreeAgain()
{
    {
        JobClaim first(picture(), job);
        QCOMPARE(standing(first), Standing::Taken);
    }
    JobClaim second(picture(), job);
    QCOMPARE(standing(second), Standing::Taken);
}

void TestJobClaim::aDoneJobIsDone()
{
    JobClaim first(picture(), job);
    QCOMPARE(standing(first), Standing::Taken);
    write(picture());
    QVERIFY(first.markDone());
    QVERIFY(!first.isHeld());
    JobClaim second(picture(), job);
    QCOMPARE(standing(second), Standing::Done);
}

void TestJobClaim::whatIsDoneDoesNotCount_data()
{
    QTest::addColumn<QString>("nextJob");
    QTest::addColumn<bool>("pictureStays");
    QTest::addColumn<bool>("again");
    QTest::newRow("another job") << QStringLiteral("two") << true << false;
    QTest::newRow("picture gone") << job << false << false;
    QTest::newRow("once more") << job << true << true;
}

void TestJobClaim::whatIsDoneDoesNotCount()
{
    QFETCH(QString, nextJob);
    QFETCH(bool, pictureStays);
    QFETCH(bool, again);
    JobClaim first(picture(), job);
    QCOMPARE(standing(first), Standing::Taken);
    write(picture());
    QVERIFY(first.markDone());
    if (!pictureStays)
        QVERIFY(QFile::remove(picture()));
    ClaimTerms terms;
    if (again)
        terms.doneAfter = QDateTime::currentDateTimeUtc();
    JobClaim second(picture(), nextJob);
    QCOMPARE(standing(second, terms), Standing::Taken);
    JobClaim third(picture(), nextJob);
    QCOMPARE(standing(third), Standing::Held);
}

void TestJobClaim::aFailedJobIsNotTriedTwiceInARun()
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    JobClaim first(picture(), job);
    QCOMPARE(standing(first), Standing::Taken);
    QVERIFY(first.markFailed());
    JobClaim sameRun(picture(), job);
    QCOMPARE(standing(sameRun, {{}, before}), Standing::Failed);
    JobClaim nextRun(picture(), job);
    QCOMPARE(standing(nextRun, {{}, QDateTime::currentDateTimeUtc()}), Standing::Taken);
}

void TestJobClaim::aDamagedClaimIsHeldUntilItIsOld()
{
    write(claimFile(1), "{\"format\": \"gramar");
    JobClaim early(picture(), job);
    QCOMPARE(standing(early), Standing::Held);
    QFile file(claimFile(1));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-3600),
                             QFileDevice::FileModificationTime));
    JobClaim late(picture(), job);
    QCOMPARE(standing(late), Standing::Taken);
}

void TestJobClaim::aForeignClaimIsHeldUntilItIsSilent_data()
{
    QTest::addColumn<int>("secondsAgo");
    QTest::addColumn<Standing>("expected");
    const int silence = int(JobClaim::silence.count());
    QTest::newRow("just now") << 0 << Standing::Held;
    QTest::newRow("nearly") << silence - 20 << Standing::Held;
    QTest::newRow("for long") << silence + 20 << Standing::Taken;
    QTest::newRow("in the future") << -3600 << Standing::Held;
}

void TestJobClaim::aForeignClaimIsHeldUntilItIsSilent()
{
    QFETCH(int, secondsAgo);
    QFETCH(Standing, expected);
    writeForeignClaim(claimFile(1), secondsAgo);
    JobClaim claim(picture(), job);
    QCOMPARE(standing(claim), expected);
    QCOMPARE(QFileInfo::exists(claimFile(2)), expected == Standing::Taken);
    QCOMPARE(QFileInfo::exists(claimFile(1)), expected != Standing::Taken);
}

void TestJobClaim::theOneTakenOverHearsOfIt()
{
    JobClaim claim(picture(), job);
    QCOMPARE(standing(claim), Standing::Taken);
    QSignalSpy lost(&claim, &JobClaim::lost);
    auto *signs = claim.findChild<QTimer *>();
    QVERIFY(signs);
    signs->setInterval(1);
    QTest::qWait(20); // signs are given, and nothing is lost
    QCOMPARE(lost.size(), 0);
    writeForeignClaim(claimFile(2), 0);
    QTRY_COMPARE(lost.size(), 1);
    QVERIFY(!claim.isHeld());
}

void TestJobClaim::nothingIsLeftButTheClaim()
{
    JobClaim claim(picture(), job);
    QCOMPARE(standing(claim), Standing::Taken);
    QCOMPARE(filesIn(m_folder->path()), QStringList{QStringLiteral(".lake.png.claim-1")});
    write(picture());
    QVERIFY(claim.markDone());
    QCOMPARE(filesIn(m_folder->path()),
             (QStringList{QStringLiteral(".lake.png.claim-1"), QStringLiteral("lake.png")}));
}

void TestJobClaim::aFolderThatCannotBeWrittenIsAnError()
{
    QString folder = m_folder->path();
    if (::geteuid() == 0) // whom permissions do not hold back
        folder = QStringLiteral("/proc");
    else
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    JobClaim claim(QDir(folder).filePath(QStringLiteral("lake.png")), job);
    const auto result = claim.take();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::FileNotWritable);
    QVERIFY(!result.error().detail.isEmpty());
    QVERIFY(!claim.isHeld());
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestJobClaim::severalProcessesTakeEachJobOnce()
{
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 3; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->start(QCoreApplication::applicationFilePath(),
                                {QStringLiteral("--take-all"), m_folder->path()});
    }
    QList<int> made;
    for (const auto &process : processes) {
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 0);
        for (const QByteArray &line : process->readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                made << line.toInt();
        }
    }
    std::sort(made.begin(), made.end());
    QList<int> all;
    for (int number = 0; number < racedPictures; ++number)
        all << number;
    QCOMPARE(made, all);
}

void TestJobClaim::aKilledProcessIsReplaced()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--take-and-hang"), picture()});
    QVERIFY(process.waitForReadyRead());
    QCOMPARE(process.readLine(), QByteArray("taken\n"));
    JobClaim early(picture(), job);
    QCOMPARE(standing(early), Standing::Held);

    QCOMPARE(::kill(pid_t(process.processId()), SIGKILL), 0);
    QVERIFY(process.waitForFinished());
    JobClaim late(picture(), job);
    QCOMPARE(standing(late), Standing::Taken);
    JobClaim later(picture(), job);
    QCOMPARE(standing(later), Standing::Held);
}

void TestJobClaim::aProcessIdGivenAgainIsAnotherProcess()
{
    ProcessIdentity identity = ProcessIdentity::current();
    QCOMPARE(identity.presence(), ProcessIdentity::Presence::Here);
    if (identity.startedAt == 0)
        QSKIP("this system does not tell when a process began");
    identity.startedAt -= 1;
    QCOMPARE(identity.presence(), ProcessIdentity::Presence::Gone);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("--take-all"))
        return takeAll(words.value(2));
    if (words.value(1) == QLatin1String("--take-and-hang"))
        return takeAndHang(words.value(2));
    TestJobClaim test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_jobclaim.moc"
