#include "core/model/parameterspec.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/run/rendersession.h"

#include <QSignalSpy>
#include <QTest>

namespace gramarye::tst_rendersession {

/// What can be continued and steered; the window's tests cover the rest.
class TestRenderSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void matchesWhatSteersItOnly_data();
    void matchesWhatSteersItOnly();
    void continuesOnlyWhatWasStopped();
    void steersOnlyTheLivePart();
    void paintedMasksSteer();
    void scalesOfStylesWaitInTheLastSize();
    void coloursThatMovePicturesWaitForTheNextStart_data();
    void coloursThatMovePicturesWaitForTheNextStart();
    void runThatIsReplacedLeavesNothing();
    void resultIsUnsavedUntilItIsSaved();
    void pausedPictureIsUnsavedWhateverBecomesOfTheRun();
    void aPictureReadAnewIsTheSame();
    void saysThatThereIsNoCheckpoint_data();
    void saysThatThereIsNoCheckpoint();
    void aPausedRunAsksForItsCheckpointAgain();
    void runningPictureIsTakenAtFullSize();
    void pictureThatWaitedComesWithTheEnd();
    void pictureOfARunThatIsReplacedIsItsOwn_data();
    void pictureOfARunThatIsReplacedIsItsOwn();
    void whereThereIsNoPictureItSaysSo();
    void knowsWhatMadeThePicture();
    void steeringIsRemembered_data();
    void steeringIsRemembered();
    void goingOnWithAdamIsSteering_data();
    void goingOnWithAdamIsSteering();

private:
    RenderJob job() const;
    void stopAfter(int iterations);

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<RenderSession> m_session;
    QImage m_content = plainPicture(Qt::red);
    QImage m_style = plainPicture(Qt::blue);
};

void TestRenderSession::init()
{
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 100;
    m_fake->holdSteps();
    m_session =
        std::make_unique<RenderSession>(std::make_unique<RenderEngine>(fakeFactory(m_fake)));
}

RenderJob TestRenderSession::job() const
{
    RenderJob job;
    job.scene.content.image = m_content;
    job.scene.styles = {{{m_style}}};
    job.scene.network.info.name = QStringLiteral("fake");
    return job;
}

void TestRenderSession::stopAfter(int iterations)
{
    m_session->startAnew(job());
    m_fake->let(iterations);
    QTRY_COMPARE(int(m_fake->seen().size()), iterations);
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
}

void TestRenderSession::matchesWhatSteersItOnly_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nothing") << QByteArray("nothing") << true;
    QTest::newRow("ratio") << QByteArray("ratio") << true;
    QTest::newRow("size") << QByteArray("size") << false;
    QTest::newRow("content") << QByteArray("content") << false;
    QTest::newRow("another style") << QByteArray("style") << false;
    QTest::newRow("one more style") << QByteArray("styles") << false;
    QTest::newRow("network") << QByteArray("network") << false;
    QTest::newRow("optimiser") << QByteArray("optimizer") << false;
}

void TestRenderSession::matchesWhatSteersItOnly()
{
    QFETCH(QByteArray, change);
    QFETCH(bool, matches);
    stopAfter(2);
    RenderJob next = job();
    const std::map<QByteArray, std::function<void()>> changes = {
        {"nothing", [] {}},
        {"ratio", [&] { next.scene.parameters.ratio = 7; }},
        {"size", [&] { next.scene.parameters.size = 99; }},
        {"content", [&] { next.scene.content.image = plainPicture(Qt::red); }},
        {"style", [&] { next.scene.styles = {{{plainPicture(Qt::blue)}}}; }},
        {"styles", [&] { next.scene.styles.push_back({{m_style}}); }},
        {"network", [&] { next.scene.network.info.name = QStringLiteral("other"); }},
        {"optimizer", [&] { next.scene.parameters.optimizer = OptimizerKind::Lbfgs; }}};
    changes.at(change)();
    QCOMPARE(m_session->matches(next.scene), matches);
    QCOMPARE(m_session->canContinue(next.scene), matches);
}

