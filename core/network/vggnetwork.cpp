#include "core/compute/pch_torch.h"

#include "core/network/vggnetwork_torch.h"

#include "core/base/thrownerror.h"
#include "core/weights/weightsfile.h"

namespace gramarye {

namespace {

at::Tensor loadTensor(const TensorMap &tensors, const QString &name, at::IntArrayRef shape,
                      const QString &path)
{
    const auto found = tensors.find(name);
    const bool fits = found != tensors.end()
                      && std::equal(shape.begin(), shape.end(), found->second.shape.begin(),
                                    found->second.shape.end(), [](int64_t wanted, qint64 actual) {
                                        return wanted < 0 || wanted == actual;
                                    });
    if (!fits)
        throw ThrownError({ErrorCode::WeightsNotVgg, path, name});
    const std::vector<float> values = toFloat(found->second);
    const std::vector<int64_t> actual(found->second.shape.begin(), found->second.shape.end());
    if (!allFinite(found->second))
        throw ThrownError({ErrorCode::WeightsDamaged, path, name});
    return at::from_blob(const_cast<float *>(values.data()), actual, at::kFloat).clone();
}

at::Tensor channels(const std::array<double, 3> &values, const Computation &computation)
{
    return at::tensor(at::ArrayRef<double>(values), at::kDouble)
        .to(computation.device, computation.type)
        .view({1, 3, 1, 1});
}

PoolingStep poolingStep(PoolingKind trained, Pooling wanted)
{
    const PoolingKind kind = wanted == Pooling::Trained ? trained
                             : wanted == Pooling::Max   ? PoolingKind::Max
                                                        : PoolingKind::Average;
    // An average is smaller than a maximum by about this much (ALGORITHM, "Pooling").
    return {kind, trained == PoolingKind::Max ? 2.0 : 1.0};
}

} // namespace

VggNetwork::VggNetwork(const NetworkSource &source, Pooling pooling, Border firstBorder,
                       std::shared_ptr<Backend> backend)
    : m_backend(std::move(backend)),
      m_convolutions(m_backend->makeLayers(poolingStep(source.info.pooling, pooling))),
      m_mean(channels(source.info.mean, m_backend->computation())),
      m_std(channels(source.info.std, m_backend->computation()))
{
    const Computation &computation = m_backend->computation();
    auto opened = WeightsFile::open(source.path);
    if (!opened)
        throw ThrownError(opened.error());
    if (!opened.value()->matchesChecksum())
        throw ThrownError({ErrorCode::WeightsDamaged, source.path,
                           QStringLiteral("it has changed since it was stored")});
    const TensorMap &tensors = opened.value()->tensors();
    const auto load = [&](const QString &prefix, int64_t inputs, int64_t window) {
        auto weight = loadTensor(tensors, prefix + QLatin1String(".weight"),
                                 {-1, inputs, window, window}, source.path);
        const auto bias =
            loadTensor(tensors, prefix + QLatin1String(".bias"), {weight.size(0)}, source.path);
        // The first weights see the picture, which is RGB.
        if (inputs == 3 && !m_colorTransform && source.info.channels == ChannelOrder::Bgr)
            weight = weight.flip(1);
        return std::pair(weight.to(computation.device, computation.type),
                         bias.to(computation.device, computation.type));
    };

    if (!source.info.colorTransform.isEmpty()) {
        const auto [weight, bias] = load(source.info.colorTransform, 3, 1);
        m_colorTransform.emplace(weight, bias, Border::Zero);
    }
    m_layers.set(layerIndex(Layer::Pixels));
    const Border border = source.info.padding;
    int64_t width = 3;
    for (const auto &[layer, prefix] : source.info.keys) {
        // A file may end early (conv5_1 is all that the usual layers need) but not begin late.
        if (layer != Layer::Conv1_1 && tensors.count(prefix + QLatin1String(".weight")) == 0)
            break;
        const bool first = layer == Layer::Conv1_1 && border == Border::Zero;
        const auto [weight, bias] = load(prefix, width, 3);
        m_convolutions->append(weight, bias, first ? firstBorder : border);
        m_layers.set(layerIndex(layer));
        width = weight.size(0);
    }
    if (const Status status = opened.value()->check(); !status)
        throw ThrownError(status.error());
}

FeatureTape VggNetwork::forward(const at::Tensor &image, const LayerSet &wanted,
                                const Cancellation &cancellation, Wrap wrap) const
{
    FeatureTape tape;
    tape.wrap = wrap;
    tape.deepest = deepestOf(wanted);
    if (wanted.test(layerIndex(Layer::Pixels)))
        tape[layerIndex(Layer::Pixels)].features = pixelFeatures(image);
    at::Tensor x = firstInput(image);
    for (std::size_t i = 1; i <= layerIndex(tape.deepest); ++i) {
        cancellation.check();
        x = m_convolutions->forward(i, x, wanted.test(i), tape);
        if (wanted.test(i))
            tape[i].features = x;
    }
    return tape;
}

void VggNetwork::visit(const at::Tensor &image, const LayerSet &wanted,
                       const FeatureVisitor &visitor, const Cancellation &cancellation,
                       Wrap wrap) const
{
    if (wanted.test(layerIndex(Layer::Pixels)))
        visitor(Layer::Pixels, pixelFeatures(image));
    at::Tensor x = firstInput(image);
    FeatureTape tape;
    tape.wrap = wrap;
    for (std::size_t i = 1; i <= layerIndex(deepestOf(wanted)); ++i) {
        cancellation.check();
        x = m_convolutions->forward(i, x, wanted.test(i), tape);
        tape[i - 1] = {};
        if (wanted.test(i))
            visitor(layerAt(i), x);
    }
}

/// R, G, B and a constant 1.
at::Tensor VggNetwork::pixelFeatures(const at::Tensor &image) const
{
    at::Tensor features = m_backend->planesLike(image, 4);
    features.narrow(1, 0, 3).copy_(image);
    features.narrow(1, 3, 1).fill_(1);
    return features;
}

/// What the first convolution sees.
at::Tensor VggNetwork::firstInput(const at::Tensor &image) const
{
    at::Tensor normalised = m_backend->planesLike(image, 3);
    at::sub_out(normalised, image, m_mean).div_(m_std);
    return m_colorTransform ? m_colorTransform->forward(normalised) : normalised;
}

at::Tensor VggNetwork::backward(FeatureTape tape, const FeatureGradient &gradientAt,
                                const Cancellation &cancellation) const
{
    at::Tensor gradient; // undefined as long as nothing deeper has one
    for (std::size_t i = layerIndex(tape.deepest); i > 0; --i) {
        cancellation.check();
        if (tape[i].features.defined())
            gradient = gradientAt(layerAt(i), tape[i].features, std::move(gradient));
        if (gradient.defined())
            gradient = m_convolutions->backward(i, gradient, tape);
        tape[i] = {};
    }
    if (gradient.defined()) {
        if (m_colorTransform)
            gradient = m_colorTransform->backward(gradient);
        gradient.div_(m_std);
    }
    const at::Tensor &pixels = tape[layerIndex(Layer::Pixels)].features;
    if (pixels.defined()) {
        const at::Tensor own = gradientAt(Layer::Pixels, pixels, {});
        if (own.defined())
            gradient =
                gradient.defined() ? gradient.add_(own.narrow(1, 0, 3)) : own.narrow(1, 0, 3);
    }
    return gradient;
}

} // namespace gramarye
