#include "core/pictures/pngchunk.h"

#include <QtEndian>

#include <zlib.h>

#include <algorithm>

namespace gramarye {

QByteArray pngChunk(const char *type, const QByteArray &data)
{
    constexpr qsizetype typeAt = 4;
    QByteArray chunk(8, '\0');
    qToBigEndian(quint32(data.size()), chunk.data());
    std::copy_n(type, 4, chunk.data() + typeAt);
    chunk += data;
    const auto *checked = reinterpret_cast<const Bytef *>(chunk.constData()) + typeAt;
    const auto checksum = quint32(crc32(0, checked, uInt(chunk.size() - typeAt)));
    QByteArray end(4, '\0');
    qToBigEndian(checksum, end.data());
    return chunk + end;
}

} // namespace gramarye
