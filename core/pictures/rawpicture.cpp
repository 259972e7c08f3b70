#include "core/pictures/rawpicture.h"

#include "core/pictures/tiffbytes.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace gramarye {

namespace {

/// The makers whose raw pictures are TIFFs, as they spell themselves, and what those are called.
struct RawMaker
{
    QByteArrayView make;
    const char *words;
};
constexpr RawMaker rawMakers[] = {
    {"NIKON", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (NEF)")},
    {"SONY", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (ARW)")},
    {"CANON", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (CR2)")},
    {"PENTAX", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (PEF)")},
    {"RICOH", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (PEF)")},
    {"SAMSUNG", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (SRW)")},
    {"HASSELBLAD", QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (3FR)")}};

/// TIFF's tags (TIFF 6.0, TIFF/EP, DNG).
enum Tag : quint16
{
    NewSubfileType = 254,
    Photometric = 262,
    Make = 271,
    SubIfds = 330,
    DngVersion = 50706
};

constexpr quint16 textType = 2;
constexpr quint16 shortType = 3;

/// An entry of a directory.
struct Entry
{
    quint16 tag;
    quint16 type;
    quint32 count;
    qint64 place; ///< of its value
};

/// Walks through the directories of a TIFF; what is not there reads as nothing.
class TiffReader : public TiffBytes
{
public:
    using TiffBytes::TiffBytes;

    std::vector<Entry> directory(qint64 place) const
    {
        constexpr qint64 entrySize = 12;
        std::vector<Entry> entries;
        const int count = place == 0 ? 0 : at<quint16>(place);
        for (qint64 entry = place + 2; entry < place + 2 + count * entrySize; entry += entrySize) {
            const auto type = at<quint16>(entry + 2);
            const auto values = at<quint32>(entry + 4);
            const qint64 bytes = qint64(values)
                                 * (type == shortType  ? 2
                                    : type == textType ? 1
                                                       : 4);
            entries.push_back({at<quint16>(entry), type, values,
                               bytes <= 4 ? entry + 8 : qint64(at<quint32>(entry + 8))});
        }
        return entries;
    }

    /// The first of its numbers.
    quint32 number(const Entry &entry) const
    {
        return entry.type == shortType ? at<quint16>(entry.place) : at<quint32>(entry.place);
    }

    QByteArray text(const Entry &entry) const
    {
        constexpr qint64 longest = 64;
        const qint64 size = std::min<qint64>(entry.count, longest);
        return entry.place + size <= bytes().size()
                   ? bytes().sliced(entry.place, size).toByteArray().toUpper()
                   : QByteArray();
    }
};

const Entry *found(const std::vector<Entry> &entries, Tag tag)
{
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [tag](const Entry &one) { return one.tag == tag; });
    return entry == entries.end() ? nullptr : &*entry;
}

/// Whether a directory is of what a sensor saw: mosaic or linear (TIFF/EP, DNG).
bool isOfSensor(const TiffReader &reader, const std::vector<Entry> &entries)
{
    constexpr quint32 mosaic = 32803;
    constexpr quint32 linear = 34892;
    const Entry *photometric = found(entries, Photometric);
    const quint32 kind = photometric ? reader.number(*photometric) : 0;
    return kind == mosaic || kind == linear;
}

bool hasPictureOfSensor(const TiffReader &reader, const std::vector<Entry> &first)
{
    constexpr quint32 most = 16; // directories; no camera writes more
    if (isOfSensor(reader, first))
        return true;
    const Entry *others = found(first, SubIfds);
    for (quint32 i = 0; others && i < std::min(others->count, most); ++i) {
        const qint64 place = reader.at<quint32>(others->place + 4 * i);
        if (isOfSensor(reader, reader.directory(place)))
            return true;
    }
    return false;
}

const char *wordsOf(const QByteArray &make)
{
    for (const RawMaker &maker : rawMakers) {
        if (make.startsWith(maker.make))
            return maker.words;
    }
    return QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture");
}

} // namespace

const char *rawPictureWords(QByteArrayView tiff)
{
    constexpr qint64 firstDirectory = 4;
    const TiffReader reader(tiff);
    const bool isTiff = tiff.startsWith("II") || tiff.startsWith("MM");
    if (!isTiff || reader.at<quint16>(2) != 42) // BigTIFF is no camera's
        return nullptr;
    const std::vector<Entry> first = reader.directory(reader.at<quint32>(firstDirectory));
    if (found(first, DngVersion))
        return QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (DNG)");
    const Entry *make = found(first, Make);
    const Entry *kind = found(first, NewSubfileType);
    const bool isThumbnail = kind && (reader.number(*kind) & 1) != 0;
    if (hasPictureOfSensor(reader, first) || (make && isThumbnail))
        return wordsOf(make ? reader.text(*make) : QByteArray());
    return nullptr;
}

} // namespace gramarye
