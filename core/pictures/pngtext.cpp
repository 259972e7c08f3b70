#include "core/pictures/pngtext.h"

#include <QIODevice>
#include <QtEndian>

namespace gramarye {

namespace {

constexpr QByteArrayView signature("\x89PNG\r\n\x1a\n");
constexpr qint64 checksumSize = 4;
constexpr qint64 farthest = 1 << 26; ///< where the picture has to begin; profiles come before it

// Deflate packs at most 1032 : 1, so that this much unpacks to 66 MB whatever it claims.
constexpr qsizetype maximumPacked = 1 << 16;

Error damaged(const char *reason)
{
    return {ErrorCode::DocumentDamaged, {}, QLatin1String(reason)};
}

/// Takes what stands before the next zero byte, and the zero, from the front of @p data.
QByteArray takeField(QByteArray &data)
{
    const qsizetype end = data.indexOf('\0');
    const QByteArray field = end < 0 ? data : data.left(end);
    data.remove(0, end < 0 ? data.size() : end + 1);
    return field;
}

Result<QByteArray> unpack(const QByteArray &packed)
{
    if (packed.size() > maximumPacked)
        return damaged("its text is too long");
    const QByteArray sizeHint = QByteArrayLiteral("\0\0\x40\0"); // qUncompress wants one
    const QByteArray unpacked = qUncompress(sizeHint + packed);
    if (unpacked.isEmpty())
        return damaged("its text cannot be unpacked");
    if (unpacked.size() > maximumPngText)
        return damaged("its text is too long");
    return unpacked;
}

QString decoded(const QByteArray &text, const QByteArray &type)
{
    return type == "iTXt" ? QString::fromUtf8(text) : QString::fromLatin1(text);
}

/// The text of a chunk's data behind the key.
Result<QString> textIn(QByteArray data, const QByteArray &type)
{
    bool isPacked = type == "zTXt";
    if (type == "iTXt") {
        isPacked = data.startsWith('\1');
        data.remove(0, 2); // whether it is packed, and how
        takeField(data);   // the language
        takeField(data);   // the key in that language
    } else if (isPacked) {
        data.remove(0, 1); // how; there is only one way
    }
    if (!isPacked)
        return decoded(data, type);
    const auto unpacked = unpack(data);
    return unpacked ? Result<QString>(decoded(*unpacked, type)) : unpacked.error();
}

bool isText(const QByteArray &type)
{
    return type == "tEXt" || type == "zTXt" || type == "iTXt";
}

bool isEnd(const QByteArray &type)
{
    return type == "IDAT" || type == "IEND" || type.size() < 4;
}

} // namespace

Result<QString> readPngText(QIODevice &png, const QString &key)
{
    const QByteArray wanted = key.toLatin1() + '\0';
    if (png.read(signature.size()) != signature)
        return QString();
    while (png.pos() < farthest) {
        const QByteArray head = png.read(8); // how long it is, and what
        const QByteArray type = head.mid(4);
        if (isEnd(type))
            return QString();
        const auto length = qint64(qFromBigEndian<quint32>(head.constData()));
        const bool isWanted = isText(type) && png.peek(wanted.size()) == wanted;
        if (isWanted && length > maximumPngText)
            return damaged("its text is too long");
        if (isWanted)
            return textIn(png.read(length).mid(wanted.size()), type);
        if (png.skip(length + checksumSize) != length + checksumSize)
            return QString();
    }
    return QString();
}

} // namespace gramarye
