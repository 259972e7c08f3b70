#include "core/compute/pch_torch.h"

#include "core/transfer/gatystransfer_torch.h"

#include "core/base/platform.h"
#include "core/base/thrownerror.h"
#include "core/compute/planes.h"
#include "core/model/parametersjson.h"
#include "core/transfer/cudaimage_torch.h"
#include "core/transfer/regularizer_torch.h"
#include "core/transfer/schedule.h"
#include "core/transfer/tensorimage_torch.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QFileInfo>
#include <QIODevice>
#include <QJsonDocument>
#include <QThread>

#include <dlfcn.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <tuple>

namespace gramarye {

namespace {

constexpr quint32 checkpointMagic = 0x47524350; // "GRCP"
constexpr quint16 checkpointVersion = 2;
constexpr auto checkpointStream = QDataStream::Qt_6_0;

// ImageNet's, whichever network: they only set what a learning rate means in the classic method.
at::Tensor normalMean(at::Device device)
{
    return at::tensor({0.485f, 0.456f, 0.406f}).view({1, 3, 1, 1}).to(device);
}

at::Tensor normalStd(at::Device device)
{
    return at::tensor({0.229f, 0.224f, 0.225f}).view({1, 3, 1, 1}).to(device);
}

Border firstBorder(Method method)
{
    // Zeros around the picture darken its borders; the lecture's method leaves them as they are.
    return method == Method::Painterly ? Border::Replicate : Border::Zero;
}

int threadCount(const RenderJob &job)
{
    return job.parameters.threads > 0 ? job.parameters.threads : defaultThreadCount();
}

at::Device deviceOf(const RenderJob &job)
{
    const auto devices = computeDevices();
    const auto offered = [&](const ComputeDevice &device) { return device.id == job.device; };
    if (std::none_of(devices.begin(), devices.end(), offered))
        throw ThrownError({ErrorCode::DeviceMissing, job.device, {}});
    return at::Device(job.device.toStdString());
}

/// How @p job's network is computed; our own convolutions are the processor's.
Computation computationOf(const RenderJob &job)
{
    Computation computation;
    computation.device = deviceOf(job);
    computation.convolution =
        computation.device.is_cpu() ? job.convolution : ConvolutionKind::Torch;
    computation.threads = threadCount(job);
    return computation;
}

std::vector<QSize> sizesOf(const std::vector<QImage> &images)
{
    std::vector<QSize> sizes;
    for (const QImage &image : images)
        sizes.push_back(image.size());
    return sizes;
}

Error tooNarrow(const RenderJob &job)
{
    const NarrowPicture narrow =
        narrowPicture(job.content.size(), sizesOf(job.styles), job.parameters);
    QString name = job.origins.content;
    if (narrow.style) {
        const auto &names = job.origins.styles;
        name = *narrow.style < names.size() ? names[*narrow.style] : QString();
    }
    return {ErrorCode::PictureTooNarrow, name,
            narrow.size ? QString::number(*narrow.size) : QString()};
}

void addBytes(QCryptographicHash &hash, const QImage &image)
{
    const qsizetype used = (qsizetype(image.width()) * image.depth() + 7) / 8; // of a padded line
    for (int y = 0; y < image.height(); ++y)
        hash.addData(QByteArrayView(image.constScanLine(y), used));
}

/// What comes first in a checkpoint.
struct CheckpointHead
{
    quint32 magic = checkpointMagic;
    quint16 version = checkpointVersion;
    qint32 threads = 1;
    quint8 convolution = 0;
    QByteArray owner; ///< GatysTransfer::fingerprint()

