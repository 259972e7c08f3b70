#include "core/compute/pch_torch.h"

#include "core/compute/featureprojections_torch.h"
#include "core/compute/inputconvolution.h"
#include "core/compute/maparena_torch.h"
#include "core/compute/maps.h"
#include "core/compute/winograd.h"
#include "tests/support/golden.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cstring>

namespace gramarye::tst_winograd {
using golden::relativeError;

namespace {

// Every kernel is compared with LibTorch in double precision.

at::Tensor noise(at::IntArrayRef shape, quint64 seed)
{
    return at::randn(shape, at::detail::createCPUGenerator(seed), at::kFloat);
}

at::Tensor mapOf(MapArena &arena, const at::Tensor &values)
{
    const at::Tensor map = arena.map(values.size(1), values.size(2), values.size(3));
    const auto view = *mapView(map);
    std::memset(map.data_ptr<float>(), 0,
                sizeof(float) * view.height * view.width * view.blocks * channelBlock);
    return map.copy_(values);
}

at::Tensor padded(const at::Tensor &x, Border border)
{
    if (border == Border::Zero)
        return at::constant_pad_nd(x, {1, 1, 1, 1});
    if (border == Border::Circular)
        return at::pad(x, {1, 1, 1, 1}, "circular");
    return border == Border::Reflect ? at::reflection_pad2d(x, {1, 1, 1, 1})
                                     : at::replication_pad2d(x, {1, 1, 1, 1});
}

/// A 3×3 convolution in double precision.
at::Tensor convolved(const at::Tensor &x, const at::Tensor &weight, Border border)
{
    return at::conv2d(padded(x.to(at::kDouble), border), weight.to(at::kDouble));
}

/// The gradient of the sum of convolved(x) · gradient with respect to x.
at::Tensor adjoint(const at::Tensor &gradient, const at::Tensor &weight, Border border)
{
    const at::Tensor wide = at::conv_transpose2d(gradient.to(at::kDouble), weight.to(at::kDouble));
    const at::Tensor shape =
        at::zeros({1, weight.size(1), gradient.size(2), gradient.size(3)}, at::kDouble);
    if (border == Border::Zero)
        return wide.narrow(2, 1, shape.size(2)).narrow(3, 1, shape.size(3));
    if (border == Border::Circular) {
        for (int64_t y = 0; y < wide.size(2); ++y) {
            for (int64_t x = 0; x < wide.size(3); ++x)
                shape.select(2, (y + shape.size(2) - 1) % shape.size(2))
                    .select(2, (x + shape.size(3) - 1) % shape.size(3))
                    .add_(wide.select(2, y).select(2, x));
        }
        return shape;
    }
    return border == Border::Reflect ? at::reflection_pad2d_backward(wide, shape, {1, 1, 1, 1})
                                     : at::replication_pad2d_backward(wide, shape, {1, 1, 1, 1});
}

WindowWeights viewOf(const at::Tensor &weight)
{
    return {weight.data_ptr<float>(), int(weight.size(0)), int(weight.size(1))};
}

std::vector<float> paddedBias(const at::Tensor &bias)
{
    std::vector<float> values(bias.data_ptr<float>(), bias.data_ptr<float>() + bias.numel());
    values.resize(std::size_t(paddedChannels(int(bias.numel()))));
    return values;
}

ChannelBits *bitsOf(const at::Tensor &bits)
{
    return reinterpret_cast<ChannelBits *>(bits.data_ptr<int16_t>());
}

/// Bits as a 1 × C × H × W mask.
at::Tensor maskOf(const at::Tensor &bits, int64_t channels)
{
    const at::Tensor lanes = at::arange(channelBlock, at::kInt);
    const at::Tensor spread = bits.to(at::kInt).unsqueeze(3).expand({-1, -1, -1, channelBlock});
    return at::bitwise_and(at::__rshift__(spread, lanes), 1)
        .reshape({bits.size(0), bits.size(1), -1})
        .narrow(2, 0, channels)
        .permute({2, 0, 1})
        .unsqueeze(0)
        .to(at::kDouble);
}

const Kernels &kernelsNamed(const QString &name)
{
    const KernelList list = supportedKernels();
    for (int i = 0; i < list.count; ++i) {
        if (name == QLatin1String(list.first[i]->name))
            return *list.first[i];
    }
    qFatal("no such kernels");
}

constexpr double bound = 1e-4;

constexpr Border borders[] = {Border::Zero, Border::Reflect, Border::Replicate, Border::Circular};

} // namespace

/// The inner loops, with every instruction set this processor has.
class TestWinograd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void convolutionsAreThoseOfLibTorch_data();
    void convolutionsAreThoseOfLibTorch();
    void pooledTilesAreThoseOfLibTorch_data();
    void pooledTilesAreThoseOfLibTorch();
    void firstConvolutionsAreThoseOfLibTorch_data();
    void firstConvolutionsAreThoseOfLibTorch();
    void gramMatricesAreThoseOfLibTorch_data();
    void gramMatricesAreThoseOfLibTorch();
    void weightedGramMatricesAreThoseOfLibTorch_data() { gramMatricesAreThoseOfLibTorch_data(); }
    void weightedGramMatricesAreThoseOfLibTorch();
    void poolingOfWholeMapsIsThatOfLibTorch_data();
    void poolingOfWholeMapsIsThatOfLibTorch();
};

