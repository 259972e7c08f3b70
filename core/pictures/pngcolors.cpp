#include "core/pictures/pngcolors.h"

#include <QPointF>
#include <QtEndian>

namespace gramarye {

namespace {

/// The data of the chunk @p wanted where it precedes the picture itself, else empty.
QByteArray chunk(const QByteArray &png, QByteArrayView wanted)
{
    constexpr qsizetype signatureSize = 8;
    constexpr qsizetype headSize = 8; // how long it is, and what
    constexpr qsizetype checksumSize = 4;
    qsizetype at = signatureSize;
    while (at + headSize <= png.size()) {
        const auto length = qsizetype(qFromBigEndian<quint32>(png.constData() + at));
        const QByteArrayView type = QByteArrayView(png).sliced(at + 4, 4);
        if (type == wanted)
            return png.mid(at + headSize, length);
        if (type == QByteArrayView("IDAT"))
            break;
        at += headSize + length + checksumSize;
    }
    return {};
}

/// The number at a place of a list of them.
double number(const QByteArray &data, qsizetype place)
{
    return qFromBigEndian<quint32>(data.constData() + 4 * place) / 100000.0;
}

QPointF point(const QByteArray &data, qsizetype place)
{
    return {number(data, 2 * place), number(data, 2 * place + 1)};
}

} // namespace

QColorSpace pngColors(const QByteArray &png)
{
    const QByteArray gamma = chunk(png, "gAMA");
    if (gamma.size() != 4 || number(gamma, 0) <= 0 || !chunk(png, "sRGB").isEmpty())
        return {};
    const auto exponent = float(1 / number(gamma, 0));
    const QByteArray primaries = chunk(png, "cHRM");
    if (primaries.size() != 32)
        return {QColorSpace::Primaries::SRgb, exponent};
    return {point(primaries, 0),
            point(primaries, 1),
            point(primaries, 2),
            point(primaries, 3),
            QColorSpace::TransferFunction::Gamma,
            exponent};
}

} // namespace gramarye
