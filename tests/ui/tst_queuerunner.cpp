#include "ui/queue/queuerunner.h"

#include "core/base/post.h"
#include "core/documents/pictureexport.h"
#include "tests/support/faketransfer.h"
#include "tests/support/lockedfolder.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace gramarye::tst_queuerunner {
using State = QueueEntry::State;

/// A queue on real engines whose mathematics is a fake.
class TestQueueRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void allAreMadeInOrder();
    void aFailureDoesNotStopTheRest();
    void aMissingPictureIsSaid();
    void pauseHoldsAndStartGoesOnWhereItStood();
    void wayIsMadeForTheWindow();
    void aRemovedPictureIsStopped();
    void whatIsAddedMeanwhileIsMade();
    void picturesCarryTheirRecipe();
    void bitsAndTransparencyAreKept();
    void aMissingWeightFileIsNotReplaced();
    void whatIsNotOursIsKept();
    void whatIsDoneAlreadyIsNotMade();
    void doneIsMadeAgainWhereAsked();
    void whatIsWrittenOverInPlaceIsSaid();
    void endingLeavesWhatIsNotDone();
    void endingWaitsForWhatIsWritten();
    void theEngineIsThereOnlyWhileItIsNeeded();

private:
    BatchJob jobOf(const QString &name) const;
    State stateAt(int row) const { return m_queue->pictures()[std::size_t(row)].state; }
    QString result(const QString &name) const
    {
        return m_folder->path(QStringLiteral("out/%1.png").arg(name));
    }

    std::unique_ptr<PictureFolder> m_folder;
    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<RenderQueue> m_queue;
    std::unique_ptr<QueueRunner> m_runner;
    int m_engines = 0; ///< made so far
};

void TestQueueRunner::init()
{
    m_folder = std::make_unique<PictureFolder>();
    m_folder->add(QStringLiteral("a.png"), plainPicture(Qt::red));
    m_folder->add(QStringLiteral("b.png"), plainPicture(Qt::green));
    m_folder->add(QStringLiteral("style.png"), plainPicture(Qt::blue));
    m_fake = std::make_shared<FakeControl>();
    m_engines = 0;
    m_queue = std::make_unique<RenderQueue>();
    m_runner = std::make_unique<QueueRunner>(*m_queue, NetworkCatalog::builtIn(), [this] {
        ++m_engines;
        return std::make_unique<RenderEngine>(fakeFactory(m_fake));
    });
    m_queue->add({jobOf(QStringLiteral("a")), jobOf(QStringLiteral("b"))});
}

void TestQueueRunner::cleanup()
{
    m_runner.reset();
}

BatchJob TestQueueRunner::jobOf(const QString &name) const
{
    BatchJob job;
    job.scene.content = PictureRef::ofFile(m_folder->path(name + QStringLiteral(".png")));
    job.scene.styles = {{PictureRef::ofFile(m_folder->path(QStringLiteral("style.png")))}};
    job.scene.network.name = QStringLiteral("builtin");
    job.output = result(name);
    return job;
}

void TestQueueRunner::allAreMadeInOrder()
{
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(m_queue->count(State::Done), 2);
    QCOMPARE(m_fake->jobs()[0].scene.content.image.pixelColor(0, 0), QColor(Qt::red));
    QCOMPARE(m_fake->jobs()[1].scene.content.image.pixelColor(0, 0), QColor(Qt::green));
    for (const char *name : {"a", "b"})
        QCOMPARE(QImage(result(QLatin1String(name)), "PNG").size(), m_fake->size);
}

void TestQueueRunner::aFailureDoesNotStopTheRest()
{
    m_fake->preparing = [this] {
        if (m_fake->jobs().size() == 1)
            throw std::bad_alloc();
    };
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(stateAt(0), State::Failed);
    QVERIFY(m_queue->pictures()[0].problem.contains(QStringLiteral("not enough memory")));
    QCOMPARE(stateAt(1), State::Done);
    m_queue->tryAgain(0);
    m_runner->start();
    QTRY_COMPARE(stateAt(0), State::Done);
}

void TestQueueRunner::aMissingPictureIsSaid()
{
    QVERIFY(QFile::remove(m_folder->path(QStringLiteral("a.png"))));
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(stateAt(0), State::Failed);
    QVERIFY(m_queue->pictures()[0].problem.contains(QStringLiteral("a.png")));
    QCOMPARE(stateAt(1), State::Done);
}

