#pragma once

#include "core/base/error.h"

#include <QCryptographicHash>
#include <QFile>

#include <functional>

namespace gramarye {

/// A file that is written whole or not at all: what is written goes into another one beside it,
/// which takes its place once it is on the disk and was read back. Until then, and where anything
/// fails, what was there before stays as it was; of a link what it leads to is replaced. Where the
/// folder takes no other file, that is in the folder for temporary ones, and when it is complete
/// what is there is written over with it (see isReplacedWhole()). To be
/// written from its beginning to its end. As a QFile it is that other file.
class SafeFile final : public QFile
{
public:
    explicit SafeFile(QString path) : m_path(std::move(path)) {}
    ~SafeFile() override;

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
    bool openBeside(const QString &path);
    QString copiedInto(const QString &path);
    Error notWritable(const QString &reason) const;
    bool isAsWritten(int descriptor) const;

    QString m_path;          ///< as it was given
    QString m_target;        ///< that, or what the link leads to
    QString m_trouble;       ///< of an earlier write; null: there was none
    bool m_isCopied = false; ///< the other file is elsewhere, and cannot take its place
    bool m_isGone = false;   ///< the other file has taken its place, or there is none
    QCryptographicHash m_hash{QCryptographicHash::Blake2b_256};
};

/// Whether a file that is written to @p path takes the place of what is there at one stroke. If
/// not, its folder takes no other file: what is there is written over, and lost where that is
/// interrupted.
bool isReplacedWhole(const QString &path);

/// A new name in the folder of @p path that ends with @p suffix, so short that any file system
/// takes it however long that of @p path is.
QString nameBeside(const QString &path, const QString &suffix = {});

/// All of a file at once. Errors: those of SafeFile.
Status writeSafely(const QString &path, const QByteArray &bytes);

} // namespace gramarye