void TestRenderSession::continuesOnlyWhatWasStopped()
{
    QVERIFY(!m_session->canContinue(job().scene));
    m_session->startAnew(job());
    QVERIFY(!m_session->canContinue(job().scene));
    m_fake->let(100);
    QSignalSpy finished(m_session.get(), &RenderSession::finished);
    QVERIFY(finished.wait());
    QVERIFY(!m_session->canContinue(job().scene));
}

void TestRenderSession::steersOnlyTheLivePart()
{
    m_session->startAnew(job());
    RenderJob wish = job();
    wish.scene.parameters.ratio = 7;
    wish.scene.parameters.seed = 5;
    QVERIFY(!m_session->steer(wish.scene)); // the seed has to wait
    m_fake->let(2);
    QTRY_COMPARE(int(m_fake->seen().size()), 2);
    QCOMPARE(m_fake->lastSeen().ratio, 7.0);
    QCOMPARE(m_fake->lastSeen().seed, 0);

    wish.scene.parameters.seed = 0;
    QVERIFY(m_session->steer(wish.scene));
}

void TestRenderSession::paintedMasksSteer()
{
    m_session->startAnew(job());
    m_fake->let(1);
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(1));
    RenderJob painted = job();
    painted.scene.styles[0].region = unfiledPicture(plainPicture(Qt::white), QStringLiteral("a"));
    painted.scene.strength = unfiledPicture(plainPicture(Qt::gray), QStringLiteral("b"));
    QVERIFY(m_session->steer(painted.scene));
    m_fake->let(2);
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(3));
    QVERIFY(m_fake->regions()[0].isEmpty());
    QVERIFY(m_fake->regions()[2] == regionsOf(painted.scene));
    QVERIFY(m_session->isSteered());
    QVERIFY(m_session->job().scene.strength.ref.hash == painted.scene.strength.ref.hash);
    QVERIFY(m_session->matches(job().scene)); // they can be taken away again

    RenderJob cut = painted; // what of its picture a style is
    cut.scene.styles[0].mask = unfiledPicture(plainPicture(Qt::blue), QStringLiteral("c"));
    QVERIFY(m_session->steer(cut.scene));
    m_fake->let(2); // one may be under way
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(5));
    QVERIFY(m_fake->regions()[4] == regionsOf(cut.scene));
    QVERIFY(!m_fake->regions()[4].hasPartsOf(m_fake->regions()[2]));
    QCOMPARE(m_session->job().scene.styles[0].mask.ref.hash, cut.scene.styles[0].mask.ref.hash);

    RenderJob larger = painted;
    larger.scene.styles[0].scale = 2;
    larger.scene.styles[0].layers[Layer::Conv3_1] = 0.5;
    QVERIFY(m_session->steer(larger.scene));
    QCOMPARE(m_session->job().scene.styles[0].scale, 2.0);
    QCOMPARE(m_session->job().scene.styles[0].layers, larger.scene.styles[0].layers);
}

void TestRenderSession::scalesOfStylesWaitInTheLastSize()
{
    RenderJob run = job();
    run.scene.parameters.size = 0; // as the content
    const QSize last = run.scene.content.image.size();
    m_fake->size = last / 2;
    m_session->startAnew(run);
    QSignalSpy iterated(m_session.get(), &RenderSession::iterated);
    m_fake->let(1);
    QTRY_COMPARE(iterated.size(), 1);
    run.scene.styles[0].scale = 2;
    QVERIFY(m_session->steer(run.scene));
    m_fake->size = last;
    m_fake->let(1);
    QTRY_COMPARE(iterated.size(), 2);
    run.scene.styles[0].scale = 3;
    QVERIFY(!m_session->steer(run.scene));
    run.scene.styles[0].scale = 2;
    QVERIFY(m_session->steer(run.scene));

    // Going on is in the same size, with the same ones.
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
    run.scene.styles[0].scale = 3;
    m_session->continueWith(run);
    m_fake->let(1);
    QTRY_COMPARE(iterated.size(), 3);
    QVERIFY(!m_session->steer(run.scene));
}