void TestQueueRunner::pauseHoldsAndStartGoesOnWhereItStood()
{
    m_fake->holdSteps();
    m_fake->let(4);
    m_runner->start();
    QTRY_COMPARE(int(m_fake->seen().size()), 4);
    m_runner->pause();
    QTRY_COMPARE(stateAt(0), State::Waiting);
    QVERIFY(m_queue->pictures()[0].progress > 0);
    m_fake->let(1000);
    QTest::qWait(20);
    QCOMPARE(int(m_fake->seen().size()), 4);

    m_runner->start();
    QTRY_COMPARE(m_queue->count(State::Done), 2);
    QCOMPARE(int(m_fake->seen().size()), 2 * m_fake->iterations); // none of them twice
    QCOMPARE(m_fake->jobs()[1].checkpoint.bytes, QByteArray("4"));
    QVERIFY(m_fake->jobs()[2].checkpoint.isEmpty());
}

void TestQueueRunner::wayIsMadeForTheWindow()
{
    m_runner->makeWay();
    m_runner->start();
    QVERIFY(m_runner->isStarted());
    QTest::qWait(20);
    QCOMPARE(int(m_fake->jobs().size()), 0);
    m_fake->holdSteps();
    m_fake->let(3);
    m_runner->comeBack();
    QTRY_COMPARE(int(m_fake->seen().size()), 3);
    m_runner->makeWay();
    QTRY_COMPARE(stateAt(0), State::Waiting);
    m_fake->let(1000);
    m_runner->comeBack();
    QTRY_COMPARE(m_queue->count(State::Done), 2);
    QCOMPARE(int(m_fake->seen().size()), 2 * m_fake->iterations);
}

void TestQueueRunner::aRemovedPictureIsStopped()
{
    m_fake->holdSteps();
    m_fake->let(2);
    m_runner->start();
    QTRY_COMPARE(int(m_fake->seen().size()), 2);
    m_queue->removeAt(0);
    m_fake->let(1000);
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(m_queue->rowCount(), 1);
    QCOMPARE(stateAt(0), State::Done);
    QVERIFY(!QFile::exists(result(QStringLiteral("a"))));
    QVERIFY(QFile::exists(result(QStringLiteral("b"))));
}

void TestQueueRunner::whatIsAddedMeanwhileIsMade()
{
    m_fake->holdSteps();
    m_runner->start();
    QTRY_COMPARE(int(m_fake->jobs().size()), 1);
    BatchJob third = jobOf(QStringLiteral("a"));
    third.output = result(QStringLiteral("third"));
    m_queue->add({third});
    m_queue->moveBefore(2, 1);
    m_fake->let(1000);
    QTRY_COMPARE(m_queue->count(State::Done), 3);
    QCOMPARE(m_fake->jobs()[1].scene.content.image.pixelColor(0, 0),
             QColor(Qt::red)); // it, then the second
}

void TestQueueRunner::picturesCarryTheirRecipe()
{
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    const auto recipe = readRecipe(result(QStringLiteral("a")));
    QVERIFY(recipe);
    QCOMPARE(recipe->scene.content.name, QStringLiteral("a.png"));
    QCOMPARE(recipe->scene.styles.front().picture.name, QStringLiteral("style.png"));
    QCOMPARE(recipe->scene.network.name, QStringLiteral("builtin"));
    QVERIFY(recipe->scene.parameters == m_queue->pictures()[0].job.scene.parameters);
    QVERIFY(!recipe->job.isEmpty());
}

void TestQueueRunner::bitsAndTransparencyAreKept()
{
    QImage glass(32, 32, QImage::Format_RGBA8888);
    glass.fill(QColor(200, 100, 50, 51));
    m_folder->add(QStringLiteral("a.png"), glass);
    BatchJob job = jobOf(QStringLiteral("a"));
    job.output = result(QStringLiteral("glass"));
    job.exportOptions = {16, true};
    m_queue->add({job});
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    const QImage image(job.output);
    QCOMPARE(image.format(), QImage::Format_RGBA64);
    QCOMPARE(image.pixelColor(0, 0).alpha(), 51);
}

