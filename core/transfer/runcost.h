#pragma once

#include "core/transfer/renderjob.h"

#include <QtGlobal>

namespace gramarye {

/// What a run takes of the computer, estimated from its job before it begins. A value.
struct RunCost
{
    /// What its time is proportional to, with the same network, device and threads: the sum of
    /// megapixels × iterations over all sizes, tiles counted as what they take longer. 0 where no
    /// size is possible.
    double megapixelIterations = 0;

    /// Bytes of main memory beyond what the program with its pictures takes; 0 where that cannot be
    /// known: a graphics card has its own, and LibTorch's convolutions take what they like.
    qint64 memory = 0;

    /// Bytes on the disk, of what does not fit into the memory that the run may take.
    qint64 scratch = 0;

    /// Of the last size; see MemoryPlan.
    int tileSide = 0;

    /// Within memoryBudget(), or @p budget bytes.
    static RunCost of(const RenderJob &job);
    static RunCost of(const RenderJob &job, double budget);
};

/// Bytes of main memory that a run may take by @p parameters; infinity where they leave it open and
/// the system does not tell what is free.
double memoryBudget(const StyleParameters &parameters);

/// How a job is computed at a size within its memory.
struct MemoryPlan
{
    int tileSide = 0;         ///< of tiles, in px; 0: as a whole
    bool usesScratch = false; ///< pictures lie in a file on the disk

    /// The largest tiles with which @p job takes no more than @p budget bytes at @p size, or the
    /// least there are.
    static MemoryPlan of(const RenderJob &job, QSize size, double budget);
};

} // namespace gramarye
