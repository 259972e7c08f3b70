#pragma once

#include "core/documents/pictureexport.h"

#include <QDir>

#include <vector>

namespace gramarye {

/// A picture that is to be made, with everything named and nothing read yet: a job of a list or of
/// the queue. A value.
struct BatchJob
{
    Scene scene; ///< pictures by their files: absolute paths, or ":/…"
    QString output;
    QString device = processorId();
    ExportOptions exportOptions;

    /// That of the scene, and how the result is written: where it differs, so does the result.
    /// Folders do not count, since several computers may see the same one in different places.
    /// Looks at the network's weights: any thread but the window's. Errors: those of locate().
    Result<QString> fingerprint(const NetworkCatalog &catalog) const;

    friend bool operator==(const BatchJob &a, const BatchJob &b)
    {
        return a.scene == b.scene && a.output == b.output && a.device == b.device
               && a.exportOptions == b.exportOptions;
    }
};

/// Reads what @p job names; any thread. Errors: those of resolve().
Result<RenderJob> loadRenderJob(const BatchJob &job, const NetworkCatalog &catalog);

/// @p jobs as a list for `gramarye render --batch` (resources/BATCH.md) that is to lie in
/// @p folder: files beneath it are named as seen from there.
QByteArray writeBatchList(const std::vector<BatchJob> &jobs, const QDir &folder);

} // namespace gramarye
