#pragma once

#include "core/base/scratchfolder.h"
#include "core/model/recipe.h"

#include <QImage>

#include <map>

namespace gramarye {

enum class SnapshotKind
{
    ByHand,
    Automatic ///< one of these for each working size of a run
};

/// A picture kept on the way, with how it was made. A value; any thread.
struct Snapshot
{
    QByteArray png; ///< the picture as a PNG file, the recipe among its texts
    Recipe recipe;
    QSize size;        ///< in px
    int iteration = 0; ///< that it was taken after, over the whole run
    SnapshotKind kind = SnapshotKind::ByHand;

    /// Compresses @p picture, which takes up to a second for a large one.
    static Snapshot of(const QImage &picture, const Recipe &recipe, int iteration,
                       SnapshotKind kind);

    /// What of() made, from its bytes; @p name is the file's, for errors. Errors: RecipeMissing and
    /// those of readPicture() and Recipe::fromJson().
    static Result<Snapshot> fromPng(const QByteArray &png, int iteration, SnapshotKind kind,
                                    const QString &name);

    /// The picture; null where the bytes are damaged.
    QImage picture() const;

    friend bool operator==(const Snapshot &a, const Snapshot &b)
    {
        return a.png == b.png && a.recipe == b.recipe && a.size == b.size
               && a.iteration == b.iteration && a.kind == b.kind;
    }
};

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
    bool isEmpty() const { return m_kept.empty(); }

    /// All but the PNG of the snapshot @p id, which must be there.
    const Snapshot &facts(quint64 id) const { return m_kept.at(id).facts; }

    /// The whole snapshot @p id, which must be there. Error: that of KeptSnapshot::whole().
    Result<Snapshot> snapshot(quint64 id) const { return m_kept.at(id).whole(); }

    void remove(quint64 id);
    void clear();

    /// Bytes of PNGs in memory.
    qint64 memoryUsed() const { return m_memoryUsed; }

    /// Bytes of PNGs in files.
    qint64 diskUsed() const { return m_diskUsed; }

private:
    Status moveOldestToDisk();
    Status makeRoom();
    quint64 oldestAutomatic() const;
    qint64 diskRoom() const;

    qint64 m_memoryLimit;
    qint64 m_diskLimit;
    qint64 m_memoryUsed = 0;
    qint64 m_diskUsed = 0;
    quint64 m_lastId = 0;
    std::map<quint64, KeptSnapshot> m_kept; ///< by id, and so the oldest first
    ScratchFolder m_folder;
};

} // namespace gramarye
