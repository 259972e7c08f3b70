#include "ui/canvas/picturepyramid.h"

#include "core/base/background.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr int smallestSide = 32;

QImage boundedImage(const QImage &image)
{
    const QSize limit(PicturePyramid::maximumSide, PicturePyramid::maximumSide);
    const QImage bounded = image.size().boundedTo(limit) == image.size()
                               ? image
                               : image.scaled(limit, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return bounded.convertToFormat(QImage::Format_RGB32); // what painters draw fastest
}

} // namespace

PicturePyramid::PicturePyramid(const QImage &image, QSize size)
    : m_size(size.isEmpty() ? image.size() : size)
{
    if (image.isNull())
        return;
    m_levels.push_back(boundedImage(image));
    while (std::min(m_levels.back().width(), m_levels.back().height()) >= 2 * smallestSide) {
        const QImage &last = m_levels.back();
        m_levels.push_back(
            last.scaled(last.size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
}

const QImage &PicturePyramid::level(int width) const
{
    Q_ASSERT(!isNull());
    const auto fits = [width](const QImage &image) { return image.width() >= width; };
    const auto found = std::find_if(m_levels.rbegin(), m_levels.rend(), fits);
    return found == m_levels.rend() ? m_levels.front() : *found;
}

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
