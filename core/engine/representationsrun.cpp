#include "core/engine/representationsrun.h"

#include <numeric>

namespace gramarye {

namespace {

/// Arithmetic of its iterations, in some unit: what a deep reconstruction takes longer than a
/// shallow one.
double workOf(const Representation &representation)
{
    const ReadScene &scene = representation.job.scene;
    return scene.network.info.multiplications(representation.layers.back())
           * scene.parameters.iterations;
}

} // namespace

RepresentationsRun::RepresentationsRun(StyleTransferFactoryMaker makeFactory, QObject *parent)
    : QObject(parent), m_engine(std::move(makeFactory))
{
    connect(&m_engine, &RenderEngine::iterated, this, &RepresentationsRun::report);
    connect(&m_engine, &RenderEngine::previewReady, this, [this] {
        const Preview preview = m_engine.takePreview();
        if (!preview.image.isNull())
            Q_EMIT pictureChanged(m_index, preview.image);
    });
    connect(&m_engine, &RenderEngine::finished, this, [this](const RenderResult &result) {
        take(result);
        goOn();
    });
    connect(&m_engine, &RenderEngine::stopped, this, [this](const RenderResult &result) {
        take(result);
        Q_EMIT stopped();
    });
    connect(&m_engine, &RenderEngine::failed, this,
            [this](quint64, const Error &error) { Q_EMIT failed(error); });
}

void RepresentationsRun::start(std::vector<Representation> representations)
{
    m_representations = std::move(representations);
    m_index = 0;
    m_stopping = false;
    m_workBefore = 0;
    m_secondsBefore = 0;
    m_work = std::accumulate(m_representations.begin(), m_representations.end(), 0.0,
                             [](double sum, const Representation &representation) {
                                 return sum + workOf(representation);
                             });
    startNext();
}

void RepresentationsRun::stop()
{
    m_stopping = true; // what is being made may have ended this moment
    m_engine.stop();
}

void RepresentationsRun::goOn()
{
    m_workBefore += workOf(m_representations[std::size_t(m_index)]);
    ++m_index;
    if (std::size_t(m_index) == m_representations.size())
        Q_EMIT finished();
    else if (m_stopping)
        Q_EMIT stopped();
    else
        startNext();
}

void RepresentationsRun::startNext()
{
    m_seconds = 0;
    m_engine.start(m_representations[std::size_t(m_index)].job);
}

void RepresentationsRun::report(IterationReport report)
{
    m_seconds = report.seconds;
    report.seconds += m_secondsBefore;
    const double work = workOf(m_representations[std::size_t(m_index)]);
    report.progress = (m_workBefore + work * report.progress) / m_work;
    report.secondsLeft = report.seconds * (1 - report.progress) / report.progress;
    Q_EMIT iterated(report);
}

void RepresentationsRun::take(const RenderResult &result)
{
    m_secondsBefore += m_seconds;
    if (!result.image.isNull())
        Q_EMIT pictureChanged(m_index, result.image);
}

} // namespace gramarye
