#pragma once

#include <c10/core/CPUAllocator.h>

#include <new>

namespace gramarye {

/// While it lives, tensors on the processor get their memory through it, and it can have one of
/// their allocations fail.
class FailingAllocator : public c10::Allocator
{
public:
    FailingAllocator() { c10::SetCPUAllocator(this, priority); }
    ~FailingAllocator() override { c10::SetCPUAllocator(m_usual, priority); }

    /// The @p nth allocation from now on throws std::bad_alloc, counted from 1; 0: none.
    void failAt(int nth) { m_left = nth; }

    c10::DataPtr allocate(size_t size) const override
    {
        if (m_left > 0 && --m_left == 0)
            throw std::bad_alloc();
        return m_usual->allocate(size);
    }
    c10::DeleterFnPtr raw_deleter() const override { return m_usual->raw_deleter(); }

private:
    static constexpr uint8_t priority = 255; ///< over whatever else may be set

    c10::Allocator *m_usual = c10::GetCPUAllocator();
    mutable int m_left = 0;
};

} // namespace gramarye
