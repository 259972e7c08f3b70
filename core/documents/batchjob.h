#pragma once

#include "core/documents/pictureexport.h"
#include "core/documents/printsize.h"
#include "core/pictures/imagereader.h"

#include <QDir>

#include <vector>

namespace gramarye {

/// Reads the pictures and finds the network that @p scene names. Places without a picture stay
/// empty. Any thread. Errors: those of readPicture() and locate().
Result<ReadScene> resolve(const Scene &scene, const NetworkCatalog &catalog,
                          CutPictures cut = CutPictures::Refuse);

/// A picture that is to be made, with everything named and nothing read yet: a job of a list or of
/// the queue. A value.
struct BatchJob
{
    Scene scene; ///< pictures by their files: absolute paths, or ":/…"
    QString output;
    QString device = processorId();
    ExportOptions exportOptions;
    std::optional<PrintSize> print; ///< at the resolution of the export options; in place of the
                                    ///< parameter for the size
    CutPictures cut = CutPictures::Refuse;

    /// That of the scene, and how the result is written: where it differs, so does the result.
    /// Folders do not count, since several computers may see the same one in different places.
    /// Looks at the network's weights: any thread but the window's. Errors: those of locate().
    Result<QString> fingerprint(const NetworkCatalog &catalog) const;

    friend bool operator==(const BatchJob &a, const BatchJob &b)
    {
        return a.scene == b.scene && a.output == b.output && a.device == b.device
               && a.exportOptions == b.exportOptions && a.print == b.print && a.cut == b.cut;
    }
};

/// The fingerprint of @p job; an empty one where its result is there already, which the recipe in
/// it tells. Formats that carry none cannot tell, so a file of theirs is taken for the result. With
/// @p again whatever is there is to be replaced. Any thread but the window's. Errors: those of
/// locate(), and PictureInTheWay where no list is known to have made what is there.
Result<QString> fingerprintIfOpen(const BatchJob &job, bool again, const NetworkCatalog &catalog);

/// @p job as one of a list, to be written by @p options: with files in place of pictures. Those
/// that were pasted have none and stay empty; masks that were painted are compressed, and the job
/// carries them along. Any thread but the window's.
BatchJob batchJobOf(const RenderJob &job, const ExportOptions &options);

/// Reads what @p job names; any thread. A region in a file of several flat colours gives its style
/// and those after it a region each (spreadColorRegions()). Errors: those of resolve(), and
/// PrintTooLarge.
Result<RenderJob> loadRenderJob(const BatchJob &job, const NetworkCatalog &catalog);

/// @p jobs as a list for `gramarye render --batch` (resources/BATCH.md) that is to lie in
/// @p folder: files beneath it are named as seen from there.
QByteArray writeBatchList(const std::vector<BatchJob> &jobs, const QDir &folder);

} // namespace gramarye