namespace {

void forKernels(const std::function<void(const Kernels &)> &addRows)
{
    const KernelList list = supportedKernels();
    for (int i = 0; i < list.count; ++i)
        addRows(*list.first[i]);
}

} // namespace

void TestWinograd::convolutionsAreThoseOfLibTorch_data()
{
    QTest::addColumn<QString>("kernels");
    QTest::addColumn<int>("tile");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("border");
    struct Shape
    {
        int inputs, outputs, height, width;
    };
    const std::vector<Shape> shapes = {{3, 16, 9, 7},      {16, 16, 1, 1},   {16, 32, 2, 3},
                                       {5, 7, 13, 6},      {64, 64, 35, 39}, {20, 130, 17, 1},
                                       {128, 256, 12, 24}, {512, 512, 8, 9}, {512, 128, 33, 2}};
    forKernels([&](const Kernels &k) {
        for (const int tile : {4, 6}) {
            for (const Shape &s : shapes) {
                for (const Border border : borders) {
                    // There is nothing to reflect in a single row.
                    if (border == Border::Reflect && (s.height < 2 || s.width < 2))
                        continue;
                    QTest::addRow("%s, F(%d), %d to %d, %d x %d, border %d", k.name, tile, s.inputs,
                                  s.outputs, s.width, s.height, int(border))
                        << QString::fromLatin1(k.name) << tile << s.inputs << s.outputs << s.height
                        << s.width << int(border);
                }
            }
        }
    });
}

void TestWinograd::convolutionsAreThoseOfLibTorch()
{
    QFETCH(QString, kernels);
    QFETCH(int, tile);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, border);
    const Kernels &k = kernelsNamed(kernels);
    MapArena arena;
    Workspace workspace(3, k);
    const at::Tensor weight = noise({outputs, inputs, 3, 3}, 1) / std::sqrt(9.0 * inputs);
    const at::Tensor bias = noise({outputs}, 2);
    const at::Tensor x = noise({1, inputs, height, width}, 3);

    const WinogradConvolution forward(viewOf(weight), Direction::Forward, tile, workspace.pool());
    const std::vector<float> biases = paddedBias(bias);
    const at::Tensor source = mapOf(arena, x);
    const at::Tensor result = arena.map(outputs, height, width);
    const at::Tensor bits = arena.bits(outputs, height, width);
    WinogradInput in;
    in.values = source.data_ptr<float>();
    in.height = height;
    in.width = width;
    in.border = Border(border);
    WinogradOutput out;
    out.values = result.data_ptr<float>();
    out.tail = Tail::Relu;
    out.bias = biases.data();
    out.bits = bitsOf(bits);
    forward.run(in, out, workspace);
    const at::Tensor expected =
        (convolved(x, weight, Border(border)) + bias.to(at::kDouble).view({1, -1, 1, 1})).relu();
    QVERIFY(relativeError(result, expected) < bound);
    QVERIFY(maskOf(bits, outputs).equal((result > 0).to(at::kDouble)));

    const WinogradConvolution backward(viewOf(weight), Direction::Backward, tile, workspace.pool());
    const at::Tensor gradient = noise({1, outputs, height, width}, 4);
    const at::Tensor gradientMap = mapOf(arena, gradient);
    WinogradInput backIn;
    backIn.values = gradientMap.data_ptr<float>();
    backIn.height = height;
    backIn.width = width;
    backIn.source = Source::Masked;
    backIn.bits = bitsOf(bits);
    WinogradOutput backOut;
    backOut.withRing = Border(border) != Border::Zero;
    const int ring = backOut.withRing ? 2 : 0;
    const at::Tensor ringed = arena.map(inputs, height + ring, width + ring);
    backOut.values = ringed.data_ptr<float>();
    backward.run(backIn, backOut, workspace);
    at::Tensor actual = ringed;
    if (backOut.withRing) {
        actual = arena.map(inputs, height, width);
        foldRing(*mapView(ringed), Border(border), actual.data_ptr<float>(), workspace.pool());
    }
    const at::Tensor masked = gradient.to(at::kDouble) * maskOf(bits, outputs);
    QVERIFY(relativeError(actual, adjoint(masked, weight, Border(border))) < bound);
}

