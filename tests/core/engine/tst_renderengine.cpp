#include "core/engine/renderengine.h"

#include "core/base/post.h"
#include "core/base/thrownerror.h"
#include "core/pictures/referredpicture.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <new>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace gramarye::tst_renderengine {

namespace {

/// An engine with false mathematics and ears on all that it says.
struct Bench
{
    std::shared_ptr<FakeControl> control = std::make_shared<FakeControl>();
    RenderEngine engine{fakeFactory(control)};
    QSignalSpy iterated{&engine, &RenderEngine::iterated};
    QSignalSpy previewReady{&engine, &RenderEngine::previewReady};
    QSignalSpy paused{&engine, &RenderEngine::paused};
    QSignalSpy taken{&engine, &RenderEngine::pictureTaken};
    QSignalSpy finished{&engine, &RenderEngine::finished};
    QSignalSpy stopped{&engine, &RenderEngine::stopped};
    QSignalSpy failed{&engine, &RenderEngine::failed};
    QSignalSpy refused{&engine, &RenderEngine::requestRefused};

    qsizetype ends() const { return finished.count() + stopped.count() + failed.count(); }
};

RenderJob job(int previewEvery = 1)
{
    RenderJob job;
    job.scene.parameters.previewEvery = previewEvery;
    return job;
}

RenderResult resultOf(const QSignalSpy &spy, int i = 0)
{
    return spy.at(i).at(0).value<RenderResult>();
}

IterationReport reportOf(const QSignalSpy &spy, int i)
{
    return spy.at(i).at(0).value<IterationReport>();
}

/// Waits until cancelled, as a long layer would; fails the test's job after a while.
void waitForCancel(const Cancellation &cancellation)
{
    for (int i = 0; i < 10000; ++i) {
        cancellation.check();
        QThread::usleep(500);
    }
    throw std::logic_error("was never cancelled");
}

} // namespace

class TestRenderEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobRunsToItsEnd();
    void aLargeContentIsReadForTheSize();
    void everythingHappensOnOneOtherThread();
    void stopWorksInTheMiddleOfAnIteration();
    void stopWorksDuringPreparation();
    void stopAfterTheEndChangesNothing();
    void aNewJobSupersedesTheRunningOne();
    void aJobSupersededBeforeItBeganIsStoppedToo();
    void nothingIsHeardOfAStaleJob();
    void aSlowConsumerGetsTheNewestPreviewAndOneNotification();
    void theSinkGetsEveryNthPreview_data();
    void theSinkGetsEveryNthPreview();
    void whatIsChangedIsAnsweredByAPreview_data();
    void whatIsChangedIsAnsweredByAPreview();
    void oneAnswerIsMadeAtATime();
    void theSinkGetsNoAnswers();
    void aSlowPreviewHoldsUpNoIteration();
    void aSlowPreviewComesBeforeThePause();
    void aFailedRunsSlowPreviewNeverComes();
    void theWorkerIsNicerThanTheProgram();
    void exceptionsBecomeErrors_data();
    void exceptionsBecomeErrors();
    void whatIsTooMuchForADeviceGoesOnOnTheProcessor_data();
    void whatIsTooMuchForADeviceGoesOnOnTheProcessor();
    void tooMuchForLbfgsGoesOnWithAdam();
    void lbfgsIsGivenUpBeforeTheDevice();
    void aRunThatFailsKeepsItsPicture();
    void afterAFailureTheNextJobRuns();
    void anExceptionWhilePreparingIsAFailure();
    void destructionWhileRunning();
    void destructionWhilePaused();
    void pauseHoldsAndResumeGoesOn();
    void aPausedJobCanBeStopped();
    void aPictureIsTakenWithoutDisturbingTheRun();
    void aPictureIsTakenWhilePaused();
    void noPictureIsTakenOfWhatDoesNotRun();
    void everyRequestIsAnswered_data();
    void everyRequestIsAnswered();
    void requestsOfASupersededJobGetItsPicture();
    void requestsAreRefusedWhenTheEngineGoes();
    void parametersArriveBetweenIterations();
    void regionsArriveBetweenIterations();
    void parametersThatNeedANewJobAreLeftOut();
    void aStoppedJobGoesOnFromItsCheckpoint();
    void aRunTellsWhereItStandsAndGoesOn();
    void aPausedRunTellsWhereItStands();
    void aRunThatLacksMemoryForACheckpointGoesOn();
    void pausingWithoutMemoryForTheCheckpointKeepsTheRun_data();
    void pausingWithoutMemoryForTheCheckpointKeepsTheRun();
    void stoppingWithoutMemoryForTheCheckpointKeepsThePicture();
    void whereTheResultTakesTooMuchThePreviewsPrecisionDoes();
    void aResultThatCannotBeHadIsAFailure();
    void previewsThatNeedTooMuchMemoryDoNotEndTheRun();
    void aContinuedJobStoppedWhilePreparingKeepsItsCheckpoint();
    void timeLeftShrinksToNothing();
    void statisticsComeWithPreviewsWhereTheyAreWanted();
    void statisticsOfAStaleJobAreNotGivenOut();
    void statisticsThatNeedTooMuchMemoryDoNotEndTheRun();
    void anotherEngineHasAFactoryOfItsOwn();
};

namespace {

/// Lets one iteration through, the one of that number, and waits for its preview.
Preview nextPreview(Bench &b, int iteration)
{
    QTest::qWait(17); // previews come no faster than the screen shows them
    b.control->let(1);
    Preview preview;
    const auto came = [&] {
        preview = b.engine.takePreview();
        return preview.iteration == iteration;
    };
    return QTest::qWaitFor(came) ? preview : Preview();
}

} // namespace

