#include "core/documents/renderedpicture.h"

#include "core/network/networkchecksum.h"
#include "core/pictures/picturechecksum.h"

#include <QCoreApplication>

namespace gramarye {

Recipe recipeOf(const RenderedPicture &picture)
{
    const RenderJob &job = picture.job;
    Recipe recipe;
    recipe.program = QCoreApplication::applicationVersion();
    recipe.network = job.network.info.name;
    recipe.networkChecksum = networkChecksum(job.network);
    recipe.content = job.origins.content;
    recipe.contentChecksum = pictureChecksum(job.content);
    recipe.styles = job.origins.styles;
    for (const QImage &style : job.styles)
        recipe.styleChecksums.push_back(pictureChecksum(style));
    recipe.start = job.origins.start;
    recipe.startChecksum = pictureChecksum(job.startImage);
    recipe.parameters = job.parameters;
    recipe.stoppedAfter = picture.stoppedAfter;
    recipe.steered = picture.steered;
    recipe.job = job.origins.job;
    return recipe;
}

} // namespace gramarye