void TestWinograd::pooledTilesAreThoseOfLibTorch_data()
{
    QTest::addColumn<QString>("kernels");
    QTest::addColumn<int>("tile");
    QTest::addColumn<bool>("average");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    forKernels([](const Kernels &k) {
        for (const int tile : {4, 6}) {
            for (const bool average : {false, true}) {
                for (const auto &[height, width] :
                     {std::pair(2, 2), std::pair(35, 39), std::pair(3, 18), std::pair(24, 24)})
                    QTest::addRow("%s, F(%d), %s, %d x %d", k.name, tile,
                                  average ? "average" : "max", width, height)
                        << QString::fromLatin1(k.name) << tile << average << height << width;
            }
        }
    });
}

void TestWinograd::pooledTilesAreThoseOfLibTorch()
{
    QFETCH(QString, kernels);
    QFETCH(int, tile);
    QFETCH(bool, average);
    QFETCH(int, height);
    QFETCH(int, width);
    const Kernels &k = kernelsNamed(kernels);
    constexpr int inputs = 24;
    constexpr int outputs = 40;
    constexpr double factor = 2;
    MapArena arena;
    Workspace workspace(3, k);
    const at::Tensor weight = noise({outputs, inputs, 3, 3}, 1) / std::sqrt(9.0 * inputs);
    const at::Tensor bias = noise({outputs}, 2);
    const at::Tensor x = noise({1, inputs, height, width}, 3);
    const at::Tensor source = mapOf(arena, x);
    const at::Tensor result = arena.map(outputs, height / 2, width / 2);
    const at::Tensor bits = arena.bits(outputs, height, width);
    const std::vector<float> biases = paddedBias(bias);
    WinogradInput in;
    in.values = source.data_ptr<float>();
    in.height = height;
    in.width = width;
    WinogradOutput out;
    out.values = result.data_ptr<float>();
    out.tail = average ? Tail::ReluAverage : Tail::ReluMax;
    out.bias = biases.data();
    out.bits = bitsOf(bits);
    out.scale = float(factor);
    WinogradConvolution(viewOf(weight), Direction::Forward, tile, workspace.pool())
        .run(in, out, workspace);

    const at::Tensor features =
        (convolved(x, weight, Border::Zero) + bias.to(at::kDouble).view({1, -1, 1, 1})).relu();
    const at::Tensor gradient = noise({1, outputs, height / 2, width / 2}, 4);
    at::Tensor expected;
    at::Tensor unpooled;
    if (average) {
        expected = at::avg_pool2d(features, 2) * factor;
        unpooled = at::avg_pool2d_backward(gradient.to(at::kDouble), features, 2, 2, 0, false, true,
                                           c10::nullopt)
                   * factor;
    } else {
        const auto [pooled, indices] = at::max_pool2d_with_indices(features, 2);
        expected = pooled;
        unpooled = at::max_pool2d_with_indices_backward(gradient.to(at::kDouble), features, 2, 2, 0,
                                                        1, false, indices);
    }
    QVERIFY(relativeError(result, expected) < bound);

    const at::Tensor gradientMap = mapOf(arena, gradient);
    const at::Tensor back = arena.map(inputs, height, width);
    WinogradInput backIn;
    backIn.values = gradientMap.data_ptr<float>();
    backIn.height = height;
    backIn.width = width;
    backIn.source = Source::Pooled;
    backIn.bits = bitsOf(bits);
    backIn.scale = average ? float(factor / 4) : 1.0f;
    WinogradOutput backOut;
    backOut.values = back.data_ptr<float>();
    WinogradConvolution(viewOf(weight), Direction::Backward, tile, workspace.pool())
        .run(backIn, backOut, workspace);
    QVERIFY(relativeError(back, adjoint(unpooled * (features > 0), weight, Border::Zero)) < bound);
}

