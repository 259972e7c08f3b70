#include "core/compute/pch_torch.h"

#include "core/transfer/gatystransfer_torch.h"

#include "core/base/platform.h"
#include "core/base/scratchblock.h"
#include "core/base/scratchfolder.h"
#include "core/base/thrownerror.h"
#include "core/compute/scratchtensors.h"
#include "core/transfer/regularizers_torch.h"
#include "core/transfer/runcost.h"
#include "core/transfer/schedule.h"
#include "core/transfer/tensorimage_torch.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

Error tooNarrow(const ReadScene &scene)
{
    const TooNarrow narrow =
        narrowPicture(canvasOf(scene), styleSizes(scene), scene.runParameters());
    const Picture &picture = narrow.style ? scene.styles[*narrow.style].picture : scene.content;
    return {ErrorCode::PictureTooNarrow, picture.ref.name,
            narrow.size ? QString::number(*narrow.size) : QString()};
}

/// Of two sides of tiles, of which 0 is that of a whole picture.
int smallerTiles(int a, int b)
{
    return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

/// 1 × 1 × H × W, in 0..1; undefined where @p mask is null.
at::Tensor strengthAt(const QImage &mask, QSize size, at::Device device)
{
    return mask.isNull() ? at::Tensor()
                         : weightTensor(weightsOf(mask, size))
                               .to(at::kFloat)
                               .div_(wholeWeight)
                               .view({1, 1, size.height(), size.width()})
                               .to(device);
}

} // namespace

GatysTransfer::GatysTransfer(const RenderJob &job, std::shared_ptr<const VggNetwork> network,
                             const Cancellation &cancellation)
    : m_parameters(job.scene.runParameters()),
      m_rules(MethodRules::of(m_parameters.method)),
      m_networkName(job.scene.network.info.formerName.isEmpty()
                        ? job.scene.network.info.name
                        : job.scene.network.info.formerName),
      m_network(std::move(network)),
      m_computation{job.convolution, backend().computation().threads},
      m_sizes(workingSizes(canvasOf(job.scene), styleSizes(job.scene), m_parameters)),
      m_styleCount(job.scene.styles.size()),
      m_regions(regionsOf(job.scene)),
      m_hasNewRegions(job.hasNewRegions)
{
    if (m_sizes.empty())
        throw ThrownError(tooNarrow(job.scene));
    const double budget = memoryBudget(m_parameters); // before anything takes of it
    const RunCost cost = RunCost::of(job, budget);
    if (cost.scratch > freeScratch())
        throw ThrownError(
            {ErrorCode::ScratchFull, ScratchFolder::usualParent(),
             QLocale().formattedDataSize(cost.scratch, 1, QLocale::DataSizeSIFormat)});
    m_usesScratch = cost.scratch > 0;
    const ScratchTensors scratch(m_usesScratch);
    for (const StyleOf<Picture> &style : job.scene.styles)
        m_pictures.push_back(style.picture);
    if (!job.scene.isTexture())
        m_pictures.push_back(onBackground(job.scene.content, QRgb(m_parameters.background)));
    m_state.optimizer = Optimizer::make(m_parameters.optimizer, m_rules, backend());
    m_state.firstBlend = m_parameters.blend;
    m_state.styleScales = m_parameters.styleScales;
    if (!job.checkpoint.isEmpty())
        restore(job.checkpoint);
    setTileSides(job, budget);
    readPictures(cancellation);
    m_state.level = makeLevel(m_state.levelIndex, ofLevel(m_parameters), cancellation);
    if (job.checkpoint.isEmpty())
        m_state.iterate = fromPixels(startPicture(job.scene.start.image), m_rules.pixelSpace);
}

