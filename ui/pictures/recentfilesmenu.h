#pragma once

#include "ui/pictures/recentfiles.h"

#include <QMenu>

#include <functional>
#include <vector>

namespace gramarye {

/// A menu of files that were used last, a section for each kind, and an entry that forgets them.
/// Looks at what there is whenever it opens.
class RecentFilesMenu : public QMenu
{
    Q_OBJECT

public:
    using Opener = std::function<void(const QString &path)>;

    explicit RecentFilesMenu(const QString &title, QWidget *parent = nullptr);

    /// Adds a section; @p open gets the path of the file that is chosen in it.
    void addKind(const QString &title, const RecentFiles &files, const Opener &open);

private:
    struct Kind
    {
        QString title;
        RecentFiles files;
        Opener open;
    };

    void fill();
    void fillSection(const Kind &kind);
    void forgetAll();

    std::vector<Kind> m_kinds;
};

} // namespace gramarye
