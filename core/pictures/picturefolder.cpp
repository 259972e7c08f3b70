#include "core/pictures/picturefolder.h"

#include "core/pictures/imagereader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace gramarye {

namespace {

/// Of anything, however deep the folders are; they end by themselves, since links are not followed.
constexpr int anyDepth = -1;

/// The thumbnails of a Synology drive, and what macOS puts beside the files in a zip.
bool isLeftByPrograms(const QString &folder)
{
    return folder == QLatin1String("@eaDir") || folder == QLatin1String("__MACOSX");
}

bool isHidden(const QString &name)
{
    return name.startsWith(u'.');
}

bool hasReadableSuffix(const QString &name, const QStringList &suffixes)
{
    return suffixes.contains(QFileInfo(name).suffix(), Qt::CaseInsensitive);
}

/// What lies in a folder and may be a picture, down to some depth.
class Walk
{
public:
    explicit Walk(int depth) : m_suffixes(readableSuffixes()), m_depth(depth) {}

    /// @p beneath: where @p folder lies in the one that was named; empty: it is that one.
    void enter(const QDir &folder, const QString &beneath = {}, int level = 0)
    {
        for (const QString &name : folder.entryList(QDir::Files)) {
            if (!isHidden(name) && hasReadableSuffix(name, m_suffixes))
                m_found.push_back({QDir::cleanPath(folder.absoluteFilePath(name)), beneath});
        }
        if (level == m_depth)
            return;
        for (const QString &name :
             folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
            if (!isHidden(name) && !isLeftByPrograms(name))
                enter(QDir(folder.filePath(name)), beneath.isEmpty() ? name : beneath + u'/' + name,
                      level + 1);
        }
    }

    /// What was found, those of a folder before those beneath it.
    std::vector<FolderEntry> inOrder() &&
    {
        std::sort(m_found.begin(), m_found.end(), [](const FolderEntry &a, const FolderEntry &b) {
            return a.folder == b.folder ? isBefore(a.path, b.path) : isBefore(a.folder, b.folder);
        });
        return std::move(m_found);
    }

private:
    QStringList m_suffixes;
    int m_depth;
    std::vector<FolderEntry> m_found;
};

Result<std::vector<FolderEntry>> walked(const QString &folder, int depth)
{
    const QFileInfo info(folder);
    const auto unreadable = [&folder](const char *reason) {
        return Error{ErrorCode::FileUnreadable, QDir::cleanPath(folder), QLatin1String(reason)};
    };
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, QDir::cleanPath(folder), {}};
    if (!info.isDir())
        return unreadable(QT_TRANSLATE_NOOP("ErrorText", "it is no folder"));
    if (!info.isReadable() || !info.isExecutable())
        return unreadable(QT_TRANSLATE_NOOP("ErrorText", "it is not open to you"));
    Walk walk(depth);
    walk.enter(QDir(folder));
    return std::move(walk).inOrder();
}

const QString anyFolders = QStringLiteral("**");

/// What fits @p parts of a pattern, between which there are slashes.
QRegularExpression expressionOf(const QStringList &parts)
{
    QString expression;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isLast = i + 1 == parts.size();
        if (parts[i] == anyFolders)
            expression += isLast ? QStringLiteral(".*") : QStringLiteral("(?:.*/)?");
        else
            expression += QRegularExpression::wildcardToRegularExpression(
                              parts[i], QRegularExpression::UnanchoredWildcardConversion)
                          + (isLast ? QString() : QStringLiteral("/"));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption);
}

/// The number at the beginning of @p text, without the zeros before it.
QStringView digitsOf(QStringView text)
{
    qsizetype end = 0;
    while (end < text.size() && text[end] >= u'0' && text[end] <= u'9')
        ++end;
    qsizetype begin = 0;
    while (begin + 1 < end && text[begin] == u'0')
        ++begin;
    return text.sliced(begin, end - begin);
}

} // namespace

Result<std::vector<FolderEntry>> picturesInFolder(const QString &folder, Subfolders subfolders)
{
    return walked(folder, subfolders == Subfolders::Enter ? anyDepth : 0);
}

Result<std::vector<FolderEntry>> picturesLike(const QString &pattern)
{
    QStringList parts = pattern.split(u'/');
    QString folder;
    // A folder may be called "photos [new]".
    while (!parts.isEmpty()
           && (!isPicturePattern(parts.first()) || QFileInfo(folder + parts.first()).isDir()))
        folder += parts.takeFirst() + u'/';
    if (folder.isEmpty())
        folder = QStringLiteral("./");
    parts.removeAll(QString()); // of "photos/**/"
    if (parts.isEmpty())
        return picturesInFolder(folder);
    const bool isDeep = parts.contains(anyFolders);
    auto found = walked(folder, isDeep ? anyDepth : int(parts.size()) - 1);
    if (!found)
        return found;
    const QRegularExpression expression = expressionOf(parts);
    const auto isOther = [&](const FolderEntry &picture) {
        const QString name = QFileInfo(picture.path).fileName();
        return !expression.match(picture.folder.isEmpty() ? name : picture.folder + u'/' + name)
                    .hasMatch();
    };
    found->erase(std::remove_if(found->begin(), found->end(), isOther), found->end());
    return found;
}

bool isPicturePattern(const QString &text)
{
    return text.contains(u'*') || text.contains(u'?') || text.contains(u'[');
}

bool isBefore(const QString &a, const QString &b)
{
    QStringView left = a;
    QStringView right = b;
    while (!left.isEmpty() && !right.isEmpty()) {
        if (left.first().isDigit() && right.first().isDigit()) {
            const QStringView leftDigits = digitsOf(left);
            const QStringView rightDigits = digitsOf(right);
            if (!leftDigits.isEmpty() && !rightDigits.isEmpty()) {
                if (leftDigits.size() != rightDigits.size())
                    return leftDigits.size() < rightDigits.size();
                if (const int order = leftDigits.compare(rightDigits); order != 0)
                    return order < 0;
                left = left.sliced(leftDigits.end() - left.begin());
                right = right.sliced(rightDigits.end() - right.begin());
                continue;
            }
        }
        const QChar leftLetter = left.first().toCaseFolded();
        const QChar rightLetter = right.first().toCaseFolded();
        if (leftLetter != rightLetter)
            return leftLetter < rightLetter;
        left = left.sliced(1);
        right = right.sliced(1);
    }
    if (left.isEmpty() != right.isEmpty())
        return left.isEmpty();
    return a < b; // "02" and "2", or capitals
}

} // namespace gramarye
