#pragma once

#include "core/base/error.h"

#include <QByteArrayView>
#include <QFile>

#include <memory>

namespace gramarye {

/// The bytes of a file, mapped and not read. Another program may cut the file short meanwhile, at
/// which the system would end this one (SIGBUS): what is gone reads as zeros instead, and check()
/// says so. Read by any thread.
class MappedFile
{
public:
    /// Errors, about @p path: FileNotFound, FileUnreadable.
    static Result<std::unique_ptr<MappedFile>> open(const QString &path);

    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    QByteArrayView bytes() const { return m_bytes; }

    /// Whether all that was read so far was there. Error, about the file: FileUnreadable.
    Status check() const;

private:
    explicit MappedFile(const QString &path) : m_file(path) {}
    Status map();
    Error unreadable(const QString &reason) const;

    QFile m_file;
    QByteArrayView m_bytes;
    int m_guard = -1;
};

} // namespace gramarye
