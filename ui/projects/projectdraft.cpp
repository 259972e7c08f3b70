#include "ui/projects/projectdraft.h"

#include "core/documents/projectnetwork.h"
#include "core/documents/projectpicture.h"

#include <QCoreApplication>

namespace gramarye {

namespace {

ProjectPicture projectPicture(const LoadedPicture &loaded, PictureKeeping keeping)
{
    if (loaded.isNull())
        return {};
    const QImage &image = loaded.picture.image;
    if (loaded.origin.isEmpty())
        return embeddedPicture(image, loaded.name);
    return keeping == PictureKeeping::Embedded ? withFile(loaded.origin, image) : loaded.origin;
}

} // namespace

Project projectOf(const ProjectDraft &draft)
{
    const EditState &state = draft.state;
    Project project;
    project.program = QLatin1String("Gramarye ") + QCoreApplication::applicationVersion();
    project.recoveryOf = draft.recoveryOf;
    project.content = projectPicture(state.content, draft.keeping);
    for (const LoadedPicture &style : state.styles)
        project.styles.push_back(projectPicture(style, draft.keeping));
    project.start = projectPicture(state.start, draft.keeping);
    project.network = projectNetwork(state.network);
    project.parameters = state.parameters;
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
