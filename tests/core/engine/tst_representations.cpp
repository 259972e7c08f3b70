#include "core/engine/representationsrun.h"

#include "testpaths.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace gramarye::tst_representations {

namespace {

NetworkSource networkSource(const QString &nameOrPath)
{
    return std::move(NetworkCatalog::builtIn().locate(nameOrPath)).value();
}

/// Stripes of a few pixels, which noise is not.
QImage stripes(QSize size)
{
    QImage image(size, QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixelColor(x, y, (x / 6) % 2 ? QColor(220, 180, 40) : QColor(30, 60, 160));
    }
    return image;
}

std::vector<Representation> representations(const QImage &picture = stripes({48, 40}),
                                            const RepresentationSettings &settings = {})
{
    return representationsOf(picture, networkSource(QStringLiteral("builtin")), settings).value();
}

/// Mean absolute difference of the pixels, 0..255.
double difference(const QImage &a, const QImage &b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y);
            const QColor q = b.pixelColor(x, y);
            sum += std::abs(p.red() - q.red()) + std::abs(p.green() - q.green())
                   + std::abs(p.blue() - q.blue());
        }
    }
    return sum / (3.0 * a.width() * a.height());
}

struct Listener
{
    explicit Listener(RepresentationsRun &run)
        : pictures(&run, &RepresentationsRun::pictureChanged),
          iterated(&run, &RepresentationsRun::iterated),
          finished(&run, &RepresentationsRun::finished),
          stopped(&run, &RepresentationsRun::stopped),
          failed(&run, &RepresentationsRun::failed)
    {
    }

    QImage last(int index) const
    {
        QImage image;
        for (const auto &arguments : pictures) {
            if (arguments.at(0).toInt() == index)
                image = arguments.at(1).value<QImage>();
        }
        return image;
    }

    QSignalSpy pictures;
    QSignalSpy iterated;
    QSignalSpy finished;
    QSignalSpy stopped;
    QSignalSpy failed;
};

} // namespace

class TestRepresentations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void captionsNameTheLayers_data();
    void captionsNameTheLayers();
    void networksThatEndEarlyShowTheirLastLayer();
    void contentIsAloneInTheFirstFive();
    void styleIsAloneInTheLastFive();
    void allStartFromTheSameNoise();
    void missingWeightsAreAnError();

    void theyAreMadeInOrder();
    void progressRisesOverAll();
    void stopEndsAll();
    void stopBetweenTwoEndsAll();
    void failureEndsAll();
    void theLayersSeeLessAndLess();
};

void TestRepresentations::captionsNameTheLayers_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("caption");
    const char *captions[] = {"conv1_2",
                              "conv2_2",
                              "conv3_2",
                              "conv4_2",
                              "conv5_1", // where the built-in network ends
                              "conv1_1",
                              "conv1_1, conv2_1",
                              "conv1_1, conv2_1, conv3_1",
                              "conv1_1, conv2_1, conv3_1, conv4_1",
                              "conv1_1, conv2_1, conv3_1, conv4_1, conv5_1"};
    int index = 0;
    for (const char *caption : captions)
        QTest::newRow(caption) << index++ << QString::fromLatin1(caption);
}

void TestRepresentations::captionsNameTheLayers()
{
    QFETCH(int, index);
    QFETCH(QString, caption);
    const auto made = representations();
    QCOMPARE(made.size(), std::size_t(10));
    const Representation &representation = made[std::size_t(index)];
    QCOMPARE(representation.caption(), caption);
    QVERIFY(representation.kind
            == (index < 5 ? RepresentationKind::Content : RepresentationKind::Style));
}

void TestRepresentations::networksThatEndEarlyShowTheirLastLayer()
{
    const QString tiny = QStringLiteral(GRAMARYE_TEST_DATA "/vgg19_tiny.safetensors");
    NetworkSource network = networkSource(QStringLiteral("builtin"));
    network.path = tiny; // goes down to conv5_4
    const auto whole = representationsOf(stripes({48, 40}), network, {});
    QVERIFY(whole);
    QCOMPARE((*whole)[4].caption(), QStringLiteral("conv5_2"));
    QVERIFY((*whole)[4].job.scene.parameters.contentLayer == Layer::Conv5_2);
    QVERIFY(representations()[4].job.scene.parameters.contentLayer == Layer::Conv5_1);
}

void TestRepresentations::contentIsAloneInTheFirstFive()
{
    const auto made = representations();
    for (std::size_t i = 0; i < 5; ++i) {
        const StyleParameters &parameters = made[i].job.scene.parameters;
        QVERIFY(std::isinf(parameters.ratio));
        QVERIFY(parameters.contentLayer == made[i].layers.front());
        QVERIFY(made[i].job.scene.styles.empty());
    }
}

void TestRepresentations::styleIsAloneInTheLastFive()
{
    const auto made = representations();
    for (std::size_t i = 5; i < 10; ++i) {
        const RenderJob &job = made[i].job;
        QCOMPARE(job.scene.parameters.ratio, 0.0);
        QCOMPARE(job.scene.styles.size(), 1u);
        QCOMPARE(job.scene.styles.front().picture.image, job.scene.content.image);
        QCOMPARE(made[i].layers.size(), i - 4);
        for (std::size_t l = 0; l < std::size_t(layerCount); ++l) {
            const bool isUsed =
                std::count(made[i].layers.begin(), made[i].layers.end(), layerAt(l)) == 1;
            QCOMPARE(job.scene.parameters.layerWeights[l] > 0, isUsed);
        }
    }
}

