#include "ui/pictures/recentfilesmenu.h"

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

RecentFilesMenu::RecentFilesMenu(const QString &title, QWidget *parent) : QMenu(title, parent)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &RecentFilesMenu::fill);
}

void RecentFilesMenu::addKind(const QString &title, const RecentFiles &files, const Opener &open)
{
    m_kinds.push_back({title, files, open});
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
    addAction(tr("&Forget these"), this, &RecentFilesMenu::forgetAll);
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

void RecentFilesMenu::forgetAll()
{
    for (const Kind &kind : m_kinds)
        kind.files.clear();
}

} // namespace gramarye
