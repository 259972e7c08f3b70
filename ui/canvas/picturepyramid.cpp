#include "ui/canvas/picturepyramid.h"

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

PicturePyramid::PicturePyramid(const QImage &image) : m_size(image.size())
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

} // namespace gramarye
