#pragma once

#include "core/weights/weightsfile.h"

#include <QByteArrayView>

namespace gramarye {

/// A safetensors file: eight bytes with the length of a JSON header, the header, the tensors.
/// https://github.com/huggingface/safetensors#format
class SafetensorsFile final : public WeightsFile
{
public:
    /// Whether the header's opening brace is where it must be.
    static bool recognises(QByteArrayView bytes);

    /// Reads a whole, recognised file. @p bytes must outlive the result. Errors have no subject:
    /// WeightsDamaged.
    static Result<std::unique_ptr<WeightsFile>> read(QByteArrayView bytes);
};

} // namespace gramarye
