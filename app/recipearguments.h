#pragma once

#include "app/renderarguments.h"
#include "core/transfer/renderjob.h"

namespace gramarye {

/// @p arguments with what they leave open taken from their recipe's file: the pictures, which are
/// looked for beside that file and in the current folder, and the network. Errors: those of
/// readRecipe(), and PictureMissing.
Result<RenderArguments> withRecipe(RenderArguments arguments);

/// Why @p job will not make the recipe's picture again, a sentence for each reason. Looks at all
/// pictures and weights.
QStringList recipeNotes(const RenderArguments &arguments, const RenderJob &job);

/// The picture @p arguments would replace with its own result; empty where there is none.
QString overwrittenInput(const RenderArguments &arguments);

} // namespace gramarye
