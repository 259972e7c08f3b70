#include "ui/rememberedfolder.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace gramarye {

QString RememberedFolder::path() const
{
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QSettings().value(m_key, pictures).toString();
}

void RememberedFolder::rememberFolderOf(const QString &file) const
{
    QSettings().setValue(m_key, QFileInfo(file).absolutePath());
}

} // namespace gramarye
