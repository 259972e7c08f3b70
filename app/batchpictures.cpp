#include "app/batchpictures.h"

#include "app/commandline.h"
#include "ui/text/errortext.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include <utility>

namespace gramarye {

namespace {

constexpr QLatin1String folderKey("folder");
constexpr QLatin1String recursiveKey("recursive");
constexpr QLatin1String pictureKey("file");

} // namespace

Parsed<std::vector<ListEntry>> BatchPictures::find(const QString &key, const QJsonValue &value)
{
    m_pictures.clear();
    for (const QJsonValue &element : value.isArray() ? value.toArray() : QJsonArray{value}) {
        if (const auto error = add(element))
            return UsageError{CommandLine::tr("“%1”: %2").arg(key, error->sentence)};
    }
    return std::exchange(m_pictures, {});
}

MaybeError BatchPictures::add(const QJsonValue &value)
{
    QJsonObject object = value.toObject();
    if (object.contains(folderKey)) {
        const QJsonValue folder = object.take(folderKey);
        const QJsonValue recursive = object.take(recursiveKey);
        if (!folder.isString() || folder.toString().isEmpty()
            || !(recursive.isBool() || recursive.isUndefined()))
            return UsageError{CommandLine::tr("A folder is written as {\"folder\": \"photos\", "
                                              "\"recursive\": true}.")};
        return addFound(recursive.toBool() ? Kind::DeepFolder : Kind::Folder, folder.toString(),
                        object);
    }
    const QString text = value.toString();
    const auto name = fileName(text);
    const QString path = name ? m_folder.filePath(*name) : QString();
    if (!text.isEmpty() && name && !QFileInfo(path).isFile()) {
        if (isPicturePattern(*name))
            return addFound(Kind::Pattern, text, {});
        if (text.endsWith(u'/') || QFileInfo(path).isDir())
            return addFound(Kind::Folder, text, {});
    }
    m_pictures.push_back({value, {}, {}}); // whatever is wrong with it is said where it is read
    return std::nullopt;
}

UsageError BatchPictures::nothingFound(Kind kind, const QString &typed)
{
    switch (kind) {
    case Kind::Folder:
        return {CommandLine::tr("In “%1” there is no picture that can be read here; “%2” takes "
                                "those in its folders, too.")
                    .arg(typed, QDir::cleanPath(typed) + QLatin1String("/**"))};
    case Kind::DeepFolder:
        return {CommandLine::tr("In “%1” there is no picture that can be read here, nor in its "
                                "folders.")
                    .arg(typed)};
    case Kind::Pattern:
        return {
            CommandLine::tr("No picture that can be read here is called like “%1”.").arg(typed)};
    }
    Q_UNREACHABLE();
}

/// @p rest: what is said of each, beside its file.
MaybeError BatchPictures::addFound(Kind kind, const QString &typed, const QJsonObject &rest)
{
    const auto name = fileName(typed);
    if (!name)
        return name.error();
    const QString path = m_folder.filePath(*name);
    auto known = m_known.find({kind, path});
    if (known == m_known.end()) {
        auto found = kind == Kind::Pattern
                         ? picturesLike(path)
                         : picturesInFolder(path, kind == Kind::DeepFolder ? Subfolders::Enter
                                                                           : Subfolders::Leave);
        if (!found)
            return UsageError{errorText(found.error())};
        known = m_known.emplace(std::tuple(kind, path), std::move(found).value()).first;
    }
    if (known->second.empty())
        return nothingFound(kind, typed);
    for (const FolderEntry &picture : known->second) {
        QJsonObject object = rest;
        object[pictureKey] = picture.path;
        m_pictures.push_back({rest.isEmpty() ? QJsonValue(picture.path) : QJsonValue(object),
                              picture.folder, picture.path});
    }
    return std::nullopt;
}

} // namespace gramarye
