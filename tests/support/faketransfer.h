#pragma once

#include "core/transfer/styletransfer.h"

#include <QColor>
#include <QMutex>
#include <QSemaphore>

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace gramarye {

/// What FakeTransfers do, and what they were told. Settings are made before a job starts; all else
/// is thread-safe.
class FakeControl
{
public:
    int iterations = 10;
    QSize size{64, 48};
    QColor color{40, 90, 160};
    int throwAt = 0;                 ///< the iteration that throws; 0: none
    std::function<void()> throwing;  ///< what it throws; unset: std::runtime_error("fake")
    std::function<void()> preparing; ///< called on the worker's thread before the first iteration
    bool slowImages = false;         ///< pictures begun never arrive before they are waited for
    std::function<void()> checkpointing; ///< the same before a checkpoint is made; may throw
    std::function<void()> resulting;     ///< the same before a result is made; may throw
    std::function<void()> imaging;       ///< the same before a preview is made; may throw

    /// Called in the midst of every iteration, on the worker's thread; may throw.
    std::function<void(int iteration, const StyleParameters &, const Cancellation &)> onStep;

    std::function<void()> onStatistics; ///< called when statistics are asked for; may throw
    std::atomic<int> statisticsRequests{0};

    /// Makes every iteration wait until it is let through with let(), or cancelled.
    void holdSteps() { m_held = true; }
    void let(int iterationCount) { m_permits.release(iterationCount); }

    void pass(const Cancellation &cancellation)
    {
        while (m_held && !m_permits.tryAcquire(1, 2))
            cancellation.check();
    }

    void saw(const StyleParameters &parameters, const Regions &regions)
    {
        const QMutexLocker lock(&m_mutex);
        m_seen.push_back(parameters);
        m_regions.push_back(regions);
    }

    /// Where the styles acted in every iteration so far, of all jobs.
    std::vector<Regions> regions() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_regions;
    }

    /// The parameters of every iteration so far, of all jobs.
    std::vector<StyleParameters> seen() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_seen;
    }

    StyleParameters lastSeen() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_seen.empty() ? StyleParameters() : m_seen.back();
    }

    void began(const RenderJob &job)
    {
        const QMutexLocker lock(&m_mutex);
        m_jobs.push_back(job);
    }

    /// Every job that was prepared, in order.
    std::vector<RenderJob> jobs() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_jobs;
    }

private:
    std::atomic<bool> m_held{false};
    QSemaphore m_permits;
    mutable QMutex m_mutex;
    std::vector<StyleParameters> m_seen;
    std::vector<Regions> m_regions;
    std::vector<RenderJob> m_jobs;
};

/// A picture that never arrives before it is waited for.
class SlowImage : public PendingImage
{
public:
    explicit SlowImage(QImage image) : m_image(std::move(image)) {}

    bool isHere() const override { return false; }
    QImage take() override { return m_image; }

private:
    QImage m_image;
};

/// Stands in for the mathematics: its picture is of one colour, whose red counts the iterations.
/// A checkpoint is the number of iterations done.
class FakeTransfer : public StyleTransfer
{
public:
    FakeTransfer(std::shared_ptr<FakeControl> control, const RenderJob &job)
        : m_control(std::move(control)),
          m_regions(regionsOf(job.scene)),
          m_iteration(job.checkpoint.bytes.raw().toInt())
    {
        m_control->began(job);
        if (m_control->preparing)
            m_control->preparing();
    }

    IterationReport step(const StyleParameters &parameters,
                         const Cancellation &cancellation) override
    {
        const int iteration = m_iteration + 1;
        m_control->pass(cancellation);
        m_control->saw(parameters, m_regions);
        if (m_control->onStep)
            m_control->onStep(iteration, parameters, cancellation);
        if (iteration == m_control->throwAt)
            fail();
        m_iteration = iteration;
        return report();
    }

    void setRegions(const Regions &regions) override { m_regions = regions; }

    bool isDone() const override { return m_iteration >= m_control->iterations; }

    QImage image(const StyleParameters &, QSize limit) const override
    {
        if (m_control->imaging)
            m_control->imaging();
        const bool fits = !limit.isValid() || m_control->size.boundedTo(limit) == m_control->size;
        QImage image(fits ? m_control->size : m_control->size.scaled(limit, Qt::KeepAspectRatio),
                     QImage::Format_RGB888);
        const QColor &c = m_control->color;
        image.fill(QColor(m_iteration % 256, c.green(), c.blue()));
        return image;
    }

    std::unique_ptr<PendingImage> beginImage(const StyleParameters &parameters,
                                             QSize limit) const override
    {
        if (m_control->slowImages)
            return std::make_unique<SlowImage>(image(parameters, limit));
        return StyleTransfer::beginImage(parameters, limit);
    }

    QImage result(const StyleParameters &parameters) const override
    {
        if (m_control->resulting)
            m_control->resulting();
        return image(parameters, {}).convertToFormat(QImage::Format_RGBX64);
    }

    RenderCheckpoint checkpoint() const override
    {
        if (m_control->checkpointing)
            m_control->checkpointing();
        return {QByteArray::number(m_iteration)};
    }

    /// Of one channel, which counts the iterations beside the number of all.
    std::vector<LayerStatistics> statistics(const StyleParameters &,
                                            const Cancellation &) const override
    {
        ++m_control->statisticsRequests;
        if (m_control->onStatistics)
            m_control->onStatistics();
        return {{Layer::Conv1_1, 1, 1, {float(m_control->iterations)}, {float(m_iteration)}}};
    }

private:
    [[noreturn]] void fail() const
    {
        if (m_control->throwing)
            m_control->throwing();
        throw std::runtime_error("fake");
    }

    IterationReport report() const
    {
        IterationReport report;
        report.iteration = m_iteration;
        report.sizeIteration = m_iteration;
        report.sizeIterations = m_control->iterations;
        report.size = m_control->size;
        report.contentLoss = 1.0 - 0.5 / m_iteration;
        report.styleLoss = 1.0 / m_iteration;
        report.totalLoss = report.contentLoss + report.styleLoss;
        report.progress = double(m_iteration) / m_control->iterations;
        return report;
    }

    std::shared_ptr<FakeControl> m_control;
    Regions m_regions;
    int m_iteration;
};

inline StyleTransferFactoryMaker fakeFactory(const std::shared_ptr<FakeControl> &control)
{
    return [control]() -> StyleTransferFactory {
        return [control](const RenderJob &job, const Cancellation &) {
            return std::make_unique<FakeTransfer>(control, job);
        };
    };
}

} // namespace gramarye
