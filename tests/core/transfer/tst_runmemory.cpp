#include "core/base/platform.h"
#include "core/transfer/iterationbenchmark.h"
#include "core/transfer/runcost.h"
#include "core/transfer/styletransfer.h"

#include <QCoreApplication>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <string_view>

using namespace gramarye;

namespace {

/// The words by which a process of this program is told to measure, in this order.
struct Measurement
{
    QString network;
    QString weights; ///< file
    int size = 0;
    QString method;
    QString optimizer;
    int regions = 0;
    int memory = 0; ///< MB that it may take

    QStringList words() const
    {
        return {QStringLiteral("measure"),
                network,
                weights,
                QString::number(size),
                method,
                optimizer,
                QString::number(regions),
                QString::number(memory)};
    }
    static Measurement of(const QStringList &words)
    {
        return {words.at(2), words.at(3),         words.at(4).toInt(), words.at(5),
                words.at(6), words.at(7).toInt(), words.at(8).toInt()};
    }
};

QImage noise(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB888);
    quint32 state = 1;
    for (int y = 0; y < height; ++y) {
        std::generate_n(image.scanLine(y), 3 * width, [&] {
            state = state * 1664525 + 1013904223;
            return uchar(state >> 24);
        });
    }
    return image;
}

/// A run by default parameters, but of few iterations; L-BFGS gets its whole history where that
/// does not take minutes.
RenderJob jobOf(const Measurement &measurement)
{
    const Method method =
        measurement.method == QLatin1String("classic") ? Method::Classic : Method::Painterly;
    const OptimizerKind optimizer = measurement.optimizer == QLatin1String("lbfgs")
                                        ? OptimizerKind::Lbfgs
                                        : OptimizerKind::Adam;
    RenderJob job;
    job.scene.network = {*NetworkCatalog::builtIn().find(measurement.network), measurement.weights};
    job.scene.content.image = noise(1000, 750);
    job.scene.styles.assign(std::size_t(std::max(1, measurement.regions)), {{noise(900, 800)}});
    for (int r = 0; r < measurement.regions; ++r) {
        QImage region(300, 200, QImage::Format_Grayscale8);
        region.fill(Qt::black);
        QPainter(&region).fillRect(r * 100, 0, 100, 200, Qt::white);
        job.scene.styles[std::size_t(r)].region.image = region;
    }
    job.scene.parameters = StyleParameters::defaults(method, optimizer, job.scene.network.info);
    job.scene.parameters.size = measurement.size;
    job.scene.parameters.threads = 2;
    job.scene.parameters.memory = measurement.memory;
    job.scene.parameters.iterations = 2;
    // The full network takes minutes otherwise; what growing takes the others show.
    const bool isLarge = measurement.network == QLatin1String("vgg19");
    if (isLarge || optimizer == OptimizerKind::Lbfgs)
        job.scene.parameters.scales = Scales::Single;
    if (optimizer == OptimizerKind::Lbfgs)
        job.scene.parameters.iterations =
            isLarge ? 5 : (measurement.network == QLatin1String("builtin") ? 23 : 10);
    return job;
}

void run(const RenderJob &job)
{
    const auto transfer = makeStyleTransfer(job, Cancellation::never());
    while (!transfer->isDone())
        transfer->step(job.scene.runParameters(), Cancellation::never());
    transfer->image(job.scene.runParameters(), {});
}

/// What the job takes beyond what the program does that has its pictures and has worked before.
qint64 measure(const Measurement &measurement)
{
    const RenderJob job = jobOf(measurement);
    RenderJob small = job;
    small.scene.content.image = noise(64, 64);
    small.scene.styles = {{{small.scene.content.image}}};
    small.scene.parameters.iterations = 2;
    run(small);
    returnFreeMemory();
    const qint64 before = residentMemory();
    resetPeakMemory();
    run(job);
    return peakMemory() - before;
}

} // namespace

class TestRunMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theEstimateIsWhatARunTakes_data();
    void theEstimateIsWhatARunTakes();

private:
    QTemporaryDir m_folder;
};

void TestRunMemory::initTestCase()
{
    if (residentMemory() == 0)
        QSKIP("the system does not tell what a process takes");
    for (const char *name : {"builtin", "vgg19-distilled", "vgg19"}) {
        const NetworkInfo *info = NetworkCatalog::builtIn().find(QLatin1String(name));
        QVERIFY(bool(writeRandomNetwork(*info, m_folder.filePath(QLatin1String(name)))));
    }
}

void TestRunMemory::theEstimateIsWhatARunTakes_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<int>("regions");
    QTest::addColumn<int>("memory");
    constexpr int plenty = 1'000'000;
    for (const char *network : {"builtin", "vgg19-distilled", "vgg19"}) {
        for (const int size : {256, 512}) {
            for (const char *method : {"painterly", "classic"}) {
                for (const char *optimizer : {"adam", "lbfgs"}) {
                    // The full network takes its time, and is as the others are.
                    if (network == std::string_view("vgg19")
                        && (size == 512 || method != std::string_view("painterly")))
                        continue;
                    QTest::addRow("%s, %d px, %s, %s", network, size, method, optimizer)
                        << QString::fromLatin1(network) << size << QString::fromLatin1(method)
                        << QString::fromLatin1(optimizer) << 0 << plenty;
                }
            }
        }
    }
    QTest::newRow("three regions, distributions")
        << QStringLiteral("builtin") << 512 << QStringLiteral("painterly") << QStringLiteral("adam")
        << 3 << plenty;
    QTest::newRow("three regions, Gram matrices")
        << QStringLiteral("builtin") << 512 << QStringLiteral("classic") << QStringLiteral("adam")
        << 3 << plenty;
    QTest::newRow("in tiles") << QStringLiteral("vgg19-distilled") << 512
                              << QStringLiteral("painterly") << QStringLiteral("adam") << 0 << 1;
}

// Each in a process of its own: peaks are a process's, and memory once taken may stay with it.
void TestRunMemory::theEstimateIsWhatARunTakes()
{
    QFETCH(QString, network);
    QFETCH(int, size);
    QFETCH(QString, method);
    QFETCH(QString, optimizer);
    QFETCH(int, regions);
    QFETCH(int, memory);
    const Measurement measurement{
        network, m_folder.filePath(network), size, method, optimizer, regions, memory};
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), measurement.words());
    QVERIFY(process.waitForFinished(-1));
    QCOMPARE(process.exitCode(), 0);
    const double taken = process.readAllStandardOutput().trimmed().toDouble();
    QVERIFY(taken > 0);
    const double share = double(RunCost::of(jobOf(measurement)).memory) / taken;
    const QByteArray said = QStringLiteral("%1 MB, estimated %2 times that")
                                .arg(taken / 1e6, 0, 'f', 1)
                                .arg(share, 0, 'f', 2)
                                .toUtf8();
    qInfo("%s", said.constData());
    QVERIFY2(share > 0.85 && share < 1.15, said.constData());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("measure")) {
        std::printf("%lld\n", static_cast<long long>(measure(Measurement::of(words))));
        return 0;
    }
    TestRunMemory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runmemory.moc"
