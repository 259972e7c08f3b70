#pragma once

#include "core/documents/snapshotstore.h"
#include "core/model/project.h"
#include "core/transfer/renderjob.h"
#include "ui/edits/editstate.h"

#include <optional>
#include <vector>

namespace gramarye {

/// What becomes of a project's pictures.
enum class PictureKeeping
{
    Linked,  ///< where they have files
    Embedded ///< all of them
};

/// A project as the window has it: pictures, not yet bytes. Cheap to copy. A value.
struct ProjectDraft
{
    EditState state;
    QString recoveryOf; ///< as Project's
    PictureKeeping keeping = PictureKeeping::Linked;

    std::optional<RenderResult> run; ///< the one in view, if there is one
    bool isOfRun = true;             ///< the state's pictures are those of the run
    QString device;                  ///< of the run
    bool finished = false;
    bool steered = false;
    std::vector<KeptSnapshot> snapshots;
};

/// @p draft as it is written. Compresses pictures, reads files and the network: any thread.
Project projectOf(const ProjectDraft &draft);

} // namespace gramarye
