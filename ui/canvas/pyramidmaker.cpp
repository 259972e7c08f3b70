#include "ui/canvas/pyramidmaker.h"

#include <QtConcurrent>

namespace gramarye {

namespace {

PicturePyramid makePyramid(const QImage &picture)
{
    return PicturePyramid(picture);
}

} // namespace

PyramidMaker::PyramidMaker(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PyramidMaker::deliver);
}

void PyramidMaker::make(const QImage &picture)
{
    if (m_making)
        m_next = picture;
    else
        begin(picture);
}

void PyramidMaker::cancel()
{
    m_next = {};
    m_making = false;
}

void PyramidMaker::begin(const QImage &picture)
{
    m_making = true;
    m_watcher.setFuture(QtConcurrent::run(makePyramid, picture));
}

void PyramidMaker::deliver()
{
    if (!m_making)
        return;
    const PicturePyramid pyramid = m_watcher.result();
    m_making = false;
    if (!m_next.isNull())
        begin(std::exchange(m_next, QImage()));
    Q_EMIT made(pyramid);
}

} // namespace gramarye
