#include "core/torchheaders.h"

#include "core/network/vggnetwork.h"

#include "core/transfer/styletransfer.h"
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
        throw TransferError({ErrorCode::WeightsNotVgg, path, name});
    const std::vector<float> values = toFloat(found->second);
    const std::vector<int64_t> actual(found->second.shape.begin(), found->second.shape.end());
    if (!allFinite(found->second))
        throw TransferError({ErrorCode::WeightsDamaged, path, name});
    return at::from_blob(const_cast<float *>(values.data()), actual, at::kFloat).clone();
}

at::Tensor channels(const std::array<double, 3> &values, at::ScalarType type)
{
    return at::tensor(at::ArrayRef<double>(values), at::kDouble).to(type).view({1, 3, 1, 1});
}

at::Tensor pixelFeatures(const at::Tensor &image)
{
    return at::cat({image, at::ones_like(image.narrow(1, 0, 1))}, 1);
}

Layer deepestOf(const LayerSet &layers)
{
    for (std::size_t i = layerCount - 1; i > 0; --i) {
        if (layers.test(i))
            return layerAt(i);
    }
    return Layer::Pixels;
}

} // namespace

VggNetwork::VggNetwork(const NetworkSource &source, Pooling pooling, Border firstBorder,
                       at::ScalarType type)
    : m_mean(channels(source.info.mean, type)),
      m_std(channels(source.info.std, type)),
      m_pooling(pooling == Pooling::Trained ? source.info.pooling
                : pooling == Pooling::Max   ? PoolingKind::Max
                                            : PoolingKind::Average),
      // An average is smaller than a maximum by about this much (ALGORITHM, "Pooling").
      m_averageFactor(source.info.pooling == PoolingKind::Max ? 2.0 : 1.0)
{
    auto opened = WeightsFile::open(source.path);
    if (!opened)
        throw TransferError(opened.error());
    const TensorMap &tensors = opened.value()->tensors();
    const auto load = [&](const QString &prefix, int64_t inputs, int64_t window, Border border) {
        const auto weight = loadTensor(tensors, prefix + QLatin1String(".weight"),
                                       {-1, inputs, window, window}, source.path);
        const auto bias =
            loadTensor(tensors, prefix + QLatin1String(".bias"), {weight.size(0)}, source.path);
        return std::pair(Convolution(weight.to(type), bias.to(type), border), weight.size(0));
    };

    if (!source.info.colorTransform.isEmpty())
        m_colorTransform = load(source.info.colorTransform, 3, 1, Border::Zero).first;
    m_layers.set(layerIndex(Layer::Pixels));
    const Border border = source.info.padding == Padding::Reflect ? Border::Reflect : Border::Zero;
    int64_t width = 3;
    for (const auto &[layer, prefix] : source.info.keys) {
        // A file may end early (conv5_1 is all that the usual layers need) but not begin late.
        if (layer != Layer::Conv1_1 && tensors.count(prefix + QLatin1String(".weight")) == 0)
            break;
        const bool first = layer == Layer::Conv1_1 && border == Border::Zero;
        auto [convolution, outputs] = load(prefix, width, 3, first ? firstBorder : border);
        m_convolutions.push_back(std::move(convolution));
        m_layers.set(layerIndex(layer));
        width = outputs;
    }
}

FeatureTape VggNetwork::forward(const at::Tensor &image, const LayerSet &wanted,
                                const Cancellation &cancellation) const
{
    FeatureTape tape;
    tape.deepest = deepestOf(wanted);
    if (wanted.test(layerIndex(Layer::Pixels)))
        tape.features[layerIndex(Layer::Pixels)] = pixelFeatures(image);
    at::Tensor x = firstInput(image);
    for (std::size_t i = 1; i <= layerIndex(tape.deepest); ++i) {
        cancellation.check();
        x = next(i, x, tape);
        if (wanted.test(i))
            tape.features[i] = x;
        else
            tape.active[i] = x > 0;
    }
    return tape;
}

