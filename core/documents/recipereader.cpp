#include "core/documents/recipereader.h"

#include "core/pictures/pngtext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace gramarye {

namespace {

QString findPicture(const QString &name, const QStringList &folders)
{
    if (name.isEmpty())
        return {};
    for (const QString &folder : folders) {
        const QString path = QDir(folder).filePath(name);
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

} // namespace

Result<Recipe> readRecipe(const QString &path)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, name, {}};
    // Opening a pipe would wait for ever.
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, name, QStringLiteral("not a file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, name, file.errorString()};
    const auto text = readPngText(file, Recipe::textKey());
    if (!text)
        return Error{text.error().code, name, text.error().detail};
    if (text->isNull())
        return Error{ErrorCode::RecipeMissing, name, {}};
    return Recipe::fromJson(text->toUtf8(), name);
}

void findPictures(Scene &scene, const QStringList &folders)
{
    for (PictureRef *picture : scene.pictures())
        picture->path = findPicture(picture->name, folders);
}

} // namespace gramarye
