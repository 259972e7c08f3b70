#pragma once

#include <QMetaObject>
#include <QObject>

#if defined(__has_feature) // clang
#if __has_feature(thread_sanitizer)
#define __SANITIZE_THREAD__
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace gramarye {

/// Work on its way from one thread to another. Qt hands it over under a lock; ThreadSanitizer does
/// not see that one, which is in a library that it did not compile, and is told here.
template<typename Work>
class Posted
{
public:
    explicit Posted(Work work) : m_work(std::move(work)) { leaves(); }
    Posted(Posted &&other) noexcept : m_work(std::move(other.m_work)) { leaves(); }
    Posted(const Posted &other) : m_work(other.m_work) { leaves(); }
    Posted &operator=(const Posted &) = delete;
    ~Posted() { arrives(); }

    void operator()()
    {
        arrives();
        m_work();
        leaves(); // the thread that sent it may be the one that deletes it
    }

private:
#if defined(__SANITIZE_THREAD__)
    static void leaves()
    {
        __tsan_release(&s_way);
    }
    static void arrives()
    {
        __tsan_acquire(&s_way);
    }
    static inline char s_way; ///< of this kind of work
#else
    static void leaves() {}
    static void arrives() {}
#endif

    Work m_work;
};

/// Does @p work in the thread of @p receiver, when its event loop comes to it; never where
/// @p receiver is gone by then.
template<typename Work>
void post(QObject *receiver, Work work)
{
    QMetaObject::invokeMethod(receiver, Posted<Work>(std::move(work)), Qt::QueuedConnection);
}

} // namespace gramarye