void TestRenderEngine::aJobRunsToItsEnd()
{
    Bench b;
    const quint64 id = b.engine.start(job());
    QVERIFY(b.engine.isRunning());
    QTRY_COMPARE(b.finished.count(), 1);
    QVERIFY(!b.engine.isRunning());
    QCOMPARE(b.iterated.count(), 10);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(reportOf(b.iterated, i).iteration, i + 1);
        QCOMPARE(reportOf(b.iterated, i).job, id);
    }
    const RenderResult result = resultOf(b.finished);
    QCOMPARE(result.job, id);
    QCOMPARE(result.iterations, 10);
    QCOMPARE(result.image.pixelColor(0, 0).red(), 10);
    QCOMPARE(b.ends(), 1);
}

// However it was read before: every run of that size begins with the same pixels.
void TestRenderEngine::aLargeContentIsReadForTheSize()
{
    QImage image(8192, 4096, QImage::Format_Grayscale8);
    image.fill(90);
    const QByteArray file = quickPng(image);
    RenderJob wanted = job();
    wanted.scene.styles.resize(1);
    const auto read = [&file](int side) {
        return readPicture(file, QStringLiteral("a.png"), {CutPictures::Refuse, side}).value();
    };
    wanted.scene.styles[0].picture = read(256); // as one that was the content before
    constexpr int patience = 120'000;           // ms, for ThreadSanitizer's sake
    Bench b;
    const auto widthsFor = [&](int side, int size) {
        wanted.scene.content = read(side);
        wanted.scene.parameters.size = size;
        const auto ends = b.finished.count();
        b.engine.start(wanted);
        if (!QTest::qWaitFor([&] { return b.finished.count() > ends; }, patience))
            return QSize();
        const ReadScene scene = b.control->jobs().back().scene;
        return QSize(scene.content.image.width(), scene.styles[0].picture.image.width());
    };
    QCOMPARE(widthsFor(1024, 256), QSize(1024, 8192));
    QCOMPARE(widthsFor(256, 2048), QSize(4096, 8192));
    QCOMPARE(widthsFor(256, 0), QSize(8192, 8192));

    wanted.scene.content.file.truncate(100); // nothing of which can be read
    wanted.scene.parameters.size = 2048;
    b.engine.start(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(b.failed.count(), 1, patience);
}

void TestRenderEngine::everythingHappensOnOneOtherThread()
{
    QSet<QThread *> threads;
    QMutex mutex;
    {
        Bench b;
        const auto note = [&] {
            const QMutexLocker lock(&mutex);
            threads.insert(QThread::currentThread());
        };
        b.control->preparing = note;
        b.control->onStep = [&](int, const StyleParameters &, const Cancellation &) { note(); };
        for (int i = 0; i < 3; ++i) {
            b.engine.start(job());
            QTRY_COMPARE(b.finished.count(), i + 1);
        }
        QCOMPARE(threads.count(), 1);
        QVERIFY(!threads.contains(QThread::currentThread()));
    }
}

void TestRenderEngine::stopWorksInTheMiddleOfAnIteration()
{
    Bench b;
    b.control->onStep = [](int iteration, const StyleParameters &, const Cancellation &c) {
        if (iteration == 4)
            waitForCancel(c);
    };
    b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 3);
    b.engine.stop();
    QTRY_COMPARE(b.stopped.count(), 1);
    QCOMPARE(resultOf(b.stopped).image.pixelColor(0, 0).red(), 3); // the picture so far
    QCOMPARE(resultOf(b.stopped).iterations, 3);
    QVERIFY(!resultOf(b.stopped).checkpoint.isEmpty());
    QVERIFY(!b.engine.isRunning());
    QCOMPARE(b.ends(), 1);
}

void TestRenderEngine::stopWorksDuringPreparation()
{
    std::atomic<bool> preparing{false};
    const StyleTransferFactory slow = [&](const RenderJob &,
                                          const Cancellation &c) -> std::unique_ptr<StyleTransfer> {
        preparing = true;
        waitForCancel(c);
        return nullptr;
    };
    RenderEngine engine([&] { return slow; });
    QSignalSpy stopped(&engine, &RenderEngine::stopped);
    engine.start(job());
    QTRY_VERIFY(preparing);
    engine.stop();
    QTRY_COMPARE(stopped.count(), 1);
    QVERIFY(resultOf(stopped).image.isNull());
}

void TestRenderEngine::stopAfterTheEndChangesNothing()
{
    Bench b;
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 1);
    b.engine.stop();
    b.engine.pause();
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 2);
    QCOMPARE(b.ends(), 2);
    QCOMPARE(b.paused.count(), 0);
}

void TestRenderEngine::aNewJobSupersedesTheRunningOne()
{
    Bench b;
    b.control->holdSteps();
    b.control->let(2);
    const quint64 first = b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 2);
    const quint64 second = b.engine.start(job());
    QVERIFY(second > first);
    QTRY_COMPARE(b.stopped.count(), 1);
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(resultOf(b.stopped).job, first);
    QCOMPARE(resultOf(b.stopped).image.pixelColor(0, 0).red(), 2);
    QCOMPARE(resultOf(b.finished).job, second);
}

void TestRenderEngine::aJobSupersededBeforeItBeganIsStoppedToo()
{
    Bench b;
    b.control->holdSteps();
    const quint64 first = b.engine.start(job());
    const quint64 second = b.engine.start(job());
    const quint64 third = b.engine.start(job());
    b.control->let(1000);
    QTRY_COMPARE(b.ends(), 3);
    QCOMPARE(b.stopped.count(), 2);
    QCOMPARE(resultOf(b.stopped, 0).job, first);
    QCOMPARE(resultOf(b.stopped, 1).job, second);
    QCOMPARE(resultOf(b.finished).job, third);
}

