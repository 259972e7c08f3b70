#include "ui/snapshots/snapshottaker.h"

#include "ui/run/rendersession.h"

#include <algorithm>

namespace gramarye {

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

// Every size has the same number of iterations.
SnapshotTaker::Candidate SnapshotTaker::current() const
{
    const int iteration = m_session.pictureIteration();
    const int perSize = std::max(1, m_session.job().scene.parameters.iterations);
    return {
        m_session.rendered(), iteration, {m_session.run(), std::max(0, iteration - 1) / perSize}};
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
