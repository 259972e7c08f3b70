#pragma once

#include "core/documents/pictureexport.h"

#include <QDir>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace gramarye {

/// A picture that is to be made, with everything named and nothing read yet: what stands in a list
/// of jobs and in a queue. A value.
struct RenderOrder
{
    QString content;             ///< files: absolute paths, or ":/…"
    std::vector<QString> styles; ///< their weights are in parameters.blend
    QString start;               ///< for Start::File only
    QString output;
    QString network; ///< a name of the catalogue, or a weight file
    QString device = processorId();
    StyleParameters parameters;
    ExportOptions exportOptions;

    /// Recipe::fingerprint() of what is made of it, and how the result is written: where that
    /// differs, so does the result. Folders do not count, since several computers may see the same
    /// one in different places. Looks at the network's weights: any thread but the window's.
    /// Errors: those of NetworkCatalog::locate.
    Result<QString> fingerprint(const NetworkCatalog &catalog) const;

    friend bool operator==(const RenderOrder &a, const RenderOrder &b)
    {
        return a.content == b.content && a.styles == b.styles && a.start == b.start
               && a.output == b.output && a.network == b.network && a.device == b.device
               && a.parameters == b.parameters && a.exportOptions == b.exportOptions;
    }
};

/// Reads the pictures and finds the network that @p order names; any thread. Errors: those of
/// readPicture and NetworkCatalog::locate.
Result<RenderJob> loadRenderJob(const RenderOrder &order, const NetworkCatalog &catalog);

/// @p orders as a list of jobs for `gramarye render --batch` (resources/BATCH.md) that is to lie in
/// @p folder: files beneath it are named as seen from there.
QByteArray writeBatchList(const std::vector<RenderOrder> &orders, const QDir &folder);

} // namespace gramarye
