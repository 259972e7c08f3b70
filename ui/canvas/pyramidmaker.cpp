#include "ui/canvas/pyramidmaker.h"

#include "core/base/background.h"

namespace gramarye {

PyramidMaker::PyramidMaker(QObject *parent) : QObject(parent) {}

void PyramidMaker::make(const QImage &picture)
{
    if (isMaking())
        m_next = picture;
    else
        begin(picture);
}

void PyramidMaker::cancel()
{
    m_next = {};
    m_wanted = 0;
}

void PyramidMaker::begin(const QImage &picture)
{
    m_wanted = ++m_lastMade;
    runInBackground(
        this, [picture] { return PicturePyramid(picture); },
        [this, made = m_wanted](const Result<PicturePyramid> &pyramid) {
            if (made == m_wanted)
                deliver(pyramid);
        });
}

void PyramidMaker::deliver(const Result<PicturePyramid> &pyramid)
{
    m_wanted = 0;
    if (!m_next.isNull())
        begin(std::exchange(m_next, QImage()));
    if (pyramid) // else what is shown stays until there is memory for another
        Q_EMIT made(*pyramid);
}

} // namespace gramarye
