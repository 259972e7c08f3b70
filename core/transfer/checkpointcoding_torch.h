#pragma once

#include "core/transfer/renderjob.h"
#include "core/transfer/runstate_torch.h"

namespace gramarye {

/// What the last bits of a picture depend on beside its job.
struct ComputationKind
{
    int threads = 1;
    ConvolutionKind convolution = ConvolutionKind::Fast;
};

/// What a checkpoint holds beside the state.
struct CheckpointHead
{
    ComputationKind computation;
    QByteArray owner;           ///< a hash of the job that it belongs to
    StyleParameters parameters; ///< of the last step
};

/// @p head and @p state as plain bytes.
RenderCheckpoint encodeCheckpoint(const CheckpointHead &head, const RunState &state);

/// The computation of a checkpoint. Throws ThrownError, CheckpointMismatch, where it is none.
ComputationKind computationOf(const RenderCheckpoint &checkpoint);

/// Reads @p checkpoint, which belongs to @p owner, into @p state but for its level, the tensors to
/// the backend's device; the state's optimiser is of the right kind. Returns the parameters of the
/// last step; what the checkpoint does not say of them is as in @p parameters. Throws ThrownError,
/// CheckpointMismatch, where it contradicts itself or belongs to another job.
StyleParameters decodeCheckpoint(const RenderCheckpoint &checkpoint, const QByteArray &owner,
                                 const StyleParameters &parameters, at::Device device,
                                 RunState &state);

/// A hash of what a run's checkpoints have to agree in: network, parameters that cannot be steered,
/// the first and the last of @p sizes, and @p pictureHash.
QByteArray checkpointOwner(const QString &network, const StyleParameters &parameters,
                           const std::vector<QSize> &sizes, const QByteArray &pictureHash);

/// Of pictures as they came, not of what becomes of them at the size of the result: that may differ
/// in its last bits from one kind of processor to another.
QByteArray pictureHash(const std::vector<QImage> &pictures);

} // namespace gramarye