void TestWinograd::firstConvolutionsAreThoseOfLibTorch_data()
{
    QTest::addColumn<QString>("kernels");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("border");
    forKernels([](const Kernels &k) {
        for (const Border border : borders) {
            for (const auto &[outputs, height, width] :
                 {std::tuple(64, 70, 33), std::tuple(16, 2, 2), std::tuple(10, 37, 5)})
                QTest::addRow("%s, 3 to %d, %d x %d, border %d", k.name, outputs, width, height,
                              int(border))
                    << QString::fromLatin1(k.name) << outputs << height << width << int(border);
        }
    });
}

void TestWinograd::firstConvolutionsAreThoseOfLibTorch()
{
    QFETCH(QString, kernels);
    QFETCH(int, outputs);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, border);
    const Kernels &k = kernelsNamed(kernels);
    MapArena arena;
    Workspace workspace(3, k);
    const at::Tensor weight = noise({outputs, 3, 3, 3}, 1);
    const at::Tensor bias = noise({outputs}, 2);
    const at::Tensor x = noise({1, 3, height, width}, 3);
    const bool wraps = Border(border) == Border::Circular;
    const InputConvolution convolution(viewOf(weight), paddedBias(bias),
                                       wraps ? Border::Zero : Border(border));
    const Wrap wrap{wraps, wraps};

    const at::Tensor result = arena.map(outputs, height, width);
    const at::Tensor bits = arena.bits(outputs, height, width);
    convolution.forward(x.data_ptr<float>(), height, width, result.data_ptr<float>(), bitsOf(bits),
                        workspace, wrap);
    const at::Tensor expected =
        (convolved(x, weight, Border(border)) + bias.to(at::kDouble).view({1, -1, 1, 1})).relu();
    QVERIFY(relativeError(result, expected) < bound);
    QVERIFY(maskOf(bits, outputs).equal((result > 0).to(at::kDouble)));

    const at::Tensor gradient = noise({1, outputs, height, width}, 4);
    const at::Tensor planes = at::empty({1, 3, height, width}, at::kFloat);
    convolution.backward(mapOf(arena, gradient).data_ptr<float>(), bitsOf(bits), height, width,
                         planes.data_ptr<float>(), workspace, wrap);
    const at::Tensor masked = gradient.to(at::kDouble) * maskOf(bits, outputs);
    QVERIFY(relativeError(planes, adjoint(masked, weight, Border(border))) < bound);
}

void TestWinograd::gramMatricesAreThoseOfLibTorch_data()
{
    QTest::addColumn<QString>("kernels");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    forKernels([](const Kernels &k) {
        for (const auto &[channels, height, width] :
             {std::tuple(16, 1, 1), std::tuple(40, 7, 9), std::tuple(64, 120, 100),
              std::tuple(512, 9, 31)})
            QTest::addRow("%s, %d channels, %d x %d", k.name, channels, width, height)
                << QString::fromLatin1(k.name) << channels << height << width;
    });
}

void TestWinograd::gramMatricesAreThoseOfLibTorch()
{
    QFETCH(QString, kernels);
    QFETCH(int, channels);
    QFETCH(int, height);
    QFETCH(int, width);
    const Kernels &k = kernelsNamed(kernels);
    MapArena arena;
    Workspace workspace(3, k);
    const at::Tensor x = noise({1, channels, height, width}, 1);
    const at::Tensor f = x.to(at::kDouble).view({channels, -1});
    const at::Tensor map = mapOf(arena, x);
    const int64_t square = paddedChannels(channels);
    const at::Tensor gram = at::empty({square, square}, at::kFloat);
    gramOfMap(*mapView(map), nullptr, gram.data_ptr<float>(), workspace);
    QVERIFY(relativeError(gram.narrow(0, 0, channels).narrow(1, 0, channels).contiguous(),
                          at::mm(f, f.t()))
            < 1e-5);

    const at::Tensor gradient = mapOf(arena, noise({1, channels, height, width}, 2));
    const at::Tensor expected =
        gradient.to(at::kDouble)
        + at::mm(gram.narrow(0, 0, channels).narrow(1, 0, channels).to(at::kDouble), f)
              .view(x.sizes());
    addProductOfMap(*mapView(map), nullptr, gram.data_ptr<float>(), gradient.data_ptr<float>(),
                    workspace);
    QVERIFY(relativeError(gradient, expected) < 1e-5);
}