// Not by the network of the same name that is here.
void TestQueueRunner::aMissingWeightFileIsNotReplaced()
{
    BatchJob job = jobOf(QStringLiteral("a"));
    job.output = result(QStringLiteral("own"));
    job.scene.network.path = m_folder->path(QStringLiteral("gone.safetensors"));
    m_queue->add({job});
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(stateAt(1), State::Done);
    QCOMPARE(stateAt(2), State::Failed);
    QVERIFY(m_queue->pictures()[2].problem.contains(QStringLiteral("gone.safetensors")));
    QVERIFY(!QFile::exists(job.output));
}

void TestQueueRunner::whatIsNotOursIsKept()
{
    QDir().mkpath(QFileInfo(result(QStringLiteral("a"))).path());
    QVERIFY(plainPicture(Qt::yellow).save(result(QStringLiteral("a"))));
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(stateAt(0), State::Failed);
    QVERIFY(m_queue->pictures()[0].problem.contains(QStringLiteral("a.png")));
    QCOMPARE(stateAt(1), State::Done);
    QCOMPARE(QImage(result(QStringLiteral("a"))).pixelColor(0, 0), QColor(Qt::yellow));
    m_queue->tryAgain(0);
    m_runner->start();
    QTRY_COMPARE(stateAt(0), State::Done);
}

void TestQueueRunner::whatIsDoneAlreadyIsNotMade()
{
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    RenderQueue next;
    next.add(m_queue->openJobs());
    next.add({jobOf(QStringLiteral("a"))});
    QueueRunner runner(next, NetworkCatalog::builtIn(),
                       [this] { return std::make_unique<RenderEngine>(fakeFactory(m_fake)); });
    runner.start();
    QTRY_VERIFY(!runner.isStarted());
    QCOMPARE(next.count(State::Done), 1);
    QCOMPARE(int(m_fake->jobs().size()), 2);
}

void TestQueueRunner::doneIsMadeAgainWhereAsked()
{
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    m_queue->tryAgain(1);
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(m_queue->count(State::Done), 2);
    QCOMPARE(int(m_fake->jobs().size()), 3);
}

void TestQueueRunner::whatIsWrittenOverInPlaceIsSaid()
{
#ifdef Q_OS_LINUX
    QSignalSpy writtenOver(m_runner.get(), &QueueRunner::writtenOver);
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(writtenOver.count(), 0);
    m_queue->tryAgain(0);
    QFile::setPermissions(m_folder->path({}), QFile::Permissions(0x7777)); // for that user
    {
        const LockedFolder locked(m_folder->path(QStringLiteral("out")),
                                  result(QLatin1String("a")));
        m_runner->start();
        QTRY_VERIFY(!m_runner->isStarted());
    }
    QCOMPARE(m_queue->count(State::Done), 2);
    QCOMPARE(writtenOver.count(), 1);
    QCOMPARE(writtenOver.at(0).at(0).toString(), result(QLatin1String("a")));
#else
    QSKIP("takes another user for a while");
#endif
}

void TestQueueRunner::endingLeavesWhatIsNotDone()
{
    m_fake->holdSteps();
    m_fake->let(m_fake->iterations + 2);
    m_runner->start();
    QTRY_COMPARE(int(m_fake->seen().size()), m_fake->iterations + 2);
    m_runner.reset();
    QVERIFY(QFile::exists(result(QStringLiteral("a"))));
    QVERIFY(!QFile::exists(result(QStringLiteral("b"))));
}

// And knows how that went, though nobody says so any more.
void TestQueueRunner::endingWaitsForWhatIsWritten()
{
    m_runner = std::make_unique<QueueRunner>(*m_queue, NetworkCatalog::builtIn(), [this] {
        auto engine = std::make_unique<RenderEngine>(fakeFactory(m_fake));
        connect(engine.get(), &RenderEngine::finished, this, [this] {
            post(this, [this] { m_runner.reset(); }); // comes before what comes of the writing
        });
        return engine;
    });
    m_runner->start();
    QTRY_VERIFY(!m_runner);
    QCOMPARE(stateAt(0), State::Done);
    QCOMPARE(stateAt(1), State::Waiting);
    QVERIFY(QFile::exists(result(QStringLiteral("a"))));
}

void TestQueueRunner::theEngineIsThereOnlyWhileItIsNeeded()
{
    QCOMPARE(m_engines, 0);
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(m_engines, 1);
    m_queue->tryAgain(0);
    m_runner->start();
    QTRY_VERIFY(!m_runner->isStarted());
    QCOMPARE(m_engines, 2);
}

GRAMARYE_TEST(TestQueueRunner)

} // namespace gramarye::tst_queuerunner

#include "tst_queuerunner.moc"
