#include "core/documents/snapshotstore.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

namespace gramarye {

Result<Snapshot> KeptSnapshot::whole() const
{
    Snapshot snapshot = facts;
    if (file.isEmpty())
        return snapshot;
    QFile kept(file);
    if (kept.open(QIODevice::ReadOnly))
        snapshot.png = kept.readAll();
    if (snapshot.png.size() != byteCount)
        return Error{ErrorCode::FileUnreadable, file, kept.errorString()};
    return snapshot;
}

SnapshotStore::SnapshotStore(qint64 memoryLimit, const QString &parent, qint64 diskLimit)
    : m_memoryLimit(memoryLimit),
      m_diskLimit(diskLimit),
      m_folder(parent, QStringLiteral("snapshots"))
{
}

Result<quint64> SnapshotStore::add(const Snapshot &snapshot)
{
    m_entries.push_back({++m_lastId, {snapshot, {}, snapshot.png.size()}});
    m_memoryUsed += snapshot.png.size();
    if (const Status status = makeRoom(); !status) {
        remove(m_lastId);
        return status.error();
    }
    return m_lastId;
}

Status SnapshotStore::makeRoom()
{
    const auto isInMemory = [](const Entry &entry) {
        return entry.kept.file.isEmpty() && entry.kept.byteCount > 0;
    };
    while (m_memoryUsed > m_memoryLimit) {
        Entry &oldest = *std::find_if(m_entries.begin(), m_entries.end(), isInMemory);
        const Status status = moveToDisk(oldest);
        const quint64 automatic = oldestAutomatic();
        if (!status && automatic == 0)
            return status;
        if (!status)
            remove(automatic);
    }
    while (m_diskUsed > diskRoom()) {
        const quint64 automatic = oldestAutomatic();
        if (automatic == 0 || entry(automatic).kept.file.isEmpty())
            break;
        remove(automatic);
    }
    return success();
}

/// 0 where there is none but, at most, the one that has just come.
quint64 SnapshotStore::oldestAutomatic() const
{
    const auto oldest =
        std::find_if(m_entries.begin(), m_entries.end(), [this](const Entry &entry) {
            return entry.kept.facts.kind == SnapshotKind::Automatic && entry.id != m_lastId;
        });
    return oldest == m_entries.end() ? 0 : oldest->id;
}

/// How many bytes the files may have together.
qint64 SnapshotStore::diskRoom() const
{
    const auto onDisk = std::find_if(m_entries.begin(), m_entries.end(),
                                     [](const Entry &entry) { return !entry.kept.file.isEmpty(); });
    if (onDisk == m_entries.end())
        return m_diskLimit;
    const QStorageInfo disk(QFileInfo(onDisk->kept.file).path());
    return std::min(m_diskLimit, (disk.bytesAvailable() + m_diskUsed) / 2);
}

Status SnapshotStore::moveToDisk(Entry &entry)
{
    const auto path = m_folder.filePath(QStringLiteral("snapshot-%1.png").arg(entry.id));
    if (!path)
        return path.error();
    if (const Status status = writeScratchFile(*path, entry.kept.facts.png); !status)
        return status;
    entry.kept.file = *path;
    entry.kept.facts.png.clear();
    m_memoryUsed -= entry.kept.byteCount;
    m_diskUsed += entry.kept.byteCount;
    return success();
}

std::vector<quint64> SnapshotStore::ids() const
{
    std::vector<quint64> ids;
    for (const Entry &entry : m_entries)
        ids.push_back(entry.id);
    return ids;
}

std::vector<KeptSnapshot> SnapshotStore::all() const
{
    std::vector<KeptSnapshot> all;
    for (const Entry &entry : m_entries)
        all.push_back(entry.kept);
    return all;
}

const SnapshotStore::Entry &SnapshotStore::entry(quint64 id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const Entry &entry) { return entry.id == id; });
    Q_ASSERT(found != m_entries.end());
    return *found;
}

const Snapshot &SnapshotStore::facts(quint64 id) const
{
    return entry(id).kept.facts;
}

Result<Snapshot> SnapshotStore::snapshot(quint64 id) const
{
    return entry(id).kept.whole();
}

void SnapshotStore::remove(quint64 id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const Entry &entry) { return entry.id == id; });
    if (found == m_entries.end())
        return;
    if (found->kept.file.isEmpty()) {
        m_memoryUsed -= found->kept.byteCount;
    } else {
        m_diskUsed -= found->kept.byteCount;
        QFile::remove(found->kept.file);
    }
    m_entries.erase(found);
}

void SnapshotStore::clear()
{
    for (const quint64 id : ids())
        remove(id);
}

} // namespace gramarye
