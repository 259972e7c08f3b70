#include "ui/edits/editstate.h"

namespace gramarye {

RenderJob renderJob(const EditState &state)
{
    ReadScene scene = state.mapped([](const LoadedPicture &loaded) { return loaded.picture; },
                                   [](const NetworkSource &network) { return network; });
    if (scene.parameters.start != Start::File)
        scene.start = {};
    return renderJob(scene);
}

} // namespace gramarye