    bool isOurs() const
    {
        return magic == checkpointMagic && version == checkpointVersion && threads >= 1
               && convolution <= quint8(ConvolutionKind::Torch);
    }
};

QDataStream &operator<<(QDataStream &stream, const CheckpointHead &head)
{
    return stream << head.magic << head.version << head.threads << head.convolution << head.owner;
}

QDataStream &operator>>(QDataStream &stream, CheckpointHead &head)
{
    return stream >> head.magic >> head.version >> head.threads >> head.convolution >> head.owner;
}

/// @p job, computed as it was up to its checkpoint, so that not even the last bits differ.
RenderJob asBefore(RenderJob job)
{
    if (job.checkpoint.isEmpty())
        return job;
    QDataStream stream(job.checkpoint.bytes);
    stream.setVersion(checkpointStream);
    CheckpointHead head;
    stream >> head;
    if (stream.status() != QDataStream::Ok || !head.isOurs())
        throw ThrownError({ErrorCode::CheckpointMismatch, {}, {}});
    job.convolution = ConvolutionKind(head.convolution);
    // A machine with fewer processors computes otherwise anyway.
    if (job.parameters.threads == 0 && head.threads <= QThread::idealThreadCount())
        job.parameters.threads = head.threads;
    return job;
}

qsizetype byteCount(const at::Tensor &tensor)
{
    return tensor.numel() * qsizetype(sizeof(float));
}

/// Matrix products of the reference BLAS take several times as long; people should know.
void warnOfReferenceBlas()
{
    Dl_info library{};
    void *product = dlsym(RTLD_DEFAULT, "sgemm_");
    if (!product || dladdr(product, &library) == 0)
        return;
    const QString path = QFileInfo(QFile::decodeName(library.dli_fname)).canonicalFilePath();
    if (path.contains(QLatin1String("/blas/libblas")))
        qWarning("The reference BLAS is in use; renders are several times faster with OpenBLAS.");
}

void checkPictures(const RenderJob &job)
{
    if (job.content.isNull())
        throw ThrownError({ErrorCode::NoContent, {}, {}});
    if (job.styles.empty() && !std::isinf(job.parameters.ratio))
        throw ThrownError({ErrorCode::NoStyle, {}, {}});
}

/// Sets what LibTorch keeps for a whole thread or program.
void settleLibrary(const RenderJob &job)
{
    static std::once_flag warned;
    std::call_once(warned, warnOfReferenceBlas);
    // Before the first tensor operation of this thread, which would settle the number otherwise.
    // Beside our own threads LibTorch's would only be in the way: they wait by spinning.
    at::set_num_threads(job.convolution == ConvolutionKind::Torch ? threadCount(job) : 1);
    // Ten bits of the factors' mantissas are plenty for gradients, and several times as fast.
    at::globalContext().setAllowTF32CuBLAS(true);
    at::globalContext().setAllowTF32CuDNN(true);
}

/// All that makeNetwork() looks at.
auto networkKey(const RenderJob &job)
{
    return std::tuple(job.network.path, job.network.info.name, job.parameters.pooling,
                      job.parameters.method, job.convolution, threadCount(job), job.device);
}

/// The network of the last job.
class KeptNetwork
{
public:
    std::shared_ptr<const VggNetwork> networkFor(const RenderJob &job)
    {
        if (m_network && networkKey(job) == *m_key)
            return m_network;
        m_network.reset(); // two may be too much for the memory
        m_network = makeNetwork(job);
        m_key = networkKey(job);
        return m_network;
    }

private:
    std::shared_ptr<const VggNetwork> m_network;
    std::optional<decltype(networkKey(RenderJob()))> m_key; ///< of m_network
};

} // namespace

void ExponentialMean::add(const at::Tensor &value, ThreadPool *pool)
{
    if (!m_sum.defined())
        m_sum = at::zeros(value.sizes(), value.options());
    if (pool)
        addToMean(m_sum.data_ptr<float>(), value.contiguous().data_ptr<float>(), m_decay,
                  value.numel(), *pool);
    else
        m_sum.mul_(m_decay).add_(value, 1 - m_decay);
    m_remaining *= m_decay;
}

void ExponentialMean::reset()
{
    m_sum.reset();
    m_remaining = 1;
}

std::unique_ptr<StyleTransfer> makeStyleTransfer(const RenderJob &wanted,
                                                 const Cancellation &cancellation)
{
    return networkKeepingTransfers()(wanted, cancellation);
}

StyleTransferFactory networkKeepingTransfers()
{
    return [kept = std::make_shared<KeptNetwork>()](const RenderJob &wanted,
                                                    const Cancellation &cancellation) {
        checkPictures(wanted);
        const RenderJob job = asBefore(wanted);
        settleLibrary(job);
        return std::make_unique<GatysTransfer>(job, kept->networkFor(job), cancellation);
    };
}

std::shared_ptr<const VggNetwork> makeNetwork(const RenderJob &job)
{
    return std::make_shared<VggNetwork>(job.network, job.parameters.pooling,
                                        firstBorder(job.parameters.method), computationOf(job));
}

GatysTransfer::GatysTransfer(const RenderJob &job, std::shared_ptr<const VggNetwork> network,
                             const Cancellation &cancellation)
    : m_parameters(job.parameters),
      m_networkName(job.network.info.name),
      m_network(std::move(network)),
      m_device(deviceOf(job)),
      m_sizes(workingSizes(job.content.size(), sizesOf(job.styles), job.parameters)),
      m_startImage(job.startImage),
      m_pictures(job.styles),
      m_computation{threadCount(job), job.convolution},
      m_optimizer(
          Optimizer::make(job.parameters.optimizer, job.parameters.method, m_network->pool()))
{
    if (m_sizes.empty())
        throw ThrownError(tooNarrow(job));
    m_pictures.push_back(job.content);
    m_content = tensorFromImage(job.content, m_sizes.back());
    for (const QImage &style : job.styles) {
        cancellation.check();
        m_styles.push_back(
            tensorFromImage(style, styleSize(style.size(), m_sizes.back(), m_parameters)));
    }
    if (!job.checkpoint.isEmpty()) {
        restore(job.checkpoint, cancellation);
        return;
    }
    m_level = makeLevel(0, cancellation);
    m_iterate = fromPixels(startPicture());
}

std::unique_ptr<GatysTransfer::Level>
GatysTransfer::makeLevel(std::size_t level, const Cancellation &cancellation) const
{
    cancellation.check();
    const at::Tensor content = resampled(m_content, m_sizes[level]).to(m_device);
    std::vector<at::Tensor> styles;
    for (const at::Tensor &style : m_styles)
        styles.push_back(
            resampled(style, styleSize(sizeOf(style), m_sizes[level], m_parameters)).to(m_device));
    return std::make_unique<Level>(
        Level{content, Objective(*m_network, content, styles, m_parameters, cancellation)});
}

at::Tensor GatysTransfer::startPicture() const
{
    switch (m_parameters.start) {
    case Start::Style:
        if (!m_styles.empty())
            return covering(m_styles.front(), size()).to(m_device);
        break;
    case Start::File:
        if (!m_startImage.isNull())
            return covering(tensorFromImage(m_startImage, m_startImage.size()), size())
                .to(m_device);
        break;
    case Start::Noise: {
        const auto generator = at::detail::createCPUGenerator(quint64(m_parameters.seed));
        const at::Tensor noise =
            at::randn(m_level->content.sizes(), generator, at::kFloat).to(m_device);
        const at::Tensor pixels = noise * normalStd(m_device) + normalMean(m_device);
        return isClassic() ? pixels : pixels.clamp(0, 1);
    }
    case Start::Blank:
        return at::ones_like(m_level->content);
    case Start::Content:
        break;
    }
    return m_level->content.clone();
}

at::Tensor GatysTransfer::toPixels(const at::Tensor &iterate) const
{
    return isClassic() ? iterate * normalStd(m_device) + normalMean(m_device) : iterate;
}

at::Tensor GatysTransfer::fromPixels(const at::Tensor &pixels) const
{
    return isClassic() ? (pixels - normalMean(m_device)) / normalStd(m_device) : pixels;
}

at::Tensor GatysTransfer::picture() const
{
    const at::Tensor pixels = m_mean.isEmpty() ? toPixels(m_iterate) : m_mean.mean();
    return pixels.clamp(0, 1);
}

void GatysTransfer::growTo(std::unique_ptr<Level> next)
{
    const QSize size = m_sizes[++m_levelIndex];
    const std::array<int64_t, 2> shape{size.height(), size.width()};
    const at::Tensor start = isClassic() ? toPixels(m_iterate) : picture();
    const at::Tensor grown = at::upsample_bicubic2d(start, shape, false);
    m_iterate = isClassic() ? fromPixels(grown) : grown.clamp_(0, 1);
    m_optimizer->resize(size.height(), size.width());
    m_mean.reset();
    m_level = std::move(next);
    m_sizeIteration = 0;
}

void GatysTransfer::exchangeOptimizer(OptimizerKind kind)
{
    m_optimizer = Optimizer::make(kind, m_parameters.method, m_network->pool());
    m_parameters.optimizer = kind;
    returnFreeMemory();
}

IterationReport GatysTransfer::step(const StyleParameters &parameters,
                                    const Cancellation &cancellation)
{
    if (parameters.optimizer != m_parameters.optimizer)
        exchangeOptimizer(parameters.optimizer);
    if (m_sizeIteration >= m_parameters.iterations && !isDone())
        growTo(makeLevel(m_levelIndex + 1, cancellation));

    Evaluation evaluation =
        m_level->objective.evaluate(toPixels(m_iterate), parameters, cancellation);
    const bool unclamped = parameters.optimizer == OptimizerKind::Lbfgs && !isClassic();
    if (unclamped)
        evaluation.totalLoss += addRangePenalty(m_iterate, evaluation.gradient);
    if (!std::isfinite(evaluation.totalLoss))
        throw ThrownError({ErrorCode::NotFinite, {}, QString::number(m_iteration + 1)});
    if (isClassic())
        evaluation.gradient = evaluation.gradient * normalStd(m_device);

    const bool steered = !sameObjective(m_parameters, parameters);
    if (steered)
        m_optimizer->objectiveChanged();
    m_optimizer->step(m_iterate, evaluation.gradient, parameters.learningRate, cancellation);
    if (steered)
        m_mean.reset();
    if (!isClassic())
        m_mean.add(m_iterate, m_network->pool());
    m_parameters = parameters;
    ++m_iteration;
    ++m_sizeIteration;
    return report(evaluation);
}

IterationReport GatysTransfer::report(const Evaluation &evaluation) const
{
    const auto work = [this](std::size_t level, int iterations) {
        return double(m_sizes[level].width()) * m_sizes[level].height() * iterations;
    };
    double done = work(m_levelIndex, m_sizeIteration);
    double total = 0;
    for (std::size_t i = 0; i < m_sizes.size(); ++i) {
        total += work(i, m_parameters.iterations);
        done += i < m_levelIndex ? work(i, m_parameters.iterations) : 0;
    }
    IterationReport report;
    report.iteration = m_iteration;
    report.sizeIteration = m_sizeIteration;
    report.sizeIterations = m_parameters.iterations;
    report.size = size();
    report.contentLoss = evaluation.contentLoss;
    report.styleLoss = evaluation.styleLoss;
    report.totalLoss = evaluation.totalLoss;
    report.progress = done / total;
    return report;
}

bool GatysTransfer::isDone() const
{
    return m_levelIndex + 1 == m_sizes.size() && m_sizeIteration >= m_parameters.iterations;
}

at::Tensor GatysTransfer::shownPicture(const StyleParameters &parameters) const
{
    const at::Tensor shown = picture();
    return parameters.colors == Colors::Content ? withColorsOf(m_level->content, shown) : shown;
}

at::Tensor GatysTransfer::limited(const at::Tensor &picture, QSize limit) const
{
    const bool larger =
        limit.isValid() && (limit.width() < size().width() || limit.height() < size().height());
    return larger ? resampled(picture, size().scaled(limit, Qt::KeepAspectRatio)) : picture;
}

QImage GatysTransfer::image(const StyleParameters &parameters, QSize limit) const
{
    // Not every device can resample.
    return imageFromTensor(limited(shownPicture(parameters).cpu(), limit));
}

std::unique_ptr<PendingImage> GatysTransfer::beginImage(const StyleParameters &parameters,
                                                        QSize limit) const
{
    if (!m_device.is_cuda())
        return StyleTransfer::beginImage(parameters, limit);
    return std::make_unique<CudaImage>(bytesFromTensor(limited(shownPicture(parameters), limit)));
}

std::vector<LayerGrams> GatysTransfer::grams(const StyleParameters &parameters,
                                             const Cancellation &cancellation) const
{
    return m_level->objective.grams(picture(), parameters, cancellation);
}

QImage GatysTransfer::result(const StyleParameters &parameters) const
{
    return deepImageFromTensor(shownPicture(parameters).cpu());
}

QByteArray GatysTransfer::fingerprint() const
{
    QByteArray text;
    QDataStream stream(&text, QIODevice::WriteOnly);
    stream.setVersion(checkpointStream);
    stream << m_networkName << int(m_parameters.method) << int(m_parameters.optimizer)
           << int(m_parameters.pooling) << m_parameters.styleScale << m_parameters.iterations
           << quint32(m_sizes.size()) << m_sizes.front() << m_sizes.back() << pictureHash();
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

/// Of the pictures as they came, not of what becomes of them at the size of the result: that may
/// differ in its last bits from one kind of processor to another.
const QByteArray &GatysTransfer::pictureHash() const
{
    if (m_pictureHash.isEmpty()) {
        QCryptographicHash hash(QCryptographicHash::Blake2b_256);
        for (const QImage &picture : m_pictures)
            addBytes(hash, picture);
        m_pictureHash = hash.result();
    }
    return m_pictureHash;
}

RenderCheckpoint GatysTransfer::checkpoint() const
{
    // No random state: chance has a part in the start picture only.
    constexpr qsizetype headRoom = 65536;
    RenderCheckpoint checkpoint;
    // At once: growing step by step would take half as much again while it is copied.
    checkpoint.bytes.reserve(headRoom + byteCount(m_iterate) * (2 + m_optimizer->tensorCount()));
    QDataStream stream(&checkpoint.bytes, QIODevice::WriteOnly);
    stream.setVersion(checkpointStream);
    CheckpointHead head;
    head.threads = m_computation.threads;
    head.convolution = quint8(m_computation.convolution);
    head.owner = fingerprint();
    stream << head << QJsonDocument(toJson(m_parameters)).toJson(QJsonDocument::Compact)
           << quint32(m_levelIndex) << m_sizeIteration << m_iteration << m_iterate;
    m_mean.save(stream);
    m_optimizer->save(stream);
    return checkpoint;
}

void GatysTransfer::restore(const RenderCheckpoint &checkpoint, const Cancellation &cancellation)
{
    QDataStream stream(checkpoint.bytes);
    stream.setVersion(checkpointStream);
    CheckpointHead head;
    QByteArray parameters;
    quint32 level = 0;
    stream >> head >> parameters >> level >> m_sizeIteration >> m_iteration;
    m_iterate = readTensor(stream, m_device);
    m_mean.load(stream, m_device);
    m_optimizer->load(stream, m_device);
    const bool fits =
        stream.status() == QDataStream::Ok && head.isOurs() && head.owner == fingerprint()
        && level < m_sizes.size() && m_iterate.defined() && sizeOf(m_iterate) == m_sizes[level]
        && m_mean.fits(m_iterate) && m_optimizer->fits(m_iterate) && m_sizeIteration >= 0
        && m_sizeIteration <= m_parameters.iterations && m_iteration >= m_sizeIteration;
    if (!fits)
        throw ThrownError({ErrorCode::CheckpointMismatch, {}, {}});
    restoreParameters(parameters);
    m_levelIndex = level;
    m_level = makeLevel(level, cancellation);
}

/// Takes up those of the last step as far as they steer, so that the next step sees whether it is
/// steered.
void GatysTransfer::restoreParameters(const QByteArray &json)
{
    const auto last = parametersFromJson(QJsonDocument::fromJson(json).object(), m_parameters);
    if (!last)
        throw ThrownError({ErrorCode::CheckpointMismatch, {}, {}});
    StyleParameters taken = *last;
    taken.threads = m_parameters.threads;
    if (canSteer(m_parameters, taken))
        m_parameters = taken;
}

} // namespace gramarye
