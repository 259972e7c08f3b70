#pragma once

#include "core/base/error.h"

#include <QLockFile>

#include <memory>

namespace gramarye {

/// Keeps other programs from writing a document while this one has it open: a small hidden file
/// beside it, gone with this object. One that a killed program left is noticed.
class DocumentLock
{
public:
    /// Errors, about @p path: DocumentBusy; FileNotWritable where no file can be made beside it.
    static Result<std::unique_ptr<DocumentLock>> acquire(const QString &path);

private:
    explicit DocumentLock(const QString &lockPath) : m_lock(lockPath) {}

    QLockFile m_lock;
};

} // namespace gramarye
