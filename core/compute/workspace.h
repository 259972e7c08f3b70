#pragma once

#include "core/compute/kernels.h"
#include "core/compute/threadpool.h"

#include <cstddef>
#include <memory>
#include <new>

namespace gramarye {

/// What convolutions compute with: kernels, threads, and memory that is kept for the next one. One
/// thread at a time.
class Workspace
{
public:
    explicit Workspace(int threads, const Kernels &kernels = gramarye::kernels())
        : m_kernels(kernels), m_pool(threads)
    {
    }

    const Kernels &kernels() const { return m_kernels; }
    ThreadPool &pool() { return m_pool; }

    /// At least @p count floats, aligned to a cache line; what they held is lost.
    float *floats(std::size_t count)
    {
        if (count > m_count) {
            m_memory.reset();
            m_count = 0;
            m_memory.reset(static_cast<float *>(
                ::operator new(count * sizeof(float), std::align_val_t(alignment))));
            m_count = count;
        }
        return m_memory.get();
    }

private:
    static constexpr std::size_t alignment = 64;
    struct Free
    {
        void operator()(float *p) const { ::operator delete(p, std::align_val_t(alignment)); }
    };

    const Kernels &m_kernels;
    ThreadPool m_pool;
    std::unique_ptr<float, Free> m_memory;
    std::size_t m_count = 0;
};

} // namespace gramarye
