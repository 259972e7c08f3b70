#pragma once

#include <QImage>

#include <vector>

namespace gramarye {

/// A picture with smaller versions of itself, each half as wide, so that it is drawn smoothly and
/// fast at any size. A value; any thread.
class PicturePyramid
{
public:
    /// Longest side of the largest version kept, in px: more than a screen shows.
    static constexpr int maximumSide = 4096;

    PicturePyramid() = default;
    explicit PicturePyramid(const QImage &image);

    bool isNull() const { return m_levels.empty(); }

    /// Of the picture itself, even where its largest version here is smaller.
    QSize size() const { return m_size; }

    /// The smallest version that is at least @p width px wide, else the largest there is.
    const QImage &level(int width) const;

    /// All versions, the largest first.
    const std::vector<QImage> &levels() const { return m_levels; }

private:
    QSize m_size;
    std::vector<QImage> m_levels;
};

} // namespace gramarye
