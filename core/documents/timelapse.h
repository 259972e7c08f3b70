#pragma once

#include "core/base/scratchfolder.h"

#include <QImage>
#include <QStringList>

namespace gramarye {

/// The pictures of a run in the order they came, as PNG files. Where they would take more room than
/// they may, every other one goes, and from then on only every other one is taken: so they stay
/// spread over the whole run. One thread at a time.
class TimeLapse
{
public:
    /// @p byteLimit: of all files. @p parent: where the folder for them is made once it is needed.
    explicit TimeLapse(qint64 byteLimit = usualByteLimit,
                       const QString &parent = ScratchFolder::usualParent());

    static constexpr qint64 usualByteLimit = qint64(1) << 30;

    /// Takes @p picture, unless this is one to be left out. Error: FileNotWritable; the frames
    /// there are stay.
    Status offer(const QImage &picture);

    /// Paths, the first picture's first.
    const QStringList &frames() const { return m_frames; }
    qint64 byteCount() const { return m_byteCount; }

    void clear();

private:
    void thinOut();
    void remove(const QString &frame);

    qint64 m_byteLimit;
    qint64 m_byteCount = 0;
    qint64 m_offered = 0;
    qint64 m_stride = 1; ///< every so manyth picture is taken
    QStringList m_frames;
    ScratchFolder m_folder;
};

} // namespace gramarye
