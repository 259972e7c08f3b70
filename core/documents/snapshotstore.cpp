#include "core/documents/snapshotstore.h"

#include "core/pictures/referredpicture.h"

#include <QColorSpace>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

namespace gramarye {

Snapshot Snapshot::of(const QImage &picture, const Recipe &recipe, int iteration, SnapshotKind kind)
{
    QImage image = picture.convertToFormat(QImage::Format_RGB888);
    image.setColorSpace(QColorSpace::SRgb);
    image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    return {pngOf(image), recipe, image.size(), iteration, kind};
}

Result<Snapshot> Snapshot::fromPng(const QByteArray &png, int iteration, SnapshotKind kind,
                                   const QString &name)
{
    const auto picture = readPicture(png, name);
    if (!picture)
        return picture.error();
    const QString json = picture->image.text(Recipe::textKey());
    if (json.isEmpty())
        return Error{ErrorCode::RecipeMissing, name, {}};
    const auto recipe = Recipe::fromJson(json.toUtf8(), name);
    if (!recipe)
        return recipe.error();
    return Snapshot{png, *recipe, picture->image.size(), iteration, kind};
}

QImage Snapshot::picture() const
{
    const auto picture = readPicture(png, QString());
    return picture ? picture->image : QImage();
}

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
    m_kept[++m_lastId] = {snapshot, {}, snapshot.png.size()};
    m_memoryUsed += snapshot.png.size();
    if (const Status status = makeRoom(); !status) {
        remove(m_lastId);
        return status.error();
    }
    return m_lastId;
}

Status SnapshotStore::makeRoom()
{
    while (m_memoryUsed > m_memoryLimit) {
        const Status status = moveOldestToDisk();
        const quint64 automatic = oldestAutomatic();
        if (!status && automatic == 0)
            return status;
        if (!status)
            remove(automatic);
    }
    while (m_diskUsed > diskRoom()) {
        const quint64 automatic = oldestAutomatic();
        if (automatic == 0 || m_kept.at(automatic).file.isEmpty())
            break;
        remove(automatic);
    }
    return success();
}

/// 0 where there is none but, at most, the one that has just come.
quint64 SnapshotStore::oldestAutomatic() const
{
    const auto oldest = std::find_if(m_kept.begin(), m_kept.end(), [this](const auto &kept) {
        return kept.second.facts.kind == SnapshotKind::Automatic && kept.first != m_lastId;
    });
    return oldest == m_kept.end() ? 0 : oldest->first;
}

/// How many bytes the files may have together.
qint64 SnapshotStore::diskRoom() const
{
    const auto onDisk = std::find_if(m_kept.begin(), m_kept.end(),
                                     [](const auto &kept) { return !kept.second.file.isEmpty(); });
    if (onDisk == m_kept.end())
        return m_diskLimit;
    const QStorageInfo disk(QFileInfo(onDisk->second.file).path());
    return std::min(m_diskLimit, (disk.bytesAvailable() + m_diskUsed) / 2);
}

/// There is one in memory.
Status SnapshotStore::moveOldestToDisk()
{
    auto &[id, oldest] = *std::find_if(m_kept.begin(), m_kept.end(), [](const auto &kept) {
        return kept.second.file.isEmpty() && kept.second.byteCount > 0;
    });
    const auto path = m_folder.filePath(QStringLiteral("snapshot-%1.png").arg(id));
    if (!path)
        return path.error();
    if (const Status status = writeScratchFile(*path, oldest.facts.png); !status)
        return status;
    oldest.file = *path;
    oldest.facts.png.clear();
    m_memoryUsed -= oldest.byteCount;
    m_diskUsed += oldest.byteCount;
    return success();
}

std::vector<quint64> SnapshotStore::ids() const
{
    std::vector<quint64> ids;
    for (const auto &[id, kept] : m_kept)
        ids.push_back(id);
    return ids;
}

std::vector<KeptSnapshot> SnapshotStore::all() const
{
    std::vector<KeptSnapshot> all;
    for (const auto &[id, kept] : m_kept)
        all.push_back(kept);
    return all;
}

void SnapshotStore::remove(quint64 id)
{
    const auto removed = m_kept.extract(id);
    if (removed.empty())
        return;
    const KeptSnapshot &kept = removed.mapped();
    if (kept.file.isEmpty()) {
        m_memoryUsed -= kept.byteCount;
    } else {
        m_diskUsed -= kept.byteCount;
        QFile::remove(kept.file);
    }
}

void SnapshotStore::clear()
{
    for (const quint64 id : ids())
        remove(id);
}

} // namespace gramarye