void TestRenderSession::coloursThatMovePicturesWaitForTheNextStart_data()
{
    QTest::addColumn<int>("now");
    QTest::addColumn<int>("next");
    QTest::addColumn<bool>("steers");
    const std::vector<std::pair<Colors, const char *>> all{{Colors::Style, "style"},
                                                           {Colors::Content, "content"},
                                                           {Colors::Matched, "matched"},
                                                           {Colors::Palette, "palette"}};
    for (const auto &[now, nowName] : all) {
        for (const auto &[next, nextName] : all) {
            const bool isShown = now <= Colors::Content && next <= Colors::Content;
            QTest::addRow("%s to %s", nowName, nextName)
                << int(now) << int(next) << (now == next || isShown);
        }
    }
}

// What else is wished for together with them does not.
void TestRenderSession::coloursThatMovePicturesWaitForTheNextStart()
{
    QFETCH(int, now);
    QFETCH(int, next);
    QFETCH(bool, steers);
    RenderJob first = job();
    first.scene.parameters.colors = Colors(now);
    m_session->startAnew(first);
    RenderJob wish = first;
    wish.scene.parameters.colors = Colors(next);
    wish.scene.parameters.ratio = 7;
    QCOMPARE(m_session->steer(wish.scene), steers);
    m_fake->let(2); // the first may have begun
    QTRY_COMPARE(int(m_fake->seen().size()), 2);
    QCOMPARE(m_fake->lastSeen().ratio, 7.0);
    QCOMPARE(m_fake->lastSeen().colors, Colors(steers ? next : now));
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
    QCOMPARE(m_session->canContinue(wish.scene), steers);
}

void TestRenderSession::runThatIsReplacedLeavesNothing()
{
    m_session->startAnew(job());
    m_fake->let(3);
    QTRY_COMPARE(int(m_fake->seen().size()), 3);
    QSignalSpy stopped(m_session.get(), &RenderSession::stopped);
    m_session->startAnew(job());
    QTRY_COMPARE(int(m_fake->jobs().size()), 2);
    m_fake->let(1);
    QTRY_COMPARE(int(m_fake->seen().size()), 4);
    QCOMPARE(stopped.size(), 0);
    QVERIFY(m_session->isRunning());
    QVERIFY(!m_session->hasUnsavedResult());
}

void TestRenderSession::resultIsUnsavedUntilItIsSaved()
{
    stopAfter(2);
    QVERIFY(m_session->hasUnsavedResult());
    m_session->markSaved(plainPicture(Qt::green), true); // an older picture
    QVERIFY(m_session->hasUnsavedResult());
    QVERIFY(m_session->hasKeptMasks()); // as it is asked about
    m_session->markSaved(m_session->picture(), false);
    QVERIFY(!m_session->hasUnsavedResult());
    QVERIFY(!m_session->hasKeptMasks());
    m_session->markSaved(m_session->picture(), true);
    m_session->markSaved(m_session->picture(), false); // they are in the file before
    QVERIFY(m_session->hasKeptMasks());
}

// The run fails, and leaves no picture of its own that could take its place.
void TestRenderSession::pausedPictureIsUnsavedWhateverBecomesOfTheRun()
{
    QSignalSpy paused(m_session.get(), &RenderSession::pausedNow);
    m_session->startAnew(job());
    m_session->pause();
    m_fake->let(1);
    QTRY_COMPARE(paused.size(), 1);
    QVERIFY(m_session->hasUnsavedResult());
    m_fake->resulting = m_fake->imaging = [] { throw std::bad_alloc(); };
    m_fake->onStep = [](int, const StyleParameters &, const Cancellation &) {
        throw std::bad_alloc();
    };
    m_session->resume();
    m_fake->let(1);
    QTRY_VERIFY(m_session->isIdle());
    QVERIFY(!m_session->picture().isNull());
    QVERIFY(m_session->hasUnsavedResult());
}

