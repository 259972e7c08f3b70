#include "core/compute/threadpool.h"

#include <algorithm>
#include <exception>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gramarye {

namespace {

// Loops follow each other closely, and sleeping and waking takes longer than this (some 20 µs).
constexpr int patience = 500;

void pause()
{
#if defined(__x86_64__)
    _mm_pause();
#else
    std::this_thread::yield();
#endif
}

/// Spins for a little while, until @p happened is true: sleeping and waking would take longer.
template<typename Condition>
bool spinUntil(const Condition &happened)
{
    for (int i = 0; i < patience; ++i) {
        if (happened())
            return true;
        pause();
    }
    return false;
}

} // namespace

ThreadPool::ThreadPool(int threads)
{
    m_threads.reserve(std::size_t(std::max(threads - 1, 0)));
    try {
        for (int i = 1; i < threads; ++i)
            m_threads.emplace_back([this, i] { serve(i); });
    } catch (const std::exception &) {
        // The system makes no more: those that are here do the work.
    }
}

ThreadPool::~ThreadPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        ++m_loops;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void ThreadPool::run(int count, const Body &body)
{
    if (m_threads.empty() || count < 2) {
        for (int i = 0; i < count; ++i)
            body(i, 0);
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_body = &body;
        m_count = count;
        m_next = 0;
        ++m_loops;
    }
    m_wake.notify_all();
    work(body, count, 0);
    std::unique_lock lock(m_mutex);
    m_body = nullptr; // a thread that has not joined by now need not
    if (m_helping == 0)
        return;
    lock.unlock();
    spinUntil([this] { return m_helping == 0; });
    lock.lock();
    m_done.wait(lock, [this] { return m_helping == 0; });
}

void ThreadPool::work(const Body &body, int count, int thread)
{
    for (int i = m_next++; i < count; i = m_next++)
        body(i, thread);
}

void ThreadPool::serve(int thread)
{
    unsigned seen = 0;
    while (true) {
        spinUntil([&] { return m_loops != seen; });
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_loops != seen; });
        seen = m_loops;
        if (m_stopping)
            return;
        if (!m_body)
            continue;
        const Body &body = *m_body;
        const int count = m_count;
        ++m_helping;
        lock.unlock();
        work(body, count, thread);
        lock.lock();
        if (--m_helping == 0)
            m_done.notify_one();
    }
}

} // namespace gramarye