void TestRenderEngine::nothingIsHeardOfAStaleJob()
{
    Bench b;
    b.control->iterations = 3;
    const quint64 first = b.engine.start(job());
    // All of the first job's news lies in this thread's queue when the second one starts.
    QTRY_COMPARE_WITH_TIMEOUT(b.control->seen().size(), std::size_t(3), 5000);
    const qsizetype heard = b.iterated.count();
    const quint64 second = b.engine.start(job());
    QTRY_COMPARE(b.ends(), 2);
    for (int i = int(heard); i < b.iterated.count(); ++i)
        QCOMPARE(reportOf(b.iterated, i).job, second);
    const Preview preview = b.engine.takePreview();
    QVERIFY(preview.image.isNull() || preview.job != first);
}

void TestRenderEngine::aSlowConsumerGetsTheNewestPreviewAndOneNotification()
{
    Bench b;
    b.control->iterations = 12;
    // Slower than the screen, so that every picture is worth a notification.
    b.control->onStep = [](int, const StyleParameters &, const Cancellation &) {
        QThread::msleep(18);
    };
    b.control->holdSteps();
    b.control->let(11);
    b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 11);
    QCOMPARE(b.previewReady.count(), 1); // nothing was taken, so nothing more is said
    const Preview newest = b.engine.takePreview();
    QVERIFY(newest.iteration >= 10); // a loaded machine may hurry the last one
    QCOMPARE(newest.image.pixelColor(0, 0).red(), newest.iteration);
    QVERIFY(b.engine.takePreview().image.isNull());
    b.control->let(1);
    QTRY_COMPARE(b.finished.count(), 1);
}

void TestRenderEngine::theSinkGetsEveryNthPreview_data()
{
    QTest::addColumn<bool>("slow");
    QTest::newRow("here at once") << false;
    QTest::newRow("on their way") << true;
}

void TestRenderEngine::theSinkGetsEveryNthPreview()
{
    QFETCH(bool, slow);
    Bench b;
    b.control->iterations = 50;
    b.control->slowImages = slow;
    QList<int> iterations;
    RenderJob every = job(7);
    every.previewSink = [&](const Preview &preview) { iterations << preview.iteration; };
    b.engine.start(every);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(iterations, QList<int>({7, 14, 21, 28, 35, 42, 49}));
}

void TestRenderEngine::whatIsChangedIsAnsweredByAPreview_data()
{
    QTest::addColumn<bool>("isPainted"); // else a slider is moved
    QTest::newRow("a region") << true;
    QTest::newRow("a parameter") << false;
}

/// However rarely previews are wanted.
void TestRenderEngine::whatIsChangedIsAnsweredByAPreview()
{
    QFETCH(bool, isPainted);
    Bench b;
    b.control->holdSteps();
    b.engine.start(job(100));
    b.control->let(1);
    QTRY_COMPARE(b.iterated.count(), 1);
    QVERIFY(b.engine.takePreview().image.isNull());
    if (isPainted) {
        b.engine.setRegions({{QImage(2, 2, QImage::Format_Grayscale8)}, {}});
    } else {
        StyleParameters moved = job(100).scene.parameters;
        moved.ratio *= 2;
        b.engine.update(moved);
    }
    b.control->let(1); // the second one had begun already
    QTRY_COMPARE(b.iterated.count(), 2);
    QVERIFY(b.engine.takePreview().image.isNull());
    QCOMPARE(nextPreview(b, 3).iteration, 3);
    b.control->let(1);
    QTRY_COMPARE(b.iterated.count(), 4);
    QVERIFY(b.engine.takePreview().image.isNull());
}

void TestRenderEngine::oneAnswerIsMadeAtATime()
{
    std::atomic<int> made{0};
    Bench b;
    b.control->imaging = [&] { ++made; };
    b.control->holdSteps();
    b.engine.start(job(100));
    for (int i = 0; i < 4; ++i) { // and nobody takes the first one
        b.engine.setRegions({{QImage(i + 1, 2, QImage::Format_Grayscale8)}, {}});
        QTest::qWait(17); // previews come no faster than the screen shows them
        b.control->let(1);
        QTRY_COMPARE(b.iterated.count(), i + 1);
    }
    QCOMPARE(made.load(), 1);
    QCOMPARE(b.engine.takePreview().iteration, 1);
    QCOMPARE(nextPreview(b, 5).iteration, 5); // the others are answered by one
    QCOMPARE(made.load(), 2);
}

void TestRenderEngine::theSinkGetsNoAnswers()
{
    std::vector<int> iterations;
    Bench b;
    b.control->holdSteps();
    RenderJob steered = job(4);
    steered.previewSink = [&](const Preview &preview) { iterations.push_back(preview.iteration); };
    b.engine.start(steered);
    b.engine.setRegions({{QImage(2, 2, QImage::Format_Grayscale8)}, {}});
    b.control->let(10);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(iterations, std::vector<int>({4, 8}));
}

void TestRenderEngine::aSlowPreviewHoldsUpNoIteration()
{
    Bench b;
    b.control->iterations = 9;
    b.control->slowImages = true;
    QStringList events; // on the worker's thread, read after the end
    b.control->onStep = [&](int iteration, const StyleParameters &, const Cancellation &) {
        events << QStringLiteral("step %1").arg(iteration);
    };
    RenderJob some = job(3);
    some.previewSink = [&](const Preview &preview) {
        events << QStringLiteral("preview %1").arg(preview.iteration);
        QCOMPARE(preview.image.pixelColor(0, 0).red(), preview.iteration);
    };
    b.engine.start(some);
    QTRY_COMPARE(b.finished.count(), 1);
    const QStringList expected{
        QStringLiteral("step 1"),    QStringLiteral("step 2"),    QStringLiteral("step 3"),
        QStringLiteral("step 4"),    QStringLiteral("step 5"),    QStringLiteral("step 6"),
        QStringLiteral("preview 3"), QStringLiteral("step 7"),    QStringLiteral("step 8"),
        QStringLiteral("step 9"),    QStringLiteral("preview 6"), QStringLiteral("preview 9")};
    QCOMPARE(events, expected);
}