void TestRepresentations::allStartFromTheSameNoise()
{
    RepresentationSettings settings;
    settings.size = 200;
    settings.iterations = 7;
    settings.seed = 3;
    settings.threads = 1;
    for (const Representation &representation : representations(stripes({48, 40}), settings)) {
        const StyleParameters &parameters = representation.job.scene.parameters;
        QVERIFY(parameters.start == Start::Noise);
        QCOMPARE(parameters.size, 200);
        QCOMPARE(parameters.iterations, 7);
        QCOMPARE(parameters.seed, 3);
        QCOMPARE(parameters.threads, 1);
    }
}

void TestRepresentations::missingWeightsAreAnError()
{
    NetworkSource network = networkSource(QStringLiteral("builtin"));
    network.path = QStringLiteral("nowhere.safetensors");
    const auto made = representationsOf(stripes({48, 40}), network, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::FileNotFound);
}

void TestRepresentations::theyAreMadeInOrder()
{
    const auto control = std::make_shared<FakeControl>();
    control->iterations = 4;
    RepresentationsRun run(fakeFactory(control));
    Listener heard(run);
    run.start(representations());
    QTRY_COMPARE(heard.finished.count(), 1);
    QCOMPARE(control->jobs().size(), std::size_t(10));
    for (std::size_t i = 0; i < 10; ++i) {
        QVERIFY(control->jobs()[i].scene.parameters == representations()[i].job.scene.parameters);
        QVERIFY(!heard.last(int(i)).isNull());
    }
    QVERIFY(!run.isRunning());

    run.start(representations()); // once more
    QTRY_COMPARE(heard.finished.count(), 2);
    QCOMPARE(control->jobs().size(), std::size_t(20));
}

void TestRepresentations::progressRisesOverAll()
{
    const auto control = std::make_shared<FakeControl>();
    control->iterations = 4;
    RepresentationsRun run(fakeFactory(control));
    Listener heard(run);
    run.start(representations());
    QTRY_COMPARE(heard.finished.count(), 1);
    QCOMPARE(heard.iterated.count(), 40);
    double before = 0;
    for (const auto &arguments : heard.iterated) {
        const auto report = arguments.constFirst().value<IterationReport>();
        QVERIFY(report.progress > before);
        QVERIFY(report.secondsLeft >= 0);
        before = report.progress;
    }
    QVERIFY(std::abs(before - 1) < 1e-9);
    // A shallow reconstruction is less work than a deep one.
    const auto after = [&](int i) {
        return heard.iterated.at(4 * i + 3).constFirst().value<IterationReport>().progress;
    };
    QVERIFY(after(0) < after(4) - after(3));
}

void TestRepresentations::stopEndsAll()
{
    const auto control = std::make_shared<FakeControl>();
    control->holdSteps();
    RepresentationsRun run(fakeFactory(control));
    Listener heard(run);
    run.start(representations());
    control->let(13);
    QTRY_COMPARE(heard.iterated.count(), 13);
    run.stop();
    QTRY_COMPARE(heard.stopped.count(), 1);
    QCOMPARE(control->jobs().size(), std::size_t(2));
    QCOMPARE(heard.last(1).pixelColor(0, 0).red(), 3); // as far as it came
    QCOMPARE(heard.finished.count() + heard.failed.count(), 0);
}

void TestRepresentations::stopBetweenTwoEndsAll()
{
    const auto control = std::make_shared<FakeControl>();
    RepresentationsRun run(fakeFactory(control));
    Listener heard(run);
    // At this moment the first one has ended on its thread, and nobody here knows.
    connect(&run, &RepresentationsRun::iterated, &run, [&](const IterationReport &report) {
        if (report.iteration == 10) {
            QThread::msleep(50);
            run.stop();
        }
    });
    run.start(representations());
    QTRY_COMPARE(heard.stopped.count(), 1);
    QCOMPARE(control->jobs().size(), std::size_t(1));
    QVERIFY(!run.isRunning());
}

void TestRepresentations::failureEndsAll()
{
    const auto control = std::make_shared<FakeControl>();
    control->throwAt = 2;
    control->throwing = [] { throw std::bad_alloc(); };
    RepresentationsRun run(fakeFactory(control));
    Listener heard(run);
    run.start(representations());
    QTRY_COMPARE(heard.failed.count(), 1);
    QCOMPARE(heard.failed.constFirst().constFirst().value<Error>().code, ErrorCode::OutOfMemory);
    QCOMPARE(control->jobs().size(), std::size_t(1));
}

// The real mathematics, small: near the picture early on, further away later; a style's texture is
// not in its place.
void TestRepresentations::theLayersSeeLessAndLess()
{
    RepresentationSettings settings;
    settings.size = 48;
    settings.iterations = 60;
    settings.threads = 1;
    const QImage picture = stripes({48, 40});
    RepresentationsRun run;
    Listener heard(run);
    run.start(representations(picture, settings));
    QTRY_COMPARE_WITH_TIMEOUT(heard.finished.count(), 1, 120000);
    std::vector<double> differences;
    for (int i = 0; i < 10; ++i)
        differences.push_back(difference(heard.last(i), picture));
    QStringList told;
    for (const double value : differences)
        told << QString::number(value, 'f', 1);
    const QString text = told.join(u' ');
    QVERIFY2(differences[0] < differences[4] / 2, qPrintable(text));
    QVERIFY2(differences[0] < differences[9] / 2, qPrintable(text));
}

GRAMARYE_TEST(TestRepresentations)

} // namespace gramarye::tst_representations

#include "tst_representations.moc"
