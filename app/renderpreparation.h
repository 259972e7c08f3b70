#pragma once

#include "app/renderarguments.h"
#include "core/documents/batchjob.h"
#include "core/documents/outputname.h"

namespace gramarye {

/// The network @p nameOrPath; where that is empty what was chosen in the window, else the one that
/// is always here. Errors: those of NetworkCatalog::locate.
Result<NetworkSource> locateNetwork(const QString &nameOrPath);

/// @p arguments with the network's defaults filled in. Errors: those of NetworkCatalog::locate.
Result<BatchJob> batchJob(const RenderArguments &arguments);

/// @p arguments with what they leave open taken from their recipe's file: the pictures, which are
/// looked for beside that file and in @p folder, what is set for styles, and the network. A style
/// that was given stands for the recipe's of the same name, of the same pixels where @p
/// looksInside, or else, where there are as many, for the one at its place. Errors: those of
/// readRecipe(), and PictureMissing.
Result<RenderArguments> withRecipe(RenderArguments arguments, const QString &folder,
                                   bool looksInside = true);

/// Reads the picture of @p scene that is to come from standard input, if one is. Error:
/// PictureEmpty.
Status readStandardInput(Scene &scene);

/// What is filled into the names of files that are made of @p scene, at @p size px.
NameParts namePartsOf(const Scene &scene, int size);

/// That none of @p parts is for the place @p place.
UsageError unknownPlace(const QString &place, const NameParts &parts);

/// Fills the places in the name of the result of @p scene, and lets it be one that is not there yet
/// where that is asked for; of a list's job both is done already. Says what is wrong, if anything.
MaybeError settleOutput(RenderArguments &arguments, const ReadScene &scene);

/// How large the result of @p scene will be, px.
QSize resultSize(const ReadScene &scene);

/// Where a picture for standard output is kept until it is whole: a pattern for QTemporaryFile.
QString streamedFile(const RenderArguments &arguments);

/// Writes @p picture to where @p arguments say: see exportPicture().
Status exportResult(const RenderedPicture &picture, const RenderArguments &arguments);

/// The picture @p arguments would replace with its own result; empty where there is none.
QString overwrittenInput(const RenderArguments &arguments);

} // namespace gramarye
