#include "core/compute/pch_torch.h"

#include "core/compute/maparena_torch.h"

#include "core/base/platform.h"

#include <cstring>
#include <map>
#include <memory>
#include <new>

namespace gramarye {

/// Which stretches of an endless line are in use, and the block under its beginning.
class MapArena::Regions
{
public:
    struct Stretch
    {
        std::size_t start;
        char *memory;
    };

    /// The first free stretch of @p size bytes; what lies beyond the block gets its own memory.
    Stretch take(std::size_t size)
    {
        if (m_used.empty() && m_needed > m_capacity)
            grow();
        std::size_t start = 0;
        for (const auto &[other, region] : m_used) {
            if (other - start >= size)
                break;
            start = other + region.size;
        }
        const bool fits = start + size <= m_capacity;
        Memory own = fits ? nullptr : allocate(size);
        char *memory = fits ? m_block.get() + start : own.get();
        m_used.emplace(start, Region{size, std::move(own)});
        m_needed = std::max(m_needed, start + size);
        return {start, memory};
    }

    void giveBack(std::size_t start) { m_used.erase(start); }

private:
    static constexpr std::align_val_t alignment{64};

    struct Release
    {
        void operator()(char *memory) const { ::operator delete(memory, alignment); }
    };
    using Memory = std::unique_ptr<char, Release>;

    struct Region
    {
        std::size_t size;
        Memory own; ///< outside the block, if any
    };

    static Memory allocate(std::size_t size)
    {
        return Memory(static_cast<char *>(::operator new(size, alignment)));
    }

    void grow()
    {
        m_block.reset();
        m_capacity = 0;
        returnFreeMemory(); // of maps that had memory of their own: the block takes their place
        // The next pass may need more; pages that nobody writes to cost nothing.
        const std::size_t capacity = m_needed * 2;
        m_block = allocate(capacity);
        m_capacity = capacity;
    }

    Memory m_block;
    std::size_t m_capacity = 0;
    std::size_t m_needed = 0; ///< where the last of all stretches so far ended
    std::map<std::size_t, Region> m_used;
};

MapArena::MapArena() : m_regions(std::make_shared<Regions>()) {}

at::Tensor MapArena::take(at::IntArrayRef sizes, at::IntArrayRef strides, int64_t elements,
                          at::ScalarType type)
{
    constexpr std::size_t line = 64;
    const std::size_t bytes = std::size_t(elements) * at::elementSize(type);
    // Given back by whoever drops it last, also where there is no memory for the tensor itself.
    const auto [start, place] = m_regions->take((bytes + line - 1) / line * line);
    const std::shared_ptr<char> memory(
        place, [regions = m_regions, start = start](char *) { regions->giveBack(start); });
    return at::from_blob(
        memory.get(), sizes, strides, [memory](void *) {}, at::TensorOptions(type));
}

at::Tensor MapArena::map(int64_t channels, int64_t height, int64_t width)
{
    const int64_t stride = paddedChannels(int(channels));
    return take({1, channels, height, width}, {height * width * stride, 1, width * stride, stride},
                height * width * stride, at::kFloat);
}

at::Tensor MapArena::zeroMap(at::IntArrayRef sizes)
{
    const at::Tensor zeros = map(sizes[1], sizes[2], sizes[3]);
    std::memset(zeros.data_ptr<float>(), 0,
                sizeof(float) * std::size_t(zeros.size(2) * zeros.stride(2)));
    return zeros;
}

at::Tensor MapArena::toMap(const at::Tensor &features)
{
    return mapView(features) ? features : zeroMap(features.sizes()).copy_(features);
}

at::Tensor MapArena::bits(int64_t channels, int64_t height, int64_t width)
{
    const int64_t blocks = channelBlocks(int(channels));
    return take({height, width, blocks}, {width * blocks, blocks, 1}, height * width * blocks,
                at::kShort);
}

at::Tensor MapArena::planes(int64_t channels, int64_t height, int64_t width)
{
    const int64_t plane = height * width;
    return take({1, channels, height, width}, {channels * plane, plane, width, 1}, channels * plane,
                at::kFloat);
}

std::optional<MapView> mapView(const at::Tensor &tensor)
{
    const int64_t channels = tensor.size(1);
    const int64_t stride = paddedChannels(int(channels));
    const bool fits = tensor.is_cpu() && tensor.scalar_type() == at::kFloat && tensor.size(0) == 1
                      && tensor.stride(1) == 1 && tensor.stride(3) == stride
                      && tensor.stride(2) == tensor.size(3) * stride;
    if (!fits)
        return std::nullopt;
    return MapView{tensor.data_ptr<float>(), int(tensor.size(2)), int(tensor.size(3)),
                   channelBlocks(int(channels))};
}

} // namespace gramarye