/// What memory allows; a run that goes on does so in the same tiles, unless it is told what it may
/// take, and that is less.
void GatysTransfer::setTileSides(const RenderJob &job, double budget)
{
    m_state.tileSides.resize(m_sizes.size());
    if (!job.checkpoint.isEmpty() && m_parameters.memory == 0)
        return;
    for (std::size_t i = 0; i < m_sizes.size(); ++i)
        m_state.tileSides[i] =
            smallerTiles(m_state.tileSides[i], MemoryPlan::of(job, m_sizes[i], budget).tileSide);
}

/// @p parameters with the styles' scales that the size in work has, whatever they are steered to.
StyleParameters GatysTransfer::ofLevel(const StyleParameters &parameters) const
{
    StyleParameters own = parameters;
    own.styleScales = m_state.styleScales;
    return own;
}

/// What of a style's picture is the style; null: all of it.
QImage GatysTransfer::styleMask(std::size_t style) const
{
    const bool isPart = style < m_regions.parts.size() && !m_regions.parts[style].isNull();
    return isPart ? m_regions.parts[style] : m_pictures[style].alpha;
}

/// As the last size looks at it.
QSize GatysTransfer::largestStyle(std::size_t style, const StyleParameters &parameters) const
{
    return styleSize(m_pictures[style].size(), m_sizes.back(), parameters, style);
}

/// Of what counts of it, whatever scale it has: that may be steered.
ColorStatistics GatysTransfer::styleColors(std::size_t style) const
{
    const at::Tensor picture =
        tensorFromImage(m_pictures[style].image, largestStyle(style, m_parameters.withoutStyles()));
    return colorStatistics(planesOf(seenPixels(picture, styleMask(style))));
}

/// As the run sees them; until all are there, those of before stay.
void GatysTransfer::readPictures(const Cancellation &cancellation)
{
    at::Tensor content;
    if (m_pictures.size() > m_styleCount)
        content = tensorFromImage(m_pictures.back().image, m_sizes.back());
    std::vector<at::Tensor> styles;
    for (std::size_t s = 0; s < m_styleCount; ++s) {
        cancellation.check();
        styles.push_back(
            tensorFromImage(m_pictures[s].image, largestStyle(s, ofLevel(m_parameters))));
    }
    const bool movesContent = content.defined() && m_parameters.colors == Colors::Palette;
    const at::Tensor kept = movesContent ? content.clone() : content;
    if (content.defined() && movesPictures(m_parameters.colors))
        moveColors(content, styles);
    m_content = content;
    m_kept = kept;
    m_styles = std::move(styles);
}

void GatysTransfer::moveColors(const at::Tensor &content,
                               const std::vector<at::Tensor> &styles) const
{
    std::vector<ColorPlanes> planes;
    std::vector<ColorStatistics> ofStyles;
    for (std::size_t s = 0; s < styles.size(); ++s) {
        planes.push_back(planesOf(styles[s]));
        ofStyles.push_back(styleColors(s));
    }
    recolor(m_parameters.colors, planesOf(content), planes, ofStyles, m_state.firstBlend);
}

/// Styles are other parts of their pictures now: what is known of them is looked for anew, at
/// once or, where that comes next, at the next size.
void GatysTransfer::takeParts(const StyleParameters &parameters, const Cancellation &cancellation)
{
    if (movesPictures(m_parameters.colors)) // by what counts of the styles
        readPictures(cancellation);
    if (!growsNext())
        m_state.level = makeLevel(m_state.levelIndex, ofLevel(parameters), cancellation);
    m_hasNewParts = false;
}

/// In the colours that the run sees it in; read anew where the scales of @p parameters are others.
at::Tensor GatysTransfer::stylePicture(std::size_t style, const StyleParameters &parameters) const
{
    const QSize size = largestStyle(style, parameters);
    if (sizeOf(m_styles[style]) == size)
        return m_styles[style];
    const at::Tensor picture = tensorFromImage(m_pictures[style].image, size);
    if (m_parameters.colors == Colors::Matched && m_content.defined())
        recolor(Colors::Matched, planesOf(m_content), {planesOf(picture)}, {styleColors(style)},
                {});
    return picture;
}

