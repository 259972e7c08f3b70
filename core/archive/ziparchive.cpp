#include "core/archive/ziparchive.h"

#include "core/base/bytereader.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <optional>

// Section numbers are those of PKWARE's APPNOTE.TXT.

namespace gramarye {
namespace {

constexpr quint64 longestDirectory = 1 << 20; // bytes; VGG-19's has some 3 KB

constexpr QByteArrayView localHeader("PK\3\4");
constexpr QByteArrayView centralHeader("PK\1\2");
constexpr QByteArrayView endRecord("PK\5\6");
constexpr QByteArrayView zip64EndRecord("PK\6\6");
constexpr QByteArrayView zip64Locator("PK\6\7");

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
        if (record.startsWith(endRecord) && field<quint16>(record, 20) == comment)
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
    if (locator.size() < locatorSize || !locator.startsWith(zip64Locator))
        return Directory{field<quint32>(end, 16), field<quint32>(end, 12), field<quint16>(end, 10),
                         quint64(before.size())};
    ByteReader reader(before.chopped(locatorSize));
    const auto offset = field<quint64>(locator, 8);
    reader.take(offset);
    const QByteArrayView record = reader.take(zip64Size);
    if (!record.startsWith(zip64EndRecord))
        return std::nullopt;
    return Directory{field<quint64>(record, 48), field<quint64>(record, 40),
                     field<quint64>(record, 32), offset};
}

/// The extra field that widens a central header's 32-bit numbers (4.5.3); empty if there is none.
QByteArrayView zip64Extra(QByteArrayView extra)
{
    constexpr quint16 zip64Id = 1;
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
    return narrow == std::numeric_limits<quint32>::max() ? wide.number<quint64>() : narrow;
}

/// The bytes behind the local header (4.3.7) at @p offset, if that agrees. Its own sizes may be
/// zero, with the true ones behind the data; the directory's are the ones to go by.
std::optional<QByteArrayView> entryData(QByteArrayView contents, quint64 offset,
                                        QByteArrayView name, quint64 size)
{
    ByteReader reader(contents);
    reader.take(offset);
    const QByteArrayView header = reader.take(30);
    if (!header.startsWith(localHeader) || field<quint16>(header, 8) != 0)
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
    if (!header.startsWith(centralHeader))
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

} // namespace

quint32 zipChecksum(QByteArrayView data)
{
    return quint32(crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef *>(data.data()),
                           size_t(data.size())));
}

bool isZipArchive(QByteArrayView bytes)
{
    return bytes.startsWith(localHeader);
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

} // namespace gramarye
