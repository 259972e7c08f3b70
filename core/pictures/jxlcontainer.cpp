#include "core/pictures/jxlcontainer.h"

#include <QtEndian>

#include <algorithm>

namespace gramarye {

namespace {

const QByteArray signature = QByteArrayLiteral("\0\0\0\x0cJXL \r\n\x87\n");
const QByteArray fileType = QByteArrayLiteral("\0\0\0\x14"
                                              "ftypjxl \0\0\0\0jxl ");

/// How long it is, what it is, and its content (ISO/IEC 14496-12, 4.2).
QByteArray box(const char *type, const QByteArray &content)
{
    constexpr quint32 headSize = 8;
    constexpr quint32 sizeFollows = 1; // in 64 bits
    const quint64 size = headSize + quint64(content.size());
    const bool isLong = size > 0xffffffff;
    QByteArray head(isLong ? 16 : 8, '\0');
    qToBigEndian<quint32>(isLong ? sizeFollows : quint32(size), head.data());
    std::copy_n(type, 4, head.data() + 4);
    if (isLong)
        qToBigEndian<quint64>(size + 8, head.data() + headSize);
    return head + content;
}

/// What is in the first box of that type; empty where there is none.
QByteArray contentOf(const char *type, const QByteArray &bytes)
{
    if (!bytes.startsWith(signature))
        return {};
    for (qint64 at = signature.size(); bytes.size() - at >= 8;) {
        const char *head = bytes.constData() + at;
        quint64 size = qFromBigEndian<quint32>(head);
        qint64 headSize = 8;
        if (size == 1 && bytes.size() - at >= 16) {
            size = qFromBigEndian<quint64>(head + 8);
            headSize = 16;
        }
        const auto left = quint64(bytes.size() - at);
        if (size == 0) // to the end
            size = left;
        if (size < quint64(headSize) || size > left)
            return {};
        if (std::equal(head + 4, head + 8, type))
            return bytes.mid(at + headSize, qint64(size) - headSize);
        at += qint64(size);
    }
    return {};
}

} // namespace

QByteArray jxlContainer(const QByteArray &codestream, const QByteArray &xmp, const QByteArray &exif)
{
    const QByteArray noOffset(4, '\0'); // to the TIFF
    const QByteArray metadata =
        (exif.isEmpty() ? QByteArray() : box("Exif", noOffset + exif)) + box("xml ", xmp);
    if (codestream.startsWith(signature)) { // as of 16 bits without loss
        const qsizetype fileTypeEnd = signature.size() + fileType.size();
        return codestream.left(fileTypeEnd) + metadata + codestream.mid(fileTypeEnd);
    }
    return signature + fileType + metadata + box("jxlc", codestream);
}

QByteArray jxlXmp(const QByteArray &bytes)
{
    return contentOf("xml ", bytes);
}

QByteArray jxlExif(const QByteArray &bytes)
{
    constexpr qsizetype offsetSize = 4; // where in what follows the TIFF is: at once, everywhere
    return contentOf("Exif", bytes).mid(offsetSize);
}

} // namespace gramarye
