#include "core/transfer/runcost.h"

#include "core/base/platform.h"
#include "core/compute/scratchtensors.h"
#include "core/network/networkmemory.h"
#include "core/transfer/binneddistribution.h"
#include "core/transfer/directionbank.h"
#include "core/transfer/methodrules.h"
#include "core/transfer/schedule.h"
#include "core/transfer/tiles.h"

#include <algorithm>
#include <limits>

namespace gramarye {

namespace {

constexpr double valueBytes = sizeof(float);
constexpr double pictureBytes = 3 * valueBytes; ///< of a pixel of a picture as a tensor

// Pictures that an optimiser keeps beside the iterate.
constexpr double adamPictures = 2; ///< the two moments
/// L-BFGS: up to twenty-one pairs, the last gradient and what a step is worked out in; the holes
/// between them, which nothing else fits into, are a fifth more by measurements of whole runs
/// (tst_runmemory).
double lbfgsPictures(int iterations)
{
    return 1.2 * (2 * std::min(iterations, 21) + 6);
}

// Of the size before, half as large, while the first iteration at a size is worked out: content,
// iterate, mean and moments.
constexpr double pyramidPictures = 2.5;

// Pictures that an iteration makes and forgets: the network's normalised input, the gradient with
// its parts, what the optimiser's step and the preview are computed in.
constexpr double passingPictures = 5;

// Pictures that stay: content, iterate and, painterly, the mean of the iterates.
constexpr double classicPictures = 2;
constexpr double painterlyPictures = 3;

// A picture is read at no more than four times the side it is needed at (see tensorFromImage), as
// bytes and as floats.
constexpr double readingFactor = 16;
constexpr double readingBytes = 3 + pictureBytes;

// From little work at halos to little memory.
constexpr int tileSides[] = {2048, 1536, 1024, 768, 512, 384, 256, 128};

// Rather than computing smaller tiles than these, pictures are put on the disk.
constexpr int leastTileInMemory = 512;

double pixelsOf(QSize size)
{
    return double(size.width()) * size.height();
}

/// Of the network, or the pixels.
LayerSet layersOf(const ReadScene &scene)
{
    LayerSet layers;
    for (std::size_t i = 0; i < networkLayerCount; ++i)
        layers.set(i, scene.parameters.layerWeights[i] > 0);
    if (!scene.isTexture())
        layers.set(layerIndex(scene.parameters.contentLayer));
    return layers;
}

/// The histograms of one style picture: of this size and, where there was one, of that before.
double distributions(const NetworkInfo &network, const StyleParameters &parameters)
{
    if (!comparesDistributions(parameters))
        return 0;
    double directions = 0;
    for (std::size_t i = 0; i < layerCount; ++i) {
        const bool isOfFeatures = i > layerIndex(Layer::Pixels) && i <= network.widths.size();
        if (parameters.layerWeights[i] > 0)
            directions += isOfFeatures ? featureDirectionCount(network.channelCount(layerAt(i)))
                                       : windowDirectionCount();
    }
    constexpr double histogramBytes = 2 * valueBytes * styleBins; // counts and positions
    const int sizes = parameters.scales == Scales::Pyramid ? 2 : 1;
    return sizes * directionSets * directions * histogramBytes;
}

/// Bytes while a picture is read that is needed at @p needed pixels.
double reading(QSize picture, QSize needed)
{
    return std::min(pixelsOf(picture), readingFactor * pixelsOf(needed)) * readingBytes;
}

/// What the largest tile of a picture of @p size sees.
QSize seenSize(QSize size, int tileSide, int halo)
{
    const int seen = tileSide + 2 * halo;
    return tileSide > 0 ? size.boundedTo({seen, seen}) : size;
}

/// Bytes of what a run holds.
struct RunMemory
{
    double computing;  ///< weights, maps, histograms
    double pictures;   ///< what is as large as a picture, which may lie on a disk
    double checkpoint; ///< now and then

