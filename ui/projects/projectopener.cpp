#include "ui/projects/projectopener.h"

#include "core/documents/projectfile.h"
#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace gramarye {

namespace {

/// A run goes on with the pictures it began with only.
void giveUpRun(Project &project)
{
    if (!project.run)
        return;
    project.run->checkpoint = {};
    project.run->finished = false;
    project.run->steered = true; // it was not made from these
}

/// A style goes with its picture.
void removePicture(Project &project, std::size_t index)
{
    Scene &scene = project.scene;
    const PictureRef *picture = scene.pictures()[index];
    const auto style =
        std::find_if(scene.styles.begin(), scene.styles.end(),
                     [picture](const Style &candidate) { return &candidate.picture == picture; });
    if (style != scene.styles.end())
        scene.styles.erase(style);
    else
        *scene.pictures()[index] = {};
    giveUpRun(project);
}

bool isAbsent(ErrorCode code)
{
    return code == ErrorCode::PictureMissing || code == ErrorCode::PictureChanged;
}

} // namespace

bool isSameFile(const QString &a, const QString &b)
{
    return QFileInfo(a).absoluteFilePath() == QFileInfo(b).absoluteFilePath();
}

ProjectOpener::ProjectOpener(const NetworkCatalog &catalog, QObject *parent)
    : QObject(parent), m_catalog(catalog)
{
}

void ProjectOpener::open(const QString &path, const QString &own)
{
    start(std::make_shared<Attempt>(), [path, own, &catalog = m_catalog](Attempt &attempt) {
        attempt.opened.path = path;
        // In a folder that nobody can write to one can still look.
        if (!isSameFile(path, own)) {
            auto lock = DocumentLock::acquire(path);
            if (lock)
                attempt.claims.lock = std::move(lock).value();
            else if (lock.error().code == ErrorCode::DocumentBusy)
                attempt.error = lock.error();
        }
        if (!attempt.error)
            read(attempt, path, catalog);
    });
}

void ProjectOpener::recover(const QString &path, const QString &own)
{
    start(std::make_shared<Attempt>(), [path, own, &catalog = m_catalog](Attempt &attempt) {
        auto recovery = RecoveryFile::takeOver(path);
        if (!recovery) {
            attempt.error = recovery.error();
            return;
        }
        attempt.claims.recovery = std::move(recovery).value();
        read(attempt, path, catalog);
        const QString &of = attempt.opened.project.recoveryOf;
        if (isSameFile(of, own)) {
            attempt.opened.path = of;
        } else if (QFileInfo(of).isFile()) {
            if (auto lock = DocumentLock::acquire(of)) {
                attempt.opened.path = of;
                attempt.claims.lock = std::move(lock).value();
            }
        }
    });
}

void ProjectOpener::cancel()
{
    struct Claimed
    {
        AttemptPtr attempt;
        ProjectClaims claims;
    };
    const auto claimed = std::make_shared<Claimed>();
    claimed->claims = std::exchange(m_claims, {});
    if (m_stage == Stage::Asking)
        claimed->attempt = std::exchange(m_attempt, nullptr);
    m_stage = Stage::Idle;
    // Where the disk may be waited for, and before anything else is opened.
    m_queue.run(
        this, [claimed] { *claimed = {}; }, [](const Status &) {});
}

void ProjectOpener::takeInstead(const QString &file)
{
    if (m_stage != Stage::Asking)
        return;
    start(m_attempt, [file, &catalog = m_catalog](Attempt &attempt) {
        PictureRef &ref = *attempt.opened.project.scene.pictures()[std::size_t(attempt.missing)];
        const auto picture =
            readPicture(file, ref.hash.isEmpty() ? CutPictures::Refuse : CutPictures::Accept);
        if (!picture) {
            attempt.error = picture.error();
            attempt.missing = -1;
            return;
        }
        if (!isMeant(ref, *picture))
            giveUpRun(attempt.opened.project);
        ref = picture->ref;
        readPictures(attempt, catalog);
    });
}

