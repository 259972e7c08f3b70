#include "core/archive/ziparchive.h"

#include "core/base/bytereader.h"

#include <QIODevice>

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <optional>

// Section numbers are those of PKWARE's APPNOTE.TXT.

namespace gramarye {
namespace {

constexpr quint64 longestDirectory = 1 << 20; // bytes; VGG-19's has some 3 KB

constexpr QByteArrayView localSignature("PK\3\4");
constexpr QByteArrayView centralSignature("PK\1\2");
constexpr QByteArrayView endSignature("PK\5\6");
constexpr QByteArrayView zip64EndSignature("PK\6\6");
constexpr QByteArrayView zip64LocatorSignature("PK\6\7");

constexpr quint16 neededVersion = 45;       // 4.4.3: the one that has zip64
constexpr quint16 namesAreUtf8 = 1 << 11;   // 4.4.4
constexpr quint16 stored = 0;               // 4.4.5
constexpr quint16 firstTime = 0;            // 4.4.6: midnight
constexpr quint16 firstDate = (1 << 5) | 1; // of the first of January 1980: none is of interest
constexpr quint16 zip64Id = 1;              // 4.5.3

// Where a number is too narrow, and the true one is zip64's.
constexpr quint32 inZip64 = std::numeric_limits<quint32>::max();
constexpr quint16 countInZip64 = std::numeric_limits<quint16>::max();

Error damaged(const QString &detail)
{
    return {ErrorCode::WeightsDamaged, {}, detail};
}

/// The number at @p offset of a record that is known to be longer.
template<typename Number>
Number field(QByteArrayView record, qsizetype offset)
{
    return qFromLittleEndian<Number>(record.data() + offset);
}

/// Where the central directory lies.
struct Directory
{
    quint64 offset, size, entries;
    quint64 end; ///< where the records that follow it begin
};

/// The end record (4.3.16) and the archive's comment, of 64 KB at most, behind which the file ends.
QByteArrayView findEndRecord(QByteArrayView bytes)
{
    constexpr qsizetype recordSize = 22;
    constexpr qsizetype longestComment = std::numeric_limits<quint16>::max();
    const qsizetype longest = std::min(longestComment, bytes.size() - recordSize);
    for (qsizetype comment = 0; comment <= longest; ++comment) {
        const QByteArrayView record = bytes.last(recordSize + comment);
        if (record.startsWith(endSignature) && field<quint16>(record, 20) == comment)
            return record;
    }
    return {};
}

/// Reads the end record, and the zip64 one (4.3.14, 4.3.15) where there is one: PyTorch always
/// writes it.
std::optional<Directory> findDirectory(QByteArrayView bytes)
{
    constexpr qsizetype locatorSize = 20;
    constexpr quint64 zip64Size = 56;
    const QByteArrayView end = findEndRecord(bytes);
    if (end.isEmpty())
        return std::nullopt;
    const QByteArrayView before = bytes.chopped(end.size());
    const QByteArrayView locator = before.last(std::min(before.size(), locatorSize));
    if (locator.size() < locatorSize || !locator.startsWith(zip64LocatorSignature))
        return Directory{field<quint32>(end, 16), field<quint32>(end, 12), field<quint16>(end, 10),
                         quint64(before.size())};
    ByteReader reader(before.chopped(locatorSize));
    const auto offset = field<quint64>(locator, 8);
    reader.take(offset);
    const QByteArrayView record = reader.take(zip64Size);
    if (!record.startsWith(zip64EndSignature))
        return std::nullopt;
    return Directory{field<quint64>(record, 48), field<quint64>(record, 40),
                     field<quint64>(record, 32), offset};
}

/// The extra field that widens a central header's 32-bit numbers (4.5.3); empty if there is none.
QByteArrayView zip64Extra(QByteArrayView extra)
{
    ByteReader reader(extra);
    while (!reader.atEnd() && !reader.failed()) {
        const auto id = reader.number<quint16>();
        const QByteArrayView data = reader.take(reader.number<quint16>());
        if (id == zip64Id)
            return data;
    }
    return {};
}

/// @p narrow, or the next of the wide numbers where it is a placeholder for that.
quint64 widened(quint32 narrow, ByteReader &wide)
{
    return narrow == inZip64 ? wide.number<quint64>() : narrow;
}

/// The bytes behind the local header (4.3.7) at @p offset, if that agrees. Its own sizes may be
/// zero, with the true ones behind the data; the directory's are the ones to go by.
std::optional<QByteArrayView> entryData(QByteArrayView contents, quint64 offset,
                                        QByteArrayView name, quint64 size)
{
    ByteReader reader(contents);
    reader.take(offset);
    const QByteArrayView header = reader.take(30);
    if (!header.startsWith(localSignature) || field<quint16>(header, 8) != 0)
        return std::nullopt;
    const QByteArrayView localName = reader.take(field<quint16>(header, 26));
    reader.take(field<quint16>(header, 28)); // the extra field, which aligns the data
    const QByteArrayView data = reader.take(size);
    if (reader.failed() || localName != name)
        return std::nullopt;
    return data;
}

/// Reads one central header (4.3.12) and finds its entry in @p contents.
Status readEntry(ByteReader &directory, QByteArrayView contents, ZipArchive &archive)
{
    const auto cutShort = damaged(QStringLiteral("the archive's directory is cut short"));
    const QByteArrayView header = directory.take(46);
    if (!header.startsWith(centralSignature))
        return cutShort;
    const QByteArrayView name = directory.take(field<quint16>(header, 28));
    const QByteArrayView extra = directory.take(field<quint16>(header, 30));
    directory.take(field<quint16>(header, 32)); // the comment
    if (directory.failed())
        return cutShort;

    const QString shown = QString::fromUtf8(name);
    const bool isEncrypted = (field<quint16>(header, 8) & 1) != 0;
    if (field<quint16>(header, 10) != 0 || isEncrypted)
        return damaged(QStringLiteral("%1 is compressed or encrypted").arg(shown));

    ByteReader wide(zip64Extra(extra));
    const quint64 size = widened(field<quint32>(header, 24), wide);
    const quint64 storedSize = widened(field<quint32>(header, 20), wide);
    const quint64 offset = widened(field<quint32>(header, 42), wide);
    const auto data = entryData(contents, offset, name, size);
    if (wide.failed() || size != storedSize || !data)
        return damaged(QStringLiteral("%1 is not where the archive's directory says").arg(shown));
    if (!archive.emplace(shown, ZipEntry{*data, field<quint32>(header, 16)}).second)
        return damaged(QStringLiteral("the archive has %1 twice").arg(shown));
    return success();
}

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
    Record record(localSignature);
    record(neededVersion, namesAreUtf8, stored, firstTime, firstDate, checksum);
    record(inZip64, inZip64, quint16(name.size()), extraSize) << name;
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
    Record record(centralSignature);
    record(neededVersion, neededVersion, namesAreUtf8, stored, firstTime, firstDate, checksum);
    record(inZip64, inZip64, quint16(name.size()), extraSize, comment, disk);
    record(internalAttributes, externalAttributes, inZip64) << name;
    return record(zip64Id, quint16(extraSize - 4), size, size, offset).bytes();
}

/// 4.3.14 to 4.3.16.
QByteArray endRecords(quint64 entries, quint64 directorySize, quint64 directoryOffset)
{
    constexpr quint64 restOfZip64 = 44;
    constexpr quint32 disk = 0;
    constexpr quint32 disks = 1;
    constexpr quint16 comment = 0;
    Record zip64(zip64EndSignature);
    zip64(restOfZip64, neededVersion, neededVersion, disk, disk, entries, entries);
    zip64(directorySize, directoryOffset);
    Record locator(zip64LocatorSignature);
    locator(disk, directoryOffset + directorySize, disks);
    Record end(endSignature);
    end(quint16(disk), quint16(disk), countInZip64, countInZip64, inZip64, inZip64, comment);
    return zip64.bytes() + locator.bytes() + end.bytes();
}

} // namespace

quint32 zipChecksum(QByteArrayView data)
{
    return quint32(crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef *>(data.data()),
                           size_t(data.size())));
}

bool isZipArchive(QByteArrayView bytes)
{
    return bytes.startsWith(localSignature);
}

Result<ZipArchive> readZipArchive(QByteArrayView bytes)
{
    const std::optional<Directory> place = findDirectory(bytes);
    if (!place)
        return damaged(QStringLiteral("the archive has no end"));
    if (place->offset > place->end || place->size != place->end - place->offset
        || place->size > longestDirectory)
        return damaged(QStringLiteral("the archive's directory is not where it should be"));
    const QByteArrayView contents = bytes.first(qsizetype(place->offset));
    ByteReader directory(bytes.sliced(contents.size(), qsizetype(place->size)));
    ZipArchive archive;
    while (!directory.atEnd()) {
        if (const Status status = readEntry(directory, contents, archive); !status)
            return status.error();
    }
    if (archive.size() != place->entries)
        return damaged(QStringLiteral("the archive's directory miscounts its entries"));
    return archive;
}

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
