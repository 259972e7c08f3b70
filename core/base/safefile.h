#pragma once

#include "core/base/error.h"

#include <QCryptographicHash>
#include <QSaveFile>

#include <functional>

namespace gramarye {

/// A file that is written whole or not at all: what is written goes into another one beside it,
/// which takes its place once it is on the disk and was read back. Until then, and where anything
/// fails, what was there before stays as it was. To be written from its beginning to its end.
class SafeFile final : public QSaveFile
{
public:
    explicit SafeFile(const QString &path) : QSaveFile(path) {}

    /// Error: FileNotWritable.
    Status begin();

    /// Errors: FileNotWritable (also where an earlier write failed), WrittenFileDiffers.
    Status finish();

    /// The same where what was written went into handle() without this object's knowledge: there
    /// @p isAsWritten looks whether it is what it should be.
    Status finish(const std::function<bool(int descriptor)> &isAsWritten);

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    Error notWritable() const;
    bool isAsWritten(int descriptor) const;

    QCryptographicHash m_hash{QCryptographicHash::Blake2b_256};
};

/// All of a file at once. Errors: those of SafeFile.
Status writeSafely(const QString &path, const QByteArray &bytes);

} // namespace gramarye
