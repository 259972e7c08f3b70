#include "ui/queue/renderqueue.h"

#include <QDir>
#include <QFileInfo>
#include <QMimeData>

#include <algorithm>

namespace gramarye {

namespace {

const QString rowsType = QStringLiteral("application/x-gramarye-queue-rows");

QString pictureText(const Scene &scene)
{
    const QString styles = styleNames(scene, QStringLiteral(" + "));
    return scene.isTexture() ? RenderQueue::tr("Texture: %1").arg(styles)
                             : RenderQueue::tr("%1 × %2", "content × styles")
                                   .arg(scene.content.baseName(), styles);
}

QString sizeText(const Scene &scene)
{
    const int size = scene.parameters.size;
    return size > 0 ? RenderQueue::tr("%1 px").arg(size) : RenderQueue::tr("as the content");
}

QString stateText(const QueueEntry &picture)
{
    switch (picture.state) {
    case QueueEntry::State::Waiting:
        return picture.progress > 0
                   ? RenderQueue::tr("Waiting, %1 %").arg(int(picture.progress * 100))
                   : RenderQueue::tr("Waiting");
    case QueueEntry::State::Running:
        return RenderQueue::tr("%1 %").arg(int(picture.progress * 100));
    case QueueEntry::State::Done:
        return RenderQueue::tr("Done");
    case QueueEntry::State::Failed:
        return RenderQueue::tr("Failed: %1").arg(picture.problem);
    }
    Q_UNREACHABLE();
}

QString text(const QueueEntry &picture, int column)
{
    switch (column) {
    case RenderQueue::Picture:
        return pictureText(picture.job.scene);
    case RenderQueue::Size:
        return sizeText(picture.job.scene);
    case RenderQueue::File:
        return QFileInfo(picture.job.output).fileName();
    case RenderQueue::State:
        return stateText(picture);
    default:
        return {};
    }
}

QString toolTip(const QueueEntry &picture, int column)
{
    switch (column) {
    case RenderQueue::Picture:
        return QDir::toNativeSeparators(picture.job.scene.content.path);
    case RenderQueue::File:
        return QDir::toNativeSeparators(picture.job.output);
    default:
        return text(picture, column);
    }
}

} // namespace

void RenderQueue::add(const std::vector<BatchJob> &jobs)
{
    if (jobs.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(jobs.size()) - 1);
    for (const BatchJob &job : jobs) {
        QueueEntry picture;
        picture.id = ++m_lastId;
        picture.job = job;
        m_pictures.push_back(picture);
    }
    endInsertRows();
    Q_EMIT picturesChanged();
}

void RenderQueue::removeAt(int row)
{
    beginRemoveRows({}, row, row);
    m_pictures.erase(m_pictures.begin() + row);
    endRemoveRows();
    Q_EMIT picturesChanged();
}

void RenderQueue::moveBefore(int from, int before)
{
    if (!beginMoveRows({}, from, from, {}, before))
        return; // it stands there already
    const auto first = m_pictures.begin();
    if (before > from)
        std::rotate(first + from, first + from + 1, first + before);
    else
        std::rotate(first + before, first + from, first + from + 1);
    endMoveRows();
    Q_EMIT picturesChanged();
}

void RenderQueue::tryAgain(int row)
{
    QueueEntry &picture = m_pictures[std::size_t(row)];
    if (picture.state == QueueEntry::State::Running)
        return;
    picture.state = QueueEntry::State::Waiting;
    picture.progress = 0;
    picture.problem.clear();
    picture.again = true;
    changed(row);
}

std::optional<QueueEntry> RenderQueue::firstWaiting() const
{
    const auto found =
        std::find_if(m_pictures.begin(), m_pictures.end(), [](const QueueEntry &picture) {
            return picture.state == QueueEntry::State::Waiting;
        });
    return found == m_pictures.end() ? std::nullopt : std::optional(*found);
}

int RenderQueue::count(QueueEntry::State state) const
{
    return int(std::count_if(m_pictures.begin(), m_pictures.end(),
                             [state](const QueueEntry &p) { return p.state == state; }));
}

bool RenderQueue::writes(const QString &file) const
{
    return std::any_of(m_pictures.begin(), m_pictures.end(),
                       [&](const QueueEntry &p) { return p.job.output == file; });
}

std::vector<BatchJob> RenderQueue::openJobs() const
{
    std::vector<BatchJob> jobs;
    for (const QueueEntry &picture : m_pictures) {
        if (picture.state != QueueEntry::State::Done)
            jobs.push_back(picture.job);
    }
    return jobs;
}

void RenderQueue::setState(quint64 id, QueueEntry::State state)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_pictures[std::size_t(row)].state = state;
    changed(row);
}

void RenderQueue::setProgress(quint64 id, double progress)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_pictures[std::size_t(row)].progress = progress;
    Q_EMIT dataChanged(index(row, State), index(row, State));
}

void RenderQueue::setFailed(quint64 id, const QString &problem)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_pictures[std::size_t(row)].problem = problem;
    setState(id, QueueEntry::State::Failed);
}

QVariant RenderQueue::data(const QModelIndex &index, int role) const
{
    const QueueEntry &picture = m_pictures[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return text(picture, index.column());
    if (role == Qt::ToolTipRole)
        return toolTip(picture, index.column());
    return {};
}

QVariant RenderQueue::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QString names[] = {tr("Picture"), tr("Size"), tr("File"), tr("State")};
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return names[section];
}

// Dropped is between rows, never on one.
Qt::ItemFlags RenderQueue::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
           | Qt::ItemNeverHasChildren;
}

QStringList RenderQueue::mimeTypes() const
{
    return {rowsType};
}

QMimeData *RenderQueue::mimeData(const QModelIndexList &indexes) const
{
    QStringList ids;
    for (const QModelIndex &index : indexes) {
        if (index.column() == 0)
            ids << QString::number(m_pictures[std::size_t(index.row())].id);
    }
    auto *data = new QMimeData;
    data->setData(rowsType, ids.join(u' ').toLatin1());
    return data;
}

// Moves the rows itself and answers false, or else the view would remove the dragged ones.
bool RenderQueue::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                               const QModelIndex &)
{
    if (action != Qt::MoveAction || !data->hasFormat(rowsType))
        return false;
    int before = row < 0 ? rowCount() : row;
    for (const QByteArray &id : data->data(rowsType).split(' ')) {
        const int from = rowOf(id.toULongLong());
        if (from < 0)
            continue;
        moveBefore(from, before);
        before = rowOf(id.toULongLong()) + 1;
    }
    return false;
}

int RenderQueue::rowOf(quint64 id) const
{
    const auto found = std::find_if(m_pictures.begin(), m_pictures.end(),
                                    [id](const QueueEntry &p) { return p.id == id; });
    return found == m_pictures.end() ? -1 : int(found - m_pictures.begin());
}

void RenderQueue::changed(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT picturesChanged();
}

} // namespace gramarye
