#include "ui/projects/projectwriter.h"

#include "core/documents/projectfile.h"

#include <QtConcurrent>

#include <new>

namespace gramarye {

namespace {

Status write(const ProjectDraft &draft, const QString &path)
{
    try {
        return writeProject(projectOf(draft), path);
    } catch (const std::bad_alloc &) {
        return Error{ErrorCode::OutOfMemory, {}, {}};
    }
}

} // namespace

ProjectWriter::ProjectWriter(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ProjectWriter::deliver);
}

ProjectWriter::~ProjectWriter()
{
    m_watcher.waitForFinished();
}

void ProjectWriter::start(const ProjectDraft &draft, const QString &path)
{
    Q_ASSERT(!m_busy);
    m_busy = true;
    m_clock.start();
    m_watcher.setFuture(QtConcurrent::run([draft, path] { return write(draft, path); }));
}

void ProjectWriter::finish()
{
    m_watcher.waitForFinished();
    deliver();
}

void ProjectWriter::deliver()
{
    if (!std::exchange(m_busy, false))
        return;
    const Status status = m_watcher.result();
    if (status)
        Q_EMIT written(m_clock.elapsed());
    else
        Q_EMIT failed(m_clock.elapsed(), status.error());
}

} // namespace gramarye
