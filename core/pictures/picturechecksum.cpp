#include "core/pictures/picturechecksum.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace gramarye {

namespace {

void addNumber(QCryptographicHash &hash, int number)
{
    const quint32 bytes = qToLittleEndian(quint32(number));
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(&bytes), sizeof bytes));
}

} // namespace

QString pictureChecksum(const QImage &picture)
{
    if (picture.isNull())
        return {};
    const bool deep = picture.depth() > 32;
    const QImage pixels =
        picture.convertToFormat(deep ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    addNumber(hash, pixels.width());
    addNumber(hash, pixels.height());
    const qsizetype length = qsizetype(pixels.width()) * (deep ? 8 : 3);
    for (int y = 0; y < pixels.height(); ++y)
        hash.addData(
            QByteArrayView(reinterpret_cast<const char *>(pixels.constScanLine(y)), length));
    return QLatin1String("blake2b-256:") + QLatin1String(hash.result().toHex());
}

} // namespace gramarye
