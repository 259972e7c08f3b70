#include "core/base/safefile.h"

#include "core/base/platform.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>

namespace gramarye {

namespace {

/// @p path, or what it leads to where it is a link.
QString targetOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isSymLink())
        return path;
    const QString found = info.canonicalFilePath();
    return found.isEmpty() ? info.symLinkTarget() : found; // it may lead to what is not there yet
}

} // namespace

SafeFile::~SafeFile()
{
    close();
    if (!m_isGone && !fileName().isEmpty())
        remove();
}

Status SafeFile::begin()
{
    m_target = targetOf(m_path);
    const QFileInfo info(m_target);
    if (info.exists() && !info.isFile()) // a device, in the place of which no file belongs
        return notWritable(QStringLiteral("not a file"));
    if (info.exists() && !info.isWritable())
        return notWritable(qt_error_string(EACCES));
    if (!takesName(m_target))
        return notWritable(qt_error_string(ENAMETOOLONG));
    if (openBeside(m_target))
        return success();
    const QString reason = errorString();
    m_isCopied = info.exists() && !isReplacedWhole(m_target);
    return m_isCopied && openBeside(QDir::temp().filePath(QStringLiteral("copy")))
               ? success()
               : Status(notWritable(reason));
}

bool SafeFile::openBeside(const QString &path)
{
    m_isGone = false;
    constexpr int attempts = 16; // no two names have been the same yet
    for (int i = 0; i < attempts; ++i) {
        setFileName(nameBeside(path));
        if (open(QIODevice::ReadWrite | QIODevice::NewOnly))
            return true;
        if (!exists())
            break;
    }
    m_isGone = true;
    return false;
}

Status SafeFile::finish()
{
    return finish([this](int descriptor) { return isAsWritten(descriptor); });
}

Status SafeFile::finish(const std::function<bool(int)> &isAsWritten)
{
    if (m_trouble.isNull() && !flush())
        m_trouble = errorString();
    if (!m_trouble.isNull())
        return notWritable(m_trouble);
    if (!syncToDisk(handle())) // it may be now that the room turns out to be missing
        return notWritable(qt_error_string(errno));
    if (!isAsWritten(handle()))
        return Error{ErrorCode::WrittenFileDiffers, m_path, {}};
    if (m_isCopied) {
        const QString trouble = copiedInto(m_target);
        return trouble.isNull() ? success() : Status(notWritable(trouble));
    }
    if (QFile::exists(m_target))
        setPermissions(QFile::permissions(m_target));
    close();
    const QString trouble = replaceFile(m_target, fileName());
    m_isGone = trouble.isNull();
    return m_isGone ? success() : Status(notWritable(trouble));
}

/// Why that was not possible; null: it was.
QString SafeFile::copiedInto(const QString &path)
{
    QFile from(fileName()); // this one may have been written past it
    QFile to(path);
    if (!from.open(QIODevice::ReadOnly))
        return from.errorString();
    if (!to.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return to.errorString();
    constexpr qint64 piece = 1 << 20;
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(piece);
        if (bytes.isEmpty())
            return from.errorString();
        if (to.write(bytes) != bytes.size())
            return to.errorString();
    }
    if (!to.flush())
        return to.errorString();
    return syncToDisk(to.handle()) ? QString() : qt_error_string(errno);
}

qint64 SafeFile::writeData(const char *data, qint64 size)
{
    const qint64 written = QFile::writeData(data, size);
    if (written > 0)
        m_hash.addData(QByteArrayView(data, written));
    if (written != size && m_trouble.isNull())
        m_trouble = errorString(); // which QFile forgets with the next one
    return written;
}

Error SafeFile::notWritable(const QString &reason) const
{
    return {ErrorCode::FileNotWritable, m_path, reason};
}

bool SafeFile::isAsWritten(int descriptor) const
{
    QFile file;
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    return file.open(descriptor, QIODevice::ReadOnly, QFileDevice::DontCloseHandle) && file.seek(0)
           && hash.addData(&file) && hash.result() == m_hash.result();
}

bool isReplacedWhole(const QString &path)
{
    return QFileInfo(QFileInfo(targetOf(path)).absolutePath()).isWritable();
}

QString nameBeside(const QString &path, const QString &suffix)
{
    const QString name =
        QStringLiteral(".gramarye-%1")
            .arg(QRandomGenerator::global()->generate64(), 16, 16, QLatin1Char('0'));
    return QFileInfo(path).dir().filePath(name + suffix);
}

Status writeSafely(const QString &path, const QByteArray &bytes)
{
    SafeFile file(path);
    if (Status status = file.begin(); !status)
        return status;
    file.write(bytes);
    return file.finish();
}

} // namespace gramarye
