#include "ui/rememberedfolder.h"

#include "ui/settings.h"

#include <QFileInfo>

namespace gramarye {

QString RememberedFolder::path() const
{
    return Settings().folder(m_kind);
}

void RememberedFolder::rememberFolderOf(const QString &file) const
{
    Settings().setFolder(m_kind, QFileInfo(file).absolutePath());
}

} // namespace gramarye