// As when its file is dropped once more.
void TestRenderSession::aPictureReadAnewIsTheSame()
{
    const PictureFolder folder;
    const QString red = folder.add(QStringLiteral("red.png"), m_content);
    const QString blue = folder.add(QStringLiteral("blue.png"), m_style);
    RenderJob first = job();
    first.scene.content = *readPicture(red);
    m_session->startAnew(first);
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
    RenderJob next = first;
    next.scene.content = *readPicture(red);
    QVERIFY(next.scene.content.image.cacheKey() != first.scene.content.image.cacheKey());
    QVERIFY(m_session->isOfSamePictures(next.scene));
    QVERIFY(m_session->matches(next.scene));
    next.scene.content = *readPicture(blue);
    QVERIFY(!m_session->isOfSamePictures(next.scene));
    next.scene.content = {};
    QVERIFY(!m_session->isOfSamePictures(next.scene));
}

void TestRenderSession::saysThatThereIsNoCheckpoint_data()
{
    QTest::addColumn<bool>("isPaused");
    QTest::newRow("of a paused run") << true;
    QTest::newRow("of a stopped run") << false;
}

// Whoever asks later is told, too, and not once there is one.
void TestRenderSession::saysThatThereIsNoCheckpoint()
{
    QFETCH(bool, isPaused);
    QSignalSpy ready(m_session.get(), &RenderSession::checkpointReady);
    QSignalSpy missing(m_session.get(), &RenderSession::checkpointMissing);
    const auto run = [&] {
        const std::size_t before = m_fake->jobs().size();
        m_session->startAnew(job());
        QTRY_COMPARE(m_fake->jobs().size(), before + 1);
        if (isPaused)
            m_session->pause();
        else
            m_session->stop();
        m_fake->let(1);
        QTRY_VERIFY(isPaused ? m_session->state() == RunState::Paused : m_session->isIdle());
        m_session->requestCheckpoint();
        QTRY_VERIFY(!ready.isEmpty());
    };
    m_fake->checkpointing = [] { throw std::bad_alloc(); };
    run();
    QCOMPARE(missing.size(), 1);
    QVERIFY(ready.takeFirst().front().value<RenderResult>().lacksCheckpoint());

    m_fake->checkpointing = {};
    run();
    QCOMPARE(missing.size(), 1);
    QVERIFY(!ready.takeFirst().front().value<RenderResult>().lacksCheckpoint());
}

// There may be memory by then.
void TestRenderSession::aPausedRunAsksForItsCheckpointAgain()
{
    QSignalSpy ready(m_session.get(), &RenderSession::checkpointReady);
    const std::shared_ptr<std::atomic<bool>> isShort = std::make_shared<std::atomic<bool>>(true);
    m_fake->checkpointing = [isShort] {
        if (*isShort)
            throw std::bad_alloc();
    };
    m_session->startAnew(job());
    m_fake->let(1);
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(1));
    m_session->pause();
    m_fake->let(1);
    QTRY_COMPARE(m_session->state(), RunState::Paused);
    *isShort = false;
    m_session->requestCheckpoint();
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(!ready.takeFirst().front().value<RenderResult>().checkpoint.isEmpty());
}

