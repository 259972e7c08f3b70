#pragma once

#include "core/transfer/objective_torch.h"
#include "core/transfer/optimizer_torch.h"
#include "core/transfer/styletransfer.h"
#include "core/transfer/tensorstream_torch.h"

#include <memory>
#include <vector>

namespace gramarye {

/// Bias-corrected exponential mean of tensors.
class ExponentialMean
{
public:
    /// By the threads of @p pool, in single precision; where there is none by LibTorch.
    void add(const at::Tensor &value, ThreadPool *pool);
    void reset();
    bool isEmpty() const { return !m_sum.defined(); }
    at::Tensor mean() const { return m_sum / (1 - m_remaining); }

    void save(QDataStream &stream) const { stream << m_sum << m_remaining; }
    void load(QDataStream &stream, at::Device device)
    {
        m_sum = readTensor(stream, device);
        stream >> m_remaining;
    }

    /// Whether it is one of tensors like @p value, as what was loaded need not be.
    bool fits(const at::Tensor &value) const { return isEmpty() || m_sum.sizes() == value.sizes(); }

private:
    // Long enough to calm the steps' noise, short enough that at a hundred iterations a size the
    // first ones, still soft from growing, do not veil the result (0.99 did).
    static constexpr double m_decay = 0.95;
    at::Tensor m_sum;
    double m_remaining = 1; ///< decay to the power of the number of values
};

/// What the last bits of a picture depend on beside its job.
struct ComputationKind
{
    int threads = 1;
    ConvolutionKind convolution = ConvolutionKind::Fast;
};

/// The network of @p job, prepared for its device and method.
std::shared_ptr<const VggNetwork> makeNetwork(const RenderJob &job);

/// Neural style transfer by optimisation (Gatys, Ecker, Bethge 2015), by both methods of ALGORITHM.
class GatysTransfer : public StyleTransfer
{
public:
    GatysTransfer(const RenderJob &job, std::shared_ptr<const VggNetwork> network,
                  const Cancellation &cancellation);

    IterationReport step(const StyleParameters &parameters,
                         const Cancellation &cancellation) override;
    bool isDone() const override;
    QImage image(const StyleParameters &parameters, QSize limit) const override;
    std::unique_ptr<PendingImage> beginImage(const StyleParameters &parameters,
                                             QSize limit) const override;
    std::vector<LayerGrams> grams(const StyleParameters &parameters,
                                  const Cancellation &cancellation) const override;
    QImage result(const StyleParameters &parameters) const override;
    RenderCheckpoint checkpoint() const override;

private:
    /// What belongs to one working size.
    struct Level
    {
        at::Tensor content;
        Objective objective;
    };

    std::unique_ptr<Level> makeLevel(std::size_t level, const Cancellation &cancellation) const;
    at::Tensor startPicture() const;
    at::Tensor picture() const;
    at::Tensor shownPicture(const StyleParameters &parameters) const;
    at::Tensor limited(const at::Tensor &picture, QSize limit) const;
    void growTo(std::unique_ptr<Level> next);
    void exchangeOptimizer(OptimizerKind kind);
    void restore(const RenderCheckpoint &checkpoint, const Cancellation &cancellation);
    void restoreParameters(const QByteArray &json);
    QByteArray fingerprint() const;
    const QByteArray &pictureHash() const;
    IterationReport report(const Evaluation &evaluation) const;

    // Classic optimises normalised pixels, painterly pixels in 0..1.
    at::Tensor toPixels(const at::Tensor &iterate) const;
    at::Tensor fromPixels(const at::Tensor &pixels) const;

    bool isClassic() const { return m_parameters.method == Method::Classic; }
    QSize size() const { return m_sizes[m_levelIndex]; }

    StyleParameters m_parameters; ///< of the last step
    QString m_networkName;
    std::shared_ptr<const VggNetwork> m_network;
    at::Device m_device;
    std::vector<QSize> m_sizes;
    at::Tensor m_content; ///< at the last size
    std::vector<at::Tensor> m_styles;
    QImage m_startImage;
    std::vector<QImage> m_pictures;   ///< content and styles as they came
    mutable QByteArray m_pictureHash; ///< of those; empty until it is asked for
    ComputationKind m_computation;

    std::size_t m_levelIndex = 0;
    std::unique_ptr<Level> m_level;
    int m_sizeIteration = 0; ///< iterations done at this size
    int m_iteration = 0;     ///< iterations done over the whole run
    at::Tensor m_iterate;    ///< 1 × 3 × H × W
    ExponentialMean m_mean;  ///< of iterates; painterly only
    std::unique_ptr<Optimizer> m_optimizer;
};

} // namespace gramarye
