#include "ui/projects/projectdraft.h"

#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"

#include <QCoreApplication>

namespace gramarye {

namespace {

PictureRef projectPicture(const Picture &picture, PictureKeeping keeping)
{
    const bool hasFile = !picture.ref.path.isEmpty();
    return keeping == PictureKeeping::Embedded || !hasFile ? embedded(picture) : picture.ref;
}

} // namespace

Project projectOf(const ProjectDraft &draft)
{
    Project project;
    project.program = QLatin1String("Gramarye ") + QCoreApplication::applicationVersion();
    project.recoveryOf = draft.recoveryOf;
    project.scene = draft.state.mapped(
        [&](const LoadedPicture &loaded) { return projectPicture(loaded.picture, draft.keeping); },
        networkRef);
    project.scene.network.checksum = networkChecksum(draft.state.network);
    for (const KeptSnapshot &kept : draft.snapshots) {
        if (const auto snapshot = kept.whole()) // else it was removed meanwhile
            project.snapshots.push_back(
                {snapshot->png, snapshot->iteration, snapshot->kind == SnapshotKind::Automatic});
    }
    if (draft.run) {
        ProjectRun &run = project.run.emplace();
        run.parameters = draft.run->parameters;
        run.device = draft.device;
        run.iterations = draft.run->iterations;
        run.finished = draft.finished && draft.isOfRun;
        run.steered = draft.steered || !draft.isOfRun;
        if (draft.isOfRun)
            run.checkpoint = draft.run->checkpoint.bytes;
        if (!draft.run->image.isNull())
            run.picture = quickPng(draft.run->image);
    }
    return project;
}

} // namespace gramarye
