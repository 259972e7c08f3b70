#pragma once

#include "core/documents/batchjob.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace gramarye {

/// A picture in the queue. A value.
struct QueueEntry
{
    enum class State
    {
        Waiting,
        Running,
        Done,
        Failed
    };

    quint64 id = 0; ///< its own, whatever row it stands in
    BatchJob job;
    State state = State::Waiting;
    double progress = 0; ///< 0..1
    QString problem;     ///< why it failed, as a sentence
    bool again = false;  ///< whatever there is in its file
};

/// Pictures to be made, in this order: what the queue's list shows. Rows can be dragged. A picture
/// is made by QueueRunner, which says here how that goes.
class RenderQueue : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Picture,
        Size,
        File,
        State,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    const std::vector<QueueEntry> &pictures() const { return m_pictures; }

    void add(const std::vector<BatchJob> &jobs);
    void removeAt(int row);

    /// Puts the picture of row @p from before the one of row @p before (the count: at the end).
    void moveBefore(int from, int before);

    /// Makes a picture wait that is done or failed, and replace what there is.
    void tryAgain(int row);

    /// The first that waits.
    std::optional<QueueEntry> firstWaiting() const;
    int count(QueueEntry::State state) const;
    bool contains(quint64 id) const { return rowOf(id) >= 0; }

    /// True where a picture here is to be written to @p file.
    bool writes(const QString &file) const;

    /// What is not done yet.
    std::vector<BatchJob> openJobs() const;

    // How it goes with the picture @p id; nothing where it is not here any more.
    void setState(quint64 id, QueueEntry::State state);
    void setProgress(quint64 id, double progress);
    void setFailed(quint64 id, const QString &problem);

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_pictures.size());
    }
    int columnCount(const QModelIndex & = {}) const override { return ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// A picture was added, removed, or is in another state.
    void picturesChanged();

private:
    int rowOf(quint64 id) const;
    void changed(int row);

    std::vector<QueueEntry> m_pictures;
    quint64 m_lastId = 0;
};

} // namespace gramarye
