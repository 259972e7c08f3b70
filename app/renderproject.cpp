#include "app/renderproject.h"

#include "core/documents/projectfile.h"
#include "core/documents/projectnetwork.h"
#include "core/documents/projectpicture.h"
#include "core/model/parameterspec.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

Status link(ProjectPicture &picture, const QString &file)
{
    auto linked = linkedPicture(file);
    if (!linked)
        return linked.error();
    picture = std::move(linked).value();
    return success();
}

Status linkPictures(Project &project, const RenderArguments &arguments)
{
    if (auto status = link(project.content, arguments.contentFile); !status)
        return status;
    for (const StyleArgument &style : arguments.styles) {
        if (auto status = link(project.styles.emplace_back(), style.file); !status)
            return status;
    }
    return arguments.startFile.isEmpty() ? success() : link(project.start, arguments.startFile);
}

bool isMissing(const ProjectPicture &picture, const QString &projectPath)
{
    return !picture.isEmbedded() && !findPicture(picture, projectPath);
}

Status readInto(QImage &image, const ProjectPicture &picture, const QString &projectPath)
{
    auto read = readPicture(picture, projectPath);
    if (!read)
        return read.error();
    image = std::move(read->image);
    return success();
}

PictureOrigins originsOf(const Project &project)
{
    PictureOrigins origins;
    origins.content = project.content.name;
    for (const ProjectPicture &style : project.styles)
        origins.styles.push_back(style.name);
    origins.start = project.start.name;
    return origins;
}

Status readContent(RenderJob &job, const Project &project, const QString &path)
{
    auto content = readPicture(project.content, path);
    if (!content)
        return content.error();
    job.content = std::move(content->image);
    job.origins.alpha = std::move(content->alpha);
    return success();
}

Status readPictures(RenderJob &job, const Project &project, const QString &path)
{
    job.origins = originsOf(project);
    if (project.content.isEmpty())
        return Error{ErrorCode::NoContent, {}, {}};
    if (project.styles.empty())
        return Error{ErrorCode::NoStyle, {}, {}};
    if (auto status = readContent(job, project, path); !status)
        return status;
    for (const ProjectPicture &style : project.styles) {
        if (auto status = readInto(job.styles.emplace_back(), style, path); !status)
            return status;
    }
    return project.start.isEmpty() ? success() : readInto(job.startImage, project.start, path);
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
    if (const Status status = linkPictures(project, arguments); !status)
        return status.error();
    project.network = projectNetwork(job.network);
    project.parameters = job.parameters;
    project.run.emplace();
    project.run->parameters = job.parameters;
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
        opened->m_project.run.emplace().parameters = opened->m_project.parameters;
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
    if (!arguments.contentFile.isEmpty()) {
        if (auto status = replace(m_project.content, arguments.contentFile); !status)
            return status;
    }
    auto next = m_project.styles.begin();
    for (const StyleArgument &style : arguments.styles) {
        next = std::find_if(next, m_project.styles.end(), [this](const ProjectPicture &picture) {
            return isMissing(picture, m_path);
        });
        if (next == m_project.styles.end())
            break; // none is missing any more
        if (auto status = replace(*next++, style.file); !status)
            return status;
    }
    return success();
}

/// A run that has begun goes on with the very same pictures only.
Status RenderProject::replace(ProjectPicture &picture, const QString &file) const
{
    auto linked = linkedPicture(file);
    if (!linked)
        return linked.error();
    if (!m_project.run->checkpoint.isEmpty() && linked->sha256 != picture.sha256)
        return Error{ErrorCode::PictureChanged, file, {}};
    picture = std::move(linked).value();
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
    RenderJob job;
    auto network = locate(m_project.network, NetworkCatalog::builtIn());
    if (!network)
        return network.error();
    job.network = std::move(network).value();
    if (const Status status = readPictures(job, m_project, m_path); !status)
        return status.error();
    job.parameters = run.parameters;
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
    run.checkpoint.clear(); // it may be a gigabyte
    return status;
}

} // namespace gramarye
