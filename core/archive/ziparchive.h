#pragma once

#include "core/base/error.h"

#include <QByteArrayView>

#include <map>

namespace gramarye {

/// CRC-32 (APPNOTE.TXT, 4.4.7).
quint32 zipChecksum(QByteArrayView data);

/// One file of a zip archive.
struct ZipEntry
{
    QByteArrayView data;
    quint32 checksum = 0; ///< CRC-32 of the data, as the archive says

    /// Whether the data are those that the checksum was made from; reads all of them.
    bool isWhole() const { return zipChecksum(data) == checksum; }
};

/// The entries by name.
using ZipArchive = std::map<QString, ZipEntry>;

/// Whether the bytes begin as a zip archive does.
bool isZipArchive(QByteArrayView bytes);

/// Reads the directory of an archive whose entries are stored, not compressed. @p bytes must
/// outlive the result; the checksums are for whoever wants them. Errors have no subject:
/// WeightsDamaged.
Result<ZipArchive> readZipArchive(QByteArrayView bytes);

} // namespace gramarye
