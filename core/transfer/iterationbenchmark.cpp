#include "core/compute/pch_torch.h"

#include "core/transfer/iterationbenchmark.h"

#include "core/base/platform.h"
#include "core/transfer/gatystransfer_torch.h"
#include "core/transfer/jobnetwork_torch.h"
#include "core/transfer/schedule.h"
#include "core/weights/weightsfile.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace gramarye {

namespace {

RenderJob jobOf(const BenchmarkCase &benchmark)
{
    RenderJob job;
    job.convolution = benchmark.convolution;
    job.scene.network = benchmark.network;
    StyleParameters &parameters = job.scene.parameters;
    parameters = StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                           benchmark.network.info, benchmark.styleLoss);
    parameters.size = benchmark.size;
    parameters.scales = Scales::Single;
    parameters.iterations = std::numeric_limits<int>::max();
    constexpr int plenty = 10'000'000; // MB
    parameters.memory = benchmark.memory > 0 ? benchmark.memory : plenty;
    parameters.threads = benchmark.threads > 0 ? benchmark.threads : defaultThreadCount();
    at::set_num_threads(benchmark.convolution == ConvolutionKind::Torch ? parameters.threads : 1);
    return job;
}

/// A mask: the @p place-th of @p count upright stripes, with soft borders.
QImage stripe(int size, int place, int count)
{
    QImage mask(size, size, QImage::Format_Grayscale8);
    const double softness = size / 16.0; // px
    for (int x = 0; x < size; ++x) {
        const double inside =
            std::min(x - double(place) * size / count, (place + 1.0) * size / count - x);
        const auto value = uchar(std::lround(255 * std::clamp(0.5 + inside / softness, 0.0, 1.0)));
        for (int y = 0; y < size; ++y)
            mask.scanLine(y)[x] = value;
    }
    return mask;
}

} // namespace

IterationBenchmark::IterationBenchmark(BenchmarkCase benchmark)
    : m_case(std::move(benchmark)), m_network(makeNetwork(jobOf(m_case)))
{
    // Weights are prepared when they are first used.
    BenchmarkCase small = m_case;
    small.size = 2 * smallestSide;
    RenderJob job = jobOf(small);
    QImage gray(small.size, small.size, QImage::Format_RGB888);
    gray.fill(Qt::gray);
    job.scene.content.image = gray;
    job.scene.styles = {{job.scene.content}};
    GatysTransfer(job, m_network, Cancellation::never())
        .step(job.scene.runParameters(), Cancellation::never());
}

IterationBenchmark::~IterationBenchmark() = default;

void IterationBenchmark::load(const QImage &picture)
{
    RenderJob job = jobOf(m_case);
    job.scene.content.image =
        picture.scaled(m_case.size, m_case.size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    job.scene.styles.assign(std::size_t(std::max(1, m_case.regions)), {job.scene.content});
    for (int i = 0; i < m_case.regions; ++i)
        job.scene.styles[std::size_t(i)].region.image = stripe(m_case.size, i, m_case.regions);
    m_parameters = job.scene.runParameters();
    m_transfer = std::make_unique<GatysTransfer>(job, m_network, Cancellation::never());
}

void IterationBenchmark::iterate()
{
    m_transfer->step(m_parameters, Cancellation::never());
}

double IterationBenchmark::weightBytes() const
{
    return double(m_network->weightBytes());
}

double IterationBenchmark::operations() const
{
    constexpr double thereAndBack = 2;
    constexpr double productAndSum = 2;
    return thereAndBack * productAndSum * m_case.size * m_case.size
           * m_case.network.info.multiplications(Layer::Conv5_1);
}

double productSeconds(int size, int threads)
{
    at::set_num_threads(threads > 0 ? threads : defaultThreadCount());
    const at::Tensor a = at::ones({size, size}, at::kFloat);
    const at::Tensor b = at::ones({size, size}, at::kFloat);
    at::Tensor c = at::mm(a, b); // the first one also wakes the threads
    QElapsedTimer clock;
    clock.start();
    at::mm_out(c, a, b);
    return double(clock.nsecsElapsed()) * 1e-9;
}

Status writeRandomNetwork(const NetworkInfo &info, const QString &path)
{
    const auto generator = at::detail::createCPUGenerator(1);
    std::deque<at::Tensor> memory; // what the map points into
    TensorMap tensors;
    const auto add = [&](const QString &name, const at::Tensor &tensor) {
        memory.push_back(tensor);
        tensors[name] = {ElementType::F32,
                         {tensor.sizes().begin(), tensor.sizes().end()},
                         static_cast<const char *>(memory.back().data_ptr())};
    };
    if (!info.colorTransform.isEmpty()) {
        add(info.colorTransform + QLatin1String(".weight"), at::eye(3).view({3, 3, 1, 1}));
        add(info.colorTransform + QLatin1String(".bias"), at::zeros({3}, at::kFloat));
    }
    int inputs = 3;
    for (std::size_t i = 1; i <= info.widths.size(); ++i) {
        const QString &key = info.keys.at(layerAt(i));
        const int outputs = info.channelCount(layerAt(i));
        add(key + QLatin1String(".weight"),
            at::randn({outputs, inputs, 3, 3}, generator, at::kFloat)
                * std::sqrt(2.0 / (9.0 * inputs)));
        add(key + QLatin1String(".bias"), at::zeros({outputs}, at::kFloat));
        inputs = outputs;
    }
    return writeSafetensors(path, tensors, {});
}

} // namespace gramarye
