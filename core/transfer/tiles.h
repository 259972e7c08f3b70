#pragma once

#include "core/compute/border.h"
#include "core/compute/pixelweights.h"
#include "core/model/layer.h"

#include <QRect>

#include <vector>

namespace gramarye {

/// Of the windows that patches are, in px; with 11 strokes are lost.
constexpr int patchSide = 7;

/// The grid that tiles lie on, in px: what the network's poolings divide by.
constexpr int tileGrid = 16;

/// A part of a picture that is computed by itself. It owns its pixels and, at each layer, the
/// features over them; what they look at beyond these pixels, its halo, is seen as well.
struct Tile
{
    QRect owned; ///< px
    QRect seen;  ///< px; of a picture that wraps it reaches over the ends, where that goes on
    Wrap wrap;   ///< of the seen part: where that is the picture from end to end
    bool isPart = false; ///< there are others

    /// The features of @p layer that it owns, among those of its seen part; the windows that begin
    /// there.
    QRect ownedAt(Layer layer) const;
};

/// How many px beyond a tile the features of @p deepest and of all layers before it look, or its
/// windows, rounded up to the grid.
int haloOf(Layer deepest);

/// The size of a picture's features at @p layer, poolings rounded down; how many windows of it
/// there are, which reach over its ends where it wraps.
QSize featureSize(QSize picture, Layer layer, Wrap wrap = {});

/// @p picture in tiles of about @p side px a side, a multiple of tileGrid, row by row; 0, or a side
/// that is no smaller than the picture: one tile. @p wrap: of the picture, whose sides are
/// multiples of tileGrid where it does.
std::vector<Tile> tilesOf(QSize picture, int side, int halo, Wrap wrap = {});

/// By these weights what @p tile sees at @p layer counts: nothing in its halo, and what it owns as
/// the picture's own features do, by @p whole (null: all alike).
PixelWeights ownedWeights(const Tile &tile, Layer layer, const PixelWeights *whole);

/// The same of some rows all over the picture alone, whatever tiles it is in: what lies there says
/// roughly between which values all of it does. @p picture: its size.
PixelWeights sampledWeights(const Tile &tile, Layer layer, QSize picture,
                            const PixelWeights *whole);

/// The weights of what a tile sees: of a whole one those of the picture, which outlive it.
class TileWeights
{
public:
    TileWeights(const Tile &tile, Layer layer, const PixelWeights *whole)
        : m_whole(whole),
          m_isPart(tile.isPart),
          m_part(m_isPart ? ownedWeights(tile, layer, whole) : PixelWeights(0, 0))
    {
    }

    /// Null: all alike.
    const PixelWeights *get() const { return m_isPart ? &m_part : m_whole; }

    /// Nothing counts.
    bool areNone() const { return m_isPart && m_part.sum() == 0; }

private:
    const PixelWeights *m_whole;
    bool m_isPart;
    PixelWeights m_part;
};

} // namespace gramarye
