#include "ui/widgets/filelist.h"

#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturesource.h"
#include "ui/widgets/rememberedfolder.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>

namespace gramarye {

namespace {

constexpr int pathRole = Qt::UserRole;

QStringList filesIn(const QMimeData &data)
{
    QStringList files;
    for (const PictureSource &source : pictureSources(data)) {
        if (!source.path.isEmpty())
            files << source.path;
    }
    return files;
}

} // namespace

FileList::FileList(const QString &name, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(name);
    setSelectionMode(ExtendedSelection);
    setAcceptDrops(true);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FileList::add(const QStringList &files)
{
    const QStringList present = this->files();
    for (const QString &file : files) {
        if (present.contains(file))
            continue;
        auto *item = new QListWidgetItem(QFileInfo(file).fileName(), this);
        item->setData(pathRole, file);
        item->setToolTip(QDir::toNativeSeparators(file));
    }
    Q_EMIT filesChanged();
}

QStringList FileList::files() const
{
    QStringList files;
    for (int row = 0; row < count(); ++row)
        files << item(row)->data(pathRole).toString();
    return files;
}

void FileList::browse()
{
    const RememberedFolder folder(QStringLiteral("pictures"));
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Add pictures"), folder.path(), pictureFileFilter());
    if (files.isEmpty())
        return;
    folder.rememberFolderOf(files.last());
    add(files);
}

void FileList::removeSelected()
{
    qDeleteAll(selectedItems());
    Q_EMIT filesChanged();
}

void FileList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete)
        removeSelected();
    else
        QListWidget::keyPressEvent(event);
}

void FileList::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileList::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}

void FileList::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    add(filesIn(*event->mimeData()));
}

} // namespace gramarye
