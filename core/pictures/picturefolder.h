#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <vector>

namespace gramarye {

/// Which of the folders beneath a folder are looked into.
enum class Subfolders
{
    Leave,
    Enter, ///< all, and those beneath them
};

/// A picture that lies in a folder. A value.
struct FolderEntry
{
    QString path;   ///< absolute
    QString folder; ///< beneath the folder that was named, "2024/may"; empty: in that itself

    friend bool operator==(const FolderEntry &a, const FolderEntry &b)
    {
        return a.path == b.path && a.folder == b.folder;
    }
};

// Of a folder's files those count that are called like a picture which is read here (see
// readableSuffixes()); nothing is opened. Passed over is what other programs leave in folders: all
// that is hidden (".DS_Store", "._photo.jpg") and the thumbnails of network drives ("@eaDir").
// Links to folders are not followed. A name that is no valid text here cannot be opened, and is
// passed over, too. The order is that of a person, in every language: "2.jpg" before "10.jpg". Any
// thread but the window's.

/// The pictures in @p folder, of which there may be none. Errors: FileNotFound, FileUnreadable.
Result<std::vector<FolderEntry>> picturesInFolder(const QString &folder,
                                                  Subfolders subfolders = Subfolders::Leave);

/// The pictures whose paths fit @p pattern: "*" and "?" stand for letters of one name, "[ab]" for
/// one of some, "**" for folders of any depth ("photos/**", "photos/**/*.jpg"). Capitals do not
/// count: cameras write "JPG". Errors: those of picturesInFolder(), about the folder before the
/// first of these.
Result<std::vector<FolderEntry>> picturesLike(const QString &pattern);

/// Whether there is something of a pattern in @p text. A file may be called so all the same.
bool isPicturePattern(const QString &text);

/// Puts names with numbers in them in the order in which people count. Letters go by their codes,
/// small and large alike, so that every computer has the same order. True where @p a is first.
bool isBefore(const QString &a, const QString &b);

} // namespace gramarye
