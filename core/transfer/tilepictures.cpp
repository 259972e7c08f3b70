#include "core/compute/pch_torch.h"

#include "core/transfer/tilepictures_torch.h"

namespace gramarye {

namespace {

/// A stretch of a picture's rows or columns, and where it stands among those of a tile.
struct Piece
{
    int64_t place;
    int64_t at;
    int64_t length;
};

/// What lies beyond the ends is the picture from its other end on.
std::vector<Piece> pieces(int64_t first, int64_t length, int64_t extent)
{
    std::vector<Piece> result;
    for (int64_t done = 0; done < length;) {
        const int64_t place = ((first + done) % extent + extent) % extent;
        const int64_t part = std::min(length - done, extent - place);
        result.push_back({place, done, part});
        done += part;
    }
    return result;
}

/// Calls @p body for each rectangle of @p picture that @p tile sees, with the views of both.
template<typename Body>
void forEachPiece(const at::Tensor &picture, const at::Tensor &part, const Tile &tile,
                  const Body &body)
{
    for (const Piece &row : pieces(tile.seen.top(), tile.seen.height(), picture.size(2))) {
        for (const Piece &column : pieces(tile.seen.left(), tile.seen.width(), picture.size(3)))
            body(picture.narrow(2, row.place, row.length).narrow(3, column.place, column.length),
                 part.narrow(2, row.at, row.length).narrow(3, column.at, column.length));
    }
}

} // namespace

at::Tensor seenPart(const at::Tensor &picture, const Tile &tile)
{
    if (!tile.isPart)
        return picture;
    at::Tensor part =
        at::empty({picture.size(0), picture.size(1), tile.seen.height(), tile.seen.width()},
                  picture.options());
    forEachPiece(picture, part, tile,
                 [](const at::Tensor &from, const at::Tensor &to) { to.copy_(from); });
    return part;
}

void addSeenPart(const at::Tensor &picture, const at::Tensor &part, const Tile &tile)
{
    forEachPiece(picture, part, tile,
                 [](const at::Tensor &to, const at::Tensor &from) { to.add_(from); });
}

at::Tensor ownedPart(const at::Tensor &features, const Tile &tile, Layer layer)
{
    if (!tile.isPart)
        return features;
    const QRect owned = tile.ownedAt(layer);
    return features.narrow(2, owned.top(), owned.height()).narrow(3, owned.left(), owned.width());
}

void visitTiles(const VggNetwork &network, const at::Tensor &picture,
                const std::vector<Tile> &tiles, const LayerSet &wanted, const TileVisitor &visitor,
                const Cancellation &cancellation)
{
    if (wanted.none())
        return;
    for (const Tile &tile : tiles) {
        network.visit(
            seenPart(picture, tile), wanted,
            [&](Layer layer, const at::Tensor &features) { visitor(tile, layer, features); },
            cancellation, tile.wrap);
    }
}

} // namespace gramarye
