#pragma once

#include "core/base/sharedbytes.h"
#include "core/model/scene.h"

#include <optional>

namespace gramarye {

/// Where the run of a project's pictures stands. A value.
struct ProjectRun
{
    StyleParameters parameters; ///< after its last iteration, with the styles' weights
    QString device;             ///< one of computeDevices(), here or elsewhere
    int iterations = 0;         ///< done over the whole run
    bool finished = false;
    bool steered = false;   ///< earlier iterations had other parameters
    QByteArray picture;     ///< the picture so far, as a PNG file; may be empty
    SharedBytes checkpoint; ///< RenderCheckpoint; empty: to be begun, or finished

    friend bool operator==(const ProjectRun &a, const ProjectRun &b)
    {
        return a.parameters == b.parameters && a.device == b.device && a.iterations == b.iterations
               && a.finished == b.finished && a.steered == b.steered && a.picture == b.picture
               && a.checkpoint == b.checkpoint;
    }
};

/// A picture kept on the way. A value.
struct ProjectSnapshot
{
    QByteArray png; ///< with its recipe (model/recipe) among its texts
    int iteration = 0;
    bool automatic = false; ///< else kept by hand

    friend bool operator==(const ProjectSnapshot &a, const ProjectSnapshot &b)
    {
        return a.png == b.png && a.iteration == b.iteration && a.automatic == b.automatic;
    }
};

/// A picture in the making, with everything that is needed to go on with it tomorrow. A value;
/// documents/projectfile reads and writes it.
struct Project
{
    QString program;    ///< the version that wrote it
    QString recoveryOf; ///< path of the project that this is kept for, in case of a sudden end
    Scene scene;        ///< as it is set, for the next run
    std::optional<ProjectRun> run;
    std::vector<ProjectSnapshot> snapshots;

    friend bool operator==(const Project &a, const Project &b)
    {
        return a.program == b.program && a.recoveryOf == b.recoveryOf && a.scene == b.scene
               && a.run == b.run && a.snapshots == b.snapshots;
    }
};

} // namespace gramarye
