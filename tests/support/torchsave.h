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

} // namespace gramarye::torchsave
