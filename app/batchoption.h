#pragma once

#include "app/renderarguments.h"

#include <QDir>
#include <QJsonObject>

namespace gramarye {

/// Reads what @p object, a job of a list, says into @p arguments: each key is an option of the
/// command line and is read as that one is. Files are named as seen from @p folder.
MaybeError readBatchOptions(RenderArguments &arguments, const QJsonObject &object,
                            const QDir &folder);

} // namespace gramarye
