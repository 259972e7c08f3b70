#pragma once

#include "core/base/error.h"
#include "core/model/project.h"

#include <QByteArrayView>
#include <QString>

namespace gramarye {

// The file format of projects, described in resources/DOCUMENTS.md: a zip archive of stored
// entries.

/// The ending of project files, with its dot.
inline QString projectSuffix()
{
    return QStringLiteral(".gramarye");
}

/// Whether @p path names a project, judging by its ending.
bool isProjectPath(const QString &path);

/// Reads the whole file; nothing is allocated that it merely claims. Any thread.
/// Errors: FileNotFound, FileUnreadable, DocumentDamaged, DocumentNewer, OutOfMemory.
Result<Project> readProject(const QString &path);

/// The same for the file's bytes in memory. Errors: DocumentDamaged, DocumentNewer.
Result<Project> readProject(QByteArrayView bytes, const QString &path);

/// Writes @p project to @p path. Atomic: an existing file is replaced whole or left as it was. What
/// was written is read back and compared before success is returned. Any thread.
/// Errors: FileNotWritable, WrittenFileDiffers.
Status writeProject(const Project &project, const QString &path);

} // namespace gramarye
