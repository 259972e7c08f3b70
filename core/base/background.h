#pragma once

#include "core/base/thrownerror.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrent>

#include <type_traits>

namespace gramarye {

/// What work that returns a T comes to: Result<T>; a Result stays one, void becomes Status.
template<typename T>
struct ResultOfWork
{
    using Type = Result<T>;
};
template<typename T>
struct ResultOfWork<Result<T>>
{
    using Type = Result<T>;
};
template<>
struct ResultOfWork<void>
{
    using Type = Status;
};

/// Does @p work here and now. What it throws becomes an error: OutOfMemory, Internal, or the one
/// that was thrown.
template<typename Work>
auto caught(const Work &work) -> typename ResultOfWork<std::invoke_result_t<const Work &>>::Type
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<const Work &>>) {
            work();
            return success();
        } else {
            return work();
        }
    } catch (...) {
        return currentError();
    }
}

/// Does @p work, a copyable function, in a thread of @p pool. @p then gets its Result in the thread
/// of @p context, which is the caller's; never where @p context is gone by then.
template<typename Work, typename Then>
void runInBackground(QThreadPool &pool, QObject *context, Work work, Then then)
{
    using Outcome = decltype(caught(work));
    auto *watcher = new QFutureWatcher<Outcome>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, then = std::move(then)] {
                         watcher->deleteLater();
                         then(watcher->future().takeResult());
                     });
    watcher->setFuture(QtConcurrent::run(&pool, [work = std::move(work)] { return caught(work); }));
}

/// The same in one of the program's threads, beside other work.
template<typename Work, typename Then>
void runInBackground(QObject *context, Work work, Then then)
{
    runInBackground(*QThreadPool::globalInstance(), context, std::move(work), std::move(then));
}

/// Does what it is given in a thread of its own, one after the other in that order.
class WorkQueue
{
public:
    WorkQueue() { m_pool.setMaxThreadCount(1); }

    /// See runInBackground().
    template<typename Work, typename Then>
    void run(QObject *context, Work work, Then then)
    {
        runInBackground(m_pool, context, std::move(work), std::move(then));
    }

    /// Until all is done that was given; so does the destructor. Not for the window's slots.
    void waitForDone() { m_pool.waitForDone(); }

    /// The same, and @p context has got the Results: for a destructor that they still matter to.
    void finish(QObject *context)
    {
        waitForDone();
        for (auto *watcher :
             context->findChildren<QFutureWatcherBase *>(Qt::FindDirectChildrenOnly))
            QCoreApplication::sendPostedEvents(watcher);
    }

private:
    QThreadPool m_pool;
};

} // namespace gramarye
