#include "ui/edits/editstate.h"

namespace gramarye {

ReadScene sceneOfRun(const EditState &state)
{
    ReadScene scene = state.mapped([](const LoadedPicture &loaded) { return loaded.picture; },
                                   [](const NetworkSource &network) { return network; });
    if (scene.parameters.start != Start::File)
        scene.start = {};
    return scene;
}

} // namespace gramarye
