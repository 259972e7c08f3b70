#include "ui/pictures/recentfiles.h"

#include "ui/settings/settings.h"

#include <QFileInfo>

namespace gramarye {

void RecentFiles::add(const QString &path) const
{
    if (path.isEmpty() || path.startsWith(u':'))
        return;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList all = Settings().recentFiles(m_kind);
    all.removeAll(absolute);
    all.prepend(absolute);
    Settings().setRecentFiles(m_kind, all.mid(0, most));
}

QStringList RecentFiles::paths() const
{
    QStringList there;
    for (const QString &path : Settings().recentFiles(m_kind)) {
        if (QFileInfo(path).isFile())
            there << path;
    }
    return there;
}

void RecentFiles::clear() const
{
    Settings().setRecentFiles(m_kind, {});
}

} // namespace gramarye