    double sum() const { return computing + pictures; }
};

RunMemory memoryOf(const ReadScene &scene, QSize size, int tileSide)
{
    const StyleParameters parameters = scene.runParameters();
    const LayerSet layers = layersOf(scene);
    const int halo = haloOf(deepestOf(layers));
    const NetworkMemory network(scene.network.info, layers);
    double kept = 0;
    double histograms = 0;
    double read = reading(scene.content.image.size(), size);
    double maps = network.iteration(seenSize(size, tileSide, halo));
    const std::vector<QSize> styles = styleSizes(scene);
    for (std::size_t s = 0; s < styles.size(); ++s) {
        const QSize seen = styleSize(styles[s], size, parameters, s);
        kept += pixelsOf(seen) * pictureBytes;
        histograms += distributions(scene.network.info, parameters);
        read = std::max(read, reading(styles[s], seen));
        maps = std::max(maps, network.look(seenSize(seen, tileSide, halo)));
    }
    const double ofOptimizer = parameters.optimizer == OptimizerKind::Lbfgs
                                   ? lbfgsPictures(parameters.iterations)
                                   : adamPictures;
    const double pictures =
        (MethodRules::of(parameters.method).shownPicture == ShownPicture::Mean ? painterlyPictures
                                                                               : classicPictures)
        + ofOptimizer + (parameters.scales == Scales::Pyramid ? pyramidPictures : 0)
        + passingPictures;
    const double target = scene.isTexture() ? 0 : network.features(parameters.contentLayer, size);
    const double working = pixelsOf(size) * pictures * pictureBytes + target;
    constexpr double iterateAndMean = 2;
    return {network.weights() + histograms + maps, kept + std::max(read - maps, working),
            pixelsOf(size) * (iterateAndMean + ofOptimizer) * pictureBytes};
}

/// Whether pictures of @p size are worth being put on a disk.
bool mayBeScratch(QSize size)
{
    return pixelsOf(size) * pictureBytes >= double(scratchBytes);
}

/// That an iteration goes through, forward and back.
double seenPixels(const ReadScene &scene, QSize size, int tileSide)
{
    if (tileSide == 0)
        return pixelsOf(size);
    constexpr double looks = 1.5; // there, and there and back
    double seen = 0;
    for (const Tile &tile : tilesOf(size, tileSide, haloOf(deepestOf(layersOf(scene))),
                                    wrapOf(scene.parameters.seamless)))
        seen += pixelsOf(tile.seen.size());
    return looks * seen;
}

/// Whether what is taken of main memory is known.
bool isKnown(const RenderJob &job)
{
    return job.device == processorId() && job.convolution == ConvolutionKind::Fast;
}

} // namespace

RunCost RunCost::of(const RenderJob &job)
{
    return of(job, memoryBudget(job.scene.parameters));
}

RunCost RunCost::of(const RenderJob &job, double budget)
{
    const ReadScene &scene = job.scene;
    const StyleParameters parameters = scene.runParameters();
    const auto sizes = workingSizes(canvasOf(scene), styleSizes(scene), parameters);
    RunCost cost;
    MemoryPlan plan;
    for (const QSize size : sizes) {
        plan = MemoryPlan::of(job, size, budget);
        cost.megapixelIterations +=
            seenPixels(scene, size, plan.tileSide) * 1e-6 * iterationsAt(parameters, size);
    }
    cost.tileSide = plan.tileSide;
    if (!isKnown(job) || sizes.empty())
        return cost;
    const RunMemory memory = memoryOf(scene, sizes.back(), plan.tileSide);
    cost.memory = qint64(plan.usesScratch ? memory.computing : memory.sum());
    cost.scratch = qint64(plan.usesScratch ? memory.pictures + memory.checkpoint : 0);
    return cost;
}

double memoryBudget(const StyleParameters &parameters)
{
    constexpr double megabyte = 1e6;
    if (parameters.memory > 0)
        return megabyte * parameters.memory;
    const qint64 free = freeMemory();
    return free > 0 ? double(free) / 2 : std::numeric_limits<double>::infinity();
}

MemoryPlan MemoryPlan::of(const RenderJob &job, QSize size, double budget)
{
    // Other devices and convolutions are tiled by what our own would take, where that is asked for.
    const bool isLimited = isKnown(job) || job.scene.parameters.memory > 0;
    if (!isLimited || memoryOf(job.scene, size, 0).sum() <= budget)
        return {};
    const bool canUseScratch = isKnown(job) && mayBeScratch(size);
    for (const int side : tileSides) {
        if (canUseScratch && side < leastTileInMemory)
            break;
        if (memoryOf(job.scene, size, side).sum() <= budget)
            return {side, false};
    }
    for (const int side : tileSides) {
        if (canUseScratch && memoryOf(job.scene, size, side).computing <= budget)
            return {side, true};
    }
    return {tileSides[std::size(tileSides) - 1], canUseScratch};
}

} // namespace gramarye
