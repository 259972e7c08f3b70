#include "ui/pictures/recentfiles.h"

#include "ui/settings/settings.h"

#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

// In a menu an ampersand marks the letter that chooses the entry.
QString menuText(const QString &path)
{
    return QFileInfo(path).fileName().replace(u'&', QLatin1String("&&"));
}

} // namespace

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

QStringList RecentFiles::folders() const
{
    QStringList folders;
    for (const QString &path : paths())
        folders << QFileInfo(path).absolutePath();
    folders.removeDuplicates();
    return folders;
}

void RecentFiles::clear() const
{
    Settings().setRecentFiles(m_kind, {});
}

RecentFilesMenu::RecentFilesMenu(const QString &title, QWidget *parent) : QMenu(title, parent)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &RecentFilesMenu::fill);
}

void RecentFilesMenu::fill()
{
    clear();
    for (const Kind &kind : m_kinds)
        fillSection(kind);
    if (isEmpty()) {
        addAction(tr("Nothing yet"))->setEnabled(false);
        return;
    }
    addSeparator();
    addAction(tr("&Forget these"), this, [this] {
        for (const Kind &kind : m_kinds)
            kind.files.clear();
    });
}

void RecentFilesMenu::fillSection(const Kind &kind)
{
    const QStringList paths = kind.files.paths();
    if (paths.isEmpty())
        return;
    addSection(kind.title);
    for (const QString &path : paths) {
        QAction *action = addAction(menuText(path), this, [open = kind.open, path] { open(path); });
        action->setToolTip(QDir::toNativeSeparators(path));
    }
}

} // namespace gramarye
