#pragma once

#include "core/weights/weightsfile.h"

#include <QByteArrayView>

namespace gramarye {

/// A torch.save file of a state dict, in either layout: the legacy stream of five pickles and the
/// raw storages, or the zip archive. The pickle is a program; this runs the few instructions that
/// a state dict needs, imports nothing and calls nothing.
///
/// Tensors are named by the keys of the innermost dict that holds them, so a checkpoint's
/// {"epoch": …, "model": {"conv0.weight": …}} has a "conv0.weight".
class PickleFile final : public WeightsFile
{
public:
    /// Whether the bytes begin as a zip archive or as a pickle does.
    static bool recognises(QByteArrayView bytes);

    /// Reads a whole, recognised file. @p bytes must outlive the result. Errors have no subject:
    /// WeightsUnknown, WeightsDamaged, WeightsRefused.
    static Result<std::unique_ptr<WeightsFile>> read(QByteArrayView bytes);
};

} // namespace gramarye
