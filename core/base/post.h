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
    Posted(const QObject *receiver, Work work) : m_receiver(receiver), m_work(std::move(work))
    {
        leaves();
    }
    Posted(Posted &&other) noexcept : m_receiver(other.m_receiver), m_work(std::move(other.m_work))
    {
        leaves();
    }
    Posted(const Posted &other) : m_receiver(other.m_receiver), m_work(other.m_work) { leaves(); }
    Posted &operator=(const Posted &) = delete;
    ~Posted() { arrives(); }

    void operator()()
    {
        arrives();
        m_work();
    }

private:
#if defined(__SANITIZE_THREAD__)
    void leaves() const
    {
        __tsan_release(const_cast<QObject *>(m_receiver));
    }
    void arrives() const
    {
        __tsan_acquire(const_cast<QObject *>(m_receiver));
    }
#else
    void leaves() const {}
    void arrives() const {}
#endif

    const QObject *m_receiver;
    Work m_work;
};

/// Does @p work in the thread of @p receiver, when its event loop comes to it; never where
/// @p receiver is gone by then.
template<typename Work>
void post(QObject *receiver, Work work)
{
    QMetaObject::invokeMethod(receiver, Posted<Work>(receiver, std::move(work)),
                              Qt::QueuedConnection);
}

} // namespace gramarye
