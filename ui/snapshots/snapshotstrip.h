#pragma once

#include "core/documents/snapshotstore.h"

#include <QListWidget>

#include <vector>

namespace gramarye {

/// A filmstrip of a store's snapshots. Thumbnails are dragged out as PNG files and as pictures.
class SnapshotStrip : public QListWidget
{
    Q_OBJECT

public:
    /// @p store outlives this strip.
    explicit SnapshotStrip(const SnapshotStore &store, QWidget *parent = nullptr);

    /// Shows the snapshot @p id of the store at the end.
    void append(quint64 id, const QImage &thumbnail);

    /// Removes those that are not in the store any more.
    void removeGone();

    /// The snapshots chosen, in their order; the current one alone where none is.
    std::vector<quint64> chosen() const;

    /// The one that has the focus; 0 where there is none.
    quint64 current() const;

    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override;
    QSize sizeHint() const override { return {210, 210}; }

protected:
    void startDrag(Qt::DropActions supportedActions) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const SnapshotStore &m_store;
    mutable ScratchFolder m_dragged; ///< files given to other programs, which may read them late
};

/// A whole sentence's worth: kind, size and iteration.
QString snapshotDescription(const Snapshot &snapshot);

/// "tree-512px-300": the content, the longest side and the iteration, for a file.
QString snapshotFileName(const Snapshot &snapshot);

} // namespace gramarye