void VggNetwork::visit(const at::Tensor &image, const LayerSet &wanted,
                       const FeatureVisitor &visitor, const Cancellation &cancellation) const
{
    if (wanted.test(layerIndex(Layer::Pixels)))
        visitor(Layer::Pixels, pixelFeatures(image));
    at::Tensor x = firstInput(image);
    for (std::size_t i = 1; i <= layerIndex(deepestOf(wanted)); ++i) {
        cancellation.check();
        FeatureTape unused;
        x = next(i, x, unused);
        if (wanted.test(i))
            visitor(layerAt(i), x);
    }
}

/// What the first convolution sees.
at::Tensor VggNetwork::firstInput(const at::Tensor &image) const
{
    const at::Tensor normalised = (image - m_mean) / m_std;
    return m_colorTransform ? m_colorTransform->forward(normalised) : normalised;
}

/// One layer on: pooling where there is one, convolution, ReLU.
at::Tensor VggNetwork::next(std::size_t layer, const at::Tensor &x, FeatureTape &tape) const
{
    const at::Tensor input = followsPooling(layerAt(layer)) ? pool(x, layerAt(layer), tape) : x;
    return m_convolutions[layer - 1].forward(input).relu_();
}

at::Tensor VggNetwork::backward(FeatureTape tape, const FeatureGradient &gradientAt,
                                const Cancellation &cancellation) const
{
    at::Tensor gradient; // undefined as long as nothing deeper has one
    for (std::size_t i = layerIndex(tape.deepest); i > 0; --i) {
        cancellation.check();
        at::Tensor features = std::exchange(tape.features[i], {});
        if (features.defined()) {
            const at::Tensor own = gradientAt(layerAt(i), features);
            if (own.defined())
                gradient = gradient.defined() ? gradient.add_(own) : own;
        }
        if (!gradient.defined())
            continue;
        gradient.mul_(features.defined() ? features > 0 : std::exchange(tape.active[i], {}));
        gradient = m_convolutions[i - 1].backward(gradient);
        if (followsPooling(layerAt(i)))
            gradient = unpool(gradient, layerAt(i), tape);
    }
    if (gradient.defined()) {
        if (m_colorTransform)
            gradient = m_colorTransform->backward(gradient);
        gradient = gradient / m_std;
    }
    const at::Tensor pixels = tape.features[layerIndex(Layer::Pixels)];
    if (pixels.defined()) {
        const at::Tensor own = gradientAt(Layer::Pixels, pixels);
        if (own.defined())
            gradient = gradient.defined() ? gradient + own.narrow(1, 0, 3) : own.narrow(1, 0, 3);
    }
    return gradient;
}

at::Tensor VggNetwork::pool(const at::Tensor &x, Layer next, FeatureTape &tape) const
{
    // Only its shape is needed on the way back.
    tape.poolInput[layerIndex(next)] = at::zeros({1}, x.options()).expand(x.sizes());
    if (m_pooling == PoolingKind::Average)
        return at::avg_pool2d(x, 2).mul_(m_averageFactor);
    auto [pooled, indices] = at::max_pool2d_with_indices(x, 2);
    tape.poolIndices[layerIndex(next)] = indices;
    return pooled;
}

at::Tensor VggNetwork::unpool(const at::Tensor &gradient, Layer next, const FeatureTape &tape) const
{
    const at::Tensor &input = tape.poolInput[layerIndex(next)];
    if (m_pooling == PoolingKind::Average)
        return at::avg_pool2d_backward(gradient, input, 2, 2, 0, false, true, c10::nullopt)
            .mul_(m_averageFactor);
    return at::max_pool2d_with_indices_backward(gradient, input, 2, 2, 0, 1, false,
                                                tape.poolIndices[layerIndex(next)]);
}

} // namespace gramarye
