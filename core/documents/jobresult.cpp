#include "core/documents/jobresult.h"

#include "core/documents/recipereader.h"
#include "core/pictures/imagewriter.h"

#include <QFileInfo>

namespace gramarye {

JobResult jobResult(const QString &path, const QString &job)
{
    if (!QFileInfo::exists(path))
        return JobResult::Missing;
    if (!featuresOf(path).texts)
        return JobResult::Done;
    const auto recipe = readRecipe(path);
    if (!recipe)
        return JobResult::Foreign;
    // The version before wrote no fingerprint into its results, but what it is made from.
    const bool isOfJob =
        recipe->job.isEmpty() ? fingerprint(recipe->scene) == job : recipe->job == job;
    if (isOfJob)
        return recipe->stoppedAfter == 0 ? JobResult::Done : JobResult::Outdated;
    return recipe->job.isEmpty() ? JobResult::Foreign : JobResult::Outdated;
}

} // namespace gramarye