std::shared_ptr<Level> GatysTransfer::makeLevel(std::size_t level,
                                                const StyleParameters &parameters,
                                                const Cancellation &cancellation) const
{
    cancellation.check();
    const at::Device device = backend().device();
    const QSize size = m_sizes[level];
    const int tileSide = m_state.tileSides[level];
    std::vector<SizedStyle> styles;
    for (std::size_t s = 0; s < m_styles.size(); ++s) {
        const at::Tensor picture = stylePicture(s, parameters);
        const QSize own = styleSize(sizeOf(picture), size, parameters, s);
        styles.push_back({resampled(picture, own).to(device), styleArea(styleMask(s), own)});
    }
    if (!m_content.defined())
        return std::make_shared<Level>(
            Level{{},
                  {},
                  {},
                  Objective(*m_network, size, std::move(styles), parameters, cancellation,
                            m_regions, tileSide)});
    const at::Tensor content = resampled(m_content, size).to(device);
    const at::Tensor kept =
        m_kept.is_same(m_content) ? content : resampled(m_kept, size).to(device);
    return std::make_shared<Level>(Level{content, kept,
                                         strengthAt(m_regions.strength, size, device),
                                         Objective(*m_network, content, std::move(styles),
                                                   parameters, cancellation, m_regions, tileSide)});
}

void GatysTransfer::setRegions(const Regions &regions)
{
    m_hasNewRegions = m_hasNewRegions || regions != m_regions;
    m_hasNewParts = m_hasNewParts || !regions.hasPartsOf(m_regions);
    m_regions = regions;
}

/// The picture that the first iteration changes, with memory of its own.
at::Tensor GatysTransfer::startPicture(const QImage &startImage) const
{
    const at::Device device = backend().device();
    const at::Tensor &content = m_state.level->content;
    switch (m_parameters.start) {
    case Start::Style:
        if (!m_styles.empty())
            return covering(m_styles.front(), size()).to(device);
        break;
    case Start::File:
        if (!startImage.isNull())
            return covering(tensorFromImage(startImage, startImage.size()), size()).to(device);
        break;
    case Start::Noise:
        if (content.defined())
            return noisePixels(content, m_parameters.seed, m_rules.range);
        break;
    case Start::Blank:
        return at::ones({1, 3, size().height(), size().width()}, device);
    case Start::Content:
        break;
    }
    if (content.defined())
        return content.clone();
    std::vector<at::Tensor> seen;
    for (std::size_t s = 0; s < m_styles.size(); ++s)
        seen.push_back(seenPixels(m_styles[s], styleMask(s)));
    return noiseInColorsOf(seen, m_parameters.blend, size(), m_parameters.seed, m_rules.range)
        .to(device);
}

IterationReport GatysTransfer::step(const StyleParameters &parameters,
                                    const Cancellation &cancellation)
{
    const ScratchTensors scratch(m_usesScratch);
    StyleParameters taken = parameters;
    if (taken.optimizer != m_parameters.optimizer)
        exchangeOptimizer(taken.optimizer);
    if (m_hasNewRegions) {
        if (m_content.defined())
            m_state.level->strength = strengthAt(m_regions.strength, size(), backend().device());
        m_state.level->objective.setRegions(m_regions);
    }
    if (m_hasNewParts)
        takeParts(taken, cancellation);
    TransferState next = growsNext() ? grown(taken, cancellation) : m_state;
    if (m_hasNewRegions)
        next.ranges.clear(); // which are those of other areas
    const Evaluation evaluation = evaluate(next, taken, cancellation);
    next.ranges = evaluation.ranges;

    StyleParameters now = taken;
    now.styleScales = m_parameters.styleScales; // the next size takes others up, and begins anew
    const bool steered = m_hasNewRegions || !sameObjective(m_parameters, now);
    next.optimizer = steered ? next.optimizer->forOtherObjective() : next.optimizer->copy();
    if (steered)
        next.mean = {};
    const bool averages = m_rules.shownPicture == ShownPicture::Mean;
    if (averages)
        next.mean.reserve(next.iterate);
    // Our own kernels work in place and throw nothing, what LibTorch computes has memory of its
    // own: until the step is complete m_state is what it was.
    next.optimizer->step(
        next.iterate, evaluation.gradient,
        {rateAt(taken, next.sizeIteration, iterationsAt(taken, sizeOf(next.iterate))),
         taken.chromaRate},
        cancellation);
    if (averages)
        next.mean.add(next.iterate, backend());
    ++next.iteration;
    ++next.sizeIteration;
    m_state = std::move(next);
    m_parameters = std::move(taken);
    m_hasNewRegions = false;
    return report(evaluation);
}

