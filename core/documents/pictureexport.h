#pragma once

#include "core/model/recipe.h"
#include "core/transfer/renderjob.h"

#include <QMap>
#include <QStringList>

namespace gramarye {

/// A picture that was made, and what made it. A value.
struct RenderedPicture
{
    QImage image;         ///< RGBX64, at its full working size
    RenderJob job;        ///< with the parameters of the last iteration
    int stoppedAfter = 0; ///< iterations, where the run did not end by itself; else 0
    bool steered = false; ///< earlier iterations had other parameters
};

/// How @p picture was made. Looks at the network's weights for their checksum: any thread but the
/// window's.
Recipe recipeOf(const RenderedPicture &picture);

/// How a result is written, as far as the file's format can. A value.
struct ExportOptions
{
    int bits = 8;                   ///< per channel: 8 or 16
    bool keepsTransparency = false; ///< gives the result the content picture's transparency

    friend bool operator==(const ExportOptions &a, const ExportOptions &b)
    {
        return a.bits == b.bits && a.keepsTransparency == b.keepsTransparency;
    }
};

/// @p picture as @p options want it: RGB888, RGBA8888, RGBX64 or RGBA64.
QImage imageForExport(const RenderedPicture &picture, const ExportOptions &options);

/// The program and its version, as a text of a picture.
QMap<QString, QString> softwareText();

/// Writes @p picture as writePicture() does; PNG files carry its recipe, where its job is known.
/// Any thread but the window's. Errors: those of writePicture().
Status exportPicture(const RenderedPicture &picture, const QString &path,
                     const ExportOptions &options);

/// The recipe inside the exported picture @p path. Reads only the beginning of the file. Any
/// thread. Errors: FileNotFound, FileUnreadable, RecipeMissing, DocumentDamaged, DocumentNewer.
Result<Recipe> readRecipe(const QString &path);

/// Looks for the pictures of @p scene, which is a recipe's, by their names, in the first of
/// @p folders first, and gives those that are there their paths. Any thread.
void findPictures(Scene &scene, const QStringList &folders);

} // namespace gramarye
