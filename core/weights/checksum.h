#pragma once

#include "core/weights/weightsfile.h"

#include <QByteArray>

namespace gramarye {

/// The key of a safetensors file's metadata that its checksum stands at.
inline const QString checksumKey = QStringLiteral("checksum");

/// "blake2b-256:" and 64 hexadecimal digits: the hash of each tensor's name (UTF-8) and elements
/// (little-endian F32), in the order of the names. BLAKE2b because it is four times as fast here as
/// SHA-256, which alone would take half a second for VGG-19.
QString checksum(const TensorMap &tensors);

/// Whether the tensors are still those that @p file's checksum was made from; true where it has
/// none.
bool matchesChecksum(const WeightsFile &file);

} // namespace gramarye