void TestRenderEngine::aSlowPreviewComesBeforeThePause()
{
    Bench b;
    b.control->slowImages = true;
    b.control->holdSteps();
    QList<int> iterations;
    RenderJob every = job(1);
    every.previewSink = [&](const Preview &preview) { iterations << preview.iteration; };
    b.engine.start(every);
    b.control->let(1);
    QTRY_COMPARE(b.iterated.count(), 1);
    b.engine.pause();
    b.control->let(1); // the one that had begun
    QTRY_COMPARE(b.paused.count(), 1);
    QCOMPARE(iterations, resultOf(b.paused).iterations == 1 ? QList<int>({1}) : QList<int>({1, 2}));
    b.engine.stop();
    QTRY_COMPARE(b.stopped.count(), 1);
}

void TestRenderEngine::aFailedRunsSlowPreviewNeverComes()
{
    Bench b;
    b.control->slowImages = true;
    b.control->throwAt = 2;
    b.engine.start(job());
    QTRY_COMPARE(b.failed.count(), 1);
    QCOMPARE(b.previewReady.count(), 0);
    QVERIFY(b.engine.takePreview().image.isNull());
}

void TestRenderEngine::theWorkerIsNicerThanTheProgram()
{
#ifdef Q_OS_LINUX
    const int own = ::getpriority(PRIO_PROCESS, 0);
    std::atomic<int> workers{-100};
    Bench b;
    b.control->preparing = [&] { workers = ::getpriority(PRIO_PROCESS, 0); };
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(workers.load(), std::min(own + 5, 19));
    QCOMPARE(::getpriority(PRIO_PROCESS, 0), own);
#else
    QSKIP("Threads have no niceness of their own here.");
#endif
}

void TestRenderEngine::exceptionsBecomeErrors_data()
{
    using Throwing = std::function<void()>;
    QTest::addColumn<Throwing>("throwing");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("detail");
    QTest::newRow("standard") << Throwing() << ErrorCode::Internal << "fake";
    QTest::newRow("memory") << Throwing([] { throw std::bad_alloc(); }) << ErrorCode::OutOfMemory
                            << "";
    QTest::newRow("our own") << Throwing([] {
        throw ThrownError({ErrorCode::NotFinite, {}, {}});
    }) << ErrorCode::NotFinite
                             << "";
    QTest::newRow("anything") << Throwing([] { throw 7; }) << ErrorCode::Internal << "";
}

void TestRenderEngine::exceptionsBecomeErrors()
{
    QFETCH(std::function<void()>, throwing);
    QFETCH(ErrorCode, code);
    QFETCH(QString, detail);
    Bench b;
    b.control->throwAt = 5;
    b.control->throwing = throwing;
    const quint64 id = b.engine.start(job());
    QTRY_COMPARE(b.failed.count(), 1);
    QCOMPARE(b.iterated.count(), 4);
    QCOMPARE(b.failed.at(0).at(0).toULongLong(), id);
    const Error error = b.failed.at(0).at(1).value<Error>();
    QCOMPARE(error.code, code);
    QCOMPARE(error.detail, detail);
    QCOMPARE(b.ends(), 1);
    QVERIFY(!b.engine.isRunning());
}

void TestRenderEngine::whatIsTooMuchForADeviceGoesOnOnTheProcessor_data()
{
    QTest::addColumn<bool>("prepared");
    QTest::newRow("while preparing") << false;
    QTest::newRow("in an iteration") << true;
}

void TestRenderEngine::whatIsTooMuchForADeviceGoesOnOnTheProcessor()
{
    QFETCH(bool, prepared);
    Bench b;
    QSignalSpy moved(&b.engine, &RenderEngine::movedToProcessor);
    const auto tooMuch = [control = b.control.get()] {
        if (control->jobs().back().device != processorId())
            throw std::bad_alloc();
    };
    if (prepared) {
        b.control->onStep = [tooMuch](int iteration, const StyleParameters &,
                                      const Cancellation &) {
            if (iteration == 5)
                tooMuch();
        };
    } else {
        b.control->preparing = tooMuch;
    }
    RenderJob onDevice = job();
    onDevice.device = QStringLiteral("cuda:0");
    b.engine.start(onDevice);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(b.failed.count(), 0);
    QCOMPARE(b.iterated.count(), b.control->iterations); // none lost, none done twice
    const auto jobs = b.control->jobs();
    QCOMPARE(jobs.size(), 2u);
    QCOMPARE(jobs.back().device, processorId());
    QCOMPARE(jobs.back().checkpoint.bytes, prepared ? QByteArray("4") : QByteArray());
}

