#pragma once

#include <QFile>
#include <QString>

#ifdef Q_OS_LINUX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace gramarye {

#ifdef Q_OS_LINUX
/// While it lives a folder takes no new file, not even from root, in whose place this process is
/// somebody else; the file in it that is named may be written.
class LockedFolder
{
public:
    LockedFolder(const QString &folder, const QString &file) : m_folder(QFile::encodeName(folder))
    {
        chmod(QFile::encodeName(file).constData(), 0666);
        chmod(m_folder.constData(), 0555);
        if (m_isRoot && setresuid(65534, 65534, 0) != 0)
            qFatal("cannot be another user");
    }

    ~LockedFolder()
    {
        if (m_isRoot && setresuid(0, 0, 0) != 0)
            qFatal("cannot be root again");
        chmod(m_folder.constData(), 0777);
    }

    LockedFolder(const LockedFolder &) = delete;
    LockedFolder &operator=(const LockedFolder &) = delete;

private:
    QByteArray m_folder;
    bool m_isRoot = geteuid() == 0;
};
#endif

} // namespace gramarye
