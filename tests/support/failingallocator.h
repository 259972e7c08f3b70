#pragma once

#include <c10/core/CPUAllocator.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace gramarye {

/// While it lives, one of this thread's allocations can fail: a tensor's on the processor, or one
/// with operator new that is as large as those of maps and lists are. For one file of a program:
/// this one replaces the operator.
class FailingAllocator : public c10::Allocator
{
public:
    FailingAllocator() { c10::SetCPUAllocator(this, priority); }
    ~FailingAllocator() override { c10::SetCPUAllocator(m_usual, priority); }

    /// The @p nth allocation from now on throws std::bad_alloc, counted from 1; 0: none.
    void failAt(int nth) { left = nth; }

    c10::DataPtr allocate(size_t size) const override
    {
        countDown();
        return m_usual->allocate(size);
    }
    c10::DeleterFnPtr raw_deleter() const override { return m_usual->raw_deleter(); }

    static void *allocateAligned(std::size_t size, std::size_t alignment)
    {
        // Smaller ones are LibTorch's own, of which some must not fail.
        constexpr std::size_t smallest = 1024;
        if (size >= smallest)
            countDown();
        if (void *memory = std::aligned_alloc(alignment, size + alignment - size % alignment))
            return memory;
        throw std::bad_alloc();
    }

private:
    static constexpr uint8_t priority = 255; ///< over whatever else may be set

    static void countDown()
    {
        if (left > 0 && --left == 0)
            throw std::bad_alloc();
    }

    static inline thread_local int left = 0;
    c10::Allocator *m_usual = c10::GetCPUAllocator();
};

} // namespace gramarye

void *operator new(std::size_t size)
{
    return gramarye::FailingAllocator::allocateAligned(size, alignof(std::max_align_t));
}

void *operator new(std::size_t size, std::align_val_t alignment)
{
    return gramarye::FailingAllocator::allocateAligned(size, std::size_t(alignment));
}

void *operator new(std::size_t size, const std::nothrow_t & /*tag*/) noexcept
{
    try {
        return operator new(size);
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, const std::nothrow_t & /*tag*/) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::align_val_t) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}
