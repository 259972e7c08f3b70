#pragma once

#include <QString>
#include <QStringList>

namespace gramarye {

/// The files of one kind that were used last, remembered in the settings. Every object of a kind
/// knows the same.
class RecentFiles
{
public:
    static constexpr int most = 10;

    /// @p kind names them in the settings, e.g. "content".
    explicit RecentFiles(const QString &kind) : m_kind(kind) {}

    /// Puts the file first. Does nothing for what is no file of the user's: an empty path (pasted
    /// pictures), the program's own resources.
    void add(const QString &path) const;

    /// Absolute paths, the newest first; what is not there any more is left out.
    QStringList paths() const;

    void clear() const;

private:
    QString m_kind;
};

} // namespace gramarye
