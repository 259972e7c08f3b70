#include "core/documents/documentlock.h"

#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

/// Beside the file that @p path leads to, so that two links to it do not pass for two documents.
QString lockPath(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath(); // empty: it is yet to be
    const QFileInfo info(canonical.isEmpty() ? path : canonical);
    return info.absoluteDir().filePath(QLatin1Char('.') + info.fileName() + QLatin1String(".lock"));
}

} // namespace

Result<std::unique_ptr<DocumentLock>> DocumentLock::acquire(const QString &path)
{
    std::unique_ptr<DocumentLock> lock(new DocumentLock(lockPath(path)));
    lock->m_lock.setStaleLockTime(0); // a render may take days; a killed program is noticed anyway
    if (lock->m_lock.tryLock())
        return lock;
    if (lock->m_lock.error() == QLockFile::LockFailedError)
        return Error{ErrorCode::DocumentBusy, path, {}};
    return Error{ErrorCode::FileNotWritable, path, QStringLiteral("no file can be made there")};
}

} // namespace gramarye
