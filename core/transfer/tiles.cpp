#include "core/transfer/tiles.h"

#include <algorithm>

namespace gramarye {

namespace {

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

} // namespace

QRect Tile::ownedAt(Layer layer) const
{
    const int shift = poolingsBefore(layer);
    const auto at = [shift](int place, int origin) { return (place - origin) >> shift; };
    const QPoint first(at(owned.left(), seen.left()), at(owned.top(), seen.top()));
    const QPoint end(at(owned.left() + owned.width(), seen.left()),
                     at(owned.top() + owned.height(), seen.top()));
    return {first, QSize(end.x() - first.x(), end.y() - first.y())};
}

int haloOf(Layer deepest)
{
    int reach = 0;
    for (std::size_t i = 1; i <= layerIndex(deepest) && i < networkLayerCount; ++i)
        reach += 1 << poolingsBefore(layerAt(i)); // a 3×3 convolution's one pixel, as large there
    return roundedUp(reach);
}

QSize featureSize(QSize picture, Layer layer)
{
    const int shift = poolingsBefore(layer);
    return {picture.width() >> shift, picture.height() >> shift};
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
    const QSize seen = featureSize(tile.seen.size(), layer);
    const QRect owned = tile.ownedAt(layer);
    const int shift = poolingsBefore(layer);
    PixelWeights weights(seen.height(), seen.width());
    for (int y = 0; y < owned.height(); ++y) {
        std::uint8_t *row = weights.row(owned.top() + y) + owned.left();
        if (whole)
            std::copy_n(whole->row((tile.owned.top() >> shift) + y) + (tile.owned.left() >> shift),
                        owned.width(), row);
        else
            std::fill_n(row, owned.width(), std::uint8_t(wholeWeight));
    }
    return weights;
}

} // namespace gramarye
