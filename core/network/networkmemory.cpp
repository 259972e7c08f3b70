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
struct Tally
{
    double now = 0;
    double most = 0;

    void take(double bytes)
    {
        now += bytes;
        most = std::max(most, now);
    }
    void giveBack(double bytes) { now -= bytes; }
};

} // namespace

NetworkMemory::NetworkMemory(const NetworkInfo &network, const LayerSet &wanted)
    : m_ringed(network.padding == Border::Reflect)
{
    const Layer deepest = deepestOf(wanted);
    int inputs = 3;
    double pixels = 1;
    for (std::size_t i = 1; i <= network.widths.size(); ++i) {
        const Layer layer = layerAt(i);
        Step step;
        step.inputs = inputs;
        step.outputs = inputs = network.channelCount(layer);
        pixels /= followsPooling(layer) ? 4 : 1;
        step.wanted = wanted.test(layerIndex(layer));
        step.pools = followsPooling(layer) && !m_steps.empty() && m_steps.back().wanted;
        step.input = mapBytes(pixels, step.inputs);
        step.features =
            mapBytes(precedesPooling(layer) && !step.wanted ? pixels / 4 : pixels, step.outputs);
        step.bits =
            bitBytes(pixels, step.outputs) + (step.pools ? bitBytes(4 * pixels, step.inputs) : 0);
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
    double before = 0; // bytes of the map that the layer reads, and of the bits of the one before
    for (const Step &step : m_steps) {
        const double pooled = step.pools ? step.input : 0;
        tally.take(pooled + step.bits + step.features);
        tally.giveBack(before + pooled);
        before = step.features + step.bits;
    }
    return pixelsOf(size) * tally.most + workspace();
}

double NetworkMemory::iteration(QSize size) const
{
    Tally tally;
    double before = 0;
    for (const Step &step : m_steps) {
        const double pooled = step.pools ? step.input : 0;
        tally.take(pooled + step.bits + step.features);
        tally.giveBack(before + pooled);
        before = step.wanted ? 0 : step.features;
    }
    double gradient = 0;
    for (std::size_t i = m_steps.size(); i-- > 1;) {
        const Step &step = m_steps[i];
        if (step.wanted && gradient == 0)
            tally.take(gradient = step.features);
        const double ring = m_ringed ? step.input : 0;
        tally.take(ring + step.input);
        tally.giveBack(ring);
        const double unpooled = step.pools ? 4 * step.input : 0;
        tally.take(unpooled);
        tally.giveBack((step.pools ? step.input : 0) + gradient + step.bits
                       + (step.wanted ? step.features : 0));
        gradient = step.pools ? unpooled : step.input;
    }
    return pixelsOf(size) * tally.most + workspace();
}

double NetworkMemory::features(Layer layer, QSize size) const
{
    if (layer == Layer::Pixels)
        return 4 * pixelsOf(size) * valueBytes;
    const std::size_t step = layerIndex(layer) - 1;
    return step < m_steps.size() ? pixelsOf(size) * m_steps[step].features : 0;
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
