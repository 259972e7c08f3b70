#include "app/benchworker.h"

#include "app/bencharguments.h"
#include "app/commandline.h"
#include "core/base/platform.h"
#include "core/base/thrownerror.h"
#include "core/engine/renderengine.h"
#include "core/pictures/imagereader.h"
#include "core/transfer/iterationbenchmark.h"
#include "core/transfer/styletransfer.h"
#include "ui/text/errortext.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <string>
#include <thread>

namespace gramarye {

namespace {

constexpr int warmUps = 2; ///< the first iterations also plan memory
constexpr int productSize = 2048;
constexpr double megabyte = 1e6;

void say(const QJsonObject &line)
{
    std::cout << QJsonDocument(line).toJson(QJsonDocument::Compact).constData() << std::endl;
}

void serve(const std::function<QJsonObject()> &measure)
{
    std::string line;
    while (std::getline(std::cin, line) && line == "go")
        say(measure());
}

double seconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) * 1e-9;
}

NetworkSource networkOf(const QJsonObject &instructions)
{
    const QString name = instructions.value(QLatin1String("network")).toString();
    const NetworkInfo *info = NetworkCatalog::builtIn().find(name);
    return {info ? *info : NetworkCatalog::builtIn().networks().front(),
            instructions.value(QLatin1String("path")).toString()};
}

QImage sample(const char *name)
{
    auto picture = readPicture(QLatin1String(":/samples/") + QLatin1String(name));
    if (!picture)
        throw ThrownError(picture.error());
    return picture->image;
}

/// The most that @p run has of memory which is nowhere on a disk, seen by looking often.
qint64 unbackedPeak(const std::function<void()> &run)
{
    std::atomic<bool> isDone = false;
    qint64 peak = 0;
    std::thread watch([&] {
        while (!isDone) {
            peak = std::max(peak, unbackedMemory());
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    });
    run();
    isDone = true;
    watch.join();
    return peak;
}

void measureIterations(const QJsonObject &instructions)
{
    BenchmarkCase benchmark;
    benchmark.network = networkOf(instructions);
    benchmark.size = instructions.value(QLatin1String("size")).toInt();
    benchmark.convolution =
        convolutionNamed(instructions.value(QLatin1String("convolution")).toString()).value();
    benchmark.styleLoss =
        styleLossNamed(instructions.value(QLatin1String("style_loss")).toString()).value();
    benchmark.regions = instructions.value(QLatin1String("regions")).toInt();
    benchmark.memory = instructions.value(QLatin1String("memory_mb")).toInt();
    benchmark.threads = instructions.value(QLatin1String("threads")).toInt();
    const QImage picture = sample("lakeside.jpg");
    IterationBenchmark iterations(benchmark);
    const auto warmUp = [&] {
        for (int i = 0; i < warmUps; ++i)
            iterations.iterate();
    };
    returnFreeMemory(); // counts where iterations take it
    const auto loadAndWarmUp = [&] {
        iterations.load(picture);
        warmUp();
    };
    const bool mayUseScratch = benchmark.memory > 0;
    const qint64 before = mayUseScratch ? unbackedMemory() : residentMemory();
    resetPeakMemory();
    qint64 peak = mayUseScratch ? unbackedPeak(loadAndWarmUp) : (loadAndWarmUp(), peakMemory());
    peak -= before;
    // LibTorch at its best: with memory that stays, else taken from the system for each tensor
    // anew, and in planes. vgg19 at 512 px, AVX2, one thread's processor time: 13.0 s with 528,000
    // page faults an iteration, 11.9 s with none, though in 1.4 times the memory, which is
    // therefore measured before; 13.8 s with channels last.
    if (benchmark.convolution == ConvolutionKind::Torch) {
        keepFreeMemory();
        warmUp();
    }
    say({{QStringLiteral("operations"), iterations.operations()},
         {QStringLiteral("weights_mb"), iterations.weightBytes() / megabyte},
         {QStringLiteral("peak_mb"), double(peak) / megabyte}});
    serve([&] {
        QElapsedTimer clock;
        clock.start();
        iterations.iterate();
        return QJsonObject{{QStringLiteral("seconds"), seconds(clock)}};
    });
}

void measureProducts(const QJsonObject &instructions)
{
    const int threads = instructions.value(QLatin1String("threads")).toInt();
    say({{QStringLiteral("operations"), 2 * std::pow(productSize, 3.0)}});
    serve([&] {
        return QJsonObject{{QStringLiteral("seconds"), productSeconds(productSize, threads)}};
    });
}

/// A whole default render, as the window would start it.
void measureRender(const QJsonObject &instructions)
{
    RenderJob job;
    ReadScene &scene = job.scene;
    scene.network = networkOf(instructions);
    scene.content.image = sample("lakeside.jpg");
    scene.styles = {{{sample("styles/swirls.jpg")}}};
    scene.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, scene.network.info);
    scene.parameters.threads = instructions.value(QLatin1String("threads")).toInt();
    say({});
    serve([&] {
        RenderEngine engine;
        QElapsedTimer clock;
        QJsonObject result;
        QObject::connect(&engine, &RenderEngine::previewReady, &engine, [&] {
            const QString key = QStringLiteral("first_preview_s");
            if (!result.contains(key))
                result[key] = seconds(clock);
            engine.takePreview();
        });
        QObject::connect(&engine, &RenderEngine::iterated, &engine,
                         [&](const IterationReport &report) {
                             result[QStringLiteral("final_loss")] = report.totalLoss;
                         });
        QObject::connect(&engine, &RenderEngine::finished, &engine,
                         [&] { QCoreApplication::exit(exitcode::done); });
        QObject::connect(&engine, &RenderEngine::failed, &engine, [&](quint64, const Error &error) {
            result[QStringLiteral("error")] = errorText(error);
            QCoreApplication::exit(exitcode::failed);
        });
        clock.start();
        engine.start(job);
        QCoreApplication::exec();
        result[QStringLiteral("render_s")] = seconds(clock);
        return result;
    });
}

} // namespace