void TestRenderSession::runningPictureIsTakenAtFullSize()
{
    RenderJob small = job();
    small.previewLimit = {16, 16};
    small.scene.parameters.previewEvery = 1;
    QSignalSpy taken(m_session.get(), &RenderSession::pictureTaken);
    m_session->startAnew(small);
    m_fake->let(3);
    QTRY_VERIFY(!m_session->picture().isNull());
    QVERIFY(m_session->picture().width() <= 16);
    m_session->requestPicture();
    m_fake->let(1);
    QTRY_COMPARE(taken.size(), 1);
    const auto picture = taken.front().front().value<RenderedPicture>();
    QCOMPARE(picture.image.size(), m_fake->size);
    QCOMPARE(picture.stoppedAfter, picture.image.pixelColor(0, 0).red());
    QVERIFY(m_session->isRunning());
}

void TestRenderSession::pictureThatWaitedComesWithTheEnd()
{
    RenderJob frequent = job();
    frequent.scene.parameters.previewEvery = 1;
    QSignalSpy taken(m_session.get(), &RenderSession::pictureTaken);
    m_session->startAnew(frequent);
    m_fake->let(2);
    QTRY_VERIFY(!m_session->picture().isNull());
    m_session->requestPicture(); // the third iteration will never end
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
    QTRY_COMPARE(taken.size(), 1);
    QCOMPARE(taken.front().front().value<RenderedPicture>().stoppedAfter, 2);
}

void TestRenderSession::pictureOfARunThatIsReplacedIsItsOwn_data()
{
    QTest::addColumn<bool>("isRestored");
    QTest::newRow("by another run") << false;
    QTest::newRow("by what a project has") << true;
}

// It was asked for while the third iteration was on its way, which never ends.
void TestRenderSession::pictureOfARunThatIsReplacedIsItsOwn()
{
    QFETCH(const bool, isRestored);
    RenderJob frequent = job();
    frequent.scene.parameters.previewEvery = 1;
    QSignalSpy taken(m_session.get(), &RenderSession::pictureTaken);
    m_session->startAnew(frequent);
    m_fake->let(2);
    QTRY_VERIFY(!m_session->picture().isNull());
    const quint64 request = m_session->requestPicture();
    if (isRestored) {
        SavedRun saved;
        saved.job.scene.content.image = plainPicture(Qt::green);
        saved.last.image = plainPicture(Qt::white);
        m_session->restore(saved);
    } else {
        RenderJob next = job();
        next.scene.content.image = plainPicture(Qt::green);
        m_session->startAnew(next);
    }
    QTRY_COMPARE(taken.size(), 1);
    QCOMPARE(taken.front().at(1).toULongLong(), request);
    const auto picture = taken.front().front().value<RenderedPicture>();
    QCOMPARE(picture.image.size(), m_fake->size);
    QCOMPARE(picture.image.pixelColor(0, 0).red(), 2);
    QCOMPARE(picture.stoppedAfter, 2);
    QCOMPARE(picture.job.scene.content.image.cacheKey(), m_content.cacheKey());
}

void TestRenderSession::whereThereIsNoPictureItSaysSo()
{
    QSignalSpy refused(m_session.get(), &RenderSession::requestRefused);
    const quint64 early = m_session->requestPicture();
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.front().at(1).toULongLong(), early);
    QCOMPARE(refused.front().at(0).value<Error>().code, ErrorCode::RunEnded);

    m_fake->preparing = [] { throw std::bad_alloc(); };
    m_session->startAnew(job());
    const quint64 inVain = m_session->requestPicture();
    QTRY_COMPARE(refused.size(), 2);
    QCOMPARE(refused.back().at(1).toULongLong(), inVain);
}

void TestRenderSession::knowsWhatMadeThePicture()
{
    QSignalSpy taken(m_session.get(), &RenderSession::pictureTaken);
    stopAfter(2);
    m_session->requestPicture();
    QTRY_COMPARE(taken.size(), 1);
    const auto stopped = taken.takeFirst().front().value<RenderedPicture>();
    QCOMPARE(stopped.image, m_session->picture());
    QCOMPARE(stopped.stoppedAfter, 2);
    QVERIFY(!stopped.steered);
    QCOMPARE(stopped.job.scene.content.image.cacheKey(), m_content.cacheKey());

    m_session->continueWith(job());
    m_fake->let(1000);
    QTRY_VERIFY(m_session->isIdle());
    m_session->requestPicture();
    QTRY_COMPARE(taken.size(), 1);
    const auto finished = taken.takeFirst().front().value<RenderedPicture>();
    QCOMPARE(finished.stoppedAfter, 0); // as if it had never been stopped
    QVERIFY(!finished.steered);
}

