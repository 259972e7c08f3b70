#pragma once

#include "core/error.h"

#include <QByteArrayView>

#include <map>

namespace gramarye {

/// The bytes of a zip archive's entries, by name.
using ZipArchive = std::map<QString, QByteArrayView>;

/// Whether the bytes begin as a zip archive does.
bool isZipArchive(QByteArrayView bytes);

/// Reads a whole archive of entries that are stored, not compressed. @p bytes must outlive the
/// result. Errors have no subject: WeightsDamaged.
Result<ZipArchive> readZipArchive(QByteArrayView bytes);

} // namespace gramarye