// Pixels that weigh nothing, soft ones, and a row of whole ones.
void TestWinograd::weightedGramMatricesAreThoseOfLibTorch()
{
    QFETCH(QString, kernels);
    QFETCH(int, channels);
    QFETCH(int, height);
    QFETCH(int, width);
    PixelWeights weights(height, width);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            weights.row(y)[x] = std::uint8_t(y == height / 2 ? 255 : x % 3 == 0 ? 0 : 7 * x % 256);
    }
    const at::Tensor x = noise({1, channels, height, width}, 1);
    const at::Tensor f = x.to(at::kDouble).view({channels, -1});
    const at::Tensor t = weightTensor(weights).flatten().to(at::kDouble) / wholeWeight;
    const at::Tensor before = noise({1, channels, height, width}, 2);
    const int64_t square = paddedChannels(channels);
    std::vector<at::Tensor> grams;
    std::vector<at::Tensor> gradients;
    for (const int threads : {1, 3}) {
        MapArena arena;
        Workspace workspace(threads, kernelsNamed(kernels));
        const at::Tensor map = mapOf(arena, x);
        grams.push_back(at::empty({square, square}, at::kFloat));
        gramOfMap(*mapView(map), &weights.heavy(), grams.back().data_ptr<float>(), workspace);
        const at::Tensor gradient = mapOf(arena, before);
        addProductOfMap(*mapView(map), &weights.heavy(), grams.back().data_ptr<float>(),
                        gradient.data_ptr<float>(), workspace);
        gradients.push_back(gradient.contiguous());
    }
    const at::Tensor gram = grams[0].narrow(0, 0, channels).narrow(1, 0, channels).contiguous();
    QVERIFY(relativeError(gram, at::mm(f * t, f.t())) < 1e-5);
    const at::Tensor expected =
        before.to(at::kDouble) + at::mm(gram.to(at::kDouble), f * t).view(x.sizes());
    QVERIFY(relativeError(gradients[0], expected) < 1e-5);
    QVERIFY(grams[0].equal(grams[1]) && gradients[0].equal(gradients[1]));
}

void TestWinograd::poolingOfWholeMapsIsThatOfLibTorch_data()
{
    QTest::addColumn<bool>("average");
    QTest::newRow("average") << true;
    QTest::newRow("max") << false;
}

void TestWinograd::poolingOfWholeMapsIsThatOfLibTorch()
{
    QFETCH(bool, average);
    constexpr int channels = 20;
    constexpr int height = 11;
    constexpr int width = 14;
    MapArena arena;
    ThreadPool pool(2);
    // Many zeros, as after a ReLU: the first of equals is the largest.
    const at::Tensor x = noise({1, channels, height, width}, 1).relu();
    const at::Tensor map = mapOf(arena, x);
    const at::Tensor pooled = arena.map(channels, height / 2, width / 2);
    const at::Tensor bits = arena.bits(channels, height, width);
    poolMap(*mapView(map), average, 2, pooled.data_ptr<float>(), bitsOf(bits), pool);
    const at::Tensor gradient = noise({1, channels, height / 2, width / 2}, 2);
    const at::Tensor back = arena.map(channels, height, width);
    unpoolMap(mapOf(arena, gradient).data_ptr<float>(), bitsOf(bits), average ? 0.5f : 1.0f, height,
              width, channelBlocks(channels), back.data_ptr<float>(), pool);
    if (average) {
        QVERIFY(relativeError(pooled, at::avg_pool2d(x, 2) * 2) < 1e-6);
        QVERIFY(
            relativeError(
                back, at::avg_pool2d_backward(gradient, x, 2, 2, 0, false, true, c10::nullopt) * 2)
            < 1e-6);
    } else {
        const auto [expected, indices] = at::max_pool2d_with_indices(x, 2);
        QVERIFY(pooled.equal(expected));
        QVERIFY(back.equal(
            at::max_pool2d_with_indices_backward(gradient, x, 2, 2, 0, 1, false, indices)));
    }
}

GRAMARYE_TEST(TestWinograd)

} // namespace gramarye::tst_winograd

#include "tst_winograd.moc"
