#include "app/commandline.h"
#include "core/documents/projectfile.h"
#include "tests/support/pictures.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <map>

namespace gramarye::tst_killedrender {

/// kill −9 at any moment: what was saved is whole, and goes on to the same picture.
class TestKilledRender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtAnyMomentItGoesOnToTheSamePicture_data();
    void killedAtAnyMomentItGoesOnToTheSamePicture();
    void someWereInTheMidstOfIt();
    void killedOverAndOverItGetsThereAllTheSame();
    void anotherProgramIsKeptAway();

private:
    QStringList newRun(const QString &project, const QString &loss) const;
    QStringList resumption(const QString &project) const;
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void waitForProject(QProcess &process, const QString &project);
    void runAndKill(const QStringList &arguments, const QString &project, int milliseconds);
    void resumeToTheEnd(const QString &project, const QString &loss);

    /// An uninterrupted run.
    struct Whole
    {
        QByteArray picture;
        int duration = 0; ///< from the first save on, ms
    };

    QTemporaryDir m_folder;
    QRandomGenerator m_random{20261124};
    std::map<QString, Whole> m_whole; ///< by the style loss
    int m_resumedFromCheckpoint = 0;
};

namespace {

const QString gram = QStringLiteral("gram");
const QString distribution = QStringLiteral("distribution");

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QImage waves(int seed)
{
    QImage image(96, 72, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(
                x, y,
                QColor((x * 5 + seed * 70) % 256, (x * y + seed) % 256, (y * (3 + seed)) % 256));
    }
    return image;
}

} // namespace

void TestKilledRender::initTestCase()
{
    QVERIFY(waves(0).save(path(QStringLiteral("content.png"))));
    QVERIFY(waves(1).save(path(QStringLiteral("style.png"))));
    for (const QString &loss : {gram, distribution}) {
        const QString project = loss + QStringLiteral(".gramarye");
        QProcess process;
        prepareProgram(process, m_folder.path(), newRun(project, loss));
        process.start();
        waitForProject(process, project);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(process.waitForFinished(120000));
        m_whole[loss].duration = int(clock.elapsed());
        const Outcome outcome = outcomeOf(process);
        QVERIFY2(outcome.status == exitcode::done, qPrintable(outcome.err));
        m_whole[loss].picture = bytesOf(path(QStringLiteral("out.png")));
        QVERIFY(!m_whole[loss].picture.isEmpty());
    }
    QVERIFY(m_whole[gram].picture != m_whole[distribution].picture);
}

QStringList TestKilledRender::newRun(const QString &project, const QString &loss) const
{
    const QString text = QStringLiteral(
        "render --content content.png --style style.png --network builtin --size 96 --scales "
        "single --iterations 30 --threads 1 --quiet --save-every 0 --output out.png --project");
    return text.split(u' ') << project << QStringLiteral("--style-loss") << loss;
}

QStringList TestKilledRender::resumption(const QString &project) const
{
    return QStringLiteral("render --quiet --save-every 0 --output out.png --resume").split(u' ')
           << project;
}

void TestKilledRender::waitForProject(QProcess &process, const QString &project)
{
    while (!QFile::exists(path(project)) && !process.waitForFinished(1)) {
    }
}

void TestKilledRender::runAndKill(const QStringList &arguments, const QString &project,
                                  int milliseconds)
{
    QProcess process;
    prepareProgram(process, m_folder.path(), arguments);
    process.start();
    QVERIFY(process.waitForStarted());
    waitForProject(process, project);
    process.waitForFinished(milliseconds);
    process.kill();
    process.waitForFinished();
}

void TestKilledRender::resumeToTheEnd(const QString &project, const QString &loss)
{
    const auto saved = readProject(path(project));
    QVERIFY2(saved, "what was saved is damaged");
    m_resumedFromCheckpoint += saved->run && !saved->run->checkpoint.isEmpty() ? 1 : 0;
    QFile::remove(path(QStringLiteral("out.png")));
    const Outcome outcome = runProgram(m_folder.path(), resumption(project));
    QVERIFY2(outcome.status == exitcode::done, qPrintable(outcome.err));
    QCOMPARE(bytesOf(path(QStringLiteral("out.png"))), m_whole[loss].picture);
}

void TestKilledRender::killedAtAnyMomentItGoesOnToTheSamePicture_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("loss");
    for (const QString &loss : {gram, distribution}) {
        for (int i = 1; i <= 6; ++i) {
            const QString row = QStringLiteral("%1 %2").arg(loss).arg(i);
            QTest::newRow(qPrintable(row)) << row + QStringLiteral(".gramarye") << loss;
        }
    }
}

void TestKilledRender::killedAtAnyMomentItGoesOnToTheSamePicture()
{
    QFETCH(const QString, project);
    QFETCH(const QString, loss);
    runAndKill(newRun(project, loss), project, m_random.bounded(m_whole[loss].duration));
    resumeToTheEnd(project, loss);
}

void TestKilledRender::someWereInTheMidstOfIt()
{
    QVERIFY(m_resumedFromCheckpoint > 0);
}

void TestKilledRender::killedOverAndOverItGetsThereAllTheSame()
{
    const QString project = QStringLiteral("again.gramarye");
    const int duration = m_whole[distribution].duration;
    runAndKill(newRun(project, distribution), project, duration / 2);
    for (int i = 0; i < 5; ++i)
        runAndKill(resumption(project), project, m_random.bounded(duration));
    resumeToTheEnd(project, distribution);
}

void TestKilledRender::anotherProgramIsKeptAway()
{
    const QString project = QStringLiteral("busy.gramarye");
    QProcess first;
    prepareProgram(first, m_folder.path(),
                   newRun(project, distribution)
                       << QStringLiteral("--iterations") << QStringLiteral("100000"));
    first.start();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(project)), 30000);
    const Outcome second = runProgram(m_folder.path(), resumption(project));
    QCOMPARE(second.status, int(exitcode::failed));
    QVERIFY2(second.err.contains(project), qPrintable(second.err));
    first.kill();
    first.waitForFinished();
    QVERIFY(readProject(path(project)));
}

GRAMARYE_TEST(TestKilledRender)

} // namespace gramarye::tst_killedrender

#include "tst_killedrender.moc"
