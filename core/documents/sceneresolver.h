#pragma once

#include "core/network/networkcatalog.h"
#include "core/pictures/imagereader.h"
#include "core/transfer/renderjob.h"

namespace gramarye {

/// A scene with its pictures read and its network found. A value.
using ReadScene = SceneOf<Picture, NetworkSource>;

/// Reads the pictures and finds the network that @p scene names. Places without a picture stay
/// empty. Any thread. Errors: those of readPicture() and locate().
Result<ReadScene> resolve(const Scene &scene, const NetworkCatalog &catalog);

/// A run of @p scene.
RenderJob renderJob(const ReadScene &scene);

} // namespace gramarye
