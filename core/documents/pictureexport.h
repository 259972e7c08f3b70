#pragma once

#include "core/base/cancellation.h"
#include "core/model/recipe.h"
#include "core/pictures/imagewriter.h"
#include "core/transfer/renderjob.h"

#include <QJsonObject>
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

/// How @p picture was made, with as many of its masks as @p bytes of a file have room for. Looks at
/// the network's weights for their checksum: any thread but the window's.
Recipe recipeOf(const RenderedPicture &picture, int bytes = 1 << 20);

/// How a result is written, as far as the file's format can. A value.
struct ExportOptions
{
    int bits = 8;                   ///< per channel: 8 or 16
    bool keepsTransparency = false; ///< gives the result the content picture's transparency
    int quality = 0;                ///< 1 … 100, of a lossy format; 0: what is usual for it
    bool lossless = false;          ///< where the format has the choice
    double resolution = 0; ///< pixels per inch on paper; 0: the content's, where as large as that
    bool keepsMetadata = false; ///< the content's title, author, copyright and date
    bool keepsPlace = false;    ///< where the content was taken
    bool keepsProfile = false;  ///< in the content's colours: its profile, where it has one
};

/// What differs from the defaults, by the names that the options have on the command line.
QJsonObject toJson(const ExportOptions &options);

inline bool operator==(const ExportOptions &a, const ExportOptions &b)
{
    return toJson(a) == toJson(b);
}
inline bool operator!=(const ExportOptions &a, const ExportOptions &b)
{
    return !(a == b);
}

/// The same back; defaults for what @p object does not say, or not as it should be.
ExportOptions exportOptions(const QJsonObject &object);

/// Pixels per inch that may be asked for.
struct ResolutionRange
{
    static constexpr double minimum = 1;
    static constexpr double maximum = 2400;
};

/// @p picture as @p options want it, made strip by strip; with the profile's colours where
/// @p hasProfile.
PictureStrips stripsForExport(const RenderedPicture &picture, const ExportOptions &options,
                              bool hasProfile = true);

/// How exportPicture() writes it, but for its recipe.
Encoding encodingForExport(const RenderedPicture &picture, const ExportOptions &options);

/// Writes @p picture as writePicture() does, with its recipe where its job is known. Any thread but
/// the window's. Errors: those of writePicture(), one of which comes, too, where @p cancellation is
/// requested before the file is whole: what was there before stays.
Status exportPicture(const RenderedPicture &picture, const QString &path,
                     const ExportOptions &options,
                     const Cancellation &cancellation = Cancellation::never());

/// The recipe inside the exported picture @p path, of which no pixel is decoded. Any thread.
/// Errors: FileNotFound, FileUnreadable, RecipeMissing, DocumentDamaged, DocumentNewer.
Result<Recipe> readRecipe(const QString &path);

/// Whether the exported picture @p path has all masks of @p scene, which made it, that are in no
/// files of their own: not every format has room for them. Any thread.
bool carriesMasks(const QString &path, const ReadScene &scene);

/// Looks for the pictures of @p scene, which is a recipe's, by their names, in the first of
/// @p folders first, and gives those that are there their paths. Any thread.
void findPictures(Scene &scene, const QStringList &folders);

} // namespace gramarye
