#include "core/pictures/jpegsegment.h"

#include <QtEndian>

namespace gramarye {

QByteArrayView jpegSegment(QByteArrayView jpeg, uchar marker, QByteArrayView name)
{
    constexpr uchar startOfScan = 0xda;
    qsizetype place = 2; // behind the mark of all JPEGs
    while (place + 4 <= jpeg.size() && uchar(jpeg[place]) == 0xff) {
        const uchar found = uchar(jpeg[place + 1]);
        const qsizetype size = qFromBigEndian<quint16>(jpeg.data() + place + 2);
        if (found == startOfScan || size < 2 || size > jpeg.size() - place - 2)
            return {};
        const QByteArrayView segment = jpeg.sliced(place + 4, size - 2);
        if (found == marker && segment.startsWith(name))
            return segment.sliced(name.size());
        place += 2 + size;
    }
    return {};
}

} // namespace gramarye
