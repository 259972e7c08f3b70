#include "ui/widgets/rememberedfolder.h"

#include "ui/settings/settings.h"

#include <QDir>
#include <QFileInfo>

namespace gramarye {

QString RememberedFolder::path() const
{
    const QString folder = Settings().folder(m_kind);
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void RememberedFolder::rememberFolderOf(const QString &file) const
{
    Settings().setFolder(m_kind, QFileInfo(file).absolutePath());
}

} // namespace gramarye
