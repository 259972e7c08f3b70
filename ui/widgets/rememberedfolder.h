#pragma once

#include <QString>

namespace gramarye {

/// The folder in which a file dialog opens: where the last one of its kind was left.
class RememberedFolder
{
public:
    /// @p kind names it in the settings, e.g. "pictures".
    explicit RememberedFolder(const QString &kind) : m_kind(kind) {}

    /// The home folder where that one is not there.
    QString path() const;
    void rememberFolderOf(const QString &file) const;

private:
    QString m_kind;
};

} // namespace gramarye
