#pragma once

#include "app/renderarguments.h"
#include "core/documents/batchjob.h"

namespace gramarye {

/// Whether previews can be written into @p path; makes the folder where it is missing. Error:
/// FileNotWritable.
Status preparePreviewFolder(const QString &path);

/// Where the preview of @p iteration goes: "preview-000010.png" in @p folder.
QString previewFile(const QString &folder, int iteration);

/// The network @p nameOrPath; where that is empty what was chosen in the window, else the one that
/// is always here. Errors: those of NetworkCatalog::locate.
Result<NetworkSource> locateNetwork(const QString &nameOrPath);

/// @p arguments with the network's defaults filled in. Errors: those of NetworkCatalog::locate.
Result<BatchJob> batchJob(const RenderArguments &arguments);

} // namespace gramarye
