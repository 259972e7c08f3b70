#include "app/stallbenchmark.h"

#include "app/benchworker.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/parameters/ratiocontrol.h"
#include "ui/pictures/incomingpictures.h"
#include "ui/pictures/picturespanel.h"
#include "ui/run/rendersession.h"
#include "ui/run/runcontroller.h"
#include "ui/text/errortext.h"
#include "ui/window/mainwindow.h"
#include "ui/window/stallmeter.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>

#include <algorithm>

namespace gramarye {

namespace {

constexpr int pictureSize = 512; ///< px
constexpr int dragInterval = 50; ///< ms between two movements of the hand

void prepare(MainWindow &window, const QJsonObject &instructions)
{
    window.incoming()->loadSamples();
    QEventLoop loading;
    while (window.pictures()->isLoading())
        loading.processEvents(QEventLoop::WaitForMoreEvents);
    window.networkBox()->choose(instructions.value(QLatin1String("path")).toString());
    StyleParameters parameters = window.parameterPanel()->parameters();
    parameters.size = pictureSize;
    parameters.scales = Scales::Single;
    parameters.iterations = instructions.value(QLatin1String("iterations")).toInt();
    parameters.previewEvery = 1;
    parameters.threads = instructions.value(QLatin1String("threads")).toInt();
    window.edits()->applyParameters(parameters, QStringLiteral("Benchmark"));
    window.show();
}

/// To and fro, as an artist tries what it does.
void dragOn(QSlider &slider)
{
    const int step = std::max(1, slider.maximum() / 20);
    slider.setValue(slider.value() + step > slider.maximum() ? slider.minimum()
                                                             : slider.value() + step);
}

/// "p99_ms" and "longest_ms", how many milliseconds the event loop kept somebody waiting who drags
/// the balance while a sample is rendered, and "gaps", how often that was measured; "error" where
/// it could not be. Leaves the user's settings alone.
QJsonObject measureStalls(const QJsonObject &instructions)
{
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    MainWindow window(std::make_unique<RenderEngine>(), NetworkCatalog::builtIn());
    prepare(window, instructions);

    StallMeter meter;
    QString trouble;
    QEventLoop running;
    RenderSession *session = window.session();
    QObject::connect(session, &RenderSession::iterated, &meter, [&](const IterationReport &report) {
        if (report.iteration == 1) // what comes before is preparation, seconds of nothing to show
            meter.start();
    });
    QObject::connect(session, &RenderSession::finished, &running, &QEventLoop::quit);
    QObject::connect(session, &RenderSession::failed, &running, [&](const Error &error) {
        trouble = errorText(error);
        running.quit();
    });
    auto *balance =
        qobject_cast<RatioControl *>(window.parameterPanel()->control(QStringLiteral("ratio")));
    QTimer drag;
    QObject::connect(&drag, &QTimer::timeout, balance, [&] { dragOn(*balance->slider()); });
    drag.start(dragInterval);

    window.run()->start();
    running.exec();
    // What the end of the run leaves to do belongs to it: the whole picture is shown now.
    QTimer::singleShot(StallMeter::frame * 10, &running, &QEventLoop::quit);
    running.exec();
    meter.stop();
    if (!trouble.isEmpty())
        return {{QStringLiteral("error"), trouble}};
    return {{QStringLiteral("p99_ms"), meter.percentile(0.99)},
            {QStringLiteral("longest_ms"), meter.percentile(1)},
            {QStringLiteral("gaps"), int(meter.gaps().size())}};
}

} // namespace

int runStallWorker(const QString &instructions)
{
    const QJsonObject what = QJsonDocument::fromJson(instructions.toUtf8()).object();
    return serveMeasurements([&] { return measureStalls(what); });
}

} // namespace gramarye
