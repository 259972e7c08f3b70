#pragma once

#include "app/renderarguments.h"
#include "core/documents/batchjob.h"

namespace gramarye {

/// The network @p nameOrPath; where that is empty what was chosen in the window, else the one that
/// is always here. Errors: those of NetworkCatalog::locate.
Result<NetworkSource> locateNetwork(const QString &nameOrPath);

/// @p arguments with the network's defaults filled in. Errors: those of NetworkCatalog::locate.
Result<BatchJob> batchJob(const RenderArguments &arguments);

/// @p arguments with what they leave open taken from their recipe's file: the pictures, which are
/// looked for beside that file and in @p folder, and the network. Errors: those of readRecipe(),
/// and PictureMissing.
Result<RenderArguments> withRecipe(RenderArguments arguments, const QString &folder);

/// The picture @p arguments would replace with its own result; empty where there is none.
QString overwrittenInput(const RenderArguments &arguments);

} // namespace gramarye
