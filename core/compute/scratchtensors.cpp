#include "core/compute/pch_torch.h"

#include "core/compute/scratchtensors.h"

#include "core/base/scratchblock.h"

#include <c10/core/CPUAllocator.h>

#include <map>
#include <memory>
#include <mutex>

namespace gramarye {

namespace {

thread_local bool isInUse = false;

/// Takes the place of LibTorch's own, which does what is not for scratch.
class ScratchAllocator final : public c10::Allocator
{
public:
    at::DataPtr allocate(std::size_t bytes) const override
    {
        if (!isInUse || bytes < scratchBytes)
            return memoryAllocator().allocate(bytes);
        auto block = std::make_unique<ScratchBlock>(bytes);
        void *memory = block->memory();
        const std::lock_guard lock(mutex());
        blocks().emplace(memory, std::move(block));
        return {memory, memory, &release, at::Device(at::kCPU)};
    }

    /// Of memory that was taken without a DataPtr, as oneDNN does.
    at::DeleterFnPtr raw_deleter() const override { return &release; }

private:
    static void release(void *memory)
    {
        std::unique_lock lock(mutex());
        if (const auto block = blocks().extract(memory); !block.empty())
            return lock.unlock(); // and then it goes
        memoryAllocator().raw_deleter()(memory);
    }

    static c10::Allocator &memoryAllocator() { return *c10::GetDefaultCPUAllocator(); }

    static std::mutex &mutex()
    {
        static std::mutex own;
        return own;
    }

    static std::map<void *, std::unique_ptr<ScratchBlock>> &blocks()
    {
        static auto &all = *new std::map<void *, std::unique_ptr<ScratchBlock>>; // outlives tensors
        return all;
    }
};

/// Set before there are threads that ask for it.
const bool isSet = [] {
    static ScratchAllocator allocator;
    c10::SetCPUAllocator(&allocator);
    return true;
}();

} // namespace

ScratchTensors::ScratchTensors(bool isOn) : m_wasOn(isInUse)
{
    Q_ASSERT(isSet);
    isInUse = isInUse || isOn;
}

ScratchTensors::~ScratchTensors()
{
    isInUse = m_wasOn;
}

} // namespace gramarye
