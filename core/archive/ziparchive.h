#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <map>

class QIODevice;

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

/// Writes a zip archive of stored entries, one after the other, as readZipArchive() and every other
/// program reads it. Always with zip64's numbers, so that entries may be of any size.
class ZipWriter
{
public:
    /// @p device is open for writing, at its beginning, and outlives this object.
    explicit ZipWriter(QIODevice &device) : m_device(device) {}

    /// Returns false where the device takes no more; its error says why. The same for finish().
    [[nodiscard]] bool add(const QString &name, QByteArrayView data);

    /// Writes the directory, without which it is no archive.
    [[nodiscard]] bool finish();

private:
    bool write(QByteArrayView bytes);

    QIODevice &m_device;
    QByteArray m_directory;
    quint64 m_written = 0; ///< bytes
    quint64 m_entries = 0;
};

} // namespace gramarye
