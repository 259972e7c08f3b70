#pragma once

#include <QMenu>

#include <functional>
#include <vector>

namespace gramarye {

/// The files of one kind that were used last, remembered in the settings. Every object of a kind
/// knows the same.
class RecentFiles
{
public:
    static constexpr int most = 10;

    /// @p kind names them in the settings, e.g. "content".
    explicit RecentFiles(const QString &kind) : m_kind(kind) {}

    /// Puts the file first. Does nothing for what is no file of the user's: an empty path (pasted
    /// pictures), the program's own resources.
    void add(const QString &path) const;

    /// Absolute paths, the newest first; what is not there any more is left out.
    QStringList paths() const;

    /// Where these are.
    QStringList folders() const;

    void clear() const;

private:
    QString m_kind;
};

/// A menu of files that were used last, a section for each kind, and an entry that forgets them.
/// Looks at what there is whenever it opens.
class RecentFilesMenu : public QMenu
{
    Q_OBJECT

public:
    using Opener = std::function<void(const QString &path)>;

    explicit RecentFilesMenu(const QString &title, QWidget *parent = nullptr);

    /// Adds a section; @p open gets the path of the file that is chosen in it.
    void addKind(const QString &title, const RecentFiles &files, const Opener &open)
    {
        m_kinds.push_back({title, files, open});
    }

private:
    struct Kind
    {
        QString title;
        RecentFiles files;
        Opener open;
    };

    void fill();
    void fillSection(const Kind &kind);

    std::vector<Kind> m_kinds;
};

} // namespace gramarye
