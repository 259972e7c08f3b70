#pragma once

#include "core/transfer/renderjob.h"

#include <QString>

#include <optional>

namespace gramarye {

/// What a run is expected to take. A value.
struct RunEstimate
{
    qint64 memory = 0;             ///< bytes; 0: not known
    qint64 freeMemory = 0;         ///< bytes that are at hand; 0: not known
    std::optional<double> seconds; ///< none before such a run was measured here

    /// Of @p job on this computer as it is now.
    static RunEstimate of(const RenderJob &job);

    bool exceedsMemory() const { return freeMemory > 0 && memory > freeMemory; }

    /// One phrase for the user; empty where nothing is known.
    QString text() const;
};

} // namespace gramarye