/// Losses, and their gradient with respect to the iterate.
Evaluation GatysTransfer::evaluate(const TransferState &state, const StyleParameters &parameters,
                                   const Cancellation &cancellation) const
{
    Evaluation evaluation = state.level->objective.evaluate(
        held(toPixels(state.iterate, m_rules.pixelSpace), *state.level), parameters,
        state.iteration, cancellation, state.ranges);
    if (state.level->strength.defined())
        evaluation.gradient = evaluation.gradient * state.level->strength;
    // Adam clamps; L-BFGS must not.
    if (parameters.optimizer == OptimizerKind::Lbfgs && m_rules.range.isBounded())
        evaluation.totalLoss += addRangePenalty(state.iterate, evaluation.gradient);
    if (!std::isfinite(evaluation.totalLoss))
        throw ThrownError({ErrorCode::NotFinite, {}, QString::number(state.iteration + 1)});
    evaluation.gradient = fromPixelGradient(evaluation.gradient, m_rules.pixelSpace);
    return evaluation;
}

/// The state at the next size.
TransferState GatysTransfer::grown(const StyleParameters &parameters,
                                   const Cancellation &cancellation) const
{
    TransferState next = m_state;
    ++next.levelIndex;
    next.sizeIteration = 0;
    next.level = makeLevel(next.levelIndex, parameters, cancellation);
    next.ranges.clear();
    next.styleScales = parameters.styleScales;
    const QSize size = m_sizes[next.levelIndex];
    const at::Tensor pictures = clamped(pixels(), m_rules.range);
    const Wrap wrap = wrapOf(m_parameters.seamless);
    const at::Tensor larger = upsampled(pictures, size, Upsampling::Bicubic, wrap);
    next.iterate = fromPixels(clamped(larger, m_rules.range), m_rules.pixelSpace);
    next.mean = {};
    next.optimizer = m_state.optimizer->resized(size, wrap);
    return next;
}

void GatysTransfer::exchangeOptimizer(OptimizerKind kind)
{
    m_state.optimizer = Optimizer::make(kind, m_rules, backend());
    m_parameters.optimizer = kind;
    returnFreeMemory();
}

IterationReport GatysTransfer::report(const Evaluation &evaluation) const
{
    IterationReport report;
    report.iteration = m_state.iteration;
    report.sizeIteration = m_state.sizeIteration;
    report.sizeIterations = iterationsAt(m_parameters, size());
    report.size = size();
    report.tileSide = m_state.tileSides[m_state.levelIndex];
    report.contentLoss = evaluation.contentLoss;
    report.styleLoss = evaluation.styleLoss;
    report.totalLoss = evaluation.totalLoss;
    report.progress = progressOf(m_sizes, m_parameters, m_state.levelIndex, m_state.sizeIteration);
    return report;
}

bool GatysTransfer::isDone() const
{
    return m_state.levelIndex + 1 == m_sizes.size() && isSizeDone();
}