void TestRenderEngine::tooMuchForLbfgsGoesOnWithAdam()
{
    Bench b;
    QSignalSpy moved(&b.engine, &RenderEngine::movedToAdam);
    b.control->onStep = [](int iteration, const StyleParameters &p, const Cancellation &) {
        if (iteration == 5 && p.optimizer == OptimizerKind::Lbfgs)
            throw std::bad_alloc();
    };
    RenderJob lbfgs = job();
    lbfgs.scene.parameters.optimizer = OptimizerKind::Lbfgs;
    lbfgs.scene.parameters.learningRate = 1;
    b.engine.start(lbfgs);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(b.failed.count(), 0);
    QCOMPARE(b.iterated.count(), b.control->iterations);
    StyleParameters adam = lbfgs.scene.runParameters();
    adam.optimizer = OptimizerKind::Adam;
    adam.learningRate = 0.02; // L-BFGS's means something else
    QCOMPARE(moved.count(), 1);
    QVERIFY(moved.at(0).at(0).value<StyleParameters>() == adam);
    QVERIFY(b.control->lastSeen() == adam);
    QVERIFY(resultOf(b.finished).parameters == adam);
    QCOMPARE(b.control->jobs().size(), 1u); // nothing was prepared anew
}

void TestRenderEngine::lbfgsIsGivenUpBeforeTheDevice()
{
    Bench b;
    b.control->onStep = [control = b.control.get()](int iteration, const StyleParameters &p,
                                                    const Cancellation &) {
        const bool onDevice = control->jobs().back().device != processorId();
        if ((iteration == 3 && p.optimizer == OptimizerKind::Lbfgs) || (iteration == 6 && onDevice))
            throw std::bad_alloc();
    };
    RenderJob lbfgs = job();
    lbfgs.scene.parameters.optimizer = OptimizerKind::Lbfgs;
    lbfgs.device = QStringLiteral("cuda:0");
    b.engine.start(lbfgs);
    QTRY_COMPARE(b.finished.count(), 1);
    const auto jobs = b.control->jobs();
    QCOMPARE(jobs.size(), 2u);
    QCOMPARE(jobs.back().checkpoint.bytes, QByteArray("5"));
    QVERIFY(jobs.back().scene.parameters.optimizer == OptimizerKind::Adam);
}

void TestRenderEngine::aRunThatFailsKeepsItsPicture()
{
    Bench b;
    b.control->throwAt = 5;
    b.control->throwing = [] { throw std::bad_alloc(); };
    const quint64 id = b.engine.start(job());
    QTRY_COMPARE(b.failed.count(), 1);
    const auto last = b.failed.at(0).at(2).value<RenderResult>();
    QCOMPARE(last.job, id);
    QCOMPARE(last.iterations, 4);
    QCOMPARE(last.image.size(), b.control->size);
    QCOMPARE(last.image.pixelColor(0, 0).red(), 4); // as the fourth iteration left it
}

void TestRenderEngine::afterAFailureTheNextJobRuns()
{
    Bench b;
    b.control->throwAt = 1;
    b.engine.start(job());
    QTRY_COMPARE(b.failed.count(), 1);
    b.control->throwAt = 0;
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 1);
}

void TestRenderEngine::anExceptionWhilePreparingIsAFailure()
{
    Bench b;
    b.control->preparing = [] { throw ThrownError({ErrorCode::NoStyle, {}, {}}); };
    b.engine.start(job());
    QTRY_COMPARE(b.failed.count(), 1);
    QCOMPARE(b.failed.at(0).at(1).value<Error>().code, ErrorCode::NoStyle);
}

void TestRenderEngine::destructionWhileRunning()
{
    std::weak_ptr<FakeControl> control;
    {
        Bench b;
        control = b.control;
        b.control->onStep = [](int iteration, const StyleParameters &, const Cancellation &c) {
            if (iteration > 2)
                waitForCancel(c);
        };
        b.engine.start(job());
        QTRY_COMPARE(b.iterated.count(), 2);
    }
    QVERIFY(control.expired()); // the worker and its run are gone
}

void TestRenderEngine::destructionWhilePaused()
{
    std::weak_ptr<FakeControl> control;
    {
        Bench b;
        control = b.control;
        b.control->holdSteps();
        b.control->let(2);
        b.engine.start(job());
        b.engine.pause();
        QTRY_COMPARE(b.paused.count(), 1);
    }
    QVERIFY(control.expired());
}

void TestRenderEngine::pauseHoldsAndResumeGoesOn()
{
    Bench b;
    b.control->holdSteps();
    b.engine.start(job());
    b.control->let(3);
    QTRY_COMPARE(b.iterated.count(), 3);
    b.engine.pause();
    b.control->let(1); // the iteration that is under way
    QTRY_COMPARE(b.paused.count(), 1);
    QVERIFY(b.engine.isPaused());
    QVERIFY(!resultOf(b.paused).checkpoint.isEmpty());
    b.control->let(100);
    const std::size_t held = b.control->seen().size();
    QTest::qWait(30);
    QCOMPARE(b.control->seen().size(), held);
    b.engine.resume();
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(b.iterated.count(), 10);
}

void TestRenderEngine::aPictureIsTakenWithoutDisturbingTheRun()
{
    Bench b;
    b.control->holdSteps();
    RenderJob small = job();
    small.previewLimit = {16, 16};
    const quint64 id = b.engine.start(small);
    b.control->let(3);
    QTRY_COMPARE(b.iterated.count(), 3);
    b.engine.requestPicture();
    b.control->let(1); // the one that has begun comes first
    QTRY_COMPARE(b.taken.count(), 1);
    const RenderResult taken = resultOf(b.taken);
    QCOMPARE(taken.job, id);
    QCOMPARE(taken.iterations, taken.image.pixelColor(0, 0).red());
    QVERIFY(taken.iterations == 3 || taken.iterations == 4);
    QCOMPARE(taken.image.size(), b.control->size); // and not that of the previews
    QCOMPARE(taken.image.format(), QImage::Format_RGBX64);
    QVERIFY(b.engine.isRunning());
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(resultOf(b.finished).iterations, 10);
    QCOMPARE(int(b.control->seen().size()), 10);
    QCOMPARE(b.ends(), 1);
}

