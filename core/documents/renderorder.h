#pragma once

#include "core/transfer/renderjob.h"

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

    /// Differs where the picture would. Folders do not count, since several computers may see the
    /// same one in different places; nor does what only says how it is computed.
    QString fingerprint() const;

    friend bool operator==(const RenderOrder &a, const RenderOrder &b)
    {
        return a.content == b.content && a.styles == b.styles && a.start == b.start
               && a.output == b.output && a.network == b.network && a.device == b.device
               && a.parameters == b.parameters;
    }
};

/// Reads the pictures and finds the network that @p order names; any thread. Errors: those of
/// readPicture and NetworkCatalog::locate.
Result<RenderJob> loadRenderJob(const RenderOrder &order, const NetworkCatalog &catalog);

/// @p orders as a list of jobs for `gramarye render --batch` (resources/BATCH.md) that is to lie in
/// @p folder: files beneath it are named as seen from there.
QByteArray writeBatchList(const std::vector<RenderOrder> &orders, const QDir &folder);

} // namespace gramarye
