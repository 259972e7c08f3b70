#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gramarye {

/// Threads that share loops with the thread that owns the pool. They take index after index, so a
/// core that is slow or busy holds nothing up; and a thread that wakes late is not waited for, so a
/// render beside another busy program loses what that program takes and no more. (OpenMP's barriers
/// wait for every thread: ten times slower beside a compiler was measured.)
class ThreadPool
{
public:
    /// @p threads: 1 or more, the owner's among them; fewer where the system makes no more.
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool &) = delete;
    ThreadPool &operator=(const ThreadPool &) = delete;

    int threads() const { return int(m_threads.size()) + 1; }

    /// Calls @p body(index, thread) once for each index in 0..count-1, on any thread (numbered from
    /// 0) and in any order; returns when all calls have. @p body must not throw. Owner's thread.
    using Body = std::function<void(int index, int thread)>;
    void run(int count, const Body &body);

private:
    void serve(int thread);
    void work(const Body &body, int count, int thread);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    const Body *m_body = nullptr; ///< the loop that may be joined, under the mutex
    int m_count = 0;
    bool m_stopping = false;
    std::atomic<unsigned> m_loops{0}; ///< rises with each loop: what idle threads look at
    std::atomic<int> m_next{0};       ///< index
    std::atomic<int> m_helping{0};    ///< threads inside the loop, changed under the mutex
    std::vector<std::thread> m_threads;
};

} // namespace gramarye
