#pragma once

#include <QString>
#include <QTemporaryFile>

#include <cstddef>

namespace gramarye {

/// Memory that lies in a file without a name in ScratchFolder::usualParent(): what the system needs
/// the place for it writes there, instead of running out of memory. It goes with this object, also
/// where the program is killed.
class ScratchBlock
{
public:
    /// Zeros. Throws std::bad_alloc where the disk has no room for them.
    explicit ScratchBlock(std::size_t bytes);

    void *memory() { return m_memory; }

private:
    QTemporaryFile m_file;
    uchar *m_memory = nullptr;
};

/// How many bytes ScratchBlocks can still take.
qint64 freeScratch();

} // namespace gramarye
