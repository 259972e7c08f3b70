#pragma once

#include <QString>

namespace gramarye {

/// What is there of the result of a job of a list.
enum class JobResult
{
    Missing,
    Done,
    Outdated, ///< made for another version of the job, or unfinished
    Foreign,  ///< a picture that no list is known to have made: not to be replaced unasked
};

/// What stands in the file @p path, which a job with the fingerprint @p job (see
/// BatchJob::fingerprint()) writes: known from the recipe in it. Formats that carry none cannot
/// tell, so a file of theirs is taken for the result. Reads only the beginning of the file. Any
/// thread.
JobResult jobResult(const QString &path, const QString &job);

} // namespace gramarye
