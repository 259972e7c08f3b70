#pragma once

#include "core/compute/kernels.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <optional>

namespace gramarye {

/// Memory for the maps of an iteration, by first fit from one block that the next one uses again:
/// the system is not asked for fresh pages every time. While the block is too small (it grows
/// between iterations) maps have their own. One thread at a time; tensors may outlive the arena.
class MapArena
{
public:
    MapArena();

    /// A pixel-major map, seen as 1 × channels × height × width; uninitialised.
    at::Tensor map(int64_t channels, int64_t height, int64_t width);

    /// The same, of zeros; @p sizes: 1 × channels × height × width.
    at::Tensor zeroMap(at::IntArrayRef sizes);

    /// @p features (1 × channels × height × width) as a map: a copy where they lie otherwise.
    at::Tensor toMap(const at::Tensor &features);

    /// Bits for the values of such a map: height × width × blocks of channels.
    at::Tensor bits(int64_t channels, int64_t height, int64_t width);

    /// Channels one plane after the other: 1 × channels × height × width; uninitialised.
    at::Tensor planes(int64_t channels, int64_t height, int64_t width);

private:
    class Regions;
    at::Tensor take(at::IntArrayRef sizes, at::IntArrayRef strides, int64_t elements,
                    at::ScalarType type);

    std::shared_ptr<Regions> m_regions;
};

/// The pixel-major map that @p tensor (1 × C × H × W) is; none where it lies otherwise in memory.
std::optional<MapView> mapView(const at::Tensor &tensor);

} // namespace gramarye
