#include "core/base/safefile.h"

#include "core/base/platform.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

namespace gramarye {

Status SafeFile::begin()
{
    const QFileInfo info(fileName());
    if (info.exists() && !info.isFile()) // a device, in the place of which no file belongs
        return Error{ErrorCode::FileNotWritable, fileName(), QStringLiteral("not a file")};
    return open(QIODevice::WriteOnly) ? success() : Status(notWritable());
}

Status SafeFile::finish()
{
    return finish([this](int descriptor) { return isAsWritten(descriptor); });
}

Status SafeFile::finish(const std::function<bool(int)> &isAsWritten)
{
    // Qt 6.4's commit() takes no notice when the last of its buffer finds no room on the disk.
    if (!flush() || error() != QFileDevice::NoError)
        return notWritable();
    if (!syncToDisk(handle())) // it may be now that the room turns out to be missing
        return Error{ErrorCode::FileNotWritable, fileName(), qt_error_string(errno)};
    if (!isAsWritten(handle()))
        return Error{ErrorCode::WrittenFileDiffers, fileName(), {}};
    return commit() ? success() : Status(notWritable());
}

qint64 SafeFile::writeData(const char *data, qint64 size)
{
    const qint64 written = QSaveFile::writeData(data, size);
    if (written > 0)
        m_hash.addData(QByteArrayView(data, written));
    return written;
}

Error SafeFile::notWritable() const
{
    return {ErrorCode::FileNotWritable, fileName(), errorString()};
}

/// Nobody but this object knows the other file's name; its descriptor is open for reading as well.
bool SafeFile::isAsWritten(int descriptor) const
{
    QFile file;
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    return file.open(descriptor, QIODevice::ReadOnly, QFileDevice::DontCloseHandle) && file.seek(0)
           && hash.addData(&file) && hash.result() == m_hash.result();
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
