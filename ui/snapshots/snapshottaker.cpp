#include "ui/snapshots/snapshottaker.h"

#include "core/transfer/schedule.h"
#include "ui/run/rendersession.h"

#include <algorithm>

namespace gramarye {

namespace {

/// The place of the working size that iteration @p iteration, from 1 on, of a run is at.
int sizeOfIteration(const ReadScene &scene, int iteration)
{
    const StyleParameters parameters = scene.runParameters();
    int place = 0;
    int end = 0;
    for (const QSize size : workingSizes(canvasOf(scene), styleSizes(scene), parameters)) {
        end += iterationsAt(parameters, size);
        if (iteration <= end)
            break;
        ++place;
    }
    return place;
}

} // namespace

SnapshotTaker::SnapshotTaker(const RenderSession &session, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(&session, &RenderSession::pictureChanged, this, &SnapshotTaker::watch);
    connect(&session, &RenderSession::finished, this, &SnapshotTaker::takeLast);
    connect(&session, &RenderSession::stopped, this, &SnapshotTaker::takeLast);
}

void SnapshotTaker::take()
{
    if (!m_session.picture().isNull())
        compress(current(), SnapshotKind::ByHand);
}

SnapshotTaker::Candidate SnapshotTaker::current() const
{
    const int iteration = m_session.pictureIteration();
    return {m_session.rendered(),
            iteration,
            {m_session.run(), sizeOfIteration(m_session.job().scene, iteration)}};
}

void SnapshotTaker::watch()
{
    const Candidate now = current();
    if (now.origin.run == m_last.origin.run && now.origin.size > m_last.origin.size)
        takeLast();
    m_last = now;
}

void SnapshotTaker::takeLast()
{
    if (!m_last.picture.image.isNull())
        compress(m_last, SnapshotKind::Automatic);
    m_last.picture.image = {};
}

void SnapshotTaker::compress(const Candidate &candidate, SnapshotKind kind)
{
    const auto work = [candidate, kind] {
        const QImage &image = candidate.picture.image;
        return ShownSnapshot{
            Snapshot::of(image, recipeOf(candidate.picture), candidate.iteration, kind),
            thumbnailOf(image)};
    };
    m_queue.run(this, work, [this, origin = candidate.origin](const Result<ShownSnapshot> &shown) {
        if (shown)
            Q_EMIT taken(*shown, origin);
        else
            Q_EMIT failed(shown.error());
    });
}

QImage thumbnailOf(const QImage &picture)
{
    const QSize side(SnapshotTaker::thumbnailSide, SnapshotTaker::thumbnailSide);
    const QSize size = picture.size().scaled(side, Qt::KeepAspectRatio).boundedTo(picture.size());
    return picture.scaled(size.expandedTo({1, 1}), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace gramarye
