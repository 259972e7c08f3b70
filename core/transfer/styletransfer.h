#pragma once

#include "core/base/cancellation.h"
#include "core/transfer/pendingimage.h"
#include "core/transfer/renderjob.h"

#include <functional>
#include <memory>

namespace gramarye {

/// One picture being optimised: prepared, stepped and destroyed on one thread. All functions may
/// throw Cancelled, ThrownError and what the standard library and LibTorch throw; a step that
/// throws leaves everything as it was before the step.
class StyleTransfer
{
public:
    virtual ~StyleTransfer() = default;

    /// One iteration with @p parameters, which differ from those before only as canSteer() allows,
    /// or in the optimiser: that is exchanged then, even where the step throws, and what the one
    /// before took of memory is free. Fills all of the report but job, seconds and secondsLeft.
    virtual IterationReport step(const StyleParameters &parameters,
                                 const Cancellation &cancellation) = 0;

    /// Where the styles act, and what of their pictures they are, from the next step on; at first
    /// as the job says.
    virtual void setRegions(const Regions & /*regions*/) {}

    /// True once the last size has had its iterations.
    virtual bool isDone() const = 0;

    /// The picture so far, at working size or, where that is larger, scaled down into @p limit.
    virtual QImage image(const StyleParameters &parameters, QSize limit = {}) const = 0;

    /// The same without waiting: the picture as it is now arrives while steps go on,
    /// where it comes from a device that copies by itself.
    virtual std::unique_ptr<PendingImage> beginImage(const StyleParameters &parameters,
                                                     QSize limit) const
    {
        return std::make_unique<ArrivedImage>(image(parameters, limit));
    }

    /// What the style layers in use compare, of the picture so far beside the styles; none where
    /// the mathematics has no such thing.
    virtual std::vector<LayerStatistics> statistics(const StyleParameters & /*parameters*/,
                                                    const Cancellation & /*cancellation*/) const
    {
        return {};
    }

    /// The picture so far at working size, with the precision of the iterate: RGBX64. Twice the
    /// memory of image(), so for what is kept only.
    virtual QImage result(const StyleParameters &parameters) const = 0;

    virtual RenderCheckpoint checkpoint() const = 0;
};

/// Makes a StyleTransfer ready for its first step; called on the worker's thread.
using StyleTransferFactory =
    std::function<std::unique_ptr<StyleTransfer>(const RenderJob &, const Cancellation &)>;

/// Makes a factory for each thread: what a factory keeps is of one thread.
using StyleTransferFactoryMaker = std::function<StyleTransferFactory()>;

/// The real one (Gatys et al.), from the network, losses and optimisers of this folder.
std::unique_ptr<StyleTransfer> makeStyleTransfer(const RenderJob &job,
                                                 const Cancellation &cancellation);

/// Makes factories of these.
StyleTransferFactory singleTransfers();

/// The same, for pictures made one after another: the network of the last one stays prepared, for
/// the next one that wants the same, until the factory and its copies are gone.
StyleTransferFactory networkKeepingTransfers();

} // namespace gramarye