QString benchWorkerName()
{
    return QStringLiteral("bench-worker");
}

QString stallWorkerName()
{
    return QStringLiteral("bench-window");
}

int serveMeasurements(const std::function<QJsonObject()> &measure)
{
    say({});
    serve(measure);
    return exitcode::done;
}

int runBenchWorker(const QString &instructions)
{
    const QJsonObject what = QJsonDocument::fromJson(instructions.toUtf8()).object();
    const QString kind = what.value(QLatin1String("kind")).toString();
    QString trouble;
    try {
        if (kind == QLatin1String("products"))
            measureProducts(what);
        else if (kind == QLatin1String("render"))
            measureRender(what);
        else
            measureIterations(what);
        return exitcode::done;
    } catch (const ThrownError &error) {
        trouble = errorText(error.error());
    } catch (const std::exception &error) {
        trouble = errorText({ErrorCode::Internal, {}, QString::fromUtf8(error.what())});
    }
    say({{QStringLiteral("error"), trouble}});
    return exitcode::failed;
}

BenchWorker::BenchWorker(const QJsonObject &instructions, const QString &name)
{
    const QStringList words{
        name, QString::fromUtf8(QJsonDocument(instructions).toJson(QJsonDocument::Compact))};
    if (name == stallWorkerName()) {
        // The window draws itself in any case; nobody needs to see it.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        // Qt would explain what such a window cannot do.
        environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*=false"));
        m_process.setProcessEnvironment(environment);
    }
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(), words);
}

BenchWorker::~BenchWorker()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(-1);
}

Result<QJsonObject> BenchWorker::measure()
{
    m_process.write("go\n");
    return answer();
}

Result<QJsonObject> BenchWorker::answer()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(-1))
            return Error{ErrorCode::Internal, {}, m_process.errorString()};
    }
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    const QString trouble = line.value(QLatin1String("error")).toString();
    if (!trouble.isEmpty())
        return Error{ErrorCode::Internal, {}, trouble};
    return line;
}

} // namespace gramarye
