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

    /// Of the last size; see tileSide().
    int tileSide = 0;

    static RunCost of(const RenderJob &job);
};

/// Bytes of main memory that a run may take by @p parameters; infinity where they leave it open and
/// the system does not tell what is free.
double memoryBudget(const StyleParameters &parameters);

/// The side, in px, of the tiles by which @p job is computed at @p size: the largest with which it
/// takes no more than @p budget bytes, or the least there is; 0: it is computed as a whole.
int tileSide(const RenderJob &job, QSize size, double budget);

} // namespace gramarye
