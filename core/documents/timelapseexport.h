#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <functional>

namespace gramarye {

/// Called after every frame with how many are done; where it answers false the export ends, and
/// nothing of it is left.
using FrameProgress = std::function<bool(int done)>;

enum class ExportEnd
{
    Done,
    Cancelled
};

// Frames are made as large as the last one, for a run grows from size to size. Any thread.

/// Writes @p frames, paths of pictures, into the new folder @p folder, as "frame-000001.png" and so
/// on. Errors: FileNotWritable, also where the folder is there already, those of readPicture() and
/// of writePicture().
Result<ExportEnd> exportFrames(const QStringList &frames, const QString &folder,
                               const FrameProgress &progress);

/// The program that makes videos; empty where this computer has none.
QString videoProgram();

/// Makes @p frames a video of @p framesPerSecond at @p path, whose suffix says its kind, in place
/// of a file that is there. Errors: VideoFailed with the program's own reason, FileNotWritable,
/// those of readPicture().
Result<ExportEnd> exportVideo(const QStringList &frames, const QString &path, int framesPerSecond,
                              const FrameProgress &progress);

} // namespace gramarye
