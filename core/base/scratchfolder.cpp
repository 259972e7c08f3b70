#include "core/base/scratchfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace gramarye {

namespace {

const QString lockName = QStringLiteral("in-use");

} // namespace

ScratchFolder::ScratchFolder(QString parent, QString name)
    : m_parent(std::move(parent)), m_name(std::move(name))
{
}

QString ScratchFolder::usualParent()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation))
        .filePath(QStringLiteral("scratch"));
}

Result<QString> ScratchFolder::filePath(const QString &fileName)
{
    if (const Status status = make(); !status)
        return status.error();
    return m_folder->filePath(fileName);
}

Status ScratchFolder::make()
{
    if (m_folder)
        return success();
    QDir().mkpath(m_parent);
    removeAbandoned();
    auto folder = std::make_unique<QTemporaryDir>(
        QDir(m_parent).filePath(m_name + QStringLiteral("-XXXXXX")));
    if (!folder->isValid())
        return Error{ErrorCode::FileNotWritable, m_parent, folder->errorString()};
    auto lock = std::make_unique<QLockFile>(folder->filePath(lockName));
    lock->setStaleLockTime(0); // only the death of its process ends it
    if (!lock->tryLock())
        return Error{ErrorCode::FileNotWritable, m_parent, {}};
    m_folder = std::move(folder);
    m_lock = std::move(lock);
    return success();
}

void ScratchFolder::removeAbandoned() const
{
    const auto folders = QDir(m_parent).entryInfoList({m_name + QStringLiteral("-??????")},
                                                      QDir::Dirs | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        QDir abandoned(folder.filePath());
        const QString path = abandoned.filePath(lockName);
        // One without a lock is just being made by somebody else.
        if (!QFile::exists(path))
            continue;
        QLockFile lock(path);
        lock.setStaleLockTime(0);
        if (lock.tryLock()) {
            lock.unlock();
            abandoned.removeRecursively();
        }
    }
}

Status writeScratchFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && file.write(bytes) == bytes.size()
        && file.flush())
        return success();
    const Error error{ErrorCode::FileNotWritable, path, file.errorString()};
    file.remove();
    return error;
}

} // namespace gramarye
