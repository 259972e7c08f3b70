#pragma once

#include "core/network/vggnetwork_torch.h"
#include "core/transfer/tiles.h"

#include <ATen/core/Tensor.h>

#include <functional>

namespace gramarye {

/// What @p tile sees of @p picture (1 × C × H × W); of a whole one itself.
at::Tensor seenPart(const at::Tensor &picture, const Tile &tile);

/// Adds @p part, of what @p tile sees, to @p picture in its place: the adjoint of seenPart().
void addSeenPart(const at::Tensor &picture, const at::Tensor &part, const Tile &tile);

/// Those of @p features, which are of what @p tile sees at @p layer, that it owns; of a whole one
/// all of them.
at::Tensor ownedPart(const at::Tensor &features, const Tile &tile, Layer layer);

using TileVisitor = std::function<void(const Tile &, Layer, const at::Tensor &features)>;

/// Shows @p visitor the features of each layer of @p wanted, tile after tile (see
/// VggNetwork::visit()).
void visitTiles(const VggNetwork &network, const at::Tensor &picture,
                const std::vector<Tile> &tiles, const LayerSet &wanted, const TileVisitor &visitor,
                const Cancellation &cancellation);

} // namespace gramarye
