#pragma once

#include <QString>

namespace gramarye {

/// The folder in which a file dialog opens: where the last one of its kind was left.
class RememberedFolder
{
public:
    /// @p key names the kind in the settings, e.g. "pictures".
    explicit RememberedFolder(const QString &key) : m_key(QStringLiteral("folders/") + key) {}

    QString path() const;
    void rememberFolderOf(const QString &file) const;

private:
    QString m_key;
};

} // namespace gramarye
