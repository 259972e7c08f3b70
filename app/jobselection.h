#pragma once

#include "app/renderarguments.h"

#include <QProcessEnvironment>

namespace gramarye {

/// Which of the @p count jobs of a list are to be done: their numbers, from 1, as --only and --part
/// say, or else what @p environment says of a task of a Slurm array (SLURM_ARRAY_TASK_ID, _COUNT,
/// _MIN and _STEP); or all.
std::variant<std::vector<int>, UsageError> selectJobs(const RenderArguments &whole, int count,
                                                      const QProcessEnvironment &environment);

} // namespace gramarye
