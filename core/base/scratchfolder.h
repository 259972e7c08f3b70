#pragma once

#include "core/base/error.h"

#include <QLockFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace gramarye {

/// A folder for what a running program keeps on disk and nobody needs afterwards. Made when it is
/// first used, gone with this object; what a crash left is gone with the next one's first use.
class ScratchFolder
{
public:
    /// In @p parent, which is made where it is missing; called @p name and six letters.
    ScratchFolder(QString parent, QString name);

    /// "scratch" in the platform's cache folder, which unlike the one for temporary files is on a
    /// disk everywhere.
    static QString usualParent();

    /// The path of @p fileName in it. Error: FileNotWritable where there is no such folder and none
    /// can be made.
    Result<QString> filePath(const QString &fileName);

private:
    Status make();
    void removeAbandoned() const;

    QString m_parent;
    QString m_name;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QLockFile> m_lock; ///< in the folder: says that somebody is at home
};

/// Writes @p bytes to the new file @p path, or leaves none. Error: FileNotWritable.
Status writeScratchFile(const QString &path, const QByteArray &bytes);

} // namespace gramarye
