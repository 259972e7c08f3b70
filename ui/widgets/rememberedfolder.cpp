#include "ui/widgets/rememberedfolder.h"

#include "ui/settings/settings.h"

#include <QDir>
#include <QFileDialog>

namespace gramarye {

namespace {

/// A dialog that deletes itself; @p chosen gets at least one file.
QFileDialog *makeDialog(QWidget *parent, const FileQuestion &question, QFileDialog::FileMode mode,
                        const std::function<void(const QStringList &paths)> &chosen)
{
    const RememberedFolder folder(question.kind);
    auto *dialog = new QFileDialog(parent, question.title, folder.path(), question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog,
                     [folder, chosen](const QStringList &paths) {
                         folder.rememberFolderOf(paths.last());
                         chosen(paths);
                     });
    return dialog;
}

} // namespace

QString RememberedFolder::path() const
{
    const QString folder = Settings().folder(m_kind);
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void RememberedFolder::rememberFolderOf(const QString &file) const
{
    Settings().setFolder(m_kind, QFileInfo(file).absolutePath());
}

void askForFile(QWidget *parent, const FileQuestion &question,
                const std::function<void(const QString &path)> &chosen)
{
    makeDialog(parent, question, QFileDialog::ExistingFile, [chosen](const QStringList &paths) {
        chosen(paths.first());
    })->open();
}

void askForFiles(QWidget *parent, const FileQuestion &question,
                 const std::function<void(const QStringList &paths)> &chosen)
{
    makeDialog(parent, question, QFileDialog::ExistingFiles, chosen)->open();
}

QFileDialog *askWhereToSave(QWidget *parent, const FileQuestion &question, const QString &name,
                            const std::function<void(const QString &path)> &chosen)
{
    QFileDialog *dialog = makeDialog(parent, question, QFileDialog::AnyFile,
                                     [chosen](const QStringList &paths) { chosen(paths.first()); });
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    dialog->open();
    return dialog;
}

} // namespace gramarye
