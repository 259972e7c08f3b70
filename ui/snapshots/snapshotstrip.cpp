#include "ui/snapshots/snapshotstrip.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include <algorithm>

namespace gramarye {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr QSize iconSide(72, 72);

quint64 idOf(const QListWidgetItem *item)
{
    return item->data(idRole).toULongLong();
}

int longestSide(QSize size)
{
    return std::max(size.width(), size.height());
}

/// "512 px" and, for those kept by hand, a mark: what stands below a thumbnail.
QString snapshotCaption(const Snapshot &snapshot)
{
    const QString size = SnapshotStrip::tr("%1 px", "longest side").arg(longestSide(snapshot.size));
    return snapshot.kind == SnapshotKind::ByHand ? QStringLiteral("★ ") + size : size;
}

} // namespace

SnapshotStrip::SnapshotStrip(const SnapshotStore &store, QWidget *parent)
    : QListWidget(parent),
      m_store(store),
      m_dragged(ScratchFolder::usualParent(), QStringLiteral("dragged"))
{
    setAccessibleName(tr("Snapshots"));
    setViewMode(QListView::IconMode);
    setIconSize(iconSide);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setWordWrap(false);
    setUniformItemSizes(true);
    setSpacing(2);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void SnapshotStrip::append(quint64 id, const QImage &thumbnail)
{
    const Snapshot &snapshot = m_store.facts(id);
    const QString description = snapshotDescription(snapshot);
    auto *item =
        new QListWidgetItem(QPixmap::fromImage(thumbnail), snapshotCaption(snapshot), this);
    item->setData(idRole, id);
    item->setToolTip(description);
    item->setData(Qt::AccessibleTextRole, description);
    scrollToItem(item);
}

void SnapshotStrip::removeGone()
{
    const std::vector<quint64> ids = m_store.ids();
    for (int row = count() - 1; row >= 0; --row) {
        if (!std::binary_search(ids.begin(), ids.end(), idOf(item(row))))
            delete takeItem(row);
    }
    viewport()->update();
}

std::vector<quint64> SnapshotStrip::chosen() const
{
    std::vector<quint64> ids;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->isSelected())
            ids.push_back(idOf(item(row)));
    }
    if (ids.empty() && currentItem())
        ids.push_back(current());
    return ids;
}

quint64 SnapshotStrip::current() const
{
    return currentItem() ? idOf(currentItem()) : 0;
}

QMimeData *SnapshotStrip::mimeData(const QList<QListWidgetItem *> &items) const
{
    auto *data = new QMimeData;
    QList<QUrl> urls;
    for (const QListWidgetItem *item : items) {
        const auto snapshot = m_store.snapshot(idOf(item));
        if (!snapshot)
            continue;
        if (!data->hasImage())
            data->setImageData(snapshot->picture());
        const auto path = m_dragged.filePath(
            QStringLiteral("%1-%2.png").arg(snapshotFileName(*snapshot)).arg(idOf(item)));
        // Where the disk is full the picture itself is still on offer.
        if (path && (QFile::exists(*path) || writeScratchFile(*path, snapshot->png)))
            urls << QUrl::fromLocalFile(*path);
    }
    if (!urls.isEmpty())
        data->setUrls(urls);
    return data;
}

void SnapshotStrip::startDrag(Qt::DropActions /*supportedActions*/)
{
    QListWidget::startDrag(Qt::CopyAction); // moving would take it out of the strip
}

void SnapshotStrip::paintEvent(QPaintEvent *event)
{
    QListWidget::paintEvent(event);
    if (count() > 0) // the items show the focus
        return;
    QPainter painter(viewport());
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8),
                     int(Qt::AlignCenter) | int(Qt::TextWordWrap),
                     tr("One is kept at the end of each size, and whenever you say so"));
}

QString snapshotDescription(const Snapshot &snapshot)
{
    const QString text = snapshot.kind == SnapshotKind::ByHand
                             ? SnapshotStrip::tr("Kept by hand, %1 × %2 px, after iteration %3")
                             : SnapshotStrip::tr("Kept by itself, %1 × %2 px, after iteration %3");
    return text.arg(snapshot.size.width()).arg(snapshot.size.height()).arg(snapshot.iteration);
}

QString snapshotFileName(const Snapshot &snapshot)
{
    const QString content = QFileInfo(snapshot.recipe.scene.content.name).completeBaseName();
    return QStringLiteral("%1-%2px-%3")
        .arg(content.isEmpty() ? QStringLiteral("snapshot") : content)
        .arg(longestSide(snapshot.size))
        .arg(snapshot.iteration);
}

} // namespace gramarye
