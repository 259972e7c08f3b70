#pragma once

#include <QByteArrayList>
#include <QtEndian>

#include <vector>

/// The pieces of files as torch.save writes them: tests put them together, rightly or wrongly.
namespace gramarye::torchsave {

template<typename Number>
inline QByteArray littleEndian(Number number)
{
    QByteArray bytes(qsizetype(sizeof number), '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

// A tiny pickle writer: each function is the program that leaves one value on the stack.

inline QByteArray text(const QByteArray &utf8)
{
    return 'X' + littleEndian(quint32(utf8.size())) + utf8;
}

inline QByteArray oldText(const QByteArray &latin)
{
    return 'U' + littleEndian(quint8(latin.size())) + latin;
}

inline QByteArray integer(qint64 value)
{
    return "\x8a\x08" + littleEndian(value);
}

inline QByteArray global(const QByteArray &module, const QByteArray &name)
{
    return 'c' + module + '\n' + name + '\n';
}

/// As pickles of protocol 4 name a global.
inline QByteArray stackedGlobal(const QByteArray &module, const QByteArray &name)
{
    return text(module) + text(name) + '\x93';
}

inline QByteArray tuple(const QByteArrayList &items)
{
    return '(' + items.join() + 't';
}

inline QByteArray integers(const std::vector<qint64> &values)
{
    QByteArrayList items;
    for (const qint64 value : values)
        items << integer(value);
    return tuple(items);
}

inline QByteArray list(const QByteArrayList &items)
{
    return "](" + items.join() + 'e';
}

inline QByteArray dict(const QByteArrayList &keysAndValues)
{
    return "}(" + keysAndValues.join() + 'u';
}

inline QByteArray call(const QByteArray &function, const QByteArrayList &arguments)
{
    return function + tuple(arguments) + 'R';
}

inline QByteArray orderedDict()
{
    return global("collections", "OrderedDict") + ")R";
}

inline QByteArray storage(const QByteArray &type, const QByteArray &key, qint64 count,
                          const QByteArrayList &view = {"N"})
{
    return tuple(QByteArrayList{text("storage"), global("torch", type), text(key), text("cpu"),
                                integer(count)}
                 + view)
           + 'Q';
}

inline QByteArray tensor(const QByteArray &storage, qint64 offset, const std::vector<qint64> &shape,
                         const std::vector<qint64> &strides)
{
    return call(
        global("torch._utils", "_rebuild_tensor_v2"),
        {storage, integer(offset), integers(shape), integers(strides), "\x89", orderedDict()});
}

/// A whole storage of floats as a vector.
inline QByteArray vector(const QByteArray &key, qint64 count)
{
    return tensor(storage("FloatStorage", key, count), 0, {count}, {1});
}

inline QByteArray pickle(const QByteArray &program)
{
    return "\x80\x02" + program + '.';
}

inline const QByteArray magic = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

inline QByteArray systemFacts(const QByteArray &isLittle = "\x88")
{
    return dict({text("protocol_version"), integer(1001), text("little_endian"), isLittle});
}

// ---- Zip archives, as APPNOTE.TXT has them --------------------------------------------------

/// What stands before an entry's data. Its sizes are the directory's to say; the extra field is
/// what PyTorch aligns the data with.
inline QByteArray zipLocalHeader(const QByteArray &name, quint16 method = 0)
{
    return QByteArray("PK\3\4") + QByteArray(4, '\0') + littleEndian(method) + QByteArray(16, '\0')
           + littleEndian(quint16(name.size())) + littleEndian(quint16(3)) + name + "FB0";
}

/// An entry of the directory; a wide one has sizes and offset in a zip64 extra field.
inline QByteArray zipDirectoryEntry(const QByteArray &name, quint32 size, quint32 offset,
                                    quint16 method = 0, bool isWide = false)
{
    const QByteArray narrowSize = littleEndian(isWide ? ~0u : size);
    const QByteArray extra =
        isWide ? littleEndian(quint16(1)) + littleEndian(quint16(24)) + littleEndian(quint64(size))
                     + littleEndian(quint64(size)) + littleEndian(quint64(offset))
               : QByteArray();
    return QByteArray("PK\1\2") + QByteArray(6, '\0') + littleEndian(method) + QByteArray(8, '\0')
           + narrowSize + narrowSize + littleEndian(quint16(name.size()))
           + littleEndian(quint16(extra.size())) + QByteArray(10, '\0')
           + littleEndian(isWide ? ~0u : offset) + name + extra;
}

/// What follows a directory of @p size bytes at @p offset.
inline QByteArray zipEnd(quint64 offset, quint64 size, quint64 count, bool hasZip64End)
{
    const QByteArray wide = QByteArray("PK\6\6") + littleEndian(quint64(44)) + QByteArray(20, '\0')
                            + littleEndian(count) + littleEndian(size) + littleEndian(offset)
                            + QByteArray("PK\6\7") + QByteArray(4, '\0')
                            + littleEndian(offset + size) + littleEndian(1);
    return (hasZip64End ? wide : QByteArray()) + QByteArray("PK\5\6") + QByteArray(6, '\0')
           + littleEndian(quint16(hasZip64End ? 0xffff : count))
           + littleEndian(quint32(hasZip64End ? ~0u : size))
           + littleEndian(quint32(hasZip64End ? ~0u : offset)) + littleEndian(quint16(0));
}

// ---- Whole files ----------------------------------------------------------------------------

/// A storage for the file that goes with a pickle: its key, its length and its bytes.
struct Block
{
    QByteArray key;
    qint64 count;
    QByteArray bytes;
};

/// The float storage with the elements 1, 2, 3, …
inline Block floats(const QByteArray &key, int count)
{
    Block block{key, count, {}};
    for (int i = 1; i <= count; ++i)
        block.bytes += littleEndian(float(i));
    return block;
}

inline QByteArray legacyFile(const QByteArray &object, const QList<Block> &blocks)
{
    QByteArrayList keys;
    QByteArray data;
    for (const Block &block : blocks) {
        keys << text(block.key);
        data += littleEndian(block.count) + block.bytes;
    }
    return pickle(magic) + pickle(integer(1001)) + pickle(systemFacts()) + pickle(object)
           + pickle(list(keys)) + data;
}

struct ZipEntry
{
    QByteArray name;
    QByteArray data;
    quint16 method = 0;
    bool isWide = false; ///< its sizes and offset are in a zip64 extra field
};

/// An archive as APPNOTE.TXT has it, by default without zip64 records.
inline QByteArray zipFile(const QList<ZipEntry> &entries, bool hasZip64End = false)
{
    QByteArray contents;
    QByteArray directory;
    for (const ZipEntry &entry : entries) {
        directory += zipDirectoryEntry(entry.name, quint32(entry.data.size()),
                                       quint32(contents.size()), entry.method, entry.isWide);
        contents += zipLocalHeader(entry.name, entry.method) + entry.data;
    }
    return contents + directory
           + zipEnd(quint64(contents.size()), quint64(directory.size()), quint64(entries.size()),
                    hasZip64End);
}

inline QList<ZipEntry> archiveEntries(const QByteArray &object, const QList<Block> &blocks)
{
    QList<ZipEntry> entries{{"net/data.pkl", pickle(object)}, {"net/byteorder", "little"}};
    for (const Block &block : blocks)
        entries << ZipEntry{"net/data/" + block.key, block.bytes};
    return entries << ZipEntry{"net/version", "3\n"};
}

/// An archive with one entry, header and all, among the data of another.
inline QByteArray overlappingArchive()
{
    const QByteArray inner = zipLocalHeader("net/data/8") + floats("8", 2).bytes + '\0';
    const qint64 count = inner.size() / qint64(sizeof(float));
    const QByteArray object = dict({text("v"), vector("7", count), text("w"), vector("8", 2)});
    const QList<ZipEntry> entries = archiveEntries(object, {{"7", count, inner}});
    const QByteArray whole = zipFile(entries);
    const qsizetype start = whole.indexOf("PK\1\2");
    const QByteArray directory =
        whole.mid(start, whole.indexOf("PK\5\6") - start)
        + zipDirectoryEntry("net/data/8", 8, quint32(whole.indexOf(inner)));
    return whole.first(start) + directory
           + zipEnd(quint64(start), quint64(directory.size()), quint64(entries.size()) + 1, false);
}

} // namespace gramarye::torchsave
