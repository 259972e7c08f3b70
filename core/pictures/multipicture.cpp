#include "core/pictures/multipicture.h"

#include "core/pictures/jpegsegment.h"
#include "core/pictures/tiffbytes.h"

namespace gramarye {

int picturesInJpeg(QByteArrayView jpeg)
{
    constexpr quint16 entriesTag = 0xb002;
    constexpr qint64 fieldSize = 12;
    constexpr qint64 entrySize = 16;
    constexpr uchar app2 = 0xe2;
    const QByteArrayView segment = jpegSegment(jpeg, app2, QByteArrayView("MPF\0", 4));
    const TiffBytes reader(segment);
    const qint64 directory = reader.at<quint32>(4);
    const int fields = reader.at<quint16>(directory);
    for (int i = 0; i < fields; ++i) {
        const qint64 field = directory + 2 + i * fieldSize;
        if (reader.at<quint16>(field) != entriesTag)
            continue;
        const qint64 end = qint64(reader.at<quint32>(field + 8)) + reader.at<quint32>(field + 4);
        int count = 0;
        for (qint64 entry = reader.at<quint32>(field + 8);
             entry + entrySize <= end && entry + entrySize <= segment.size(); entry += entrySize) {
            // 1: a smaller copy, 2: one of several (panorama, stereo, angles), 3: the only one.
            const int kind = int(reader.at<quint32>(entry) >> 16 & 0xff);
            count += kind == 2 ? 1 : 0;
        }
        return count > 1 ? count : 1;
    }
    return 1;
}

} // namespace gramarye
