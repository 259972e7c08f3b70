#pragma once

#include "core/base/error.h"
#include "core/weights/tensorview.h"

namespace gramarye {

/// Bytes of the file that writeSafetensors() makes of @p tensors, but for its header.
qint64 safetensorsDataSize(const TensorMap &tensors);

/// Writes @p tensors as F32, in the order of their names, with @p metadata and the checksum of
/// core/weights/checksum. Atomic: an existing file is replaced whole or left as it was.
/// Errors: FileNotWritable, WrittenFileDiffers.
Status writeSafetensors(const QString &path, const TensorMap &tensors,
                        const std::map<QString, QString> &metadata);

} // namespace gramarye
