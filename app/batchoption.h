#pragma once

#include "app/renderarguments.h"

#include <QDir>
#include <QJsonObject>

namespace gramarye {

/// Reads what @p object, a job of a list, says into @p arguments: each key is an option of the
/// command line and is read as that one is. Files are named as seen from @p folder.
std::optional<UsageError> readBatchOptions(RenderArguments &arguments, const QJsonObject &object,
                                           const QDir &folder);

/// True for the options whose value is, or may be, the name of a file.
bool isSeenFromList(const QString &option);

/// False for the options that are about a whole list or a single render.
bool isForJobs(const QString &option);

/// True for --batch and what may be given with it: what is about the whole list, and what differs
/// from computer to computer.
bool standsBesideBatch(const QString &option);

} // namespace gramarye
