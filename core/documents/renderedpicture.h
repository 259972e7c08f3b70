#pragma once

#include "core/model/recipe.h"
#include "core/transfer/renderjob.h"

namespace gramarye {

/// A picture that was made, and what made it. A value.
struct RenderedPicture
{
    QImage image;         ///< RGBX64, at its full working size
    RenderJob job;        ///< with the parameters of the last iteration
    int stoppedAfter = 0; ///< iterations, where the run did not end by itself; else 0
    bool steered = false; ///< earlier iterations had other parameters
};

/// How @p picture was made. Looks at the network's weights for their checksum: any thread but the
/// window's.
Recipe recipeOf(const RenderedPicture &picture);

} // namespace gramarye
