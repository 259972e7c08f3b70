#include "ui/projects/projectopener.h"

#include "core/documents/projectfile.h"
#include "core/documents/projectnetwork.h"
#include "core/documents/projectpicture.h"

#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

/// All pictures of @p project: content, styles, start.
std::vector<ProjectPicture *> pictures(Project &project)
{
    std::vector<ProjectPicture *> all{&project.content};
    for (ProjectPicture &style : project.styles)
        all.push_back(&style);
    all.push_back(&project.start);
    return all;
}

/// A run goes on with the pictures it began with only.
void giveUpRun(Project &project)
{
    if (!project.run)
        return;
    project.run->checkpoint.clear();
    project.run->finished = false;
    project.run->steered = true; // it was not made from these
}

void removePicture(Project &project, int index)
{
    const int styles = int(project.styles.size());
    if (index == 0)
        project.content = {};
    else if (index > styles)
        project.start = {};
    else
        project.styles.erase(project.styles.begin() + (index - 1));
    std::vector<double> &blend = project.parameters.blend;
    if (index > 0 && index <= std::min(styles, int(blend.size())))
        blend.erase(blend.begin() + (index - 1));
    giveUpRun(project);
}

Result<LoadedPicture> load(ProjectPicture &picture, const QString &projectPath)
{
    auto read = readPicture(picture, projectPath);
    if (!read)
        return read.error();
    if (!picture.isEmbedded())
        picture.path = read->fileName; // where it was found
    const PicturePyramid pyramid(read->image);
    return LoadedPicture{std::move(read).value(), pyramid, picture.name, picture};
}

LoadedPicture &placeOf(EditState &state, int index)
{
    if (index == 0)
        return state.content;
    return index > int(state.styles.size()) ? state.start : state.styles[std::size_t(index - 1)];
}

bool isAbsent(ErrorCode code)
{
    return code == ErrorCode::PictureMissing || code == ErrorCode::PictureChanged;
}

} // namespace

ProjectOpener::ProjectOpener(const NetworkCatalog &catalog, QObject *parent)
    : QObject(parent), m_catalog(catalog)
{
}

void ProjectOpener::open(const QString &path)
{
    start([path, &catalog = m_catalog] { return std::make_shared<Attempt>(read(path, catalog)); });
}

void ProjectOpener::cancel()
{
    m_attempt.reset();
    m_wanted = 0;
}

void ProjectOpener::takeInstead(const QString &file)
{
    if (!m_attempt)
        return;
    start([attempt = std::move(m_attempt), file, &catalog = m_catalog] {
        ProjectPicture &picture = *pictures(attempt->opened.project)[std::size_t(attempt->missing)];
        const auto linked = linkedPicture(file);
        if (!linked) {
            attempt->error = linked.error();
            attempt->missing = -1;
            return attempt;
        }
        if (linked->sha256 != picture.sha256)
            giveUpRun(attempt->opened.project);
        picture = *linked;
        readPictures(*attempt, catalog);
        return attempt;
    });
}

void ProjectOpener::leaveOut()
{
    if (!m_attempt)
        return;
    start([attempt = std::move(m_attempt), &catalog = m_catalog] {
        removePicture(attempt->opened.project, attempt->missing);
        readPictures(*attempt, catalog);
        return attempt;
    });
}

void ProjectOpener::start(const std::function<std::shared_ptr<Attempt>()> &work)
{
    m_attempt.reset();
    m_wanted = ++m_lastStart;
    m_queue.run(this, work,
                [this, started = m_wanted](const Result<std::shared_ptr<Attempt>> &attempt) {
                    if (started == m_wanted)
                        deliver(attempt);
                });
}

ProjectOpener::Attempt ProjectOpener::read(const QString &path, const NetworkCatalog &catalog)
{
    Attempt attempt;
    attempt.opened.path = path;
    auto project = readProject(path);
    if (!project) {
        attempt.error = project.error();
        return attempt;
    }
    attempt.opened.project = std::move(project).value();
    readSnapshots(attempt.opened);
    readPictures(attempt, catalog);
    return attempt;
}

void ProjectOpener::readPictures(Attempt &attempt, const NetworkCatalog &catalog)
{
    Project &project = attempt.opened.project;
    EditState &state = attempt.opened.state;
    attempt.error.reset();
    attempt.missing = -1;
    state = {};
    state.parameters = project.parameters;
    state.styles.resize(project.styles.size());
    const std::vector<ProjectPicture *> all = pictures(project);
    for (int i = 0; i < int(all.size()); ++i) {
        if (all[std::size_t(i)]->isEmpty())
            continue;
        auto loaded = load(*all[std::size_t(i)], attempt.opened.path);
        if (!loaded) {
            attempt.error = loaded.error();
            attempt.missing = isAbsent(loaded.error().code) ? i : -1;
            return;
        }
        placeOf(state, i) = std::move(loaded).value();
    }
    auto network = locate(project.network, catalog);
    if (!network) {
        attempt.error = network.error();
        return;
    }
    state.network = std::move(network).value();
    if (project.run && !project.run->picture.isEmpty()) {
        auto picture = readPicture(project.run->picture, QFileInfo(attempt.opened.path).fileName());
        if (picture)
            attempt.opened.picture = picture->image;
        else
            attempt.error = picture.error();
    }
}

void ProjectOpener::readSnapshots(OpenedProject &opened)
{
    const QString name = QFileInfo(opened.path).fileName();
    for (const ProjectSnapshot &kept : opened.project.snapshots) {
        const auto kind = kept.automatic ? SnapshotKind::Automatic : SnapshotKind::ByHand;
        const auto snapshot = Snapshot::fromPng(kept.png, kept.iteration, kind, name);
        if (snapshot)
            opened.snapshots.push_back({*snapshot, thumbnailOf(snapshot->picture())});
    }
    opened.project.snapshots.clear(); // they are in memory once
}

void ProjectOpener::deliver(const Result<std::shared_ptr<Attempt>> &result)
{
    m_wanted = 0;
    if (!result)
        return Q_EMIT failed(result.error());
    const std::shared_ptr<Attempt> &attempt = result.value();
    if (!attempt->error) {
        Q_EMIT opened(attempt->opened);
    } else if (attempt->missing >= 0) {
        m_attempt = attempt;
        Q_EMIT pictureMissing(*attempt->error);
    } else {
        Q_EMIT failed(*attempt->error);
    }
}

} // namespace gramarye