void TestRenderEngine::aPictureIsTakenWhilePaused()
{
    Bench b;
    b.control->holdSteps();
    b.engine.start(job());
    b.control->let(2);
    QTRY_COMPARE(b.iterated.count(), 2);
    b.engine.pause();
    b.engine.requestPicture();
    b.control->let(1);
    QTRY_COMPARE(b.taken.count(), 1);
    QCOMPARE(b.paused.count(), 1);
    QCOMPARE(resultOf(b.taken).iterations, resultOf(b.paused).iterations);
    QVERIFY(b.engine.isPaused());
}

void TestRenderEngine::noPictureIsTakenOfWhatDoesNotRun()
{
    Bench b;
    const quint64 request = b.engine.requestPicture();
    QCOMPARE(b.refused.count(), 0); // the number is known first
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(b.refused.count(), 1);
    QCOMPARE(b.refused.at(0).at(1).toULongLong(), request);
    QCOMPARE(b.refused.at(0).at(0).value<Error>().code, ErrorCode::RunEnded);
    b.engine.requestPicture();
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 2);
    QCOMPARE(b.refused.count(), 2);
    QCOMPARE(b.taken.count(), 0);
}

void TestRenderEngine::everyRequestIsAnswered_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("the run goes on") << QByteArray("go on");
    QTest::newRow("stopped") << QByteArray("stop");
    QTest::newRow("superseded") << QByteArray("start");
    QTest::newRow("failed") << QByteArray("fail");
    QTest::newRow("finished") << QByteArray("finish");
}

// Several at once, and each with its own number.
void TestRenderEngine::everyRequestIsAnswered()
{
    QFETCH(const QByteArray, end);
    Bench b;
    QSignalSpy ready(&b.engine, &RenderEngine::checkpointReady);
    b.control->holdSteps();
    if (end == "fail")
        b.control->throwAt = 4;
    if (end == "finish")
        b.control->iterations = 4;
    b.engine.start(job());
    b.control->let(3);
    QTRY_COMPARE(b.iterated.count(), 3);
    const quint64 pictures[] = {b.engine.requestPicture(), b.engine.requestPicture()};
    const quint64 checkpoint = b.engine.requestCheckpoint();
    if (end == "stop")
        b.engine.stop();
    else if (end == "start")
        b.engine.start(job());
    else
        b.control->let(1);
    QTRY_COMPARE(b.taken.count(), 2);
    QTRY_COMPARE(ready.count(), 1);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(b.taken.at(i).at(1).toULongLong(), pictures[i]);
        QVERIFY(!resultOf(b.taken, i).image.isNull());
        QVERIFY(resultOf(b.taken, i).iterations >= 3);
    }
    QCOMPARE(ready.at(0).at(1).toULongLong(), checkpoint);
    QCOMPARE(b.refused.count(), 0);
}

void TestRenderEngine::requestsOfASupersededJobGetItsPicture()
{
    Bench b;
    b.control->holdSteps();
    const quint64 first = b.engine.start(job());
    b.control->let(2);
    QTRY_COMPARE(b.iterated.count(), 2);
    const quint64 request = b.engine.requestPicture(); // the third iteration never ends
    b.engine.start(job());
    QTRY_COMPARE(int(b.control->jobs().size()), 2);
    b.control->let(3);
    QTRY_COMPARE(b.taken.count(), 1);
    QCOMPARE(b.taken.at(0).at(1).toULongLong(), request);
    QCOMPARE(resultOf(b.taken).job, first);
    QCOMPARE(resultOf(b.taken).iterations, 2);
}

void TestRenderEngine::requestsAreRefusedWhenTheEngineGoes()
{
    const auto control = std::make_shared<FakeControl>();
    control->holdSteps();
    auto engine = std::make_unique<RenderEngine>(fakeFactory(control));
    QSignalSpy refused(engine.get(), &RenderEngine::requestRefused);
    engine->start(job());
    const quint64 picture = engine->requestPicture();
    const quint64 checkpoint = engine->requestCheckpoint();
    engine.reset();
    QCOMPARE(refused.count(), 2);
    QCOMPARE(refused.at(0).at(1).toULongLong(), picture);
    QCOMPARE(refused.at(1).at(1).toULongLong(), checkpoint);
}

void TestRenderEngine::aPausedJobCanBeStopped()
{
    Bench b;
    b.control->holdSteps();
    b.control->let(5);
    b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 5);
    b.engine.pause();
    b.control->let(1);
    QTRY_COMPARE(b.paused.count(), 1);
    b.engine.stop();
    QTRY_COMPARE(b.stopped.count(), 1);
    QCOMPARE(b.ends(), 1);
}

void TestRenderEngine::parametersArriveBetweenIterations()
{
    Bench b;
    b.control->holdSteps();
    b.engine.start(job());
    b.control->let(3);
    QTRY_COMPARE(b.iterated.count(), 3);
    StyleParameters steered = job().scene.runParameters();
    steered.ratio = 0.125;
    b.engine.update(steered);
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    const auto seen = b.control->seen();
    QCOMPARE(seen.size(), std::size_t(10)); // nothing began anew
    QCOMPARE(b.control->jobs().size(), std::size_t(1));
    QCOMPARE(seen[2].ratio, job().scene.parameters.ratio);
    QCOMPARE(seen[4].ratio, 0.125); // within two iterations
}

