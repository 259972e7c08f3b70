#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <cerrno>
#include <cstring>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#endif

namespace gramarye {

/// A file system of the test's own with next to no room, which nobody else sees: in a mount
/// namespace that ends with the test's process, whose children see it too. Needs a privilege.
class SmallFilesystem
{
public:
    explicit SmallFilesystem(int kilobytes)
    {
#ifdef Q_OS_LINUX
        const QByteArray options = "size=" + QByteArray::number(kilobytes) + "k";
        m_mounted = m_folder.isValid() && ::unshare(CLONE_NEWNS) == 0
                    && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
                    && ::mount("tmpfs", place(), "tmpfs", 0, options.constData()) == 0;
        m_reason = std::strerror(errno);
#else
        Q_UNUSED(kilobytes)
        m_reason = "this system has no mount namespaces";
#endif
    }

    ~SmallFilesystem()
    {
#ifdef Q_OS_LINUX
        if (m_mounted)
            ::umount2(place(), MNT_DETACH);
#endif
    }

    Q_DISABLE_COPY_MOVE(SmallFilesystem)

    bool isMounted() const
    {
        return m_mounted;
    }
    const char *reason() const
    {
        return m_reason;
    } ///< why not

    QString path(const QString &name) const
    {
        return m_folder.filePath(name);
    }

    /// Fills what room there is but for @p bytes.
    void fill(qint64 bytes = 0)
    {
        QFile filler(path(QStringLiteral("filler")));
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        const QByteArray page(4096, 'x');
        while (filler.write(page) == page.size()) {
        }
        if (bytes > 0)
            filler.resize(filler.size() - bytes);
    }

    bool makeReadOnly()
    {
#ifdef Q_OS_LINUX
        return ::mount("tmpfs", place(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
#else
        return false;
#endif
    }

private:
    const char *place()
    {
        m_place = QFile::encodeName(m_folder.path());
        return m_place.constData();
    }

    QTemporaryDir m_folder;
    QByteArray m_place;
    bool m_mounted = false;
    const char *m_reason = "";
};

} // namespace gramarye
