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

QByteArray textOf(const TiffReader &reader, const TiffEntry &entry)
{
    constexpr qint64 longest = 64;
    const qint64 size = std::min<qint64>(entry.count, longest);
    return entry.place + size <= reader.bytes().size()
               ? reader.bytes().sliced(entry.place, size).toByteArray().toUpper()
               : QByteArray();
}

/// Whether a directory is of what a sensor saw: mosaic or linear (TIFF/EP, DNG).
bool isOfSensor(const TiffReader &reader, const std::vector<TiffEntry> &entries)
{
    constexpr quint32 mosaic = 32803;
    constexpr quint32 linear = 34892;
    const TiffEntry *photometric = found(entries, Photometric);
    const quint32 kind = photometric ? reader.number(*photometric) : 0;
    return kind == mosaic || kind == linear;
}

bool hasPictureOfSensor(const TiffReader &reader, const std::vector<TiffEntry> &first)
{
    constexpr quint32 most = 16; // directories; no camera writes more
    if (isOfSensor(reader, first))
        return true;
    const TiffEntry *others = found(first, SubIfds);
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
    const TiffReader reader(tiff);
    if (!reader.isTiff()) // BigTIFF is no camera's
        return nullptr;
    const std::vector<TiffEntry> first = reader.directory(reader.firstDirectory());
    if (found(first, DngVersion))
        return QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (DNG)");
    const TiffEntry *make = found(first, Make);
    const TiffEntry *kind = found(first, NewSubfileType);
    const bool isThumbnail = kind && (reader.number(*kind) & 1) != 0;
    if (hasPictureOfSensor(reader, first) || (make && isThumbnail))
        return wordsOf(make ? textOf(reader, *make) : QByteArray());
    return nullptr;
}

} // namespace gramarye
