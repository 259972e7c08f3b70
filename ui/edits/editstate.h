#pragma once

#include "core/transfer/renderjob.h"
#include "ui/pictures/pictureloader.h"

namespace gramarye {

/// Everything a person sets for a picture, as it can be undone. A regular value; pictures share
/// their pixels.
using EditState = SceneOf<LoadedPicture, NetworkSource>;

/// @p state as a run is made of it: a picture to start from is a part of it only where the run
/// starts from one.
ReadScene sceneOfRun(const EditState &state);

} // namespace gramarye
