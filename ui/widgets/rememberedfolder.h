#pragma once

#include <QStringList>

#include <functional>

class QFileDialog;
class QWidget;

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

/// What a file dialog is about.
struct FileQuestion
{
    QString kind; ///< of RememberedFolder
    QString title;
    QString filter;
};

// File dialogs over @p parent that hold nothing else up, and open in their remembered folder.
// @p chosen is called where the user does not cancel.

void askForFile(QWidget *parent, const FileQuestion &question,
                const std::function<void(const QString &path)> &chosen);
void askForFiles(QWidget *parent, const FileQuestion &question,
                 const std::function<void(const QStringList &paths)> &chosen);

/// Proposes @p name, the suffix of which is added to what is typed without one.
QFileDialog *askWhereToSave(QWidget *parent, const FileQuestion &question, const QString &name,
                            const std::function<void(const QString &path)> &chosen);

} // namespace gramarye
