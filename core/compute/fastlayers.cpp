#include "core/compute/pch_torch.h"

#include "core/compute/inputconvolution.h"
#include "core/compute/maparena_torch.h"
#include "core/compute/maps.h"
#include "core/compute/networklayers_torch.h"

#include <vector>

namespace gramarye {

namespace {

ChannelBits *bitsOf(const at::Tensor &bits)
{
    return reinterpret_cast<ChannelBits *>(bits.data_ptr<int16_t>());
}

std::vector<float> padded(const at::Tensor &bias)
{
    const at::Tensor packed = bias.contiguous();
    const float *values = packed.data_ptr<float>();
    std::vector<float> result(values, values + packed.numel());
    result.resize(std::size_t(paddedChannels(int(packed.numel()))));
    return result;
}

/// By our own convolutions on the processor, in single precision: bias, ReLU, its bits and the
/// pooling are done while a tile is in the cache, and maps share one piece of memory.
class FastLayers final : public NetworkLayers
{
public:
    FastLayers(MapArena &arena, Workspace &workspace, PoolingStep pooling)
        : m_arena(arena), m_workspace(workspace), m_pooling(pooling)
    {
    }

    void append(const at::Tensor &weight, const at::Tensor &bias, Border border) override
    {
        const at::Tensor packed = weight.contiguous();
        const WindowWeights weights{packed.data_ptr<float>(), int(packed.size(0)),
                                    int(packed.size(1))};
        if (!m_first) {
            m_first.emplace(weights, padded(bias), border);
            m_firstOutputs = weights.outputs;
            return;
        }
        m_steps.push_back({packed, {}, {}, padded(bias), border, weights.inputs, weights.outputs});
    }

    at::Tensor forward(std::size_t layer, const at::Tensor &x, bool whole,
                       FeatureTape &tape) override
    {
        LayerTape &own = tape[layer];
        if (layer == 1) {
            const at::Tensor planes = x.contiguous();
            own.height = x.size(2);
            own.width = x.size(3);
            at::Tensor result = m_arena.map(m_firstOutputs, own.height, own.width);
            own.reluMask = m_arena.bits(m_firstOutputs, own.height, own.width);
            m_first->forward(planes.data_ptr<float>(), int(own.height), int(own.width),
                             result.data_ptr<float>(), bitsOf(own.reluMask), m_workspace,
                             tape.wrap);
            return result;
        }

        Step &step = m_steps[layer - 2];
        prepare(step, Direction::Forward);
        at::Tensor source = x;
        if (followsPooling(layerAt(layer)) && !tape[layer - 1].pooled) {
            source = m_arena.map(step.inputs, x.size(2) / 2, x.size(3) / 2);
            own.poolMask = m_arena.bits(step.inputs, x.size(2), x.size(3));
            poolMap(*mapView(x), m_pooling.kind == PoolingKind::Average, averageFactor(),
                    source.data_ptr<float>(), bitsOf(own.poolMask), m_workspace.pool());
        }
        own.height = source.size(2);
        own.width = source.size(3);
        own.pooled = !whole && precedesPooling(layerAt(layer));
        own.reluMask = m_arena.bits(step.outputs, own.height, own.width);
        at::Tensor result = own.pooled ? m_arena.map(step.outputs, own.height / 2, own.width / 2)
                                       : m_arena.map(step.outputs, own.height, own.width);

        WinogradInput input;
        input.values = source.data_ptr<float>();
        input.height = int(own.height);
        input.width = int(own.width);
        input.border = Borders(step.border, tape.wrap);
        WinogradOutput output;
        output.values = result.data_ptr<float>();
        output.tail = !own.pooled                              ? Tail::Relu
                      : m_pooling.kind == PoolingKind::Average ? Tail::ReluAverage
                                                               : Tail::ReluMax;
        output.bias = step.bias.data();
        output.bits = bitsOf(own.reluMask);
        output.scale = averageFactor();
        step.forward->run(input, output, m_workspace);
        return result;
    }