void TestRenderEngine::regionsArriveBetweenIterations()
{
    Bench b;
    b.control->holdSteps();
    b.engine.start(job());
    b.control->let(3);
    QTRY_COMPARE(b.iterated.count(), 3);
    const Regions regions{{QImage(2, 2, QImage::Format_Grayscale8)}, {}};
    b.engine.setRegions(regions);
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    const std::vector<Regions> seen = b.control->regions();
    QCOMPARE(seen.size(), std::size_t(10)); // nothing began anew
    QVERIFY(seen[2].isEmpty());
    QVERIFY(seen[4] == regions); // within two iterations
}

void TestRenderEngine::parametersThatNeedANewJobAreLeftOut()
{
    Bench b;
    b.control->holdSteps();
    b.engine.start(job());
    StyleParameters other = job().scene.runParameters();
    other.size = 64;
    b.engine.update(other);
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    for (const StyleParameters &p : b.control->seen())
        QCOMPARE(p.size, job().scene.parameters.size);
}

void TestRenderEngine::aStoppedJobGoesOnFromItsCheckpoint()
{
    Bench b;
    b.control->holdSteps();
    b.control->let(4);
    b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 4);
    b.engine.stop();
    QTRY_COMPARE(b.stopped.count(), 1);
    RenderJob rest = job();
    rest.checkpoint = resultOf(b.stopped).checkpoint;
    b.control->let(100);
    b.engine.start(rest);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(reportOf(b.iterated, 4).iteration, 5);
    QCOMPARE(resultOf(b.finished).iterations, 10);
}

void TestRenderEngine::aRunTellsWhereItStandsAndGoesOn()
{
    Bench b;
    QSignalSpy ready(&b.engine, &RenderEngine::checkpointReady);
    b.control->holdSteps();
    b.control->let(4);
    const quint64 id = b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 4);
    b.engine.requestCheckpoint();
    b.control->let(1); // it is told between two iterations
    QTRY_COMPARE(ready.count(), 1);
    const RenderResult told = resultOf(ready);
    QCOMPARE(told.job, id);
    QCOMPARE(told.iterations, 5);
    QCOMPARE(told.checkpoint.bytes, QByteArray("5"));
    QCOMPARE(told.image.pixelColor(0, 0).red(), 5);
    QVERIFY(told.parameters == job().scene.runParameters());
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(b.iterated.count(), b.control->iterations);
    QCOMPARE(b.ends(), 1);
}

void TestRenderEngine::aPausedRunTellsWhereItStands()
{
    Bench b;
    QSignalSpy ready(&b.engine, &RenderEngine::checkpointReady);
    b.control->holdSteps();
    b.control->let(3);
    b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 3);
    b.engine.pause();
    b.control->let(1);
    QTRY_COMPARE(b.paused.count(), 1);
    b.engine.requestCheckpoint();
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(resultOf(ready).checkpoint.bytes, resultOf(b.paused).checkpoint.bytes);
    QVERIFY(b.engine.isPaused());
}

void TestRenderEngine::aRunThatLacksMemoryForACheckpointGoesOn()
{
    Bench b;
    QSignalSpy ready(&b.engine, &RenderEngine::checkpointReady);
    b.control->checkpointing = [] { throw std::bad_alloc(); };
    b.control->holdSteps();
    b.control->let(4);
    b.engine.start(job());
    QTRY_COMPARE(b.iterated.count(), 4);
    b.engine.requestCheckpoint();
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    QCOMPARE(ready.count(), 1);
    QVERIFY(resultOf(ready).checkpoint.isEmpty());
    QVERIFY(!resultOf(ready).image.isNull());
}

void TestRenderEngine::pausingWithoutMemoryForTheCheckpointKeepsTheRun_data()
{
    QTest::addColumn<bool>("picture");
    QTest::newRow("none for the checkpoint") << true;
    QTest::newRow("none for the picture either") << false;
}

void TestRenderEngine::pausingWithoutMemoryForTheCheckpointKeepsTheRun()
{
    QFETCH(bool, picture);
    Bench b;
    b.control->holdSteps();
    b.control->checkpointing = [] { throw std::bad_alloc(); };
    if (!picture)
        b.control->resulting = b.control->imaging = b.control->checkpointing;
    b.engine.start(job(1000));
    b.control->let(1);
    QTRY_COMPARE(b.iterated.count(), 1);
    b.engine.pause();
    b.control->let(1); // it may have begun
    QTRY_COMPARE(b.paused.count() + b.ends(), 1);
    QCOMPARE(b.ends(), 0);
    QVERIFY(resultOf(b.paused).checkpoint.isEmpty());
    QCOMPARE(resultOf(b.paused).image.isNull(), !picture);
    QVERIFY(resultOf(b.paused).missing);
    QCOMPARE(resultOf(b.paused).missing->code, ErrorCode::OutOfMemory);
    b.control->resulting = b.control->imaging = {};
    b.engine.resume();
    b.control->let(100);
    QTRY_COMPARE(b.finished.count(), 1);
    QVERIFY(!resultOf(b.finished).missing);
}

void TestRenderEngine::stoppingWithoutMemoryForTheCheckpointKeepsThePicture()
{
    Bench b;
    b.control->holdSteps();
    b.control->checkpointing = [] { throw std::bad_alloc(); };
    b.engine.start(job());
    b.control->let(1);
    QTRY_COMPARE(b.iterated.count(), 1);
    b.engine.stop();
    QTRY_COMPARE(b.ends(), 1);
    QCOMPARE(b.stopped.count(), 1);
    QVERIFY(resultOf(b.stopped).checkpoint.isEmpty());
    QVERIFY(!resultOf(b.stopped).image.isNull());
    QVERIFY(resultOf(b.stopped).missing);
    QCOMPARE(resultOf(b.stopped).missing->code, ErrorCode::OutOfMemory);
}

