#pragma once

#include "core/base/error.h"
#include "core/base/sharedbytes.h"
#include "core/compute/computedevice.h"
#include "core/compute/convolutionkind.h"
#include "core/network/networkcatalog.h"
#include "core/pictures/imagereader.h"
#include "core/transfer/layerstatistics.h"
#include "core/transfer/regions.h"

#include <QSize>

#include <functional>
#include <optional>
#include <vector>

namespace gramarye {

/// Where a render stood between two iterations: iterate, average, optimiser state, place in the
/// schedule, parameters, and what else the numbers depend on: how many threads, which convolution.
/// Plain bytes; the same job started from it goes on as if it had never stopped.
struct RenderCheckpoint
{
    SharedBytes bytes;

    bool isEmpty() const { return bytes.isEmpty(); }
};

/// The picture being made, as it was after an iteration.
struct Preview
{
    quint64 job = 0;
    int iteration = 0; ///< counted from 1 over the whole run
    QImage image;
    std::vector<LayerStatistics> statistics =
        {}; ///< of the layers in use; empty unless they are wanted
};

/// A scene with its pictures read and its network found. A value.
using ReadScene = SceneOf<Picture, NetworkSource>;

/// The size of what @p scene is painted on, before the parameters scale it: the content's, or the
/// canvas of a texture.
QSize canvasOf(const ReadScene &scene);

/// Where the styles of @p scene act, and what of their pictures they are.
Regions regionsOf(const ReadScene &scene);
void setRegions(ReadScene &scene, const Regions &regions);

/// Everything a run needs; a value.
struct RenderJob
{
    ReadScene scene; ///< with at least one style; of its pictures the mathematics sees the pixels
    ConvolutionKind convolution = ConvolutionKind::Fast;
    QString device = processorId(); ///< one of computeDevices()
    QSize previewLimit;             ///< previews are made no larger than this; invalid: full size
    QString batchJob; ///< BatchJob::fingerprint() of the job that the run is for; empty: for none
    bool hasNewRegions = false;  ///< since the checkpoint: they steer as if painted in the run
    RenderCheckpoint checkpoint; ///< empty: from the beginning; else its convolution is used,
                                 ///< and its threads where the parameters leave that open

    /// Gets every parameters.previewEvery-th picture without exception, on the worker's thread;
    /// then the mailbox, which keeps only the newest, gets none.
    std::function<void(const Preview &)> previewSink;
};

/// What one iteration did. Losses are those of the iterate before the step, content and style
/// without α and β.
struct IterationReport
{
    quint64 job = 0;
    int iteration = 0;      ///< from 1, over the whole run
    int sizeIteration = 0;  ///< from 1, at this size
    int sizeIterations = 0; ///< how many there are at this size
    QSize size;             ///< working size in px
    int tileSide = 0;       ///< px of the tiles that it is computed in; 0: as a whole
    double contentLoss = 0;
    double styleLoss = 0;
    double totalLoss = 0;
    double seconds = 0;     ///< since the job began, pauses left out
    double progress = 0;    ///< 0..1, weighted by the work of the sizes
    double secondsLeft = 0; ///< estimated from the last iterations
};

/// What a run leaves behind, or has made so far.
struct RenderResult
{
    quint64 job = 0;
    QImage image;                 ///< RGBX64; null where there was none yet
    int iterations = 0;           ///< done over the whole run
    StyleParameters parameters;   ///< of the last iteration, or of the next one
    RenderCheckpoint checkpoint;  ///< of stopped and paused runs, and where one was asked for
    std::optional<Error> missing; ///< why the picture or the checkpoint is not there that should be
    double heldUp = 0;            ///< seconds that the run waited for the checkpoint asked for

    /// True where there was no memory for the checkpoint: the run can go on, but not another time.
    bool lacksCheckpoint() const { return missing && checkpoint.isEmpty(); }
};

} // namespace gramarye
