#pragma once

#include "app/renderarguments.h"
#include "core/documents/batchjob.h"

namespace gramarye {

/// Understands the list of jobs in the file @p path (its format: resources/BATCH.md) by the table
/// in renderoptions: what `gramarye render` was asked for, once for each picture. All of it is
/// looked at, and the first thing wrong is named with the number of its job and its key.
Parsed<std::vector<RenderArguments>> readBatchList(const QString &path);

/// The same for the window, which wants a sentence. Networks that are not here are wrong too.
Expected<std::vector<BatchJob>, QString> readBatchJobs(const QString &path);

} // namespace gramarye
