#include "core/documents/recoveryfile.h"

#include "core/base/platform.h"
#include "core/documents/projectfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

namespace gramarye {

namespace {

QString recoveryFolder()
{
    return QDir(dataFolder()).filePath(QStringLiteral("recovery"));
}

} // namespace

Result<std::unique_ptr<RecoveryFile>> RecoveryFile::create()
{
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces) + projectSuffix();
    QDir().mkpath(recoveryFolder());
    return takeOver(QDir(recoveryFolder()).filePath(name));
}

Result<std::unique_ptr<RecoveryFile>> RecoveryFile::takeOver(const QString &path)
{
    auto lock = DocumentLock::acquire(path);
    if (!lock)
        return lock.error();
    return std::unique_ptr<RecoveryFile>(new RecoveryFile(path, std::move(lock).value()));
}

QStringList RecoveryFile::abandoned()
{
    QStringList paths;
    const QDir folder(recoveryFolder());
    const QStringList pattern{u'*' + projectSuffix()};
    for (const QFileInfo &info : folder.entryInfoList(pattern, QDir::Files, QDir::Time)) {
        if (DocumentLock::acquire(info.filePath()))
            paths << info.filePath();
    }
    return paths;
}

void RecoveryFile::remove()
{
    QFile::remove(m_path);
}

} // namespace gramarye
