#pragma once

#include "core/base/error.h"

#include <QImage>
#include <QObject>

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
    /// @p size: of the picture, of which @p image may be a smaller version; empty: it is none.
    explicit PicturePyramid(const QImage &image, QSize size = {});

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

/// Makes pyramids of pictures off the GUI thread, one at a time. Of what comes while one is being
/// made only the newest is made next.
class PyramidMaker : public QObject
{
    Q_OBJECT

public:
    explicit PyramidMaker(QObject *parent = nullptr);

    void make(const QImage &picture);

    /// Forgets what was asked for; made() does not come for it any more.
    void cancel();
    bool isMaking() const { return m_wanted != 0; }

Q_SIGNALS:
    void made(const gramarye::PicturePyramid &pyramid);

private:
    void begin(const QImage &picture);
    void deliver(const Result<PicturePyramid> &pyramid);

    QImage m_next; ///< null: none
    quint64 m_lastMade = 0;
    quint64 m_wanted = 0; ///< the one that is being made and was not cancelled; 0: none
};

} // namespace gramarye
