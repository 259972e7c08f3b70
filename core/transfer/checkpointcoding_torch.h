#pragma once

#include "core/transfer/exponentialmean_torch.h"
#include "core/transfer/objective_torch.h"
#include "core/transfer/optimizer_torch.h"
#include "core/transfer/renderjob.h"

#include <functional>

namespace gramarye {

/// What belongs to one working size.
struct Level
{
    at::Tensor content;
    at::Tensor kept;     ///< what stays where the strength is 0: the content in its own colours
    at::Tensor strength; ///< 1 × 1 × H × W; undefined: 1 everywhere
    Objective objective;
};

/// Where a run is between two iterations. Copies share their tensors.
struct TransferState
{
    std::size_t levelIndex = 0;
    std::shared_ptr<Level> level;
    int sizeIteration = 0; ///< iterations done at this size
    int iteration = 0;     ///< iterations done over the whole run
    at::Tensor iterate;    ///< 1 × 3 × H × W
    ExponentialMean mean;  ///< of iterates; empty where the method shows the iterate itself
    std::shared_ptr<Optimizer> optimizer;
    std::vector<double> firstBlend;  ///< a weight for each style, as the run began: of its palette
    std::vector<double> styleScales; ///< of the level: steered, others come with the next one
    SeenRanges ranges;               ///< of the level's iterates so far
    std::vector<int> tileSides;      ///< of all levels (see Objective); 0, or missing: as a whole
};

/// What a checkpoint holds beside the state.
struct CheckpointHead
{
    Computation computation;    ///< its threads and convolution, on which the last bits depend
    QByteArray owner;           ///< a hash of the job that it belongs to
    StyleParameters parameters; ///< of the last step
};

/// Whether a checkpoint with this owner, and these parameters of its last step, is of a job.
using CheckpointOwners =
    std::function<bool(const QByteArray &owner, const StyleParameters &parameters)>;

/// @p head and @p state as plain bytes.
RenderCheckpoint encodeCheckpoint(const CheckpointHead &head, const TransferState &state);

/// The computation of a checkpoint. Throws ThrownError, CheckpointMismatch, where it is none.
Computation computationOf(const RenderCheckpoint &checkpoint);

/// Reads @p checkpoint, whose owner @p isOwner has to know, into @p state but for its level, the
/// tensors to the backend's device; the state's optimiser is of the right kind, and its firstBlend
/// as long as the job's. Returns the parameters of the last step; what the checkpoint does not say
/// of them is as in @p parameters. Throws ThrownError, CheckpointMismatch, where it contradicts
/// itself or belongs to another job.
StyleParameters decodeCheckpoint(const RenderCheckpoint &checkpoint,
                                 const CheckpointOwners &isOwner, const StyleParameters &parameters,
                                 at::Device device, TransferState &state);

/// A hash of what a run's checkpoints have to agree in: network, parameters that cannot be steered,
/// the first and the last of @p sizes, and @p pictureHash. Where pictures are not moved it is that
/// of the versions before, which did not know that. @p scales: of the styles, in checkpoints of the
/// version that did not steer them.
QByteArray checkpointOwner(const QString &network, const StyleParameters &parameters,
                           const std::vector<QSize> &sizes, const QByteArray &pictureHash,
                           const std::vector<double> &scales = {});

/// Of pictures as they came, not of what becomes of them at the size of the result: that may differ
/// in its last bits from one kind of processor to another. Made of the hashes that they have.
QByteArray pictureHash(const std::vector<Picture> &pictures);

/// The same of their pixels: checkpoints of the version before have this one.
QByteArray pixelHash(const std::vector<Picture> &pictures);

} // namespace gramarye
