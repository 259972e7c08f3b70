#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/run/rendersession.h"
#include "ui/run/runestimate.h"
#include "ui/settings/settings.h"

#include <QSettings>
#include <QTest>

namespace gramarye::tst_runestimate {

class TestRunEstimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhatIsKnown_data();
    void saysWhatIsKnown();
    void saysWhatLiesOnTheDisk();
    void timeFollowsTheMeasuredSpeed();
    void speedIsThatOfTheSameKindOfRun_data();
    void speedIsThatOfTheSameKindOfRun();
    void aSteeredRunHasASpeedForEachStyleLoss();
    void nothingIsSaidOfAGraphicsCardsMemory();

private:
    static RenderJob job();
};

void TestRunEstimate::init()
{
    QSettings().clear();
}

RenderJob TestRunEstimate::job()
{
    RenderJob job;
    job.scene.network.info = NetworkCatalog::builtIn().networks().front();
    job.scene.content.image = plainPicture(Qt::red, {512, 512});
    job.scene.styles = {{{plainPicture(Qt::blue, {512, 512})}}};
    job.scene.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, job.scene.network.info);
    job.scene.parameters.scales = Scales::Single;
    job.scene.parameters.size = 500;
    job.scene.parameters.iterations = 100;
    return job;
}

void TestRunEstimate::saysWhatIsKnown_data()
{
    QTest::addColumn<qint64>("memory");
    QTest::addColumn<qint64>("free");
    QTest::addColumn<double>("seconds"); // 0: not known
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("exceeds");
    const qint64 gigabyte = 1'000'000'000;
    QTest::newRow("nothing") << qint64(0) << gigabyte << 0.0 << QString() << false;
    QTest::newRow("memory") << gigabyte / 2 << gigabyte << 0.0
                            << QStringLiteral("Takes about 500 MB of memory") << false;
    QTest::newRow("time") << qint64(0) << gigabyte << 41.0 << QStringLiteral("Takes about 0:41")
                          << false;
    QTest::newRow("both") << gigabyte / 2 << gigabyte << 3750.0
                          << QStringLiteral("Takes about 1:02:30 and 500 MB of memory") << false;
    QTest::newRow("too much") << 3 * gigabyte << 2 * gigabyte << 41.0
                              << QStringLiteral("Needs about 3.0 GB of memory, of which 2.0 GB "
                                                "are free: choose a smaller size")
                              << true;
    QTest::newRow("free is not known") << 3 * gigabyte << qint64(0) << 0.0
                                       << QStringLiteral("Takes about 3.0 GB of memory") << false;
}

void TestRunEstimate::saysWhatIsKnown()
{
    QFETCH(qint64, memory);
    QFETCH(qint64, free);
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QFETCH(bool, exceeds);
    RunEstimate estimate{memory, free, {}};
    if (seconds > 0)
        estimate.seconds = seconds;
    QCOMPARE(estimate.text(), text);
    QCOMPARE(estimate.exceedsMemory(), exceeds);
}

void TestRunEstimate::saysWhatLiesOnTheDisk()
{
    constexpr qint64 gigabyte = 1'000'000'000;
    RunEstimate estimate{gigabyte, 2 * gigabyte, {}};
    estimate.scratch = 5 * gigabyte;
    estimate.freeScratch = 6 * gigabyte;
    QCOMPARE(estimate.text(),
             QStringLiteral("Takes about 1.0 GB of memory and 5.0 GB on the disk"));
    estimate.seconds = 60;
    QCOMPARE(estimate.text(),
             QStringLiteral("Takes about 1:00, 1.0 GB of memory and 5.0 GB on the disk"));
    QVERIFY(!estimate.exceedsDisk());
    estimate.freeScratch = 4 * gigabyte;
    QVERIFY(estimate.exceedsDisk());
    QCOMPARE(estimate.text(), QStringLiteral("Needs about 5.0 GB on the disk, of which 4.0 GB are "
                                             "free: choose a smaller size"));
}

void TestRunEstimate::timeFollowsTheMeasuredSpeed()
{
    QVERIFY(!RunEstimate::of(job()).seconds); // nothing is guessed
    Settings().setSpeed(speedKind(job()), 0.4);
    QCOMPARE(*RunEstimate::of(job()).seconds, 0.4 * 0.25 * 100); // a quarter of a megapixel
}

void TestRunEstimate::speedIsThatOfTheSameKindOfRun_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<bool>("known");
    QTest::newRow("size") << QByteArray("size") << true;
    QTest::newRow("pictures") << QByteArray("pictures") << true;
    QTest::newRow("network") << QByteArray("network") << false;
    QTest::newRow("device") << QByteArray("device") << false;
    QTest::newRow("threads") << QByteArray("threads") << false;
    QTest::newRow("style loss") << QByteArray("style loss") << false;
}

void TestRunEstimate::speedIsThatOfTheSameKindOfRun()
{
    QFETCH(QByteArray, change);
    QFETCH(bool, known);
    Settings().setSpeed(speedKind(job()), 0.4);
    RenderJob other = job();
    if (change == "size")
        other.scene.parameters.size = 300;
    if (change == "pictures")
        other.scene.content.image = plainPicture(Qt::green, {300, 200});
    if (change == "network")
        other.scene.network.info = *NetworkCatalog::builtIn().find(QStringLiteral("vgg19"));
    if (change == "device")
        other.device = QStringLiteral("cuda:0");
    if (change == "threads")
        other.scene.parameters.threads = 1;
    if (change == "style loss")
        other.scene.parameters.styleLoss = StyleLoss::Gram;
    QCOMPARE(RunEstimate::of(other).seconds.has_value(), known);
}

void TestRunEstimate::aSteeredRunHasASpeedForEachStyleLoss()
{
    const auto fake = std::make_shared<FakeControl>();
    fake->iterations = 1000;
    fake->holdSteps();
    RenderSession session(std::make_unique<RenderEngine>(fakeFactory(fake)));
    const SpeedMeter meter(session);
    RenderJob gram = job();
    gram.scene.parameters.styleLoss = StyleLoss::Gram;
    const auto isKnown = [](const RenderJob &job) { return Settings().speed(speedKind(job)) > 0; };
    int done = 0;
    QObject::connect(&session, &RenderSession::iterated, &session,
                     [&](const IterationReport &report) { done = report.iteration; });

    session.startAnew(job());
    fake->let(15);
    QTRY_COMPARE(done, 15);
    session.steer(gram.scene);
    fake->let(5);
    QTRY_COMPARE(done, 20);
    QVERIFY(isKnown(job()));
    session.pause();
    fake->let(1);
    QTRY_COMPARE(session.state(), RunState::Paused);
    QVERIFY(!isKnown(gram)); // too few
    session.resume();
    fake->let(20);
    QTRY_COMPARE(done, 41);
    session.stop();
    QTRY_VERIFY(session.isIdle());
    QVERIFY(isKnown(gram));
}

void TestRunEstimate::nothingIsSaidOfAGraphicsCardsMemory()
{
    RenderJob other = job();
    QVERIFY(RunEstimate::of(other).memory > 0);
    other.device = QStringLiteral("cuda:0");
    QCOMPARE(RunEstimate::of(other).memory, 0);
}

GRAMARYE_TEST(TestRunEstimate)

} // namespace gramarye::tst_runestimate

#include "tst_runestimate.moc"
