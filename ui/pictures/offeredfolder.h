#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <optional>

namespace gramarye {

// Folders that are dropped, or opened, where pictures are expected. Of a folder those in itself
// count, in order, and none of its folders: see picturesInFolder(). What looks into folders is for
// any thread but the window's.

/// A folder in place of a picture. A value.
struct OfferedFolder
{
    QString path;
    QStringList pictures; ///< their files
};

/// The folder @p path; none where that is something else. Errors: FileUnreadable.
Result<std::optional<OfferedFolder>> folderAt(const QString &path);

/// Files from among which the folders are gone. A value.
struct TakenFiles
{
    QStringList files;
    QString emptyFolder; ///< one that had no pictures; empty: all had
};

/// @p paths with the pictures of folders in their places. Errors: FileUnreadable.
Result<TakenFiles> takenFiles(const QStringList &paths);

/// That there is no picture in @p folder.
QString noPicturesText(const QString &folder);

/// That one of the pictures in @p folder is to be chosen.
QString choosePictureText(const OfferedFolder &folder);

/// That only the first @p count of those in @p folder were taken.
QString firstPicturesText(const OfferedFolder &folder, int count);

} // namespace gramarye
