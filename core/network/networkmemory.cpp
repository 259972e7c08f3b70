#include "core/network/networkmemory.h"

#include "core/compute/kernels.h"
#include "core/compute/winograd.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr double valueBytes = sizeof(float);
constexpr double windowSize = 9; ///< of a 3×3 convolution

double mapBytes(double pixels, int channels)
{
    return pixels * paddedChannels(channels) * valueBytes;
}

/// One bit for each value of such a map.
double bitBytes(double pixels, int channels)
{
    return pixels * channelBlocks(channels) * sizeof(ChannelBits);
}

double pixelsOf(QSize size)
{
    return double(size.width()) * size.height();
}

/// How much is in use, and the most that ever was.
class Tally
{
public:
    void take(double bytes)
    {
        m_now += bytes;
        m_most = std::max(m_most, m_now);
    }
    void giveBack(double bytes) { m_now -= bytes; }
    double most() const { return m_most; }

private:
    double m_now = 0;
    double m_most = 0;
};

} // namespace

NetworkMemory::NetworkMemory(const NetworkInfo &network, const LayerSet &wanted)
    : m_ringed(network.padding == Padding::Reflect)
{
    const Layer deepest = deepestOf(wanted);
    int inputs = 3;
    double scale = 1;
    for (const auto &[layer, key] : network.keys) {
        Step step;
        step.inputs = inputs;
        step.outputs = inputs = network.channelCount(layer);
        scale *= followsPooling(layer) ? 4 : 1;
        step.scale = scale;
        step.wanted = wanted.test(layerIndex(layer));
        step.pools = followsPooling(layer) && !m_steps.empty() && m_steps.back().wanted;
        step.pooled = precedesPooling(layer) && !step.wanted;
        (layer <= deepest ? m_steps : m_spare).push_back(step);
    }
}

double NetworkMemory::weights() const
{
    double bytes = 0;
    for (std::size_t i = 1; i < m_steps.size(); ++i)
        bytes += winogradWeightBytes(m_steps[i].inputs, m_steps[i].outputs)
                 + winogradWeightBytes(m_steps[i].outputs, m_steps[i].inputs);
    for (const Step &step : m_spare)
        bytes += windowSize * step.inputs * step.outputs * valueBytes;
    return bytes;
}

double NetworkMemory::look(QSize size) const
{
    Tally tally;
    double before = 0; // bytes of the map that the layer reads
    double bits = 0;   // of the layer before
    for (const Step &step : m_steps) {
        const double pixels = pixelsOf(size) / step.scale;
        const double after = mapBytes(step.pooled ? pixels / 4 : pixels, step.outputs);
        const double pooled = step.pools ? mapBytes(pixels, step.inputs) : 0;
        const double own =
            bitBytes(pixels, step.outputs) + (step.pools ? bitBytes(4 * pixels, step.inputs) : 0);
        tally.take(pooled + own + after);
        tally.giveBack(before + pooled + bits);
        before = after;
        bits = own;
    }
    return tally.most() + workspace();
}

double NetworkMemory::iteration(QSize size) const
{
    Tally tally;
    std::vector<double> kept; // features and bits of each layer
    double before = 0;
    for (const Step &step : m_steps) {
        const double pixels = pixelsOf(size) / step.scale;
        const double after = mapBytes(step.pooled ? pixels / 4 : pixels, step.outputs);
        const double pooled = step.pools ? mapBytes(pixels, step.inputs) : 0;
        const double bits =
            bitBytes(pixels, step.outputs) + (step.pools ? bitBytes(4 * pixels, step.inputs) : 0);
        tally.take(pooled + bits + after);
        tally.giveBack(before + pooled);
        kept.push_back(bits + (step.wanted ? after : 0));
        before = step.wanted ? 0 : after;
    }
    double gradient = 0;
    for (std::size_t i = m_steps.size(); i-- > 1;) {
        const Step &step = m_steps[i];
        const double pixels = pixelsOf(size) / step.scale;
        if (step.wanted && gradient == 0)
            tally.take(gradient = mapBytes(pixels, step.outputs));
        const double result = mapBytes(pixels, step.inputs);
        const double ring = m_ringed ? result : 0;
        tally.take(ring + result);
        tally.giveBack(ring);
        const double unpooled = step.pools ? mapBytes(4 * pixels, step.inputs) : 0;
        tally.take(unpooled);
        tally.giveBack((step.pools ? result : 0) + gradient + kept[i]);
        gradient = step.pools ? unpooled : result;
    }
    return tally.most() + workspace();
}

double NetworkMemory::features(Layer layer, QSize size) const
{
    if (layer == Layer::Pixels)
        return 4 * pixelsOf(size) * valueBytes;
    const std::size_t step = layerIndex(layer) - 1;
    return step < m_steps.size()
               ? mapBytes(pixelsOf(size) / m_steps[step].scale, m_steps[step].outputs)
               : 0;
}

/// What the convolutions compute in, the same for pictures of any size.
double NetworkMemory::workspace() const
{
    double most = 0;
    for (std::size_t i = 1; i < m_steps.size(); ++i)
        most = std::max(most, winogradWorkspaceBytes(m_steps[i].inputs, m_steps[i].outputs));
    return most;
}

} // namespace gramarye