void ProjectOpener::leaveOut()
{
    if (m_stage != Stage::Asking)
        return;
    start(m_attempt, [&catalog = m_catalog](Attempt &attempt) {
        removePicture(attempt.opened.project, std::size_t(attempt.missing));
        readPictures(attempt, catalog);
    });
}

/// An attempt that is given up for this one gives its locks back before: it may be of the same
/// file.
void ProjectOpener::start(AttemptPtr attempt, const Work &work)
{
    m_claims = {};
    m_stage = Stage::Reading;
    const AttemptPtr before = std::exchange(m_attempt, attempt);
    m_queue.run(
        this,
        [before, attempt, work] {
            if (before && before != attempt)
                before->claims = {};
            work(*attempt);
        },
        [this, attempt](const Status &status) {
            if (attempt == m_attempt)
                deliver(status);
        });
}

void ProjectOpener::read(Attempt &attempt, const QString &path, const NetworkCatalog &catalog)
{
    auto project = readProject(path);
    if (!project) {
        attempt.error = project.error();
        return;
    }
    attempt.name = QFileInfo(path).fileName();
    attempt.opened.project = std::move(project).value();
    readSnapshots(attempt);
    readPictures(attempt, catalog);
}

void ProjectOpener::readPictures(Attempt &attempt, const NetworkCatalog &catalog)
{
    Project &project = attempt.opened.project;
    EditState &state = attempt.opened.state;
    attempt.error.reset();
    attempt.missing = -1;
    state = project.scene.mapped([](const PictureRef &) { return LoadedPicture(); },
                                 [](const NetworkRef &) { return NetworkSource(); });
    const std::vector<PictureRef *> refs = project.scene.pictures();
    const std::vector<LoadedPicture *> pictures = state.pictures();
    for (std::size_t i = 0; i < refs.size(); ++i) {
        if (refs[i]->isEmpty())
            continue;
        const bool isContent = refs[i] == &project.scene.content;
        auto picture = readPicture(*refs[i], {CutPictures::Refuse, isContent ? shownSide : 0});
        if (!picture) {
            attempt.error = picture.error();
            attempt.missing = isAbsent(picture.error().code) ? int(i) : -1;
            return;
        }
        *refs[i] = picture->ref; // where it was found
        *pictures[i] = loaded(std::move(picture).value());
    }
    auto network = locate(project.scene.network, catalog);
    if (!network) {
        attempt.error = network.error();
        return;
    }
    state.network = std::move(network).value();
    if (project.run && !project.run->picture.isEmpty()) {
        auto picture = readPicture(project.run->picture, attempt.name);
        if (picture)
            attempt.opened.picture = picture->image;
        else
            attempt.error = picture.error();
    }
}

void ProjectOpener::readSnapshots(Attempt &attempt)
{
    OpenedProject &opened = attempt.opened;
    for (const ProjectSnapshot &kept : opened.project.snapshots) {
        const auto kind = kept.automatic ? SnapshotKind::Automatic : SnapshotKind::ByHand;
        const auto snapshot = Snapshot::fromPng(kept.png, kept.iteration, kind, attempt.name);
        if (snapshot)
            opened.snapshots.push_back({*snapshot, thumbnailOf(snapshot->picture())});
    }
    opened.project.snapshots.clear(); // they are in memory once
}

void ProjectOpener::deliver(const Status &status)
{
    const AttemptPtr attempt = std::exchange(m_attempt, nullptr);
    const bool isWanted = std::exchange(m_stage, Stage::Idle) == Stage::Reading;
    if (!isWanted)
        return;
    if (!status)
        return Q_EMIT failed(status.error());
    if (!attempt->error) {
        m_claims = std::move(attempt->claims);
        Q_EMIT opened(attempt->opened);
    } else if (attempt->missing >= 0) {
        m_attempt = attempt;
        m_stage = Stage::Asking;
        Q_EMIT pictureMissing(*attempt->error);
    } else {
        Q_EMIT failed(*attempt->error);
    }
}

} // namespace gramarye
