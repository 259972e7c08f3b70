#pragma once

#include <QtGlobal>

#include <atomic>
#include <exception>

namespace gramarye {

/// Thrown through the mathematics when its job is no longer wanted; never leaves core.
class Cancelled : public std::exception
{
public:
    const char *what() const noexcept override { return "cancelled"; }
};

/// Tells a job whether it is still wanted. Looked at before every layer, so that a stop takes a
/// fraction of an iteration. A value; any thread.
class Cancellation
{
public:
    /// @p wanted holds the id of the job that is wanted now, and outlives this object.
    Cancellation(const std::atomic<quint64> &wanted, quint64 job) : m_wanted(&wanted), m_job(job) {}

    /// For work that nobody can cancel, as in tests.
    static Cancellation never()
    {
        static const std::atomic<quint64> wanted{0};
        return {wanted, 0};
    }

    bool isRequested() const { return m_wanted->load(std::memory_order_relaxed) != m_job; }

    /// Throws Cancelled once the job is not wanted.
    void check() const
    {
        if (isRequested())
            throw Cancelled();
    }

private:
    const std::atomic<quint64> *m_wanted;
    quint64 m_job;
};

} // namespace gramarye
