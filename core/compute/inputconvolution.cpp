#include "core/compute/inputconvolution.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr int window = 9;

/// Rows of the picture's gradient that a thread makes at a time.
constexpr int bandRows = 32;

} // namespace

InputConvolution::InputConvolution(const WindowWeights &weights, std::vector<float> bias,
                                   Border border)
    : m_inputs(weights.inputs),
      m_outputBlocks(channelBlocks(weights.outputs)),
      m_windowBlocks(channelBlocks(weights.inputs * window)),
      m_border(border),
      m_forward(std::size_t(m_outputBlocks) * m_windowBlocks * channelBlock * channelBlock),
      m_backward(m_forward.size()),
      m_bias(std::move(bias))
{
    m_bias.resize(std::size_t(m_outputBlocks) * channelBlock);
    const auto at = [](int row, int rows, int column) {
        return (std::size_t(column / channelBlock) * rows + row) * channelBlock
               + column % channelBlock;
    };
    for (int o = 0; o < weights.outputs; ++o) {
        for (int i = 0; i < weights.inputs; ++i) {
            for (int w = 0; w < window; ++w) {
                const float value = weights.at(o, i, w / 3, w % 3);
                m_forward[at(i * window + w, m_windowBlocks * channelBlock, o)] = value;
                m_backward[at(o, m_outputBlocks * channelBlock, i * window + w)] = value;
            }
        }
    }
}

void InputConvolution::forward(const float *planes, int height, int width, float *values,
                               ChannelBits *bits, Workspace &workspace, Wrap wrap) const
{
    const Borders border(m_border, wrap);
    const std::size_t rowFloats = std::size_t(m_windowBlocks) * width * channelBlock;
    const int threads = workspace.pool().threads();
    float *matrices = workspace.floats(rowFloats * threads);
    std::fill(matrices, matrices + rowFloats * threads, 0.0f);
    const Kernels &kernels = workspace.kernels();
    workspace.pool().run(height, [&](int y, int thread) {
        float *matrix = matrices + rowFloats * thread;
        for (int v = 0; v < m_inputs * window; ++v) {
            float *to =
                matrix + std::size_t(v / channelBlock) * width * channelBlock + v % channelBlock;
            const int row = borderIndex(y + v % window / 3 - 1, height, border.rows);
            const int shift = v % 3 - 1;
            const float *from =
                planes + (std::size_t(v / window) * height + std::max(row, 0)) * width;
            for (int x = 0; x < width; ++x) {
                const bool inside = x > 0 && x + 1 < width;
                const int column =
                    inside ? x + shift : borderIndex(x + shift, width, border.columns);
                to[std::size_t(x) * channelBlock] = row < 0 || column < 0 ? 0.0f : from[column];
            }
        }
        const std::size_t pixel = std::size_t(y) * width;
        Product product;
        product.a = matrix;
        product.aStride = std::ptrdiff_t(width) * channelBlock;
        product.b = m_forward.data();
        product.bStride = std::ptrdiff_t(m_windowBlocks) * channelBlock * channelBlock;
        product.c = values + pixel * m_outputBlocks * channelBlock;
        product.cStride = channelBlock;
        product.cRowStride = std::ptrdiff_t(m_outputBlocks) * channelBlock;
        product.rows = width;
        product.depthBlocks = m_windowBlocks;
        product.blocks = m_outputBlocks;
        kernels.product(product);
        kernels.relu(product.c, m_bias.data(), bits + pixel * m_outputBlocks, width,
                     m_outputBlocks);
    });
}

void InputConvolution::backward(const float *gradient, const ChannelBits *bits, int height,
                                int width, float *planes, Workspace &workspace, Wrap wrap) const
{
    const Borders border(m_border, wrap);
    const int mapChannels = m_outputBlocks * channelBlock;
    const int windowValues = m_windowBlocks * channelBlock;
    const std::size_t threadFloats = std::size_t(width) * (mapChannels + windowValues);
    float *buffers = workspace.floats(threadFloats * workspace.pool().threads());
    const int bands = (height + bandRows - 1) / bandRows;
    const Kernels &kernels = workspace.kernels();
    workspace.pool().run(bands, [&](int band, int thread) {
        float *row = buffers + threadFloats * thread;
        float *shares = row + std::size_t(width) * mapChannels;
        const int top = band * bandRows;
        const int bottom = std::min(top + bandRows, height);
        for (int c = 0; c < m_inputs; ++c) {
            float *plane = planes + std::size_t(c) * height * width;
            std::fill(plane + std::size_t(top) * width, plane + std::size_t(bottom) * width, 0.0f);
        }
        // A window reaches one row up and one down, reflected or not; none of them twice.
        const int first = wrap.down ? top - 1 : std::max(top - 1, 0);
        const int last =
            wrap.down ? std::min(bottom + 1, first + height) : std::min(bottom + 1, height);
        for (int place = first; place < last; ++place) {
            const int y = (place + height) % height;
            const std::size_t pixel = std::size_t(y) * width;
            kernels.gather(gradient + pixel * mapChannels, bits + pixel * m_outputBlocks, row,
                           std::ptrdiff_t(width) * channelBlock, width, m_outputBlocks);
            Product product;
            product.a = row;
            product.aStride = std::ptrdiff_t(width) * channelBlock;
            product.b = m_backward.data();
            product.bStride = std::ptrdiff_t(mapChannels) * channelBlock;
            product.c = shares;
            product.cStride = channelBlock;
            product.cRowStride = windowValues;
            product.rows = width;
            product.depthBlocks = m_outputBlocks;
            product.blocks = m_windowBlocks;
            kernels.product(product);
            for (int v = 0; v < m_inputs * window; ++v) {
                const int target = borderIndex(y + v % window / 3 - 1, height, border.rows);
                if (target < top || target >= bottom)
                    continue;
                const int shift = v % 3 - 1;
                float *to = planes + (std::size_t(v / window) * height + target) * width;
                for (int x = 0; x < width; ++x) {
                    const bool inside = x > 0 && x + 1 < width;
                    const int column =
                        inside ? x + shift : borderIndex(x + shift, width, border.columns);
                    if (column >= 0)
                        to[column] += shares[std::size_t(x) * windowValues + v];
                }
            }
        }
    });
}

} // namespace gramarye
