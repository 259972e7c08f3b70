#pragma once

#include "app/renderarguments.h"
#include "core/engine/renderjob.h"

namespace gramarye {

/// Whether a picture can be written to @p path, found out by writing one beside it, so that hours
/// of rendering do not end in an error that could have been known. Error: FileNotWritable.
Status checkPictureIsWritable(const QString &path);

/// The same for previews; makes the folder where it is missing.
Status preparePreviewFolder(const QString &path);

/// Where the preview of @p iteration goes: "preview-000010.png" in @p folder.
QString previewFile(const QString &folder, int iteration);

/// The network @p nameOrPath; where that is empty what was chosen in the window, else the one that
/// is always here. Errors: those of NetworkCatalog::locate.
Result<NetworkSource> locateNetwork(const QString &nameOrPath);

/// Reads the pictures and finds the network that @p arguments name. Errors: those of readPicture
/// and NetworkCatalog::locate.
Result<RenderJob> loadRenderJob(const RenderArguments &arguments);

} // namespace gramarye
