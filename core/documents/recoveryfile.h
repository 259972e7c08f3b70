#pragma once

#include "core/base/error.h"
#include "core/documents/documentlock.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace gramarye {

/// Where a program keeps its picture in the making, as a project, in case it ends before the user
/// saved: a file of its own in the data folder ("recovery"), which no other program touches while
/// this object lives. It outlives the object unless it is removed.
class RecoveryFile
{
public:
    /// A new one; nothing is there yet. Errors: FileNotWritable.
    static Result<std::unique_ptr<RecoveryFile>> create();

    /// One of abandoned(). Errors: DocumentBusy, FileNotWritable.
    static Result<std::unique_ptr<RecoveryFile>> takeOver(const QString &path);

    /// The files that programs left which came to a sudden end, the newest first.
    static QStringList abandoned();

    const QString &path() const { return m_path; }

    /// What it kept is not needed any more. Any thread.
    void remove();

private:
    RecoveryFile(QString path, std::unique_ptr<DocumentLock> lock)
        : m_path(std::move(path)), m_lock(std::move(lock))
    {
    }

    QString m_path;
    std::unique_ptr<DocumentLock> m_lock;
};

} // namespace gramarye
