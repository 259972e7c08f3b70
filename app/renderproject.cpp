#include "app/renderproject.h"

#include "core/documents/batchjob.h"
#include "core/documents/projectfile.h"
#include "core/model/parameterspec.h"
#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

bool isMissing(const PictureRef &picture)
{
    return !picture.isEmbedded() && !readPicture(picture);
}

/// A device of another computer's is none here.
QString offeredDevice(const QString &wanted)
{
    const auto devices = computeDevices();
    const auto isWanted = [&](const ComputeDevice &device) { return device.id == wanted; };
    return std::any_of(devices.begin(), devices.end(), isWanted) ? wanted : processorId();
}

} // namespace

RenderProject::RenderProject(QString path, std::unique_ptr<DocumentLock> lock,
                             const RenderArguments &arguments)
    : m_path(std::move(path)),
      m_lock(std::move(lock)),
      m_pace(std::llround(arguments.saveEvery * 1000))
{
    m_clock.start();
}

Result<std::unique_ptr<RenderProject>> RenderProject::create(const RenderArguments &arguments,
                                                             const RenderJob &job)
{
    auto lock = DocumentLock::acquire(arguments.projectFile);
    if (!lock)
        return lock.error();
    std::unique_ptr<RenderProject> created(
        new RenderProject(arguments.projectFile, std::move(lock).value(), arguments));
    Project &project = created->m_project;
    project.scene =
        job.scene.mapped([](const Picture &picture) { return picture.ref; }, networkRef);
    project.scene.network.checksum = networkChecksum(job.scene.network);
    project.run.emplace();
    project.run->parameters = job.scene.runParameters();
    project.run->device = job.device;
    return created;
}

Result<std::unique_ptr<RenderProject>> RenderProject::open(const RenderArguments &arguments)
{
    auto project = readProject(arguments.resumeFile);
    if (!project)
        return project.error();
    // A finished one is only looked at, which may be in a folder where nothing can be written.
    std::unique_ptr<DocumentLock> held;
    if (!project->run || !project->run->finished) {
        auto lock = DocumentLock::acquire(arguments.resumeFile);
        if (!lock)
            return lock.error();
        held = std::move(lock).value();
        project = readProject(arguments.resumeFile); // now that nobody writes it
        if (!project)
            return project.error();
    }
    std::unique_ptr<RenderProject> opened(
        new RenderProject(arguments.resumeFile, std::move(held), arguments));
    opened->m_project = std::move(project).value();
    if (!opened->m_project.run)
        opened->m_project.run.emplace().parameters = opened->m_project.scene.runParameters();
    ProjectRun &run = *opened->m_project.run;
    run.device = arguments.device.isEmpty() ? offeredDevice(run.device) : arguments.device;
    const StyleParameters before = run.parameters;
    for (const auto &[key, value] : arguments.values)
        parameterSpec(key).set(run.parameters, value);
    if (!run.checkpoint.isEmpty() && !sameObjective(before, run.parameters))
        run.steered = true;
    if (const Status status = opened->replacePictures(arguments); !status)
        return status.error();
    return opened;
}

Status RenderProject::replacePictures(const RenderArguments &arguments)
{
    if (isFinished())
        return success();
    if (!arguments.scene.content.isEmpty() && !m_project.scene.isTexture()) {
        if (auto status =
                replace(m_project.scene.content, arguments.scene.content.path, arguments.cut);
            !status)
            return status;
    }
    std::vector<Style> &styles = m_project.scene.styles;
    auto next = styles.begin();
    for (const Style &style : arguments.scene.styles) {
        next = std::find_if(next, styles.end(),
                            [](const Style &one) { return isMissing(one.picture); });
        if (next == styles.end())
            break; // none is missing any more
        if (auto status = replace((next++)->picture, style.picture.path, arguments.cut); !status)
            return status;
    }
    return success();
}

/// A run that has begun goes on with the very same pictures only.
Status RenderProject::replace(PictureRef &ref, const QString &file, CutPictures cut) const
{
    const auto picture = readPicture(file, cut);
    if (!picture)
        return picture.error();
    if (!m_project.run->checkpoint.isEmpty() && !isMeant(ref, *picture))
        return Error{ErrorCode::PictureChanged, file, {}};
    ref = picture->ref;
    return success();
}

Result<QImage> RenderProject::picture() const
{
    auto read = readPicture(m_project.run->picture, QFileInfo(m_path).fileName());
    if (!read)
        return read.error();
    return read->image;
}

Result<RenderJob> RenderProject::job() const
{
    const ProjectRun &run = *m_project.run;
    if (m_project.scene.content.isEmpty() && !m_project.scene.isTexture())
        return Error{ErrorCode::NoContent, {}, {}};
    auto scene = resolve(m_project.scene, NetworkCatalog::builtIn());
    if (!scene)
        return scene.error();
    RenderJob job;
    job.scene = std::move(scene).value();
    job.scene.setRunParameters(run.parameters);
    job.device = run.device;
    job.checkpoint.bytes = run.checkpoint;
    return job;
}

Status RenderProject::saveBeginning()
{
    RenderResult beginning;
    beginning.parameters = m_project.run->parameters;
    beginning.checkpoint.bytes = m_project.run->checkpoint;
    const qint64 before = m_clock.elapsed();
    const Status status = write(beginning);
    m_pace.saved(m_clock.elapsed(), m_clock.elapsed() - before);
    return status;
}

bool RenderProject::takeSaveDue()
{
    if (m_isAsked || !m_pace.isDue(m_clock.elapsed()))
        return false;
    m_isAsked = true;
    return true;
}

Status RenderProject::save(const RenderResult &result)
{
    const qint64 before = m_clock.elapsed();
    // Without a checkpoint there is nothing newer to go on from than what the file has.
    const Status status = result.checkpoint.isEmpty() ? success() : write(result);
    const qint64 now = m_clock.elapsed();
    m_pace.saved(now, now - before + std::llround(result.heldUp * 1000));
    m_isAsked = false;
    return status;
}

Status RenderProject::saveFinished(const RenderResult &result)
{
    m_project.run->finished = true;
    return write(result);
}

Status RenderProject::write(const RenderResult &result)
{
    ProjectRun &run = *m_project.run;
    // Where memory was short the run has gone on with another optimiser.
    run.steered = run.steered || !sameObjective(run.parameters, result.parameters);
    run.parameters = result.parameters;
    run.iterations = std::max(run.iterations, result.iterations);
    if (!result.image.isNull())
        run.picture = quickPng(result.image);
    run.checkpoint = result.checkpoint.bytes;
    m_project.program = QLatin1String("Gramarye ") + QCoreApplication::applicationVersion();
    const Status status = writeProject(m_project, m_path);
    run.checkpoint = {}; // it may be a gigabyte
    return status;
}

} // namespace gramarye
