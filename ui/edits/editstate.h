#pragma once

#include "core/documents/sceneresolver.h"
#include "ui/pictures/pictureloader.h"

namespace gramarye {

/// Everything a person sets for a picture, as it can be undone. A regular value; pictures share
/// their pixels.
using EditState = SceneOf<LoadedPicture, NetworkSource>;

/// A run of @p state; a picture to start from is a part of it only where the run starts from one.
RenderJob renderJob(const EditState &state);

} // namespace gramarye
