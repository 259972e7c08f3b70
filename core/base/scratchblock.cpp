#include "core/base/scratchblock.h"

#include "core/base/platform.h"
#include "core/base/scratchfolder.h"

#include <QDir>
#include <QStorageInfo>

#include <new>

namespace gramarye {

namespace {

/// Which is there, if it can be made.
QString folder()
{
    const QString path = ScratchFolder::usualParent();
    QDir().mkpath(path);
    return path;
}

} // namespace

ScratchBlock::ScratchBlock(std::size_t bytes)
    : m_file(QDir(folder()).filePath(QStringLiteral("block-XXXXXX")))
{
    // Reserved: where a page is first written to it is too late to say that the disk is full.
    const bool isThere = m_file.open() && m_file.resize(qint64(bytes))
                         && reserveOnDisk(m_file.handle(), qint64(bytes));
    if (isThere)
        m_memory = m_file.map(0, qint64(bytes));
    if (!m_memory)
        throw std::bad_alloc();
}

qint64 freeScratch()
{
    return QStorageInfo(folder()).bytesAvailable();
}

} // namespace gramarye
