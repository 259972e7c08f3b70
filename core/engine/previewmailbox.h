#pragma once

#include "core/transfer/renderjob.h"

#include <QMutex>

namespace gramarye {

/// A one-slot box between the worker and a consumer that may be slow: it keeps the newest preview
/// and asks for one notification at a time. Thread-safe.
class PreviewMailbox
{
public:
    /// Puts @p preview in place of whatever is there. Returns true where the consumer is to be
    /// notified: it has taken everything it was notified of.
    bool post(Preview preview)
    {
        const QMutexLocker lock(&m_mutex);
        m_preview = std::move(preview);
        return !std::exchange(m_notified, true);
    }

    /// Takes the newest preview out; its image is null where there is none.
    Preview take()
    {
        const QMutexLocker lock(&m_mutex);
        m_notified = false;
        return std::exchange(m_preview, Preview());
    }

    /// Whether the consumer has taken everything it was notified of.
    bool isTaken()
    {
        const QMutexLocker lock(&m_mutex);
        return !m_notified;
    }

private:
    QMutex m_mutex;
    Preview m_preview;
    bool m_notified = false;
};

} // namespace gramarye
