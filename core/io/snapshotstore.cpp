#include "core/io/snapshotstore.h"

#include <QFile>

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

SnapshotStore::SnapshotStore(qint64 memoryLimit, const QString &parent)
    : m_memoryLimit(memoryLimit), m_folder(parent, QStringLiteral("snapshots"))
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
    for (Entry &entry : m_entries) {
        if (m_memoryUsed <= m_memoryLimit)
            break;
        if (!entry.kept.file.isEmpty())
            continue;
        if (const Status status = moveToDisk(entry); !status)
            return status;
    }
    return success();
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
    if (found->kept.file.isEmpty())
        m_memoryUsed -= found->kept.byteCount;
    else
        QFile::remove(found->kept.file);
    m_entries.erase(found);
}

void SnapshotStore::clear()
{
    for (const quint64 id : ids())
        remove(id);
}

} // namespace gramarye
