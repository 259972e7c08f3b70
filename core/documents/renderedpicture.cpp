#include "core/documents/renderedpicture.h"

#include "core/network/networkchecksum.h"

#include <QCoreApplication>

namespace gramarye {

namespace {

/// What others may know of a picture: not where it lies here.
PictureRef withoutPlace(PictureRef ref)
{
    ref.name = ref.path.isEmpty() ? QString() : ref.name; // pasted ones have no name to look for
    ref.path.clear();
    ref.otherPath.clear();
    ref.file.clear();
    return ref;
}

} // namespace

Recipe recipeOf(const RenderedPicture &picture)
{
    const RenderJob &job = picture.job;
    Recipe recipe;
    recipe.program = QCoreApplication::applicationVersion();
    recipe.scene = job.origin.mapped(withoutPlace, [&](const NetworkRef &) {
        return NetworkRef{job.network.info.name, {}, networkChecksum(job.network)};
    });
    recipe.scene.setRunParameters(job.parameters);
    recipe.stoppedAfter = picture.stoppedAfter;
    recipe.steered = picture.steered;
    recipe.job = job.batchJob;
    return recipe;
}

} // namespace gramarye