void TestRenderEngine::whereTheResultTakesTooMuchThePreviewsPrecisionDoes()
{
    Bench b;
    b.control->resulting = [] { throw std::bad_alloc(); };
    b.engine.start(job());
    QTRY_COMPARE(b.ends(), 1);
    QCOMPARE(b.finished.count(), 1);
    QCOMPARE(resultOf(b.finished).image.format(), QImage::Format_RGB888);
}

void TestRenderEngine::aResultThatCannotBeHadIsAFailure()
{
    Bench b;
    b.control->resulting = b.control->imaging = [] { throw std::bad_alloc(); };
    b.engine.start(job(1000));
    QTRY_COMPARE(b.ends(), 1);
    QCOMPARE(b.failed.count(), 1);
    QCOMPARE(b.failed.at(0).at(1).value<Error>().code, ErrorCode::OutOfMemory);
}

void TestRenderEngine::previewsThatNeedTooMuchMemoryDoNotEndTheRun()
{
    Bench b;
    b.control->imaging = [] { throw std::bad_alloc(); };
    b.control->resulting = [&] { b.control->imaging = {}; };
    b.engine.start(job());
    QTRY_COMPARE(b.ends(), 1);
    QCOMPARE(b.finished.count(), 1);
    QCOMPARE(b.previewReady.count(), 0);
}

void TestRenderEngine::aContinuedJobStoppedWhilePreparingKeepsItsCheckpoint()
{
    Bench b;
    b.control->preparing = [&b] {
        QMetaObject::invokeMethod(&b.engine, Posted([&b] { b.engine.stop(); }),
                                  Qt::BlockingQueuedConnection);
        throw Cancelled();
    };
    RenderJob rest = job();
    rest.checkpoint.bytes = QByteArray("7");
    b.engine.start(rest);
    QTRY_COMPARE(b.stopped.count(), 1);
    QCOMPARE(resultOf(b.stopped).checkpoint.bytes, QByteArray("7"));
}

void TestRenderEngine::timeLeftShrinksToNothing()
{
    Bench b;
    b.control->onStep = [](int, const StyleParameters &, const Cancellation &) {
        QThread::msleep(5);
    };
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 1);
    QVERIFY(reportOf(b.iterated, 0).secondsLeft > 0.02);
    QVERIFY(reportOf(b.iterated, 9).secondsLeft < 1e-9);
    QVERIFY(reportOf(b.iterated, 9).seconds >= 0.05);
}

void TestRenderEngine::statisticsComeWithPreviewsWhereTheyAreWanted()
{
    Bench b;
    b.control->holdSteps();
    b.engine.start(job());
    QCOMPARE(nextPreview(b, 1).iteration, 1);
    QCOMPARE(b.control->statisticsRequests.load(), 0);
    b.engine.setStatisticsWanted(true);
    QCOMPARE(nextPreview(b, 2).iteration, 2); // this iteration may have begun before
    const Preview preview = nextPreview(b, 3);
    QCOMPARE(preview.statistics.size(), std::size_t(1));
    QCOMPARE(preview.statistics.front().picture, std::vector<float>{3});
    QCOMPARE(preview.statistics.front().style, std::vector<float>{10});
    b.engine.setStatisticsWanted(false);
    nextPreview(b, 4);
    const int requests = b.control->statisticsRequests;
    QVERIFY(nextPreview(b, 5).statistics.empty());
    QCOMPARE(b.control->statisticsRequests.load(), requests);
}

void TestRenderEngine::statisticsOfAStaleJobAreNotGivenOut()
{
    Bench b;
    b.control->holdSteps();
    b.engine.setStatisticsWanted(true);
    b.engine.start(job());
    b.control->let(1);
    QTRY_COMPARE(b.previewReady.count(), 1);
    b.engine.start(job());
    QVERIFY(b.engine.takePreview().statistics.empty());
    const Preview preview = nextPreview(b, 1);
    QCOMPARE(preview.job, b.engine.currentJob());
    QCOMPARE(preview.statistics.size(), std::size_t(1));
}

void TestRenderEngine::statisticsThatNeedTooMuchMemoryDoNotEndTheRun()
{
    Bench b;
    b.control->onStatistics = [] { throw std::bad_alloc(); };
    b.engine.setStatisticsWanted(true);
    b.engine.start(job());
    QTRY_COMPARE(b.finished.count(), 1);
    QVERIFY(b.control->statisticsRequests > 0);
    QCOMPARE(b.failed.count(), 0);
}

// What a factory keeps, such as a network that is prepared as it is used, is of one thread.
void TestRenderEngine::anotherEngineHasAFactoryOfItsOwn()
{
    const auto control = std::make_shared<FakeControl>();
    std::vector<std::shared_ptr<int>> kept;
    const auto makeFactory = [&]() -> StyleTransferFactory {
        kept.push_back(std::make_shared<int>());
        return [mine = kept.back(), fake = fakeFactory(control)()](
                   const RenderJob &job, const Cancellation &cancellation) {
            ++*mine;
            return fake(job, cancellation);
        };
    };
    RenderEngine engine(makeFactory);
    const auto other = engine.makeAnother();
    QCOMPARE(kept.size(), std::size_t(2));
    QSignalSpy finished(&engine, &RenderEngine::finished);
    QSignalSpy otherFinished(other.get(), &RenderEngine::finished);
    engine.start(job());
    other->start(job());
    QTRY_COMPARE(finished.count() + otherFinished.count(), 2);
    QCOMPARE(*kept[0], 1);
    QCOMPARE(*kept[1], 1);
}

GRAMARYE_TEST(TestRenderEngine)

} // namespace gramarye::tst_renderengine

#include "tst_renderengine.moc"
