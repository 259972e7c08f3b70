#include "core/pictures/tiffbytes.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr quint16 shortType = 3;

int sizeOfType(quint16 type)
{
    constexpr int sizes[] = {4, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8}; // TIFF 6.0, section 2
    return type < std::size(sizes) ? sizes[type] : 4;
}

} // namespace

std::vector<TiffEntry> TiffReader::directory(qint64 place) const
{
    constexpr qint64 entrySize = 12;
    std::vector<TiffEntry> entries;
    const int count = place == 0 ? 0 : at<quint16>(place);
    for (qint64 entry = place + 2; entry < place + 2 + count * entrySize; entry += entrySize) {
        const auto type = at<quint16>(entry + 2);
        const auto values = at<quint32>(entry + 4);
        const bool isHere = qint64(values) * sizeOfType(type) <= 4;
        entries.push_back({at<quint16>(entry), type, values,
                           isHere ? entry + 8 : qint64(at<quint32>(entry + 8))});
    }
    return entries;
}

quint32 TiffReader::number(const TiffEntry &entry, qint64 index) const
{
    return entry.type == shortType ? at<quint16>(entry.place + 2 * index)
                                   : at<quint32>(entry.place + 4 * index);
}

const TiffEntry *found(const std::vector<TiffEntry> &entries, quint16 tag)
{
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [tag](const TiffEntry &one) { return one.tag == tag; });
    return entry == entries.end() ? nullptr : &*entry;
}

quint64 tiffSize(QByteArrayView tiff)
{
    const TiffReader reader(tiff);
    if (!reader.isTiff())
        return 0;
    constexpr quint64 mostTimes = 64; // a place further away is a wrong one
    const auto believed = [&](quint64 size) {
        return size <= mostTimes * quint64(tiff.size()) ? size : 0;
    };
    const qint64 directory = reader.firstDirectory();
    if (directory + 2 > tiff.size()) // as most programs write it, behind the picture
        return believed(quint64(directory) + 2);
    const std::vector<TiffEntry> entries = reader.directory(directory);
    quint64 size = 0;
    constexpr quint16 places[][2] = {{273, 279}, {324, 325}}; // of strips, of tiles: and lengths
    for (const auto &tags : places) {
        const TiffEntry *offsets = found(entries, tags[0]);
        const TiffEntry *lengths = found(entries, tags[1]);
        if (!offsets || !lengths)
            continue;
        const qint64 most = tiff.size(); // of what is written down, each in two bytes at least
        for (qint64 i = 0; i < std::min<qint64>({offsets->count, lengths->count, most}); ++i)
            size = std::max(size, quint64(reader.number(*offsets, i)) + reader.number(*lengths, i));
    }
    return believed(size);
}

double exifResolution(QByteArrayView exif)
{
    constexpr QByteArrayView name("Exif\0\0", 6);
    const TiffReader reader(exif.startsWith(name) ? exif.sliced(name.size()) : exif);
    if (!reader.isTiff())
        return 0;
    const std::vector<TiffEntry> entries = reader.directory(reader.firstDirectory());
    constexpr quint16 xResolution = 282;
    constexpr quint16 resolutionUnit = 296;
    constexpr quint32 centimeter = 3;
    const TiffEntry *value = found(entries, xResolution);
    const TiffEntry *unit = found(entries, resolutionUnit);
    if (!value || sizeOfType(value->type) != 8)
        return 0;
    const double divisor = reader.at<quint32>(value->place + 4);
    const double resolution = divisor > 0 ? reader.at<quint32>(value->place) / divisor : 0;
    return unit && reader.number(*unit) == centimeter ? resolution * 2.54 : resolution;
}

} // namespace gramarye
