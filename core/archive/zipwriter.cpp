#include "core/archive/zipwriter.h"

#include "core/archive/ziparchive.h"

#include <QIODevice>
#include <QtEndian>

#include <limits>

// Section numbers are those of PKWARE's APPNOTE.TXT.

namespace gramarye {
namespace {

constexpr quint16 neededVersion = 45;       // 4.4.3: the one that has zip64
constexpr quint16 namesAreUtf8 = 1 << 11;   // 4.4.4
constexpr quint16 stored = 0;               // 4.4.5
constexpr quint16 firstTime = 0;            // 4.4.6: midnight
constexpr quint16 firstDate = (1 << 5) | 1; // of the first of January 1980: none is of interest
constexpr quint16 zip64Id = 1;              // 4.5.3

// Where a number is too narrow, and the true one is zip64's.
constexpr quint32 widened = std::numeric_limits<quint32>::max();
constexpr quint16 widenedCount = std::numeric_limits<quint16>::max();

/// Puts numbers into bytes, little-endian.
class Record
{
public:
    explicit Record(QByteArrayView signature) : m_bytes(signature.toByteArray()) {}

    template<typename... Numbers>
    Record &operator()(Numbers... numbers)
    {
        (append(numbers), ...);
        return *this;
    }

    Record &operator<<(const QByteArray &bytes)
    {
        m_bytes += bytes;
        return *this;
    }

    const QByteArray &bytes() const { return m_bytes; }

private:
    template<typename Number>
    void append(Number number)
    {
        const Number little = qToLittleEndian(number);
        m_bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    }

    QByteArray m_bytes;
};

/// 4.3.7, with the sizes in the extra field.
QByteArray localHeader(const QByteArray &name, quint32 checksum, quint64 size)
{
    constexpr quint16 extraSize = 20;
    Record record("PK\3\4");
    record(neededVersion, namesAreUtf8, stored, firstTime, firstDate, checksum);
    record(widened, widened, quint16(name.size()), extraSize) << name;
    return record(zip64Id, quint16(extraSize - 4), size, size).bytes();
}

/// 4.3.12, with the sizes and the place of the local header in the extra field.
QByteArray centralHeader(const QByteArray &name, quint32 checksum, quint64 size, quint64 offset)
{
    constexpr quint16 extraSize = 28;
    constexpr quint16 comment = 0;
    constexpr quint16 disk = 0;
    constexpr quint16 internalAttributes = 0;
    constexpr quint32 externalAttributes = 0;
    Record record("PK\1\2");
    record(neededVersion, neededVersion, namesAreUtf8, stored, firstTime, firstDate, checksum);
    record(widened, widened, quint16(name.size()), extraSize, comment, disk);
    record(internalAttributes, externalAttributes, widened) << name;
    return record(zip64Id, quint16(extraSize - 4), size, size, offset).bytes();
}

/// 4.3.14 to 4.3.16.
QByteArray endRecords(quint64 entries, quint64 directorySize, quint64 directoryOffset)
{
    constexpr quint64 restOfZip64 = 44;
    constexpr quint32 disk = 0;
    constexpr quint32 disks = 1;
    constexpr quint16 comment = 0;
    Record zip64("PK\6\6");
    zip64(restOfZip64, neededVersion, neededVersion, disk, disk, entries, entries);
    zip64(directorySize, directoryOffset);
    Record locator("PK\6\7");
    locator(disk, directoryOffset + directorySize, disks);
    Record end("PK\5\6");
    end(quint16(disk), quint16(disk), widenedCount, widenedCount, widened, widened, comment);
    return zip64.bytes() + locator.bytes() + end.bytes();
}

} // namespace

bool ZipWriter::add(const QString &name, QByteArrayView data)
{
    const QByteArray utf8 = name.toUtf8();
    const quint32 checksum = zipChecksum(data);
    const quint64 size = quint64(data.size());
    m_directory += centralHeader(utf8, checksum, size, m_written);
    ++m_entries;
    return write(localHeader(utf8, checksum, size)) && write(data);
}

bool ZipWriter::finish()
{
    const QByteArray end = endRecords(m_entries, quint64(m_directory.size()), m_written);
    return write(m_directory) && write(end);
}

bool ZipWriter::write(QByteArrayView bytes)
{
    m_written += quint64(bytes.size());
    return m_device.write(bytes.data(), bytes.size()) == bytes.size();
}

} // namespace gramarye
