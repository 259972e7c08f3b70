#include "ui/pictures/offeredfolder.h"

#include "core/pictures/picturefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

/// Gives the sentences their context.
struct OfferedFolderText
{
    Q_DECLARE_TR_FUNCTIONS(OfferedFolder)
};

QString shownName(const QString &folder)
{
    const QString name = QDir(folder).dirName();
    return name.isEmpty() ? QDir::toNativeSeparators(folder) : name; // "/" has none
}

} // namespace

Result<std::optional<OfferedFolder>> folderAt(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return std::optional<OfferedFolder>();
    const auto found = picturesInFolder(path);
    if (!found)
        return found.error();
    OfferedFolder folder{path, {}};
    for (const FolderEntry &picture : *found)
        folder.pictures << picture.path;
    return std::optional(folder);
}

Result<TakenFiles> takenFiles(const QStringList &paths)
{
    TakenFiles taken;
    for (const QString &path : paths) {
        const auto folder = folderAt(path);
        if (!folder)
            return folder.error();
        taken.files += *folder ? (*folder)->pictures : QStringList{path};
        if (*folder && (*folder)->pictures.isEmpty())
            taken.emptyFolder = path;
    }
    return taken;
}

QString noPicturesText(const QString &folder)
{
    return OfferedFolderText::tr("In the folder “%1” there is no picture that can be read here: "
                                 "drop pictures, or the folder that they lie in.")
        .arg(shownName(folder));
}

QString choosePictureText(const OfferedFolder &folder)
{
    return OfferedFolderText::tr("In the folder “%1” there are %2 pictures: drop the one that is "
                                 "wanted here. The queue takes them all.")
        .arg(shownName(folder.path))
        .arg(folder.pictures.size());
}

QString firstPicturesText(const OfferedFolder &folder, int count)
{
    return OfferedFolderText::tr("In the folder “%1” there are %2 pictures, of which the first %3 "
                                 "were added as styles: drop others by themselves.")
        .arg(shownName(folder.path))
        .arg(folder.pictures.size())
        .arg(count);
}

} // namespace gramarye
