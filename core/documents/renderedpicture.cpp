#include "core/documents/renderedpicture.h"

#include "core/network/networkchecksum.h"

#include <QCoreApplication>

namespace gramarye {

namespace {

/// What others may know of a picture: not where it lies here.
PictureRef withoutPlace(const Picture &picture)
{
    PictureRef ref = picture.ref;
    ref.name = ref.path.isEmpty() ? QString() : ref.name; // pasted ones have no name to look for
    ref.path.clear();
    ref.otherPath.clear();
    ref.file.clear();
    return ref;
}

} // namespace

Recipe recipeOf(const RenderedPicture &picture)
{
    Recipe recipe;
    recipe.program = QCoreApplication::applicationVersion();
    recipe.scene = picture.job.scene.mapped(withoutPlace, [](const NetworkSource &network) {
        return NetworkRef{network.info.name, {}, networkChecksum(network)};
    });
    recipe.stoppedAfter = picture.stoppedAfter;
    recipe.steered = picture.steered;
    recipe.job = picture.job.batchJob;
    return recipe;
}

} // namespace gramarye
