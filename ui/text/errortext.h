#pragma once

#include "core/base/error.h"

#include <QString>

namespace gramarye {

/// One sentence for a person: which file, what is wrong, what to do.
QString errorText(const Error &error);

/// What a user reads where @p error, PictureCutShort, is a question: whether to open what is there.
QString cutShortText(const Error &error);

/// What is said of a file that was written over in place, since its folder takes no other file
/// (base/safefile).
QString writtenOverText(const QString &path);

/// @p said of a picture that was written to @p path, and that, where it was not @p isReplaced at
/// one stroke (isReplacedWhole()).
QString writtenText(const QString &said, const QString &path, bool isReplaced);

/// What is said once of a picture whose file holds @p count of them.
QString severalPicturesText(const QString &name, int count);

/// What a user reads when a graphics card had too little memory.
QString movedToProcessorText();

/// What is said when a run goes on with Adam in place of L-BFGS.
QString movedToAdamText();

/// What is said where the state of a run that was paused or stopped could not be kept.
QString checkpointMissingText();

} // namespace gramarye