    at::Tensor backward(std::size_t layer, const at::Tensor &gradient,
                        const FeatureTape &tape) override
    {
        const LayerTape &own = tape[layer];
        const at::Tensor from = m_arena.toMap(gradient);
        const int height = int(own.height);
        const int width = int(own.width);
        if (layer == 1) {
            const at::Tensor planes = m_arena.planes(3, height, width);
            m_first->backward(from.data_ptr<float>(), bitsOf(own.reluMask), height, width,
                              planes.data_ptr<float>(), m_workspace, tape.wrap);
            return planes;
        }

        Step &step = m_steps[layer - 2];
        prepare(step, Direction::Backward);
        const float poolScale =
            m_pooling.kind == PoolingKind::Average ? 0.25f * averageFactor() : 1.0f;
        WinogradInput input;
        input.values = from.data_ptr<float>();
        input.height = height;
        input.width = width;
        input.source = own.pooled ? Source::Pooled : Source::Masked;
        input.bits = bitsOf(own.reluMask);
        input.scale = poolScale;
        WinogradOutput output;
        const Borders border(step.border, tape.wrap);
        output.withRing = !border.areZero();
        at::Tensor result = output.withRing ? m_arena.map(step.inputs, height + 2, width + 2)
                                            : m_arena.map(step.inputs, height, width);
        output.values = result.data_ptr<float>();
        step.backward->run(input, output, m_workspace);
        if (output.withRing) {
            const at::Tensor ringed = result;
            result = m_arena.map(step.inputs, height, width);
            foldRing(*mapView(ringed), border, result.data_ptr<float>(), m_workspace.pool());
        }
        if (own.poolMask.defined()) {
            const at::Tensor pooled = result;
            const LayerTape &before = tape[layer - 1];
            result = m_arena.map(step.inputs, before.height, before.width);
            unpoolMap(pooled.data_ptr<float>(), bitsOf(own.poolMask), poolScale, int(before.height),
                      int(before.width), channelBlocks(step.inputs), result.data_ptr<float>(),
                      m_workspace.pool());
        }
        return result;
    }

    std::size_t weightBytes() const override
    {
        std::size_t bytes = m_first ? m_first->weightBytes() : 0;
        for (const Step &step : m_steps) {
            bytes += step.weight.defined() ? step.weight.nbytes() : 0;
            bytes += step.forward ? step.forward->weightBytes() : 0;
            bytes += step.backward ? step.backward->weightBytes() : 0;
        }
        return bytes;
    }

private:
    struct Step
    {
        at::Tensor weight; ///< until both directions are prepared
        std::optional<WinogradConvolution> forward;
        std::optional<WinogradConvolution> backward;
        std::vector<float> bias; ///< paddedChannels()
        Border border;
        int inputs;
        int outputs;
    };

    /// Transforms the weights of @p step where they are not yet: the deepest layers are seldom
    /// used.
    void prepare(Step &step, Direction direction)
    {
        auto &convolution = direction == Direction::Forward ? step.forward : step.backward;
        if (convolution)
            return;
        const int tile = winogradTileSize(step.inputs, step.outputs);
        const WindowWeights weights{step.weight.data_ptr<float>(), step.outputs, step.inputs};
        convolution.emplace(weights, direction, tile, m_workspace.pool());
        if (step.forward && step.backward)
            step.weight.reset();
    }

    float averageFactor() const { return float(m_pooling.factor); }

    MapArena &m_arena;
    Workspace &m_workspace;
    PoolingStep m_pooling;
    std::optional<InputConvolution> m_first;
    std::vector<Step> m_steps; ///< from conv1_2 on
    int m_firstOutputs = 0;
};

} // namespace

std::unique_ptr<NetworkLayers> makeFastLayers(MapArena &arena, Workspace &workspace,
                                              PoolingStep pooling)
{
    return std::make_unique<FastLayers>(arena, workspace, pooling);
}

} // namespace gramarye
