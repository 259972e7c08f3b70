#pragma once

#include "app/option.h"
#include "core/pictures/picturefolder.h"

#include <QDir>
#include <QJsonValue>

#include <map>
#include <tuple>

namespace gramarye {

/// One of several pictures that make a result each. A value.
struct ListEntry
{
    QJsonValue value; ///< as `content` or `style` take it
    QString folder;   ///< see FolderEntry::folder; empty for what is named itself
    QString found;    ///< the path of what was found in a folder; else empty
};

/// Finds the pictures that `contents` and `styles` of a list name: files, folders ("photos/", or
/// {"folder": "photos", "recursive": true}) and patterns ("photos/*.jpg"). A folder is looked into
/// once, so that all jobs see the same in it.
class BatchPictures
{
public:
    /// Files are named as seen from @p folder.
    explicit BatchPictures(const QDir &folder) : m_folder(folder) {}

    /// What @p value, which stands at @p key, names: at least one.
    Parsed<std::vector<ListEntry>> find(const QString &key, const QJsonValue &value);

private:
    enum class Kind
    {
        Folder,
        DeepFolder,
        Pattern
    };

    static UsageError nothingFound(Kind kind, const QString &typed);
    MaybeError add(const QJsonValue &value);
    MaybeError addFound(Kind kind, const QString &typed, const QJsonObject &rest);

    QDir m_folder;
    std::map<std::tuple<Kind, QString>, std::vector<FolderEntry>> m_known;
    std::vector<ListEntry> m_pictures; ///< while some are being found
};

} // namespace gramarye