bool GatysTransfer::isSizeDone() const
{
    return m_state.sizeIteration >= iterationsAt(m_parameters, size());
}

/// RGB, but not yet within 0..1.
at::Tensor GatysTransfer::pixels() const
{
    return held(m_state.mean.isEmpty() ? toPixels(m_state.iterate, m_rules.pixelSpace)
                                       : m_state.mean.mean(),
                *m_state.level);
}

/// @p pixels where the strength is 1, the content's where it is 0.
at::Tensor GatysTransfer::held(const at::Tensor &pixels, const Level &level) const
{
    return level.strength.defined() ? level.kept + level.strength * (pixels - level.kept) : pixels;
}

at::Tensor GatysTransfer::shownPicture(const StyleParameters &parameters) const
{
    const at::Tensor shown = pixels().clamp(0, 1);
    return parameters.colors == Colors::Content && m_content.defined()
               ? withColorsOf(m_state.level->content, shown)
               : shown;
}

at::Tensor GatysTransfer::limited(const at::Tensor &picture, QSize limit) const
{
    const bool larger =
        limit.isValid() && (limit.width() < size().width() || limit.height() < size().height());
    return larger ? resampled(picture, size().scaled(limit, Qt::KeepAspectRatio)) : picture;
}

QImage GatysTransfer::image(const StyleParameters &parameters, QSize limit) const
{
    const ScratchTensors scratch(m_usesScratch);
    // Not every device can resample.
    return imageFromTensor(limited(shownPicture(parameters).cpu(), limit));
}

std::unique_ptr<PendingImage> GatysTransfer::beginImage(const StyleParameters &parameters,
                                                        QSize limit) const
{
    if (!backend().device().is_cuda())
        return StyleTransfer::beginImage(parameters, limit);
    return pendingImageFromBytes(bytesFromTensor(limited(shownPicture(parameters), limit)));
}

std::vector<LayerStatistics> GatysTransfer::statistics(const StyleParameters &parameters,
                                                       const Cancellation &cancellation) const
{
    const ScratchTensors scratch(m_usesScratch);
    return m_state.level->objective.statistics(pixels().clamp(0, 1), parameters, cancellation);
}

QImage GatysTransfer::result(const StyleParameters &parameters) const
{
    const ScratchTensors scratch(m_usesScratch);
    return deepImageFromTensor(shownPicture(parameters).cpu());
}

/// Of checkpoints, with a hash of the pictures.
QByteArray GatysTransfer::owner(const QByteArray &pictures, const std::vector<double> &scales) const
{
    return checkpointOwner(m_networkName, m_parameters, m_sizes, pictures, scales);
}

RenderCheckpoint GatysTransfer::checkpoint() const
{
    const ScratchTensors scratch(m_usesScratch);
    return encodeCheckpoint({m_computation, owner(pictureHash(m_pictures)), m_parameters}, m_state);
}

/// All but the level.
void GatysTransfer::restore(const RenderCheckpoint &checkpoint)
{
    const auto isOwner = [this](const QByteArray &read, const StyleParameters &parameters) {
        const QByteArray pictures = pictureHash(m_pictures);
        return read == owner(pictures) || read == owner(pictures, parameters.styleScales)
               || read == owner(pixelHash(m_pictures));
    };
    StyleParameters last =
        decodeCheckpoint(checkpoint, isOwner, m_parameters, backend().device(), m_state);
    const bool fits = m_state.levelIndex < m_sizes.size() && sizeOf(m_state.iterate) == size()
                      && m_state.sizeIteration <= m_parameters.iterations; // versions before
    if (!fits)
        throw ThrownError({ErrorCode::CheckpointMismatch, {}, {}});
    // Only as far as they steer: the next step sees then whether it is steered.
    last.threads = m_parameters.threads;
    last.memory = m_parameters.memory;
    if (canSteer(m_parameters, last))
        m_parameters = last;
}

} // namespace gramarye
