#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

class QIODevice;

namespace gramarye {

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
