#pragma once

#include "core/base/scratchfolder.h"
#include "core/documents/snapshot.h"

#include <vector>

namespace gramarye {

/// A snapshot where it is kept, in memory or in a file. Cheap to copy. A value; any thread.
struct KeptSnapshot
{
    Snapshot facts;       ///< without its PNG where that is in a file
    QString file;         ///< empty: in memory
    qint64 byteCount = 0; ///< of the PNG

    /// With its PNG. Error: FileUnreadable where the file is gone or was tampered with.
    Result<Snapshot> whole() const;
};

/// The snapshots of a session, in the order they came. Their pictures stay in memory up to a number
/// of bytes, the oldest ones beyond that in files; where those become too many, the oldest ones
/// that nobody kept by hand are gone. One thread.
class SnapshotStore
{
public:
    /// @p memoryLimit in bytes, of all PNGs that are in memory; @p parent: where the folder for the
    /// others is made once it is needed; @p diskLimit in bytes, of those in it. They never take
    /// more than half of what the disk has free without them.
    explicit SnapshotStore(qint64 memoryLimit = usualMemoryLimit,
                           const QString &parent = ScratchFolder::usualParent(),
                           qint64 diskLimit = usualDiskLimit);

    static constexpr qint64 usualMemoryLimit = 64 << 20;
    static constexpr qint64 usualDiskLimit = qint64(2) << 30;

    /// Keeps @p snapshot and returns its id, higher than any before. Older automatic ones may be
    /// gone then. Error: FileNotWritable where neither memory nor disk has room for it, not even in
    /// their place; then of those kept by hand nothing is lost but this one.
    Result<quint64> add(const Snapshot &snapshot);

    /// Oldest first, as the others.
    std::vector<quint64> ids() const;
    std::vector<KeptSnapshot> all() const;
    bool isEmpty() const { return m_entries.empty(); }

    /// All but the PNG of the snapshot @p id, which must be there.
    const Snapshot &facts(quint64 id) const;

    /// The whole snapshot @p id, which must be there. Error: that of KeptSnapshot::whole().
    Result<Snapshot> snapshot(quint64 id) const;

    void remove(quint64 id);
    void clear();

    /// Bytes of PNGs in memory.
    qint64 memoryUsed() const { return m_memoryUsed; }

    /// Bytes of PNGs in files.
    qint64 diskUsed() const { return m_diskUsed; }

private:
    struct Entry
    {
        quint64 id = 0;
        KeptSnapshot kept;
    };

    Status moveToDisk(Entry &entry);
    Status makeRoom();
    quint64 oldestAutomatic() const;
    qint64 diskRoom() const;
    const Entry &entry(quint64 id) const;

    qint64 m_memoryLimit;
    qint64 m_diskLimit;
    qint64 m_memoryUsed = 0;
    qint64 m_diskUsed = 0;
    quint64 m_lastId = 0;
    std::vector<Entry> m_entries;
    ScratchFolder m_folder;
};

} // namespace gramarye
