#include "core/transfer/tiles.h"

#include <algorithm>

namespace gramarye {

namespace {

// So many rows of a picture say roughly between which values it lies.
constexpr int sampledRows = 64;

int poolingsBefore(Layer layer)
{
    int poolings = 0;
    for (std::size_t i = 0; i <= layerIndex(layer); ++i)
        poolings += followsPooling(layerAt(i));
    return layer == Layer::Patches ? 0 : poolings;
}

int roundedUp(int length)
{
    return (length + tileGrid - 1) / tileGrid * tileGrid;
}

/// Along one side of the picture: where a tile begins and ends, what it owns and what it sees.
struct Stretch
{
    int owned;
    int ownedEnd;
    int seen;
    int seenEnd;
    bool wraps;
};

std::vector<Stretch> stretchesOf(int length, int side, int halo, bool wraps)
{
    if (side <= 0 || side >= length)
        return {{0, length, 0, length, wraps}};
    const int count = (length + side - 1) / side;
    const int step = roundedUp((length + count - 1) / count);
    std::vector<Stretch> stretches;
    for (int at = 0; at < length; at += step) {
        const int end = std::min(at + step, length);
        const int seen = at - halo;
        const int seenEnd = end + halo;
        stretches.push_back({at, end, wraps ? seen : std::max(seen, 0),
                             wraps ? seenEnd : std::min(seenEnd, length), false});
    }
    return stretches;
}

/// The weights of the rows that are @p first, counted in the picture, or come @p step, twice @p
/// step and so on after it.
PixelWeights ownedRows(const Tile &tile, Layer layer, const PixelWeights *whole, int first,
                       int step)
{
    const QSize seen = featureSize(tile.seen.size(), layer, tile.wrap);
    const QRect owned = tile.ownedAt(layer);
    const QPoint inPicture(tile.owned.left() >> poolingsBefore(layer),
                           tile.owned.top() >> poolingsBefore(layer));
    PixelWeights weights(seen.height(), seen.width());
    for (int y = 0; y < owned.height(); ++y) {
        const int row = inPicture.y() + y;
        if (row % step != first % step)
            continue;
        std::uint8_t *to = weights.row(owned.top() + y) + owned.left();
        if (whole)
            std::copy_n(whole->row(row) + inPicture.x(), owned.width(), to);
        else
            std::fill_n(to, owned.width(), std::uint8_t(wholeWeight));
    }
    return weights;
}

} // namespace

QRect Tile::ownedAt(Layer layer) const
{
    const int shift = poolingsBefore(layer);
    const auto at = [shift](int place, int origin) { return (place - origin) >> shift; };
    const QPoint first(at(owned.left(), seen.left()), at(owned.top(), seen.top()));
    const QPoint end(at(owned.left() + owned.width(), seen.left()),
                     at(owned.top() + owned.height(), seen.top()));
    return QRect(first, QSize(end.x() - first.x(), end.y() - first.y()))
           & QRect(QPoint(), featureSize(seen.size(), layer, wrap));
}

int haloOf(Layer deepest)
{
    if (deepest == Layer::Patches)
        return roundedUp(patchSide - 1);
    int reach = 0;
    for (std::size_t i = 1; i <= layerIndex(deepest) && i < networkLayerCount; ++i)
        reach += 1 << poolingsBefore(layerAt(i)); // a 3×3 convolution's one pixel, as large there
    return roundedUp(reach);
}

QSize featureSize(QSize picture, Layer layer, Wrap wrap)
{
    const int shift = poolingsBefore(layer);
    if (layer != Layer::Patches)
        return {picture.width() >> shift, picture.height() >> shift};
    return {wrap.across ? picture.width() : std::max(picture.width() - patchSide + 1, 0),
            wrap.down ? picture.height() : std::max(picture.height() - patchSide + 1, 0)};
}

std::vector<Tile> tilesOf(QSize picture, int side, int halo, Wrap wrap)
{
    std::vector<Tile> tiles;
    const auto columns = stretchesOf(picture.width(), side, halo, wrap.across);
    for (const Stretch &row : stretchesOf(picture.height(), side, halo, wrap.down)) {
        for (const Stretch &column : columns)
            tiles.push_back(
                {QRect(column.owned, row.owned, column.ownedEnd - column.owned,
                       row.ownedEnd - row.owned),
                 QRect(column.seen, row.seen, column.seenEnd - column.seen, row.seenEnd - row.seen),
                 {column.wraps, row.wraps}});
    }
    for (Tile &tile : tiles)
        tile.isPart = tiles.size() > 1;
    return tiles;
}

PixelWeights ownedWeights(const Tile &tile, Layer layer, const PixelWeights *whole)
{
    return ownedRows(tile, layer, whole, 0, 1);
}

PixelWeights sampledWeights(const Tile &tile, Layer layer, QSize picture, const PixelWeights *whole)
{
    const int step = std::max(featureSize(picture, layer).height() / sampledRows, 1);
    return ownedRows(tile, layer, whole, step / 2, step);
}

} // namespace gramarye