void TestRenderSession::steeringIsRemembered_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("steered");
    QTest::newRow("ratio") << QStringLiteral("ratio") << 7.0 << true;
    QTest::newRow("nothing") << QStringLiteral("ratio") << StyleParameters().ratio << false;
    QTest::newRow("colours, which are put on at the end")
        << QStringLiteral("colors") << double(Colors::Content) << false;
    QTest::newRow("previews") << QStringLiteral("preview-every") << 9.0 << false;
}

void TestRenderSession::steeringIsRemembered()
{
    QFETCH(QString, key);
    QFETCH(double, value);
    QFETCH(bool, steered);
    QSignalSpy taken(m_session.get(), &RenderSession::pictureTaken);
    const auto takenNow = [&] {
        m_session->requestPicture();
        [&] { QTRY_VERIFY(!taken.isEmpty()); }();
        return taken.takeLast().front().value<RenderedPicture>();
    };
    m_session->startAnew(job());
    RenderJob wish = job();
    parameterSpec(key).set(wish.scene.parameters, value);
    m_session->steer(wish.scene);
    m_fake->let(1);
    QTRY_COMPARE(int(m_fake->seen().size()), 1);
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
    QCOMPARE(takenNow().steered, steered);
    QVERIFY(takenNow().job.scene.parameters == wish.scene.parameters);

    m_session->startAnew(job()); // remembers nothing of the old run
    m_fake->let(1);
    QTRY_COMPARE(int(m_fake->seen().size()), 2);
    m_session->stop();
    QTRY_VERIFY(m_session->isIdle());
    QVERIFY(!takenNow().steered);
}

void TestRenderSession::goingOnWithAdamIsSteering_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::newRow("exported meanwhile") << true;
    QTest::newRow("exported at the end") << false;
}

// What a picture's recipe says of it, where memory was too short for L-BFGS.
void TestRenderSession::goingOnWithAdamIsSteering()
{
    QFETCH(bool, isRunning);
    m_fake->onStep = [](int iteration, const StyleParameters &p, const Cancellation &) {
        if (iteration == 3 && p.optimizer == OptimizerKind::Lbfgs)
            throw std::bad_alloc();
    };
    RenderJob lbfgs = job();
    lbfgs.scene.parameters.optimizer = OptimizerKind::Lbfgs;
    lbfgs.scene.parameters.learningRate = 1;
    QSignalSpy taken(m_session.get(), &RenderSession::pictureTaken);
    m_session->startAnew(lbfgs);
    m_fake->let(6); // the third of them fails
    QTRY_COMPARE(int(m_fake->seen().size()), 6);
    if (!isRunning) {
        m_session->stop();
        QTRY_VERIFY(m_session->isIdle());
    }
    m_session->requestPicture();
    m_fake->let(1);
    QTRY_COMPARE(taken.size(), 1);
    const Recipe recipe = recipeOf(taken.front().front().value<RenderedPicture>());
    QVERIFY(recipe.steered);
    QVERIFY(recipe.scene.parameters.optimizer == OptimizerKind::Adam);
    QCOMPARE(recipe.scene.parameters.learningRate, m_fake->lastSeen().learningRate);
    QVERIFY(recipe.scene.parameters.learningRate != 1);
}

GRAMARYE_TEST(TestRenderSession)

} // namespace gramarye::tst_rendersession

#include "tst_rendersession.moc"
