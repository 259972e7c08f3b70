#pragma once

#include "core/base/error.h"
#include "core/model/project.h"

#include <QByteArrayView>
#include <QString>

namespace gramarye {

// The file format of projects (resources/PROJECT.md): a zip archive of stored entries,
//   project.json       what there is (see below), a document "gramarye-project" of version 1
//   pictures/…         the files of embedded pictures, byte for byte
//   run/checkpoint     where the run stands (core/transfer/renderjob.h, RenderCheckpoint)
//   run/picture.png    the picture so far
//   snapshots/….png    pictures kept on the way, with their recipes
// Other entries are left alone by readers of version 1. project.json names the entries it means:
//   program            who wrote it
//   network            {name, path, checksum}
//   content, start     {name, path, relative_path, size, sha256, embedded}
//   styles             a list of such pictures
//   parameters         core/model/parametersjson.h
//   run                {parameters, device, iterations, finished, picture, checkpoint}
//   snapshots          a list of {picture, iteration, kind: "hand" | "automatic"}

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

/// The same for bytes in memory; @p name is the subject of its errors: DocumentDamaged,
/// DocumentNewer.
Result<Project> readProject(QByteArrayView bytes, const QString &name);

/// Writes @p project to @p path. Atomic: an existing file is replaced whole or left as it was. What
/// was written is read back and compared before success is returned. Any thread.
/// Errors: FileNotWritable, WrittenFileDiffers.
Status writeProject(const Project &project, const QString &path);

} // namespace gramarye
